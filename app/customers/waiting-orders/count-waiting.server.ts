import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Day } from "../../supply/day.ts";
import { waitingFrameOn } from "./load-waiting-frame.server.ts";
import { waitingOrdersSql } from "./waiting-orders-sql.server.ts";

export interface WaitingCounts {
  late: number;
  unanswered: number;
}

/** Of the orders that wait, what a merchant should look at today. */
export async function countWaiting(db: Db, shop: ShopDomain, today: Day): Promise<WaitingCounts> {
  const waiting = await waitingOrdersSql(db, await waitingFrameOn(db, shop, today));
  const [counts] = await db.$queryRaw<WaitingCounts[]>`
    WITH ${waiting} SELECT count(*) FILTER (WHERE "isLate")::int AS late,
      count(*) FILTER (WHERE "isUnanswered")::int AS unanswered FROM waiting`;
  // What else is asked in this transaction is about few rows.
  await db.$queryRaw`SELECT set_config('enable_nestloop', 'on', true)`;
  return counts ?? { late: 0, unanswered: 0 };
}
