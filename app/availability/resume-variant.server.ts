import { withShop } from "../db.server.ts";
import type { ShopDomain, VariantGid } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { markForDecision } from "./dirty-items.server.ts";
import { withIds } from "./known-variants.server.ts";

export type ResumeResult = { ok: true } | { ok: false; reason: "unknown-variant" | "not-held" };

/**
 * "Resume": Arrivo takes over again a variant whose policy a person changed. What they chose becomes what restore returns
 * to.
 */
export async function resumeVariant(ports: Ports, shop: ShopDomain, variantId: VariantGid): Promise<ResumeResult> {
  const resumedAt = new Date(await ports.clock.businessNow());
  return withShop(shop, async (db) => {
    const variant = await db.variant.findUnique({
      where: { shop_variantId: { shop, variantId } },
      select: { yieldedAt: true },
    });
    if (!variant) return { ok: false, reason: "unknown-variant" };
    if (!variant.yieldedAt) return { ok: false, reason: "not-held" };
    await db.variant.update({ where: { shop_variantId: { shop, variantId } }, data: { resumedAt, isPutBack: false } });
    await db.outsideChange.updateMany({ where: { shop, variantId, answer: "open" }, data: { answer: "put-back" } });
    await markForDecision(db, shop, withIds([variantId]));
    await ports.queue.enqueue(db, "reconcile-shop", { shop });
    return { ok: true };
  });
}
