import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import type { CompensationStatus } from "./compensation-status.ts";

/** Before anything was given. */
const notGiven: readonly CompensationStatus[] = ["promised", "new", "to-approve", "over-budget", "failed", "approved"];

/**
 * Ends what was given for lines of which nothing was or will be sent, in the caller's transaction: a code that nobody has
 * used is disabled by the job. Store credit is the customer's money, and stays.
 * @param orderIds null: everything that the shop has given or promised, whatever became of the lines.
 */
export async function endCompensations(
  ports: Ports,
  db: Db,
  shop: ShopDomain,
  orderIds: readonly string[] | null,
): Promise<void> {
  const open = await db.compensation.findMany({
    where: {
      shop,
      status: { in: [...notGiven, "asking", "issued"] satisfies CompensationStatus[] },
      ...(orderIds === null ? {} : { orderId: { in: [...orderIds] } }),
    },
    select: { id: true, lineIds: true },
  });
  const ids = orderIds === null ? open.map(({ id }) => id) : await overOf(db, shop, open);
  if (ids.length === 0) return;
  await db.compensation.updateMany({
    where: { shop, id: { in: ids }, status: { in: [...notGiven] } },
    data: { status: "ended" satisfies CompensationStatus, endedAt: new Date(await ports.clock.businessNow()) },
  });
  const { count } = await db.compensation.updateMany({
    where: {
      shop,
      id: { in: ids },
      status: { in: ["asking", "issued"] satisfies CompensationStatus[] },
      code: { not: null },
    },
    data: { isToDisable: true },
  });
  if (count > 0) await ports.queue.enqueue(db, "give-compensation", { shop });
}

async function overOf(db: Db, shop: ShopDomain, open: readonly { id: string; lineIds: string[] }[]): Promise<string[]> {
  const lines = await db.orderLine.findMany({
    where: { shop, lineId: { in: open.flatMap(({ lineIds }) => lineIds) } },
    select: { lineId: true, unfulfilledUnits: true, shippedUnits: true, cancelledAt: true },
  });
  const alive = new Set(
    lines.flatMap(({ lineId, unfulfilledUnits, shippedUnits, cancelledAt }) =>
      shippedUnits > 0 || (unfulfilledUnits > 0 && cancelledAt === null) ? [lineId] : [],
    ),
  );
  return open.filter(({ lineIds }) => !lineIds.some((lineId) => alive.has(lineId))).map(({ id }) => id);
}
