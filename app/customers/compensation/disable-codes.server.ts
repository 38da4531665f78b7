import { withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import type { CompensationStatus } from "./compensation-status.ts";

const atOnce = 50;

/** Takes back the codes that ended before anybody used them. One that was used stays as it is. */
export async function disableCodes(ports: Ports, shop: ShopDomain): Promise<void> {
  const shopify = ports.shopify(shop);
  for (;;) {
    const rows = await withShop(shop, (db) =>
      db.compensation.findMany({
        where: { shop, isToDisable: true, status: "issued" satisfies CompensationStatus },
        orderBy: { id: "asc" },
        take: atOnce,
        select: { id: true, shopifyId: true },
      }),
    );
    if (rows.length === 0) return;
    const states = await shopify.readCodes(rows.flatMap(({ shopifyId }) => shopifyId ?? []));
    for (const { id, shopifyId } of rows) {
      const isUsed = (states?.get(shopifyId ?? "")?.usedCount ?? 0) > 0;
      const done = states === null ? "no-scope" : isUsed ? "used" : await shopify.disableCode(shopifyId ?? "");
      if (done === "no-scope") {
        // The scope was withdrawn: the merchant is told, and it is tried again when it is back.
        await withShop(shop, (db) =>
          db.compensation.updateMany({ where: { shop, isToDisable: true }, data: { fault: "no-scope" } }),
        );
        return;
      }
      const status: CompensationStatus = done === "used" ? "used" : "disabled";
      const endedAt = new Date(await ports.clock.businessNow());
      await withShop(shop, (db) =>
        db.compensation.update({
          where: { shop_id: { shop, id } },
          data: { status, endedAt, isToDisable: false, fault: null },
        }),
      );
    }
  }
}
