import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import { type Day, dayNumber } from "./day.ts";
import { byKey } from "./lateness/by-key.ts";
import type { LatenessQuantiles } from "./lateness/lateness-quantiles.ts";
import { keptLevels } from "./lateness/lateness-quantiles.ts";
import { fitLateness, leastVariantReceipts } from "./lateness/fit-lateness.ts";
import { loadDeliveries } from "./load-deliveries.server.ts";

export interface RefreshedLateness {
  recordCount: number;
  /** Whose days are others than before: their lines are dated anew. "" stands for all suppliers. */
  changedSupplierIds: string[];
}

/**
 * Learns anew, from all that was received, how late suppliers deliver, and keeps it: a record of all suppliers, of each
 * with a receipt, and of each of their variants with enough. With too few receipts in the whole shop none is kept, and
 * stated days stand. Two at once leave one whole set behind.
 */
export async function refreshLateness(db: Db, shop: ShopDomain, today: Day): Promise<RefreshedLateness> {
  const { deliveries, overdue, ofMoved } = await loadDeliveries(db, shop, today);
  const fit = fitLateness(deliveries, dayNumber(today), { overdue });
  const movedFit = fitLateness(ofMoved.deliveries, dayNumber(today), { overdue: ofMoved.overdue });
  const kept: { supplierId: string; variantId: string; record: LatenessQuantiles }[] = [];
  if (fit !== null) {
    kept.push({ supplierId: "", variantId: "", record: fit.quantilesOf(null, null) });
    for (const [supplierId, own] of byKey(deliveries, (each) => each.supplierId)) {
      kept.push({ supplierId, variantId: "", record: fit.quantilesOf(supplierId, null) });
      for (const [variantId, ofVariant] of byKey(own, (each) => each.variantId ?? "")) {
        const receipts = ofVariant.reduce((sum, { share = 1 }) => sum + share, 0);
        if (variantId === "" || receipts < leastVariantReceipts - 1e-9) continue;
        kept.push({ supplierId, variantId, record: fit.quantilesOf(supplierId, variantId) });
      }
    }
  }
  const before = await db.latenessRecord.findMany({ where: { shop } });
  const data = kept.map(({ supplierId, variantId, record }) => ({
    shop,
    supplierId,
    variantId,
    receiptCount: Math.round(record.receiptCount),
    quantiles: byLevel(record),
    // Too few lines are moved to tell one variant's from another's.
    ...(movedFit !== null &&
      variantId === "" && { movedQuantiles: byLevel(movedFit.quantilesOf(supplierId || null, null)) }),
    basis: record.basis,
    computedOn: today,
    updatedAt: new Date(`${today}T00:00:00Z`),
  }));
  await db.latenessRecord.deleteMany({ where: { shop } });
  await db.latenessRecord.createMany({ data, skipDuplicates: true });
  return { recordCount: data.length, changedSupplierIds: changed(before, data) };
}

function byLevel({ days }: LatenessQuantiles): Record<string, number> {
  return Object.fromEntries(keptLevels.map((level, index) => [String(level), days[index] ?? 0]));
}

interface Kept {
  supplierId: string;
  variantId: string;
  quantiles: unknown;
  movedQuantiles?: unknown;
}

function changed(before: readonly Kept[], after: readonly Kept[]): string[] {
  const keyed = (rows: readonly Kept[]): Map<string, string> =>
    new Map(
      rows.map((row) => [
        `${row.supplierId} ${row.variantId}`,
        `${daysOf(row.quantiles)} ${daysOf(row.movedQuantiles)}`,
      ]),
    );
  const [old, fresh] = [keyed(before), keyed(after)];
  const moved = [...before, ...after].filter((row) => {
    const key = `${row.supplierId} ${row.variantId}`;
    return old.get(key) !== fresh.get(key);
  });
  return [...new Set(moved.map(({ supplierId }) => supplierId))].sort();
}

/** JSON comes back from PostgreSQL with its keys in another order. */
function daysOf(quantiles: unknown): string {
  const known = new Map(Object.entries(quantiles ?? {}));
  return keptLevels.map((level) => String(known.get(String(level)))).join();
}
