import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Day } from "../../supply/day.ts";

/**
 * The last day that each line was first promised: what the order line said, or, where nothing was said on ordering, what
 * the customer had been given before their first delay. Lines that were promised nothing are missing.
 */
export async function loadFirstPromised(
  db: Db,
  shop: ShopDomain,
  lineIds: readonly string[],
): Promise<ReadonlyMap<string, Day>> {
  const where = { shop, lineId: { in: [...lineIds] } };
  const slipped = await db.delayCaseLine.findMany({
    where: { ...where, beforeTo: { not: null } },
    select: { lineId: true, beforeTo: true },
    // The latest first: the earliest is what stays.
    orderBy: { delayCase: { openedAt: "desc" } },
  });
  const told = await db.linePromise.findMany({
    where: { ...where, toldTo: { not: null } },
    select: { lineId: true, toldTo: true },
  });
  return new Map([
    ...slipped.flatMap(({ lineId, beforeTo }) => (beforeTo === null ? [] : [[lineId, beforeTo] as const])),
    ...told.flatMap(({ lineId, toldTo }) => (toldTo === null ? [] : [[lineId, toldTo] as const])),
  ]);
}
