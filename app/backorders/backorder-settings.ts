import { z } from "zod";

/** What Arrivo does with a fulfilment order whose units are not all there; nothing by default. */
export const holdRules = ["none", "ship-ready-first", "ship-together"] as const;
export type HoldRule = (typeof holdRules)[number];

const tag = z.string().trim().min(1).max(40);

/** The merchant's settings of orders that wait: `ShopSettings.backorders`. What is missing has its default. */
export const backorderSettings = z.object({
  holds: z.enum(holdRules).default("none"),
  /** An order with one of these tags, or of a customer with one, comes first where no given promise is broken by it. */
  priorityTags: z.array(tag).max(20).default([]),
  /** An order with one of these tags is sent only whole, whatever `holds` says. */
  shipCompleteTags: z.array(tag).max(20).default([]),
  /** Days for which an unpaid order keeps its place. */
  unpaidDays: z.number().int().min(0).max(60).default(3),
  /** Tags that an order carries while it waits and once it is ready; null: Arrivo tags nothing. */
  orderTags: z.object({ waiting: tag, ready: tag }).nullable().default(null),
});

export type BackorderSettings = z.infer<typeof backorderSettings>;
