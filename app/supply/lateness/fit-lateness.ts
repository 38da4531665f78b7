import type { Delivery, OverdueLine } from "./delivery.ts";
import { quantilesAt } from "./distribution.ts";
import { keptLevels, type LatenessQuantiles } from "./lateness-quantiles.ts";
import { recordAt } from "./record-at.ts";
import { leastLines, replay, type ReplayMemory } from "./replay.ts";
import { shipmentsOf } from "./shipments.ts";
import { tameFreaks } from "./tame-freaks.ts";
import { trustInViews } from "./trust-in-views.ts";
import { widenedLevels } from "./widened-levels.ts";
import { withOverdue } from "./with-overdue.ts";

/** From so many receipts of a variant on, it has a record of its own. */
export const leastVariantReceipts = 5;
/** What the supplier's record weighs in a variant's, in receipts. */
const leanReceipts = 10;
/** Shipments further back add nothing that can be seen. */
const mostShipments = 3_000;

export interface LatenessFit {
  /** Supplier null: all suppliers. Variant null: whatever the supplier brings. */
  quantilesOf: (supplierId: string | null, variantId: string | null) => LatenessQuantiles;
}

export interface FitOptions {
  overdue?: readonly OverdueLine[];
  /** How long before its due day a delivery is told when the record is tried out on the past. */
  aheadDays?: number;
  /** Of an earlier fit on the same deliveries: it spares replaying them. */
  memory?: ReplayMemory;
}

/**
 * How late suppliers deliver, from what came up to and with the day `asOf`; null: fewer than 5 lines came in the whole
 * shop, and the stated date stands.
 *
 * A record is the lateness of past shipments, newer ones weighing more, with some of all suppliers' and of the stated date
 * mixed in; where a supplier's lateness has a trend, moved along it (`recordAt`). How fast the past fades and how much is mixed in is not set: several views of the record are kept,
 * each replayed on the past and trusted as it told it (`trustInViews`). Then levels are widened until as many of the
 * replayed promises are kept as they say (`widenedLevels`). Nothing is drawn at random: same input, same answer.
 */
export function fitLateness(
  deliveries: readonly Delivery[],
  asOf: number,
  { overdue = [], aheadDays = 30, memory }: FitOptions = {},
): LatenessFit | null {
  const known = deliveries.filter(({ receivedOn }) => receivedOn <= asOf);
  if (known.reduce((sum, { share = 1 }) => sum + share, 0) < leastLines - 1e-9) return null;
  const shipments = latest(shipmentsOf(tameFreaks(known)));
  const replayed = replay(shipments, aheadDays, memory);
  return {
    quantilesOf(supplierId, variantId) {
      const record = recordAt(shipments, asOf, supplierId);
      const trust = trustInViews(replayed, asOf, supplierId);
      const own = shipments.filter((each) => supplierId === null || each.supplierId === supplierId);
      const ofVariant = variantId === null ? 0 : own.reduce((sum, each) => sum + (each.linesOf.get(variantId) ?? 0), 0);
      const isOfVariant = supplierId !== null && variantId !== null && ofVariant >= leastVariantReceipts - 1e-9;
      const told = isOfVariant ? record.ofVariant(variantId, trust, leanReceipts) : record.mixed(trust);
      const levels = widenedLevels(keptLevels, replayed, {
        day: asOf,
        supplierId,
        knownLines: isOfVariant ? ofVariant : record.lineCount,
      });
      const late = overdue.filter(
        (line) =>
          (supplierId === null || line.supplierId === supplierId) && (!isOfVariant || line.variantId === variantId),
      );
      const days = quantilesAt(withOverdue(told, late, asOf, isOfVariant ? ofVariant : record.lineCount), levels);
      return {
        basis: isOfVariant
          ? "supplier-variant"
          : supplierId !== null && record.lineCount > 0
            ? "supplier"
            : "all-suppliers",
        receiptCount: isOfVariant ? ofVariant : record.lineCount,
        days,
      };
    },
  };
}

function latest<T extends { receivedOn: number }>(shipments: readonly T[]): T[] {
  if (shipments.length <= mostShipments) return [...shipments];
  const oldest =
    shipments.map(({ receivedOn }) => receivedOn).sort((one, other) => other - one)[mostShipments - 1] ?? 0;
  return shipments.filter(({ receivedOn }) => receivedOn >= oldest);
}
