import { z } from "zod";
import { decimalMarks } from "./read-number-cell.ts";
import { dayOrders } from "./read-day-cell.ts";

/** What the merchant said of a file that the file does not say itself. */
export const importAnswers = z.object({
  dayOrder: z.enum(dayOrders).nullable().default(null),
  decimalMark: z.enum(decimalMarks).nullable().default(null),
  /** For all lines of a file without such a column; the location and the day also where a cell is empty. */
  orderNumber: z.string().trim().max(60).default(""),
  supplier: z.string().trim().max(120).default(""),
  locationId: z.string().max(100).default(""),
  expectedOn: z.union([z.literal(""), z.iso.date()]).default(""),
  /** Lines whose SKU is unknown or ambiguous are left out. */
  leavesOutUnknown: z.boolean().default(false),
  /** Open lines that a file had and has no more are closed short. */
  closesGone: z.boolean().default(false),
});
export type ImportAnswers = z.infer<typeof importAnswers>;

/** What has to be said before the file can be read. */
export type ImportQuestion =
  | { kind: "day-order" | "decimal-mark"; examples: string[] }
  | { kind: "order-number" }
  | { kind: "supplier" }
  | { kind: "location" };
