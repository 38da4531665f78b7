import { compensationSettings } from "../../../app/customers/compensation/compensation-settings.ts";
import { storeCompensationSettings } from "../../../app/customers/compensation/load-compensation-settings.server.ts";
import { noteKept } from "../../../app/customers/compensation/note-kept.server.ts";
import { outsideShops, withShop } from "../../../app/db.server.ts";
import type { Ports, ShopAdmin } from "../../../app/ports.ts";
import { dayFromNumber, dayNumber } from "../../../app/supply/day.ts";
import { changeScopes } from "../../../store-emulator/install-app.ts";
import type { Order } from "../../../store-emulator/order-state.ts";
import type { RunningEmulator } from "../../../store-emulator/start-emulator.ts";
import type { LampShop } from "../support/open-admin.ts";
import { buyFrom, cancelScopes, delay } from "./order-to-answer.ts";

export const givingScopes = [
  "write_discounts",
  "write_store_credit_account_transactions",
  "read_store_credit_accounts",
  "read_customers",
];

const day = (ahead: number) => dayFromNumber(dayNumber(new Date().toISOString().slice(0, 10)) + ahead);
export const windowIn = (ahead: number) => ({ from: day(ahead), to: day(ahead + 2) });

/** Grants what giving and cancelling need, and sets the shop's rules: by default 10 % of any delay, at once. */
export async function setCompensation(
  { emulator }: RunningEmulator,
  shop: LampShop,
  settings: object = {},
  scopes = givingScopes,
): Promise<void> {
  changeScopes(emulator, shop.shop, { grant: [...scopes, ...cancelScopes] });
  await outsideShops().shop.update({ where: { domain: shop.domain }, data: { scopes: [...scopes] } });
  const parsed = compensationSettings.parse({
    isOn: true,
    isAutomatic: true,
    budgetMinor: 100_000,
    rules: [{ id: "r", gives: { kind: "percent", percent: 10 } }],
    ...settings,
  });
  await withShop(shop.domain, (db) => storeCompensationSettings(db, shop.domain, parsed));
}

/** An order that slips three weeks, and its case. */
export async function buyLate(
  running: RunningEmulator,
  shop: LampShop,
  rest: Parameters<typeof buyFrom>[3] & { reportId?: string; quantities?: number[] } = {},
): Promise<{ order: Order; caseId: string; answerPath: string }> {
  const { reportId = "report-1", quantities = [2], ...request } = rest;
  const order = await buyFrom(running, shop, quantities, request);
  const { caseId, answerPath } = await delay(shop, order, { before: windowIn(5), after: windowIn(26), reportId });
  return { order, caseId, answerPath };
}

/** The customer keeps it; the job has not run yet. */
export const keep = (shop: LampShop, caseId: string) =>
  withShop(shop.domain, (db) => noteKept(shop.ports, db, shop.domain, caseId));

export const compensationsOf = (shop: LampShop) =>
  withShop(shop.domain, (db) => db.compensation.findMany({ orderBy: [{ createdAt: "asc" }, { id: "asc" }] }));

/** The ports, with some of Shopify's answers changed. */
export function withShopify(shop: LampShop, change: (shopify: ShopAdmin) => Partial<ShopAdmin>): Ports {
  return {
    ...shop.ports,
    shopify: (domain) => {
      const shopify = shop.ports.shopify(domain);
      return { ...shopify, ...change(shopify) };
    },
  };
}
