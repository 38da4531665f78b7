import type { Db } from "../db.server.ts";
import type { InventoryItemGid, ShopDomain } from "../ids.ts";
import type { LedgerOrder } from "./orders-port.ts";
import { readTold } from "./read-told.ts";

/**
 * Writes orders into the ledger, one row a line; lines that an order no longer has go. An order that was placed before
 * Arrivo was installed is adopted: counted, and otherwise left alone.
 * @returns the inventory items whose waiting units may have changed.
 */
export async function storeOrders(
  db: Db,
  shop: ShopDomain,
  orders: readonly LedgerOrder[],
  installedAt: Date,
): Promise<InventoryItemGid[]> {
  if (orders.length === 0) return [];
  const rows = orders.flatMap(({ lines, ...order }) => lines.map((line) => rowOf(order, line, installedAt)));
  const orderIds = orders.map(({ orderId }) => orderId);
  const gone = await db.$queryRaw<{ inventoryItemId: InventoryItemGid | null }[]>`
    DELETE FROM "OrderLine" WHERE shop = ${shop} AND "orderId" = ANY(${orderIds})
      AND "lineId" <> ALL(${rows.map(({ lineId }) => lineId)}) RETURNING "inventoryItemId"`;
  // The instant of payment is not in the order: the first time it was seen paid stands for it.
  const stored = await db.$queryRaw<{ inventoryItemId: InventoryItemGid | null }[]>`
    INSERT INTO "OrderLine" AS l (shop, "lineId", "orderId", "orderName", "variantId", "inventoryItemId", "locationId",
        title, "quantityUnits", "unfulfilledUnits", "placedAt", "paidAt", "cancelledAt", source, channel, "isTest",
        "toldText", "toldWindow", "isAdopted", "updatedAt")
    SELECT ${shop}, g."lineId", g."orderId", g."orderName", g."variantId", g."inventoryItemId", g."locationId", g.title,
        g."quantityUnits", g."unfulfilledUnits", g."placedAt", CASE WHEN g."isPaid" THEN g."placedAt" END,
        g."cancelledAt", g.source, g.channel, g."isTest", g."toldText", nullif(g."toldWindow", 'null'::jsonb),
        g."isAdopted", g."updatedAt"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS g("lineId" text, "orderId" text, "orderName" text, "variantId" text, "inventoryItemId" text, "locationId" text,
           title text, "quantityUnits" int, "unfulfilledUnits" int, "placedAt" timestamptz, "isPaid" boolean,
           "cancelledAt" timestamptz, source text, channel text, "isTest" boolean, "toldText" text, "toldWindow" jsonb,
           "isAdopted" boolean, "updatedAt" timestamptz)
    ORDER BY g."lineId"
    ON CONFLICT (shop, "lineId") DO UPDATE SET
      "orderName" = CASE WHEN l."isRedacted" THEN '' ELSE excluded."orderName" END,
      "variantId" = coalesce(excluded."variantId", l."variantId"),
      "inventoryItemId" = coalesce(excluded."inventoryItemId", l."inventoryItemId"),
      "locationId" = excluded."locationId", title = excluded.title, "quantityUnits" = excluded."quantityUnits",
      "unfulfilledUnits" = excluded."unfulfilledUnits",
      "paidAt" = CASE WHEN excluded."paidAt" IS NULL THEN NULL ELSE coalesce(l."paidAt", excluded."updatedAt") END,
      "cancelledAt" = excluded."cancelledAt", source = excluded.source, channel = excluded.channel,
      "toldText" = CASE WHEN l."isRedacted" THEN NULL ELSE excluded."toldText" END, "toldWindow" = excluded."toldWindow", "updatedAt" = excluded."updatedAt"
    WHERE excluded."updatedAt" >= l."updatedAt"
    RETURNING "inventoryItemId"`;
  return [...new Set([...gone, ...stored].flatMap(({ inventoryItemId }) => inventoryItemId ?? []))];
}

function rowOf(order: Omit<LedgerOrder, "lines">, line: LedgerOrder["lines"][number], installedAt: Date) {
  const { orderId, name, locationId, source, channel, isTest, isPaid, placedAt, cancelledAt, updatedAt } = order;
  const { properties, ...facts } = line;
  const { text, window } = readTold(properties);
  return {
    ...facts,
    // The unit has left the shop over the counter: nobody waits for it, whatever Shopify's count says.
    unfulfilledUnits: source === "pos" || cancelledAt !== null ? 0 : facts.unfulfilledUnits,
    orderId,
    orderName: name,
    locationId,
    source,
    channel,
    isTest,
    isPaid,
    placedAt,
    cancelledAt,
    updatedAt,
    toldText: text,
    toldWindow: window,
    isAdopted: new Date(placedAt) < installedAt,
  };
}
