import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { LineRow, Moved } from "./store-orders.server.ts";

/** `isMoved`: its units were known otherwise before, or not at all. */
export type MovedLine = LineRow & Pick<Moved, "move"> & { isMoved: boolean };

/**
 * Writes what was read of order lines: their row, where their units lie, what moved, and what customers may be told. What is
 * as it was is not written again.
 * @param readAt business instant before they were asked for; null: they came with a list.
 */
export async function writeMoves(
  db: Db,
  shop: ShopDomain,
  moved: readonly MovedLine[],
  gone: readonly Moved[],
  readAt: Date | null,
): Promise<void> {
  const rows = moved.map(({ move, isMoved, ...row }) => ({
    ...row,
    ...columnsOf(move),
    readAt: isMoved ? readAt : null,
  }));
  await db.$executeRaw`
    INSERT INTO "OrderLine" AS l (shop, "lineId", "orderId", "orderName", "variantId", "inventoryItemId", "locationId",
        title, "quantityUnits", "unfulfilledUnits", "allocatedUnits", "orderedUnits", "shippedUnits", "cancelledUnits",
        "placedAt", "paidAt", "cancelledAt", source, channel, "isTest", "toldText", "toldWindow", "isAdopted", "updatedAt", "readAt")
    SELECT ${shop}, g."lineId", g."orderId", g."orderName", g."variantId", g."inventoryItemId", g."locationId", g.title,
        g."quantityUnits", g."unfulfilledUnits", g."allocatedUnits", g."orderedUnits", g."shippedUnits",
        g."cancelledUnits", g."placedAt", o."countsFrom", g."cancelledAt", g.source, g.channel, g."isTest",
        g."toldText", nullif(g."toldWindow", 'null'::jsonb), g."isAdopted", g."updatedAt",
        g."readAt"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS g("lineId" text, "orderId" text, "orderName" text, "variantId" text, "inventoryItemId" text, "locationId" text,
           title text, "quantityUnits" int, "unfulfilledUnits" int, "allocatedUnits" int, "orderedUnits" int,
           "shippedUnits" int, "cancelledUnits" int, "placedAt" timestamptz, "cancelledAt" timestamptz, source text,
           channel text, "isTest" boolean, "toldText" text, "toldWindow" jsonb, "isAdopted" boolean,
           "updatedAt" timestamptz, "readAt" timestamptz)
    JOIN "LedgerOrder" o ON o.shop = ${shop} AND o."orderId" = g."orderId"
    ORDER BY g."lineId"
    ON CONFLICT (shop, "lineId") DO UPDATE SET
      "orderName" = CASE WHEN l."isRedacted" THEN '' ELSE excluded."orderName" END,
      "variantId" = coalesce(excluded."variantId", l."variantId"),
      "inventoryItemId" = coalesce(excluded."inventoryItemId", l."inventoryItemId"),
      "locationId" = excluded."locationId", title = excluded.title, "quantityUnits" = excluded."quantityUnits",
      "unfulfilledUnits" = excluded."unfulfilledUnits", "allocatedUnits" = excluded."allocatedUnits",
      "firmUnits" = least(l."firmUnits", excluded."allocatedUnits"),
      "orderedUnits" = excluded."orderedUnits", "shippedUnits" = excluded."shippedUnits",
      "cancelledUnits" = excluded."cancelledUnits", "paidAt" = excluded."paidAt", "cancelledAt" = excluded."cancelledAt",
      source = excluded.source, channel = excluded.channel,
      "toldText" = CASE WHEN l."isRedacted" THEN NULL ELSE excluded."toldText" END, "toldWindow" = excluded."toldWindow",
      "updatedAt" = excluded."updatedAt", "readAt" = coalesce(excluded."readAt", l."readAt")
    WHERE excluded."readAt" IS NOT NULL OR (l."orderName", l."variantId", l."inventoryItemId", l."locationId", l.title,
        l."quantityUnits", l."unfulfilledUnits", l."allocatedUnits", l."orderedUnits", l."shippedUnits", l."cancelledUnits",
        l."paidAt", l."cancelledAt", l.source, l.channel, l."isTest", l."toldText", l."toldWindow")
      IS DISTINCT FROM (excluded."orderName", excluded."variantId", excluded."inventoryItemId", excluded."locationId",
        excluded.title, excluded."quantityUnits", excluded."unfulfilledUnits", excluded."allocatedUnits",
        excluded."orderedUnits", excluded."shippedUnits", excluded."cancelledUnits", excluded."paidAt",
        excluded."cancelledAt", excluded.source, excluded.channel, excluded."isTest", excluded."toldText",
        excluded."toldWindow")`;
  if (gone.length > 0)
    await db.$executeRaw`
      UPDATE "OrderLine" l SET "quantityUnits" = g."shippedUnits", "unfulfilledUnits" = 0, "allocatedUnits" = 0, "firmUnits" = 0,
        "shippedUnits" = g."shippedUnits", "cancelledUnits" = g."cancelledUnits"
      FROM jsonb_to_recordset(${JSON.stringify(gone.map(({ lineId, move }) => ({ lineId, ...columnsOf(move) })))}::jsonb)
        AS g("lineId" text, "shippedUnits" int, "cancelledUnits" int)
      WHERE l.shop = ${shop} AND l."lineId" = g."lineId"`;
  await writeUnits(db, shop, [...moved.filter(({ isMoved }) => isMoved), ...gone]);
  await appendEvents(db, shop, moved, gone);
}

