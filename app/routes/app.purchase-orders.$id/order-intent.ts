import { z } from "zod";
import { orderMoves } from "../../supply/purchase-orders/purchase-order-status.ts";

const version = z.number().int();
const lineIds = z.array(z.string()).max(1_000);

/** What an order's page asks of its action. */
export const orderIntent = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("move"),
    move: z.enum(orderMoves),
    version,
    orderedOn: z.string().nullable(),
    acceptsPastDays: z.boolean(),
  }),
  z.object({
    intent: z.literal("move-days"),
    version,
    lineIds,
    move: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("day"), day: z.string() }),
      // JSON has no NaN: what is no number comes as null.
      z.object({
        kind: z.literal("shift"),
        days: z
          .number()
          .nullable()
          .transform((days) => days ?? Number.NaN),
      }),
      z.object({ kind: z.literal("unknown") }),
    ]),
    reason: z.string(),
  }),
  z.object({
    intent: z.literal("receive"),
    key: z.uuid(),
    version,
    form: z.record(z.string(), z.unknown()),
    isBooked: z.boolean(),
  }),
  z.object({ intent: z.literal("close-short"), version, lineIds }),
  z.object({ intent: z.literal("duplicate"), newId: z.uuid() }),
  z.object({ intent: z.literal("mail"), to: z.string(), subject: z.string(), text: z.string() }),
  z.object({ intent: z.literal("retry-bookings") }),
]);
export type OrderIntent = z.input<typeof orderIntent>;
