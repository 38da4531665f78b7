import type { Db } from "../../db.server.ts";
import type { InventoryItemGid, LocationGid, ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { supplyChanged } from "../supply-changed.server.ts";
import { assumeReceipts } from "./assume-receipts.ts";
import { explainRise } from "./explain-rise.ts";
import { loadOpenLines } from "./load-open-lines.server.ts";

export interface Rise {
  inventoryItemId: InventoryItemGid;
  locationId: LocationGid;
  units: number;
}

/** How long a receipt or a shipment may wait for the stock it told of: other systems book overnight. */
const expectedMs = 2 * 86_400_000;
/** A refund that puts units back is heard of at the time the stock rises. */
const refundMs = 3_600_000;

/**
 * Levels about to be stored against those known: where stock on hand rose. An order placed, cancelled or edited moves
 * `available` and `committed` against each other, so their sum is the nearest to what is on hand that levels tell. A level
 * seen for the first time is no rise.
 */
export function findRises(db: Db, shop: ShopDomain, levels: string): Promise<Rise[]> {
  return db.$queryRaw<Rise[]>`
    SELECT g."inventoryItemId", g."locationId",
      max(g.available + g.committed - l.available - l.committed)::int AS units
    FROM jsonb_to_recordset(${levels}::jsonb)
      AS g("inventoryItemId" text, "locationId" text, available int, committed int, "updatedAt" timestamptz)
    JOIN "InventoryLevel" l ON l.shop = ${shop} AND l."inventoryItemId" = g."inventoryItemId"
      AND l."locationId" = g."locationId" AND g."updatedAt" >= l."updatedAt"
    WHERE g.available + g.committed > l.available + l.committed
    GROUP BY 1, 2 ORDER BY 1, 2`;
}

/**
 * Stock that rose with no receipt, restock or transfer to explain it counts at once against the item's oldest open line,
 * and is shown to confirm or undo.
 */
export async function noteRises(
  ports: Ports,
  db: Db,
  shop: ShopDomain,
  rises: readonly Rise[],
  now: Date,
): Promise<void> {
  if (rises.length === 0) return;
  const awaited = await awaitedItems(db, shop, rises);
  if (awaited.size === 0) return;
  const refunded = await refundedItems(db, shop, rises, ports.clock.wallNow());
  for (const { inventoryItemId, locationId, units } of rises.filter((each) => awaited.has(each.inventoryItemId))) {
    const expected = await db.expectedRise.findMany({
      where: { shop, inventoryItemId, locationId, expectedAt: { gt: new Date(now.getTime() - expectedMs) } },
      orderBy: { id: "asc" },
    });
    const { used, unexplainedUnits } = explainRise(units, expected);
    for (const each of used) {
      const key = { shop_id: { shop, id: each.id } };
      const { units: left } = await db.expectedRise.update({ where: key, data: { units: { decrement: each.units } } });
      if (left === 0) await db.expectedRise.delete({ where: key });
    }
    // How many a refund put back stands nowhere we read: it explains the rise as a whole.
    if (unexplainedUnits === 0 || refunded.has(inventoryItemId)) continue;
    const lines = await loadOpenLines(db, shop, [inventoryItemId]);
    for (const assumption of assumeReceipts(unexplainedUnits, locationId, lines)) {
      await db.assumedReceipt.create({ data: { shop, inventoryItemId, locationId, seenAt: now, ...assumption } });
      await supplyChanged(ports, db, shop, [inventoryItemId], { code: "assumed-received", ...assumption });
    }
  }
}

/** Items that something is expected of: the others may rise as they like, a whole restock of them in one look. */
async function awaitedItems(db: Db, shop: ShopDomain, rises: readonly Rise[]): Promise<ReadonlySet<string>> {
  const itemIds = rises.map(({ inventoryItemId }) => inventoryItemId);
  const lines = await loadOpenLines(db, shop, itemIds);
  const expected = await db.expectedRise.findMany({
    where: { shop, inventoryItemId: { in: itemIds } },
    select: { inventoryItemId: true },
  });
  return new Set([...lines, ...expected].map(({ inventoryItemId }) => inventoryItemId));
}

/** Items of orders that a refund was heard of just now. */
async function refundedItems(
  db: Db,
  shop: ShopDomain,
  rises: readonly Rise[],
  wall: number,
): Promise<ReadonlySet<string>> {
  const itemIds = rises.map(({ inventoryItemId }) => inventoryItemId);
  const rows = await db.$queryRaw<{ inventoryItemId: string }[]>`
    SELECT DISTINCT o."inventoryItemId" FROM "WebhookInbox" w
    JOIN "OrderLine" o ON o.shop = w.shop AND o."orderId" = w."resourceId"
    WHERE w.shop = ${shop} AND w.topic = 'refunds/create' AND w."receivedAt" > ${new Date(wall - refundMs)}
      AND o."inventoryItemId" = ANY(${itemIds}::text[])`;
  return new Set(rows.map(({ inventoryItemId }) => inventoryItemId));
}
