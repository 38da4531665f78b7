import type { Db } from "../db.server.ts";
import type { InventoryItemGid, ShopDomain } from "../ids.ts";
import type { LineUnits, PlacedUnits } from "./move-of-line.ts";

export interface KnownLine {
  lineId: string;
  orderId: string;
  inventoryItemId: InventoryItemGid | null;
  units: LineUnits;
  places: PlacedUnits[];
}

/** These orders' lines as the ledger has them. */
export async function loadKnownLines(
  db: Db,
  shop: ShopDomain,
  orderIds: readonly string[],
): Promise<Map<string, KnownLine>> {
  const rows = await db.$queryRaw<KnownLine[]>`
    SELECT l."lineId", l."orderId", l."inventoryItemId", jsonb_build_object('ordered', l."orderedUnits",
        'unfulfilled', l."unfulfilledUnits", 'allocated', l."allocatedUnits", 'shipped', l."shippedUnits",
        'cancelled', l."cancelledUnits") AS units,
      coalesce((SELECT jsonb_agg(jsonb_build_object('locationId', u."locationId", 'remaining', u."remainingUnits",
          'allocated', u."allocatedUnits", 'held', u."heldUnits") ORDER BY u."locationId")
        FROM "LedgerUnit" u WHERE u.shop = l.shop AND u."lineId" = l."lineId"), '[]'::jsonb) AS places
    FROM "OrderLine" l WHERE l.shop = ${shop} AND l."orderId" = ANY(${[...orderIds]})`;
  return new Map(rows.map((row) => [row.lineId, row]));
}
