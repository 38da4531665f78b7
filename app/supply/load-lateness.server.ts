import { z } from "zod";
import type { Db } from "../db.server.ts";
import type { ShopDomain, VariantGid } from "../ids.ts";
import type { KnownLateness, LatenessQuantiles } from "./lateness/lateness-quantiles.ts";
import { readLatenessDays } from "./lateness/read-lateness-days.ts";

const bases = z.enum(["supplier-variant", "supplier", "all-suppliers"]);

export type LatenessOf = (supplierId: string | null, variantId: VariantGid | null) => KnownLateness | null;

/** The shop's records of lateness, the most specific first. Null: too little is known of anybody. */
export async function loadLateness(db: Db, shop: ShopDomain): Promise<LatenessOf> {
  const rows = await db.latenessRecord.findMany({ where: { shop } });
  const known = new Map<string, LatenessQuantiles>();
  const moved = new Map<string, LatenessQuantiles>();
  for (const row of rows) {
    const basis = bases.safeParse(row.basis);
    const days = readLatenessDays(row.quantiles);
    if (!basis.success || days === null) continue;
    const record = { basis: basis.data, receiptCount: row.receiptCount };
    known.set(keyOf(row.supplierId, row.variantId), { ...record, days });
    const movedDays = readLatenessDays(row.movedQuantiles);
    if (movedDays !== null) moved.set(row.supplierId, { ...record, days: movedDays });
  }
  // Of a transfer that names no supplier nothing is known: its own day stands.
  return (supplierId, variantId) => {
    if (supplierId === null) return null;
    const found =
      known.get(keyOf(supplierId, variantId ?? "")) ?? known.get(keyOf(supplierId, "")) ?? known.get(keyOf("", ""));
    return found === undefined ? null : { ...found, moved: moved.get(supplierId) ?? moved.get("") ?? null };
  };
}

const keyOf = (supplierId: string, variantId: string) => `${supplierId} ${variantId}`;
