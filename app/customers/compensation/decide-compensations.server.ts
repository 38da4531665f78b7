import type { Prisma } from "@prisma/client";
import { outsideShops, withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { shopMoment } from "../../supply/shop-moment.ts";
import type { Benefit } from "./benefit.ts";
import { type CompensationStatus, queueStatuses } from "./compensation-status.ts";
import { loadCompensationSettings } from "./load-compensation-settings.server.ts";
import { lockBudget, takeFromBudget } from "./month-budget.server.ts";

export interface Decided {
  doneCount: number;
  /** The month's budget had no room for them: they wait on. */
  overBudgetCount: number;
}

// Justified cast: the column is written from this type only.
const isPercent = (gives: Prisma.JsonValue): boolean => (gives as unknown as Benefit | null)?.kind === "percent";

/** A person gives or declines what waits for them. `by`: Shopify's id of the staff member. What was decided since is left. */
export async function decideCompensations(
  ports: Ports,
  shop: ShopDomain,
  ids: readonly string[],
  decision: "approve" | "decline",
  by: string,
): Promise<Decided> {
  const { timeZone } = await outsideShops().shop.findUniqueOrThrow({ where: { domain: shop } });
  const now = await ports.clock.businessNow();
  const at = new Date(now);
  const waiting = { shop, id: { in: [...ids] }, status: { in: [...queueStatuses] } };
  return withShop(shop, async (db) => {
    await lockBudget(db, shop);
    if (decision === "decline") {
      const data = { status: "declined" satisfies CompensationStatus, decidedBy: by, decidedAt: at, endedAt: at };
      const { count } = await db.compensation.updateMany({ where: waiting, data });
      return { doneCount: count, overBudgetCount: 0 };
    }
    const rows = await db.compensation.findMany({ where: waiting, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
    const { budgetMinor } = await loadCompensationSettings(db, shop);
    const month = shopMoment(now, timeZone).day.slice(0, 7);
    // What was promised on the product page is owed, and no budget stops it.
    const owed = rows.filter(({ kind }) => kind === "wait").map(({ id }) => id);
    await db.compensation.updateMany({
      where: { shop, id: { in: owed } },
      data: { status: "approved" satisfies CompensationStatus, fault: null, decidedBy: by, decidedAt: at },
    });
    // A percentage of an order whose value isn't known can cost anything: it is looked at again before it is given.
    const unknown = rows.filter(({ kind, gives }) => kind === "delay" && isPercent(gives)).map(({ id }) => id);
    await db.compensation.updateMany({
      where: { shop, id: { in: unknown } },
      data: { status: "new" satisfies CompensationStatus },
    });
    const asked = rows.filter(({ id, kind }) => kind === "delay" && !unknown.includes(id));
    const reached = await takeFromBudget(db, shop, asked, { month, budgetMinor, by, at });
    if (owed.length + reached + unknown.length > 0) await ports.queue.enqueue(db, "give-compensation", { shop });
    return { doneCount: owed.length + reached, overBudgetCount: asked.length - reached };
  });
}
