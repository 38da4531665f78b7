import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";

/**
 * Units that were assumed to have come, because stock had risen, are the ones that are received now: the assumption is
 * answered, the oldest first, or they would count twice.
 */
export async function coverAssumedReceipts(db: Db, shop: ShopDomain, lineId: string, units: number): Promise<void> {
  if (units <= 0) return;
  const open = await db.assumedReceipt.findMany({
    where: { shop, lineId: `po:${lineId}`, answer: "open" },
    orderBy: { seenAt: "asc" },
  });
  let left = units;
  for (const { id, units: assumed } of open) {
    if (left === 0) return;
    const covered = Math.min(left, assumed);
    left -= covered;
    await db.assumedReceipt.update({
      where: { shop_id: { shop, id } },
      data: covered === assumed ? { answer: "confirmed" } : { units: assumed - covered },
    });
  }
}
