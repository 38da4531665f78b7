import { type Db, withShop } from "../db.server.ts";
import type { ShopDomain, VariantGid } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { markForDecision } from "./dirty-items.server.ts";
import { groupOutsideChanges, type OutsideChanges } from "./group-outside-changes.ts";
import { withIds } from "./known-variants.server.ts";
import type { InventoryPolicy } from "./metafield.ts";

export interface OutsideChange {
  variantId: VariantGid;
  displayName: string;
  from: InventoryPolicy;
  to: InventoryPolicy;
  seenAt: Date;
}

/** What others changed and nobody has answered yet, imports apart. */
export async function outsideChangesForHome(db: Db, shop: ShopDomain): Promise<OutsideChanges<OutsideChange>> {
  const changes = await db.$queryRaw<OutsideChange[]>`
    SELECT c."variantId", v."displayName", c."fromPolicy" AS "from", c."toPolicy" AS "to", c."seenAt"
    FROM "OutsideChange" c JOIN "Variant" v ON v.shop = c.shop AND v."variantId" = c."variantId"
    WHERE c.shop = ${shop} AND c.answer = 'open' ORDER BY c."seenAt", c.id`;
  return groupOutsideChanges(changes);
}

/** `put-back`: Arrivo takes the variants over again; `keep`: they stay as they are; `always-keep`: nor does Home ask again. */
export type OutsideAnswer = "put-back" | "keep" | "always-keep";

/**
 * The merchant's answer to open outside changes: to those of the variants given, or to all of them.
 * @returns how many variants it was about.
 */
export async function answerOutsideChanges(
  ports: Ports,
  shop: ShopDomain,
  answer: OutsideAnswer,
  only: readonly VariantGid[] | null = null,
): Promise<{ ok: true; variants: number }> {
  const now = new Date(await ports.clock.businessNow());
  return withShop(
    shop,
    async (db) => {
      const open = { shop, answer: "open", ...(only === null ? {} : { variantId: { in: [...only] } }) };
      const changes = await db.outsideChange.findMany({ where: open, select: { variantId: true } });
      const variantIds = [...new Set(changes.map(({ variantId }) => variantId))];
      await db.outsideChange.updateMany({ where: open, data: { answer: answer === "put-back" ? "put-back" : "kept" } });
      if (answer === "always-keep") {
        await db.shopSettings.upsert({
          where: { shop },
          create: { shop, strangerRule: "always-keep" },
          update: { strangerRule: "always-keep" },
        });
      }
      if (answer === "put-back" && variantIds.length > 0) {
        await db.variant.updateMany({
          where: { shop, variantId: { in: variantIds } },
          data: { resumedAt: now, isPutBack: true },
        });
        await markForDecision(db, shop, withIds(variantIds));
        await ports.queue.enqueue(db, "reconcile-shop", { shop });
      }
      return { ok: true, variants: variantIds.length };
    },
    { timeoutMs: 60_000 },
  );
}
