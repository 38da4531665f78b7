import type { Compensation } from "@prisma/client";
import { type Db, outsideShops, withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { shopMoment } from "../../supply/shop-moment.ts";
import { type Benefit, costOf, givenFor } from "./benefit.ts";
import { chooseRule } from "./choose-rule.ts";
import type { OrderValue } from "./compensation-port.ts";
import type { CompensationSettings } from "./compensation-settings.ts";
import type { CompensationStatus } from "./compensation-status.ts";
import { loadCompensationSettings } from "./load-compensation-settings.server.ts";
import { lockBudget, takeFromBudget } from "./month-budget.server.ts";

const atOnce = 50;

/** Looks at what is new: which rule gives what, whether the month's budget has room, and whether a person decides. */
export async function assessCompensations(ports: Ports, shop: ShopDomain): Promise<void> {
  const { scopes, timeZone, currency } = await outsideShops().shop.findUniqueOrThrow({ where: { domain: shop } });
  for (;;) {
    const rows = await withShop(shop, (db) => findNew(db, shop));
    if (rows.length === 0) return;
    const orderIds = [...new Set(rows.map(({ orderId }) => orderId))];
    const values = await ports.shopify(shop).readOrderValues(orderIds, scopes.includes("read_customers"));
    const now = await ports.clock.businessNow();
    await withShop(shop, async (db) => {
      await lockBudget(db, shop);
      const settings = await loadCompensationSettings(db, shop);
      const at = { now: new Date(now), month: shopMoment(now, timeZone).day.slice(0, 7), currency };
      const ids = rows.map(({ id }) => id);
      // Under the lock: another worker may have looked at them meanwhile.
      for (const row of await findNew(db, shop, ids))
        await assess(db, shop, row, values.get(row.orderId), settings, at);
    });
  }
}

const findNew = (db: Db, shop: ShopDomain, ids?: string[]): Promise<Compensation[]> =>
  db.compensation.findMany({
    where: { shop, status: "new" satisfies CompensationStatus, ...(ids === undefined ? {} : { id: { in: ids } }) },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: atOnce,
  });

async function assess(
  db: Db,
  shop: ShopDomain,
  row: Compensation,
  value: OrderValue | undefined,
  settings: CompensationSettings,
  { now, month, currency }: { now: Date; month: string; currency: string },
): Promise<void> {
  const { id, cause } = row;
  const put = (status: CompensationStatus, data: object = {}) =>
    db.compensation.update({ where: { shop_id: { shop, id } }, data: { status, ...data } });
  const customerId = value?.customerId ?? null;
  if (customerId !== null && customerId !== row.whom) {
    // Another order of theirs was late for the same reason.
    if ((await db.compensation.count({ where: { shop, whom: customerId, cause } })) > 0) {
      await put("none");
      return;
    }
  }
  const orderMinor = value?.amountMinor ?? null;
  const known = {
    whom: customerId ?? row.whom,
    customerId,
    currency,
    ...(orderMinor === null ? {} : { orderMinor }),
  };
  if (row.kind === "wait") {
    // Justified cast: the column is written from this type only. It was promised, so no budget stops it.
    const costMinor = costOf(row.gives as unknown as Benefit, orderMinor ?? 0);
    await put("approved", { ...known, costMinor, budgetMonth: month, decidedAt: now });
    return;
  }
  const order = await db.ledgerOrder.findUnique({ where: { shop_orderId: { shop, orderId: row.orderId } } });
  const rule = chooseRule(settings.rules, {
    lateDays: row.lateDays,
    orderMinor: orderMinor ?? 0,
    customerTags: order?.customerTags ?? [],
    number: row.number,
  });
  // An order that Shopify no longer shows has no value: a person decides.
  const gives = rule === null || orderMinor === null ? (rule?.gives ?? null) : givenFor(rule.gives, orderMinor);
  if (gives === null || !settings.isOn) {
    await put("none", known);
    return;
  }
  const costMinor = costOf(gives, orderMinor ?? 0);
  await put("to-approve", { ...known, gives, costMinor, fault: orderMinor === null ? "unreadable" : null });
  if (!settings.isAutomatic || orderMinor === null) return;
  await takeFromBudget(db, shop, [{ id, costMinor }], { month, budgetMinor: settings.budgetMinor, by: "", at: now });
}
