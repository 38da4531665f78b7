import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { ImportPlan } from "./import-plan.ts";

/** Rows that go to the database at once. Prisma keeps the texts of its last hundred queries: larger ones add up. */
const batchLength = 500;

/** Writes what a file changes, in the caller's transaction. */
export async function writeImport(
  db: Db,
  shop: ShopDomain,
  plan: ImportPlan,
  reason: string,
  now: Date,
): Promise<void> {
  for (const batch of batches(plan.suppliers))
    await db.$executeRaw`
      INSERT INTO "Supplier" (shop, id, name, currency, "createdAt", "updatedAt")
      SELECT ${shop}, g.id, g.name, g.currency, ${now}, ${now}
      FROM jsonb_to_recordset(${batch}::jsonb) AS g(id text, name text, currency text)`;
  for (const batch of batches(plan.orders))
    await db.$executeRaw`
      INSERT INTO "PurchaseOrder" AS o (shop, id, number, "supplierId", "locationId", status, currency, "orderedOn",
        "closedOn", note, source, "externalKey", "createdAt", "updatedAt")
      SELECT ${shop}, g.id, g.number, g."supplierId", g."locationId", g.status, g.currency, g."orderedOn", g."closedOn",
        g.note, 'csv', g."externalKey", ${now}, ${now}
      FROM jsonb_to_recordset(${batch}::jsonb) AS g(id text, number text, "supplierId" text, "locationId" text,
        status text, currency text, "orderedOn" text, "closedOn" text, note text, "externalKey" text)
      ON CONFLICT (shop, id) DO UPDATE SET
        "locationId" = excluded."locationId", status = excluded.status, currency = excluded.currency,
        "orderedOn" = excluded."orderedOn", "closedOn" = excluded."closedOn", note = excluded.note,
        version = o.version + 1, "updatedAt" = excluded."updatedAt"`;
  for (const batch of batches(plan.lines))
    await db.$executeRaw`
      INSERT INTO "PurchaseOrderLine" (shop, id, "purchaseOrderId", position, "variantId", "inventoryItemId", title,
        "supplierSku", "orderedUnits", "receivedUnits", "closedUnits", "priceMinor", "expectedOn", "statedOn",
        "externalKey", "updatedAt")
      SELECT ${shop}, g.id, g."purchaseOrderId", g.position, g."variantId", g."inventoryItemId", g.title,
        g."supplierSku", g."orderedUnits", g."receivedUnits", g."closedUnits", g."priceMinor", g."expectedOn",
        g."statedOn", g."externalKey", ${now}
      FROM jsonb_to_recordset(${batch}::jsonb) AS g(id text, "purchaseOrderId" text, position int, "variantId" text,
        "inventoryItemId" text, title text, "supplierSku" text, "orderedUnits" int, "receivedUnits" int,
        "closedUnits" int, "priceMinor" bigint, "expectedOn" text, "statedOn" text, "externalKey" text)
      ON CONFLICT (shop, id) DO UPDATE SET
        "supplierSku" = excluded."supplierSku", "orderedUnits" = excluded."orderedUnits",
        "receivedUnits" = excluded."receivedUnits", "closedUnits" = excluded."closedUnits",
        "priceMinor" = excluded."priceMinor", "expectedOn" = excluded."expectedOn", "statedOn" = excluded."statedOn",
        "updatedAt" = excluded."updatedAt"`;
  for (const batch of batches(plan.moves))
    await db.$executeRaw`
      INSERT INTO "ExpectedDayChange" (shop, "lineId", "fromDay", "toDay", reason, "changedAt")
      SELECT ${shop}, 'po:' || g."lineId", g."from", g."to", ${reason}, ${now}
      FROM jsonb_to_recordset(${batch}::jsonb) AS g("lineId" text, "from" text, "to" text)`;
  for (const batch of batches(plan.receipts))
    await db.$executeRaw`
      INSERT INTO "Receipt" (shop, id, key, "purchaseOrderId", "lineId", units, "receivedOn", "recordedAt", booking, source)
      SELECT ${shop}, gen_random_uuid()::text, g.key, g."purchaseOrderId", g."lineId", g.units, g."receivedOn", ${now},
        'recorded', 'csv'
      FROM jsonb_to_recordset(${batch}::jsonb) AS g(key text, "purchaseOrderId" text, "lineId" text, units int,
        "receivedOn" text)`;
}

function* batches(rows: readonly object[]): Generator<string> {
  for (let at = 0; at < rows.length; at += batchLength) yield JSON.stringify(rows.slice(at, at + batchLength));
}
