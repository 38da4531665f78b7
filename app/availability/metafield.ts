import { z } from "zod";

/**
 * The contract with the storefront block: `variant.metafields['$app'].arrivo`. What the page makes of it:
 *
 * - Live stock is Shopify's `inventory_quantity`; `seen` is its value when this was decided. `buffer` (0 if absent) is
 *   the part of it that is promised to nobody: the merchant's buffer, and stock at locations that do not count.
 *   `ahead = live − buffer`, and before that `seen − buffer`.
 * - `max(0, ahead)` units ship now. The segments come after them, in order. Those already sold since `seen` are taken
 *   off their front: `max(0, −ahead) − max(0, −(seen − buffer))` units, never less than 0.
 * - `left` is how many units can still be sold in all, those in stock among them; take `max(0, seen − live)` off it, but
 *   never go under the live stock. Null: no end. Units within `left` and past the last segment are sold without a date ("being confirmed").
 * - `units: null` in a segment: no end but `left`.
 * - Under Shopify's policy DENY no more than the live stock is sold, whatever stands here.
 */
const day = z.iso.date();
const units = z.number().int().positive().nullable();
const dayOffset = z.number().int().min(0).max(3_650);

const datedSegment = z
  .object({ units, from: day, to: day })
  .refine((segment) => segment.from <= segment.to, { path: ["to"] });

/** Dated by the page, from today: handling days are in it already. */
const relativeSegment = z
  .object({ units, inDays: z.tuple([dayOffset, dayOffset]), days: z.enum(["working", "calendar"]) })
  .refine((segment) => segment.inDays[0] <= segment.inDays[1], { path: ["inDays"] });

const inventoryPolicy = z.enum(["CONTINUE", "DENY"]);
const availabilityState = z.enum(["in-stock", "backorder", "preorder", "sold-out"]);

const arrivoMetafield = z.object({
  v: z.literal(1),
  state: availabilityState,
  /** What we published with it, in the same mutation: anything else in Shopify is somebody else's doing. */
  policy: inventoryPolicy,
  /** What stood there before the takeover, and what restore returns to. */
  own: inventoryPolicy,
  seen: z.number().int(),
  segments: z.array(z.union([datedSegment, relativeSegment])),
  left: z.number().int().min(0).nullable(),
  message: z.string().min(1),
  on: day,
  buffer: z.number().int().optional(),
  /** Somebody changed the policy by hand and keeps it until the merchant presses "Resume". */
  by: z.literal("merchant").optional(),
});

export type InventoryPolicy = z.infer<typeof inventoryPolicy>;
export type AvailabilityState = z.infer<typeof availabilityState>;
export type ArrivoMetafield = z.infer<typeof arrivoMetafield>;
export type PromiseSegment = ArrivoMetafield["segments"][number];

export type ReadMetafield =
  { ok: true; metafield: ArrivoMetafield } | { ok: false; reason: "absent" | "newer" | "malformed" };

/** Reads the metafield's value, parsed or still as text. Keys of later versions are ignored, later versions are not. */
export function readMetafield(value: unknown): ReadMetafield {
  if (value === null || value === undefined || value === "") return { ok: false, reason: "absent" };
  const parsed = typeof value === "string" ? parseJson(value) : value;
  const result = arrivoMetafield.safeParse(parsed);
  if (result.success) return { ok: true, metafield: result.data };
  return { ok: false, reason: isNewer(parsed) ? "newer" : "malformed" };
}

/** The text to publish. */
export function writeMetafield(metafield: ArrivoMetafield): string {
  return JSON.stringify(arrivoMetafield.parse(metafield));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isNewer(value: unknown): boolean {
  return typeof value === "object" && value !== null && "v" in value && typeof value.v === "number" && value.v > 1;
}
