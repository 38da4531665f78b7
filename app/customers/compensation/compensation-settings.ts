import { z } from "zod";
import { delayBenefit, rewardBenefit } from "./benefit.ts";

const validDays = z.number().int().min(7).max(730).default(90);

/** Who is given what for a delay. */
export const compensationRule = z.object({
  id: z.string().min(1).max(40),
  /** Later than first promised by more than so many days. */
  overDays: z.number().int().min(0).max(365).default(0),
  /** Order value from; null: any. */
  fromOrderMinor: z.number().int().min(1).max(1_000_000_000).nullable().default(null),
  /** Of the customer, as Shopify has it; empty: any customer. */
  customerTag: z.string().trim().max(255).default(""),
  /** From its so-many-th delay on. */
  fromNumber: z.number().int().min(1).max(9).default(1),
  gives: delayBenefit,
});
export type CompensationRule = z.infer<typeof compensationRule>;

/** What customers get for a delay, and for waiting: the section `compensation` of `ShopSettings.customers`. Off at install. */
export const compensationSettings = z.object({
  isOn: z.boolean().default(false),
  /** Given at once; false: a person approves each. */
  isAutomatic: z.boolean().default(false),
  /** Of a calendar month in the shop's time zone, in its currency's smallest unit. */
  budgetMinor: z.number().int().min(0).max(10_000_000_000).default(0),
  validDays,
  /** The first that fits counts. */
  rules: z.array(compensationRule).max(20).default([]),
  reward: z
    .object({
      isOn: z.boolean().default(false),
      gives: rewardBenefit.default({ kind: "percent", percent: 5 }),
      validDays,
      /** The merchant's own words on the product page, by the storefront's languages. */
      words: z.record(z.string(), z.string().trim().max(200)).default({}),
    })
    .prefault({}),
});
export type CompensationSettings = z.infer<typeof compensationSettings>;
