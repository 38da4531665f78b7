import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import { budgetStatuses, type CompensationStatus } from "./compensation-status.ts";

/** Whoever gives out of the budget stands in line: of two at once the second sees what the first has taken. */
export async function lockBudget(db: Db, shop: ShopDomain): Promise<void> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('compensation budget'), hashtext(${shop}))`;
}

/** What a month's budget has given or is about to, in the shop's smallest unit. What was never used is back in it. */
export async function spentOf(db: Db, shop: ShopDomain, month: string): Promise<number> {
  const { _sum } = await db.compensation.aggregate({
    where: { shop, kind: "delay", budgetMonth: month, status: { in: [...budgetStatuses] } },
    _sum: { costMinor: true },
  });
  return Number(_sum.costMinor ?? 0);
}

/**
 * Takes what each costs out of the month's budget, one after the other as far as it reaches, under the lock.
 * @returns how many it reached for.
 */
export async function takeFromBudget(
  db: Db,
  shop: ShopDomain,
  rows: readonly { id: string; costMinor: bigint | number }[],
  { month, budgetMinor, by, at }: { month: string; budgetMinor: number; by: string; at: Date },
): Promise<number> {
  let left = budgetMinor - (await spentOf(db, shop, month));
  let reached = 0;
  for (const { id, costMinor } of rows) {
    const cost = Number(costMinor);
    const isReached = cost <= left;
    if (isReached) {
      left -= cost;
      reached += 1;
    }
    const status: CompensationStatus = isReached ? "approved" : "over-budget";
    await db.compensation.update({
      where: { shop_id: { shop, id } },
      data: { status, fault: null, ...(isReached ? { budgetMonth: month, decidedBy: by, decidedAt: at } : {}) },
    });
  }
  return reached;
}
