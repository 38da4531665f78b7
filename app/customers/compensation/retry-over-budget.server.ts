import { outsideShops, withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { shopMoment } from "../../supply/shop-moment.ts";
import type { CompensationStatus } from "./compensation-status.ts";
import { loadCompensationSettings } from "./load-compensation-settings.server.ts";
import { lockBudget, takeFromBudget } from "./month-budget.server.ts";

/** Where nobody has to approve, what the budget had no room for is given once it has: next month, or raised. Oldest first. */
export async function retryOverBudget(ports: Ports, shop: ShopDomain): Promise<void> {
  const { timeZone } = await outsideShops().shop.findUniqueOrThrow({ where: { domain: shop } });
  const now = await ports.clock.businessNow();
  await withShop(shop, async (db) => {
    const { isOn, isAutomatic, budgetMinor } = await loadCompensationSettings(db, shop);
    if (!isOn || !isAutomatic) return;
    await lockBudget(db, shop);
    const rows = await db.compensation.findMany({
      where: { shop, kind: "delay", status: "over-budget" satisfies CompensationStatus },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    });
    if (rows.length === 0) return;
    const month = shopMoment(now, timeZone).day.slice(0, 7);
    await takeFromBudget(db, shop, rows, { month, budgetMinor, by: "", at: new Date(now) });
  });
}