const columnsOf = ({ units }: Moved["move"]) => ({
  unfulfilledUnits: units.unfulfilled,
  allocatedUnits: units.allocated,
  orderedUnits: units.ordered,
  shippedUnits: units.shipped,
  cancelledUnits: units.cancelled,
});

async function writeUnits(db: Db, shop: ShopDomain, moved: readonly Moved[]): Promise<void> {
  const units = moved.flatMap(({ lineId, orderId, inventoryItemId, move }) =>
    move.places.map((place) => ({ lineId, orderId, inventoryItemId, ...place })),
  );
  const lineIds = moved.map(({ lineId }) => lineId);
  if (lineIds.length === 0) return;
  await db.$executeRaw`
    DELETE FROM "LedgerUnit" u WHERE u.shop = ${shop} AND u."lineId" = ANY(${lineIds}) AND NOT EXISTS (
      SELECT FROM jsonb_to_recordset(${JSON.stringify(units)}::jsonb) AS g("lineId" text, "locationId" text)
      WHERE g."lineId" = u."lineId" AND g."locationId" = u."locationId")`;
  if (units.length === 0) return;
  await db.$executeRaw`
    INSERT INTO "LedgerUnit" AS u (shop, "lineId", "locationId", "orderId", "inventoryItemId", "remainingUnits",
      "allocatedUnits", "heldUnits")
    SELECT ${shop}, g."lineId", g."locationId", g."orderId", g."inventoryItemId", g.remaining, g.allocated, g.held
    FROM jsonb_to_recordset(${JSON.stringify(units)}::jsonb) AS g("lineId" text, "locationId" text, "orderId" text,
      "inventoryItemId" text, remaining int, allocated int, held int)
    ORDER BY g."lineId", g."locationId"
    ON CONFLICT (shop, "lineId", "locationId") DO UPDATE SET
      "inventoryItemId" = coalesce(excluded."inventoryItemId", u."inventoryItemId"),
      "remainingUnits" = excluded."remainingUnits", "allocatedUnits" = excluded."allocatedUnits",
      "heldUnits" = excluded."heldUnits"`;
}

async function appendEvents(
  db: Db,
  shop: ShopDomain,
  moved: readonly MovedLine[],
  gone: readonly Moved[],
): Promise<void> {
  const at = new Map(moved.map(({ orderId, updatedAt }) => [orderId, updatedAt]));
  const events = [...moved, ...gone].flatMap(({ lineId, orderId, inventoryItemId, move }) =>
    move.events.map(({ kind, units }) => ({ orderId, lineId, inventoryItemId, kind, units, at: at.get(orderId) })),
  );
  if (events.length === 0) return;
  await db.$executeRaw`
    INSERT INTO "LedgerEvent" (shop, "orderId", "lineId", "inventoryItemId", kind, units, at)
    SELECT ${shop}, g."orderId", g."lineId", g."inventoryItemId", g.kind, g.units, coalesce(g.at, now())
    FROM jsonb_to_recordset(${JSON.stringify(events)}::jsonb) AS g("orderId" text, "lineId" text,
      "inventoryItemId" text, kind text, units int, at timestamptz)`;
  // Who waited hears of it; who had it from stock at once hears of it from Shopify.
  const told = [...moved, ...gone].flatMap(({ lineId, orderId, move }) =>
    move.events.flatMap(({ kind, units }) =>
      (kind === "shipped" || kind === "cancelled") && units > 0
        ? [
            {
              key: `${kind} ${lineId} ${kind === "shipped" ? move.units.shipped : move.units.cancelled}`,
              kind,
              orderId,
              lineId,
              details: { units, isLast: move.units.unfulfilled === 0 },
              at: at.get(orderId),
            },
          ]
        : [],
    ),
  );
  if (told.length > 0)
    await db.$executeRaw`
      INSERT INTO "BackorderEvent" (shop, key, kind, "orderId", "lineId", details, at)
      SELECT ${shop}, g.key, g.kind, g."orderId", g."lineId", g.details, coalesce(g.at, now())
      FROM jsonb_to_recordset(${JSON.stringify(told)}::jsonb) AS g(key text, kind text, "orderId" text, "lineId" text,
        details jsonb, at timestamptz)
      JOIN "LinePromise" p ON p.shop = ${shop} AND p."lineId" = g."lineId"
      ON CONFLICT (shop, key) DO NOTHING`;
}
