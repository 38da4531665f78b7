import { withShop } from "../../db.server.ts";
import type { InventoryItemGid, ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { countOwedUnits } from "../count-owed-units.server.ts";
import { loadKnownLines } from "../load-known-lines.server.ts";
import { lockLedger } from "../lock-ledger.server.ts";
import { markStaleQueues } from "../mark-stale-queues.server.ts";
import { moveOfLine } from "../move-of-line.ts";
import { writeMoves } from "../write-moves.server.ts";
import { countPlaces } from "./count-places.server.ts";
import { figuresOf } from "./differences-of.ts";

/** The merchant knows: it is shown again once the figures are others. Nothing is changed at Shopify, and no order is made. */
export async function acceptDifference(
  ports: Ports,
  shop: ShopDomain,
  { inventoryItemId, locationId }: { inventoryItemId: InventoryItemGid; locationId: string },
  by: string,
): Promise<boolean> {
  const now = await ports.clock.businessNow();
  return withShop(shop, async (db) => {
    const place = (await countPlaces(db, shop, now, [inventoryItemId])).find((each) => each.locationId === locationId);
    if (place === undefined) return false;
    const { count } = await db.ledgerDifference.updateMany({
      where: { shop, inventoryItemId, locationId },
      data: { accepted: figuresOf(place), acceptedBy: by, acceptedAt: new Date(now) },
    });
    return count > 0;
  });
}

/**
 * The merchant's word that orders which Shopify no longer shows wait for this item no more: their units end as cancelled,
 * in the ledger only.
 * @returns how many lines it ends
 */
export async function letUnreadableGo(
  ports: Ports,
  shop: ShopDomain,
  inventoryItemId: InventoryItemGid,
): Promise<number> {
  return withShop(shop, async (db) => {
    await lockLedger(db, shop);
    const orders = await db.$queryRaw<{ orderId: string }[]>`
      SELECT DISTINCT o."orderId" FROM "LedgerOrder" o
      JOIN "LedgerUnit" u ON u.shop = o.shop AND u."orderId" = o."orderId" AND u."inventoryItemId" = ${inventoryItemId}
      WHERE o.shop = ${shop} AND o."isUnreadable"`;
    const lines = await loadKnownLines(
      db,
      shop,
      orders.map(({ orderId }) => orderId),
    );
    const moves = [...lines.values()].flatMap(({ lineId, orderId, inventoryItemId: item, ...before }) => {
      if (item !== inventoryItemId || before.units.unfulfilled === 0) return [];
      const { ordered, shipped } = before.units;
      const move = moveOfLine(before, { ordered, current: shipped, unfulfilled: 0, places: null });
      return [{ lineId, orderId, inventoryItemId: item, move }];
    });
    await writeMoves(db, shop, [], moves, null);
    await countOwedUnits(db, shop, [inventoryItemId]);
    await markStaleQueues(ports, db, shop, [inventoryItemId], { code: "queue-moved" });
    return moves.length;
  });
}
