import { z } from "zod";

const money = z.number().int().min(1).max(100_000_000);
const percent = z.object({ kind: z.literal("percent"), percent: z.number().int().min(1).max(100) });
const amount = z.object({ kind: z.literal("amount"), amountMinor: money });
/** Shipping that costs more than `upToMinor` is not made free: so it has a price that a budget can count. */
const freeShipping = z.object({ kind: z.literal("free-shipping"), upToMinor: money });
const storeCredit = z.object({ kind: z.literal("store-credit"), amountMinor: money });
/** Goes into the parcel: the merchant's own words say what. */
const present = z.object({ kind: z.literal("present") });

/** What a rule gives for a delay; amounts in the shop's currency, in its smallest unit. */
export const delayBenefit = z.discriminatedUnion("kind", [percent, amount, freeShipping, storeCredit]);
/** What those who wait are given once it ships. */
export const rewardBenefit = z.discriminatedUnion("kind", [percent, amount, freeShipping, present]);

export type Benefit = z.infer<typeof delayBenefit> | z.infer<typeof rewardBenefit>;
export type CodeBenefit = Exclude<Benefit, { kind: "store-credit" | "present" }>;

/**
 * What a rule comes to for a late order of that value; null: to nothing. A percentage off an order that is not placed yet
 * would cost nobody knows what, and no code has a most it gives: it is that share of the late order, as an amount.
 */
export function givenFor(benefit: z.infer<typeof delayBenefit>, orderMinor: number): Benefit | null {
  if (benefit.kind !== "percent") return benefit;
  const amountMinor = costOf(benefit, orderMinor);
  return amountMinor > 0 ? { kind: "amount", amountMinor } : null;
}

/** What it costs at most, in the shop's smallest unit; a percentage that no budget stops: that share of the order. */
export function costOf(benefit: Benefit, orderMinor: number): number {
  switch (benefit.kind) {
    case "percent":
      return Math.round((orderMinor * benefit.percent) / 100);
    case "amount":
    case "store-credit":
      return benefit.amountMinor;
    case "free-shipping":
      return benefit.upToMinor;
    case "present":
      return 0;
  }
}
