import { z } from "zod";
import type { LedgerLine } from "./orders-port.ts";

const hiddenProperty = "_arrivo";
const toldSegments = z.array(
  z.object({ from: z.iso.date(), to: z.iso.date(), units: z.number().int().positive().nullish() }),
);

type ToldSegment = z.infer<typeof toldSegments>[number];

/** What the shopper read when ordering: the words on the order line, and the days behind them. */
export interface Told {
  text: string | null;
  window: ToldSegment[] | null;
}

const longestText = 500;

/**
 * The promise as the cart line carries it. The visible property's name is the merchant's own, in the shopper's language,
 * so it is known by its place: the product form puts it directly before the hidden one. Properties come from the
 * shopper's browser: a window is only believed where we published one like it.
 */
export function readTold(properties: LedgerLine["properties"]): Told {
  const at = properties.findIndex(({ key }) => key === hiddenProperty);
  if (at === -1) return { text: null, window: null };
  const visible =
    properties.slice(0, at).findLast(({ key }) => !key.startsWith("_")) ??
    properties.slice(at + 1).find(({ key }) => !key.startsWith("_"));
  const parsed = toldSegments.safeParse(parse(properties[at]?.value ?? ""));
  return { text: visible?.value.slice(0, longestText) ?? null, window: parsed.success ? parsed.data : null };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
