import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import { expectRise } from "../inbound/expect-rise.server.ts";
import type { ImportPlan } from "./import-plan.ts";

/**
 * Units that came since an earlier file: stock that rose unexplained was they, or will be. What had come before the first
 * file lies in stock already.
 */
export async function explainStock(db: Db, shop: ShopDomain, plan: ImportPlan, now: Date): Promise<void> {
  const known = new Set(plan.orders.flatMap(({ id, isNew }) => (isNew ? [] : [id])));
  const locations = new Map(plan.orders.map(({ id, locationId }) => [id, locationId]));
  const lines = new Map(plan.lines.map((line) => [line.id, line]));
  const came = plan.receipts.flatMap(({ purchaseOrderId, lineId, units }) => {
    const line = lines.get(lineId);
    const locationId = locations.get(purchaseOrderId);
    if (!known.has(purchaseOrderId) || line === undefined || locationId === undefined || units <= 0) return [];
    return [{ inventoryItemId: line.inventoryItemId, locationId, lineId: `po:${lineId}`, units, isBooked: false }];
  });
  if (came.length === 0) return;
  const assumed = await db.assumedReceipt.findMany({
    where: { shop, answer: "open" },
    select: { inventoryItemId: true },
    distinct: ["inventoryItemId"],
  });
  const items = new Set(assumed.map(({ inventoryItemId }) => inventoryItemId));
  await expectRise(
    db,
    shop,
    came.filter(({ inventoryItemId }) => items.has(inventoryItemId)),
    now,
  );
  // Nothing was assumed of these: all of it is still to be seen, and thousands are written at once.
  const rises = came.filter(({ inventoryItemId }) => !items.has(inventoryItemId));
  await db.$executeRaw`
    INSERT INTO "ExpectedRise" (shop, "inventoryItemId", "locationId", units, "expectedAt")
    SELECT ${shop}, g."inventoryItemId", g."locationId", sum(g.units)::int, ${now}
    FROM jsonb_to_recordset(${JSON.stringify(rises)}::jsonb)
      AS g("inventoryItemId" text, "locationId" text, units int)
    GROUP BY 2, 3 ORDER BY 2, 3`;
}
