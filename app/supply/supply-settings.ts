import { z } from "zod";

const day = z.iso.date();

/** How cautious dates are: which quantiles of a supplier's lateness make the window. */
export const cautions = ["optimistic", "balanced", "safe"] as const;
export type Caution = (typeof cautions)[number];

/** The merchant's settings of supply and promises: `ShopSettings.supply`. What is missing has its default. */
export const supplySettings = z.object({
  /** Holidays of a country (ISO 3166-1, and a region of it as the library names it) on which nothing leaves; `worked`: those worked all the same. */
  holidays: z
    .object({
      country: z.string().length(2),
      region: z.string().nullable().default(null),
      worked: z.array(day).max(400).default([]),
    })
    .nullable()
    .default(null),
  caution: z.enum(cautions).default("balanced"),
  /** A promise that moves by fewer days than this is left as it was given. */
  toleranceDays: z.number().int().min(0).max(60).default(2),
  /** Small changes of promises go out by themselves after 15 minutes; large ones always wait for "Send". */
  sendsSmallChanges: z.boolean().default(false),
  /** What needs the merchant today, by mail each morning. */
  morningMail: z.object({ isOn: z.boolean().default(false), to: z.string().max(254).default("") }).prefault({}),
});

export type SupplySettings = z.infer<typeof supplySettings>;
