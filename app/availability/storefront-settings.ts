import { z } from "zod";

/**
 * What the theme blocks must know of the shop: the app-data metafield `arrivo.storefront` (JSON), which Liquid reads as
 * `app.metafields.arrivo.storefront.value`. The Liquid falls back on the same defaults as this schema, key by key, so a
 * shop without the metafield reads the same as one that published `{}`. See docs/storefront-contract.md.
 */
const dayText = z.iso.date();

/** Words by locale (`it`, `pt-BR`), as Shopify's `request.locale.iso_code` names it. */
const byLocale = z.record(z.string(), z.string());

/**
 * `range`: "12–16 March"; `latest`: "by 16 March"; `part`: "mid March"; `weeks`: "in 2–3 weeks". None of them ever names a
 * day before the window's last one as its end.
 */
export const dateForms = ["range", "latest", "part", "weeks"] as const;
export type DateForm = (typeof dateForms)[number];

export const storefrontSettings = z.object({
  v: z.literal(1).default(1),
  /** ISO weekdays on which the warehouse ships: 1 is Monday, 7 is Sunday. */
  workingWeekdays: z.array(z.number().int().min(1).max(7)).min(1).default([1, 2, 3, 4, 5]),
  /** Wall time in the shop's zone from which an order counts for the next day; null: none. */
  cutOff: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .nullable()
    .default(null),
  /** IANA name. Liquid dates by the shop's own zone, which this must repeat; the admin's preview reads it here. */
  timeZone: z.string().default("UTC"),
  /** Holidays and closures of the next 400 days, days on which nothing leaves even where the weekday is a working one. */
  closedDays: z.array(dayText).max(400).default([]),
  /** Working days between an order and the parcel's leaving for units in stock; `inDays` windows already hold theirs. */
  handlingDays: z.number().int().min(0).max(60).default(0),
  /** Fewest and most calendar days on the road; used by the verb `arrives` only. */
  transitDays: z
    .tuple([z.number().int().min(0).max(120), z.number().int().min(0).max(120)])
    .refine(([fewest, most]) => fewest <= most)
    .nullable()
    .default(null),
  verb: z.enum(["ships", "arrives", "collect"]).default("ships"),
  /** No page holds a count above this, so that nobody reads stock levels from it. */
  largestQuantityTold: z.number().int().min(1).max(50).default(20),
  dateForm: z.enum(dateForms).default("range"),
  /** Whether the cart line carries the promise, and the merchant's own label for it by locale. */
  property: z.object({ shown: z.boolean().default(true), label: byLocale.default({}) }).prefault({}),
  /** The merchant's own headings: message key (the metafield's `message`), then locale. `default` stays the locale file's. */
  messages: z.record(z.string(), byLocale).default({}),
  /** What is given to those who wait, as it is said; empty: nothing is. Put in when it is published. */
  reward: byLocale.default({}),
});

export type StorefrontSettings = z.infer<typeof storefrontSettings>;
