import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { FileOrder } from "./gather-orders.ts";
import type { KnownLine, KnownOrder } from "./known-supply.ts";
import { externalKey } from "./plan-import.ts";

/** The ids of the orders that a file names: by the file's own key, and by their numbers. */
export interface HeldOrders {
  byKey: ReadonlyMap<string, string>;
  byNumber: ReadonlyMap<string, string>;
}

/** The orders that a file names, held until the transaction ends. */
export async function holdKnownOrders(
  db: Db,
  shop: ShopDomain,
  files: readonly FileOrder[],
  source: string,
): Promise<HeldOrders> {
  const numbers = files.map(({ number }) => number);
  const keys = numbers.map((number) => externalKey(source, number));
  const rows = await db.$queryRaw<{ id: string; number: string; externalKey: string | null }[]>`
    SELECT id, number, "externalKey" FROM "PurchaseOrder"
    WHERE shop = ${shop} AND (number = ANY(${numbers}::text[]) OR "externalKey" = ANY(${keys}::text[]))
    ORDER BY id FOR UPDATE`;
  return {
    byKey: new Map(rows.flatMap(({ id, externalKey: key }) => (key === null ? [] : [[key, id] as const]))),
    byNumber: new Map(rows.map(({ id, number }) => [number, id])),
  };
}

/** Which held order an order of a file is. */
export function heldIdOf({ byKey, byNumber }: HeldOrders, number: string, source: string): string | undefined {
  return byKey.get(externalKey(source, number)) ?? byNumber.get(number);
}

/** Those of the held orders that some of a file's orders are, with their lines. */
export async function loadKnownOrders(
  db: Db,
  shop: ShopDomain,
  files: readonly FileOrder[],
  source: string,
  held: HeldOrders,
): Promise<{ ordersByKey: Map<string, KnownOrder>; ordersByNumber: Map<string, KnownOrder> }> {
  const ids = [...new Set(files.flatMap(({ number }) => heldIdOf(held, number, source) ?? []))];
  const orders = ids.length === 0 ? [] : await readOrders(db, shop, ids);
  return {
    ordersByKey: new Map(orders.flatMap((order) => (order.externalKey === null ? [] : [[order.externalKey, order]]))),
    ordersByNumber: new Map(orders.map((order) => [order.number, order])),
  };
}

async function readOrders(db: Db, shop: ShopDomain, ids: string[]): Promise<KnownOrder[]> {
  const orders = await db.$queryRaw<Omit<KnownOrder, "lines">[]>`
    SELECT id, number, "supplierId", "locationId", status, currency, "orderedOn", "confirmedOn", "closedOn", note,
      "externalKey"
    FROM "PurchaseOrder" WHERE shop = ${shop} AND id = ANY(${ids}::text[])`;
  // Each row one JSON text: read value by value, the lines take several times as long.
  const rows = await db.$queryRaw<{ purchaseOrderId: string; line: string }[]>`
    WITH filed AS (
      SELECT "lineId", sum(units)::int AS units, count(*)::int AS count FROM "Receipt"
      WHERE shop = ${shop} AND "purchaseOrderId" = ANY(${ids}::text[]) AND key LIKE 'file:%' GROUP BY 1
    )
    SELECT l."purchaseOrderId", json_build_object('id', l.id, 'position', l.position, 'variantId', l."variantId",
      'inventoryItemId', l."inventoryItemId", 'title', l.title, 'supplierSku', l."supplierSku",
      'orderedUnits', l."orderedUnits", 'receivedUnits', l."receivedUnits", 'closedUnits', l."closedUnits",
      'priceMinor', l."priceMinor", 'expectedOn', l."expectedOn", 'statedOn', l."statedOn",
      'externalKey', l."externalKey", 'fileUnits', coalesce(filed.units, 0),
      'fileReceiptCount', coalesce(filed.count, 0))::text AS line
    FROM "PurchaseOrderLine" l LEFT JOIN filed ON filed."lineId" = l.id
    WHERE l.shop = ${shop} AND l."purchaseOrderId" = ANY(${ids}::text[]) ORDER BY l.position`;
  const lines = new Map<string, KnownLine[]>(ids.map((id) => [id, []]));
  // Justified cast: the columns of the query, which hold Shopify's ids.
  for (const { purchaseOrderId, line } of rows) lines.get(purchaseOrderId)?.push(JSON.parse(line) as KnownLine);
  return orders.map((order) => ({ ...order, lines: lines.get(order.id) ?? [] }));
}
