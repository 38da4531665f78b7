import type { Db } from "../../db.server.ts";
import type { InventoryItemGid, ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import type { SupplyCause } from "../supply-cause.ts";
import { supplyChanged } from "../supply-changed.server.ts";

/**
 * Says of each line what changed of it. Always in the order of their items: two orders of the same items that change at
 * once must not wait for each other.
 */
export async function tellSupply<Line extends { id: string; inventoryItemId: InventoryItemGid }>(
  ports: Ports,
  db: Db,
  shop: ShopDomain,
  lines: readonly Line[],
  causeOf: (line: Line, lineId: string) => SupplyCause,
): Promise<void> {
  const sorted = lines.toSorted(
    (one, other) => one.inventoryItemId.localeCompare(other.inventoryItemId) || one.id.localeCompare(other.id),
  );
  for (const line of sorted)
    await supplyChanged(ports, db, shop, [line.inventoryItemId], causeOf(line, `po:${line.id}`));
}
