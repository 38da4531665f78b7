import type { Db } from "../db.server.ts";
import type { InventoryItemGid, ShopDomain, VariantGid } from "../ids.ts";
import type { Day } from "../supply/day.ts";
import type { PromisePart } from "./promise-part.ts";

/** What is kept of a line's promise; null fields as in the table. */
export interface KeptPromise {
  toldFrom: Day | null;
  toldTo: Day | null;
  computedFrom: Day | null;
  computedTo: Day | null;
  givenFrom: Day | null;
  givenTo: Day | null;
  parts: PromisePart[];
  isReady: boolean;
  reportId: string | null;
}

/** An order line that waits, with the promise it has. */
export interface WaitingLine {
  lineId: string;
  orderId: string;
  variantId: VariantGid | null;
  inventoryItemId: InventoryItemGid;
  units: number;
  /** Epoch milliseconds. */
  placedAt: number;
  toldWindow: { from: Day; to: Day; units?: number | null }[] | null;
  /** Older than Arrivo: counted, and promised nothing until the merchant says so. */
  isAdopted: boolean;
  promise: KeptPromise | null;
}

interface Row extends Omit<WaitingLine, "placedAt" | "promise"> {
  placedAt: Date;
  promise: KeptPromise | null;
}

/**
 * Everyone who waits for these items, in queue order: the instant an order counted as paid, or was placed where it is
 * not paid yet, then the order, then its line.
 */
export async function loadQueues(
  db: Db,
  shop: ShopDomain,
  itemIds: readonly InventoryItemGid[],
): Promise<Map<InventoryItemGid, WaitingLine[]>> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT l."lineId", l."orderId", l."variantId", l."inventoryItemId", l."unfulfilledUnits" AS units, l."placedAt",
      l."toldWindow", l."isAdopted",
      CASE WHEN p."lineId" IS NOT NULL THEN jsonb_build_object(
        'toldFrom', p."toldFrom", 'toldTo', p."toldTo", 'computedFrom', p."computedFrom", 'computedTo', p."computedTo",
        'givenFrom', p."givenFrom", 'givenTo', p."givenTo", 'parts', p.parts, 'isReady', p."isReady",
        'reportId', p."reportId") END AS promise
    FROM "OrderLine" l
    LEFT JOIN "LinePromise" p ON p.shop = l.shop AND p."lineId" = l."lineId"
    WHERE l.shop = ${shop} AND l."inventoryItemId" = ANY(${[...itemIds]}) AND l."unfulfilledUnits" > 0 AND NOT l."isTest"
    ORDER BY l."inventoryItemId", coalesce(l."paidAt", l."placedAt"), length(l."orderId"), l."orderId",
      length(l."lineId"), l."lineId"`;
  const queues = new Map<InventoryItemGid, WaitingLine[]>();
  for (const { placedAt, ...row } of rows) {
    const queue = queues.get(row.inventoryItemId);
    const line = { ...row, placedAt: placedAt.getTime() };
    if (queue === undefined) queues.set(row.inventoryItemId, [line]);
    else queue.push(line);
  }
  return queues;
}
