import type { LineUnits, OrderToCancel } from "./cancellation-port.ts";

/**
 * How Shopify is asked: `refund` takes paid units out and gives their money back in one call, `edit` makes an unpaid order
 * smaller, `cancel-order` ends an order of which nothing would be left and nothing was sent.
 */
type CancellationWay = "refund" | "edit" | "cancel-order";

export type CancellationPlan =
  | { ok: true; way: CancellationWay; lines: LineUnits[]; withShipping: boolean }
  /** `taken`: all of it is assigned, being packed or sent. `cancelled`: the whole order is already. */
  | { ok: false; reason: "taken" | "cancelled" };

/**
 * What can still be cancelled of what is asked, and how. A unit that stock is assigned to, or that somebody is packing, is
 * never cancelled: where only some of a line's are free, those are.
 * @param allocated of each line, units that stock is assigned to.
 */
export function planCancellation(
  asked: readonly LineUnits[],
  order: OrderToCancel,
  allocated: ReadonlyMap<string, number>,
): CancellationPlan {
  if (order.isCancelled) return { ok: false, reason: "cancelled" };
  const wanted = new Map<string, number>();
  for (const { lineId, units } of asked) wanted.set(lineId, (wanted.get(lineId) ?? 0) + units);
  const lines = order.lines.flatMap(({ lineId, unfulfilledUnits }) => {
    const taken = Math.max(allocated.get(lineId) ?? 0, order.packedUnits?.get(lineId) ?? 0);
    const units = Math.min(wanted.get(lineId) ?? 0, Math.max(0, unfulfilledUnits - taken));
    return units > 0 ? [{ lineId, units }] : [];
  });
  if (lines.length === 0) return { ok: false, reason: "taken" };
  const cancelled = new Map(lines.map(({ lineId, units }) => [lineId, units]));
  const remains = order.lines.filter(({ lineId, currentUnits }) => currentUnits > (cancelled.get(lineId) ?? 0));
  if (remains.length === 0) return { ok: true, way: "cancel-order", lines, withShipping: true };
  // Shipping was for what is sent: it is given back, or owed no more, where nothing that ships is left, and nothing was.
  const withShipping = !remains.some(({ requiresShipping }) => requiresShipping);
  return { ok: true, way: order.isPaid ? "refund" : "edit", lines, withShipping };
}
