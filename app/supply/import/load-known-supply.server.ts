import type { Db } from "../../db.server.ts";
import { expectManyRows } from "../../expect-many-rows.server.ts";
import type { InventoryItemGid, LocationGid, ShopDomain, VariantGid } from "../../ids.ts";
import type { OrderStatus } from "../purchase-orders/purchase-order-status.ts";
import type { FileOrder } from "./gather-orders.ts";
import type { KnownLine, KnownLocation, KnownOrder, KnownSupply, KnownVariant } from "./known-supply.ts";
import { externalKey } from "./plan-import.ts";

/** From here on the planner is told to expect what a file can hold. */
const manyRows = 1_000;

/** What Arrivo knows of the suppliers, locations, SKUs and orders that a file names; its orders held until the transaction ends. */
export async function loadKnownSupply(
  db: Db,
  shop: ShopDomain,
  orders: readonly FileOrder[],
  source: string,
): Promise<KnownSupply> {
  const lineCount = orders.reduce((sum, { lines }) => sum + lines.length, 0);
  if (lineCount > manyRows) await expectManyRows(db);
  const { currency } = await db.shop.findUniqueOrThrow({ where: { domain: shop }, select: { currency: true } });
  const suppliers = await db.supplier.findMany({
    where: { shop },
    select: { id: true, name: true, currency: true, archivedAt: true },
    orderBy: { createdAt: "desc" },
  });
  const skus = [...new Set(orders.flatMap(({ lines }) => lines.map(({ sku }) => sku)))];
  const found = await loadOrders(db, shop, orders, source);
  return {
    shopCurrency: currency,
    suppliers: new Map(
      suppliers.map(({ archivedAt, ...supplier }) => [
        supplier.name.toLowerCase(),
        { ...supplier, isArchived: archivedAt !== null },
      ]),
    ),
    locations: await loadLocations(db, shop),
    variants: await loadVariants(db, shop, skus),
    ordersByKey: new Map(found.flatMap((order) => (order.externalKey === null ? [] : [[order.externalKey, order]]))),
    ordersByNumber: new Map(found.map((order) => [order.number, order])),
  };
}

async function loadLocations(db: Db, shop: ShopDomain): Promise<Map<string, KnownLocation>> {
  const rows = await db.location.findMany({ where: { shop }, orderBy: { isActive: "asc" } });
  return new Map(
    rows.flatMap(({ locationId, name, isActive }): [string, KnownLocation][] => {
      // Justified cast: the column holds Shopify's ids.
      const location = { id: locationId as LocationGid, name, isActive };
      return [
        [name.trim().toLowerCase(), location],
        [locationId, location],
      ];
    }),
  );
}

interface VariantRow extends KnownVariant {
  wanted: string;
}

/**
 * The variants that have a SKU, letter for letter, else whatever its capitals. One that is still sold goes before an
 * archived one; variants that share their stock are one.
 */
async function loadVariants(db: Db, shop: ShopDomain, skus: string[]): Promise<Map<string, KnownVariant[]>> {
  const rows = await db.$queryRaw<(VariantRow & { isExact: boolean; isArchived: boolean })[]>`
    SELECT w.sku AS wanted, v."variantId", v."inventoryItemId", v."displayName" AS title,
      btrim(v.sku) = w.sku AS "isExact", p.status = 'ARCHIVED' AS "isArchived"
    FROM unnest(${skus}::text[]) AS w(sku)
    JOIN "Variant" v ON v.shop = ${shop} AND lower(btrim(v.sku)) = lower(w.sku)
    JOIN "Product" p ON p.shop = v.shop AND p."productId" = v."productId"
    ORDER BY v.position, v."variantId"`;
  const bySku = new Map<string, typeof rows>();
  for (const row of rows) {
    const same = bySku.get(row.wanted);
    if (same === undefined) bySku.set(row.wanted, [row]);
    else same.push(row);
  }
  const best = (candidates: typeof rows, isBetter: (row: (typeof rows)[number]) => boolean) =>
    candidates.some(isBetter) ? candidates.filter(isBetter) : candidates;
  return new Map(
    [...bySku].map(([sku, candidates]) => {
      const left = best(
        best(candidates, (row) => row.isExact),
        (row) => !row.isArchived,
      );
      const items = new Map(left.toReversed().map((row) => [row.inventoryItemId, row]));
      return [
        sku,
        [...items.values()].map(({ variantId, inventoryItemId, title }) => ({ variantId, inventoryItemId, title })),
      ];
    }),
  );
}

async function loadOrders(
  db: Db,
  shop: ShopDomain,
  files: readonly FileOrder[],
  source: string,
): Promise<KnownOrder[]> {
  const numbers = files.map(({ number }) => number);
  const keys = numbers.map((number) => externalKey(source, number));
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM "PurchaseOrder"
    WHERE shop = ${shop} AND (number = ANY(${numbers}::text[]) OR "externalKey" = ANY(${keys}::text[]))
    ORDER BY id FOR UPDATE`;
  const ids = rows.map(({ id }) => id);
  const orders = await db.$queryRaw<Omit<KnownOrder, "lines">[]>`
    SELECT id, number, "supplierId", "locationId", status, currency, "orderedOn", "confirmedOn", "closedOn", note,
      "externalKey"
    FROM "PurchaseOrder" WHERE shop = ${shop} AND id = ANY(${ids}::text[])`;
  const lines = await db.$queryRaw<LineRow[]>`
    WITH filed AS (
      SELECT "lineId", sum(units)::int AS units, count(*)::int AS count FROM "Receipt"
      WHERE shop = ${shop} AND "purchaseOrderId" = ANY(${ids}::text[]) AND key LIKE 'file:%' GROUP BY 1
    )
    SELECT l.id, l."purchaseOrderId", l.position, l."variantId", l."inventoryItemId", l.title, l."supplierSku",
      l."orderedUnits", l."receivedUnits", l."closedUnits", l."priceMinor"::float8 AS "priceMinor", l."expectedOn",
      l."statedOn", l."externalKey", coalesce(filed.units, 0) AS "fileUnits", coalesce(filed.count, 0) AS "fileReceiptCount"
    FROM "PurchaseOrderLine" l LEFT JOIN filed ON filed."lineId" = l.id
    WHERE l.shop = ${shop} AND l."purchaseOrderId" = ANY(${ids}::text[]) ORDER BY l.position`;
  const byOrder = new Map<string, KnownLine[]>(ids.map((id) => [id, []]));
  // Justified casts: the columns hold Shopify's ids and our own statuses.
  for (const { purchaseOrderId, ...line } of lines)
    byOrder.get(purchaseOrderId)?.push({
      ...line,
      variantId: line.variantId as VariantGid,
      inventoryItemId: line.inventoryItemId as InventoryItemGid,
    });
  return orders.map((order) => ({
    ...order,
    status: order.status as OrderStatus,
    lines: byOrder.get(order.id) ?? [],
  }));
}

type LineRow = Omit<KnownLine, "variantId" | "inventoryItemId"> & {
  purchaseOrderId: string;
  variantId: string;
  inventoryItemId: string;
};
