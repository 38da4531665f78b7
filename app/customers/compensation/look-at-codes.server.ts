import { withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import type { CompensationStatus } from "./compensation-status.ts";
import { giveCompensation } from "./give-compensation.server.ts";

const atOnce = 50;

/** Once a business day: which codes were used, which have expired, and which somebody ended in Shopify. */
export async function lookAtCodes(ports: Ports, shop: ShopDomain): Promise<void> {
  // Also what waits for the month's new budget, and what could not be disabled for want of the scope.
  await giveCompensation(ports, shop);
  const now = new Date(await ports.clock.businessNow());
  let after = "";
  for (;;) {
    const rows = await withShop(shop, (db) =>
      db.compensation.findMany({
        where: {
          shop,
          id: { gt: after },
          status: "issued" satisfies CompensationStatus,
          isToDisable: false,
          code: { not: null },
        },
        orderBy: { id: "asc" },
        take: atOnce,
        select: { id: true, shopifyId: true, expiresAt: true },
      }),
    );
    if (rows.length === 0) return;
    const states = await ports.shopify(shop).readCodes(rows.flatMap(({ shopifyId }) => shopifyId ?? []));
    if (states === null) return;
    for (const { id, shopifyId, expiresAt } of rows) {
      const state = states.get(shopifyId ?? "");
      const isOver = expiresAt !== null && expiresAt <= now;
      const status: CompensationStatus | null =
        (state?.usedCount ?? 0) > 0 ? "used" : isOver ? "expired" : state?.isActive === true ? null : "disabled";
      if (status !== null)
        await withShop(shop, (db) =>
          db.compensation.updateMany({
            where: { shop, id, status: "issued" satisfies CompensationStatus },
            data: { status, endedAt: now },
          }),
        );
    }
    after = rows.at(-1)?.id ?? after;
  }
}
