import { decimal } from "../../instants.ts";
import type { Context, ResolverMap } from "../context.ts";

export type Money = { minor: number; currencyCode: string };

export const money = (minor: number, context: Context): Money => ({ minor, currencyCode: context.shop.currencyCode });

const same = (amount: Money): Money => amount;

export const moneyFields: ResolverMap = {
  MoneyV2: { amount: (amount: Money) => decimal(amount.minor), currencyCode: (amount: Money) => amount.currencyCode },
  MoneyBag: { shopMoney: same, presentmentMoney: same },
  Count: {
    count: (count: { count: number }) => count.count,
    precision: (count: { precision: string }) => count.precision,
  },
};

/** Counts stop at the limit asked for, 10,000 by default, and say so. */
export const counted = (actual: number, limit: unknown): { count: number; precision: string } => {
  const most = typeof limit === "number" ? limit : limit === null ? Infinity : 10_000;
  return actual > most ? { count: most, precision: "AT_LEAST" } : { count: actual, precision: "EXACT" };
};
