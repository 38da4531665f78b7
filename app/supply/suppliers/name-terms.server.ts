import { mostProblems } from "../../csv/read-table.ts";
import type { Db } from "../../db.server.ts";
import type { ShopDomain, VariantGid } from "../../ids.ts";
import type { NamedTerms } from "./plan-supplier-import.ts";
import type { FileTerms, SupplierFileProblem } from "./read-supplier-file.ts";

type Named = { ok: true; terms: NamedTerms[] } | { ok: false; problems: SupplierFileProblem[] };

/** The variants that the lines name by id or, where there is none, by a SKU that only one variant has. */
export async function nameTerms(
  db: Db,
  shop: ShopDomain,
  lines: readonly FileTerms[],
  supplierIdOf: ReadonlyMap<string, string>,
): Promise<Named> {
  const ids = lines.flatMap(({ variantId }) => variantId ?? []);
  const skus = lines.flatMap(({ variantId, sku }) => (variantId === null ? (sku ?? []) : []));
  const found = await db.$queryRaw<{ variantId: VariantGid; sku: string | null }[]>`
    SELECT "variantId", sku FROM "Variant"
    WHERE shop = ${shop} AND ("variantId" = ANY(${ids}) OR sku = ANY(${skus}))`;
  const known = new Set(found.map(({ variantId }) => variantId));
  // Of a SKU that many have, two are enough to know that it names none of them.
  const bySku = new Map<string, VariantGid[]>();
  for (const { variantId, sku } of found)
    if (sku !== null && (bySku.get(sku)?.length ?? 0) < 2) bySku.set(sku, [...(bySku.get(sku) ?? []), variantId]);
  const problems: SupplierFileProblem[] = [];
  const terms: NamedTerms[] = [];
  const seen = new Set<string>();
  for (const { line, supplierKey, variantId, sku, gives } of lines) {
    const ofSku = variantId === null ? (bySku.get(sku ?? "") ?? []) : [];
    const column = variantId === null ? "sku" : "variant_id";
    const id = variantId === null ? ofSku[0] : known.has(variantId) ? variantId : undefined;
    const supplierId = supplierIdOf.get(supplierKey) ?? "";
    const pair = `${supplierId} ${id}`;
    if (id === undefined) problems.push({ line, column, error: "unknown-variant" });
    else if (ofSku.length > 1) problems.push({ line, column, error: "ambiguous-sku" });
    else if (seen.has(pair)) problems.push({ line, column, error: "twice" });
    else {
      seen.add(pair);
      terms.push({ supplierId, variantId: id, gives });
    }
  }
  return problems.length > 0 ? { ok: false, problems: problems.slice(0, mostProblems) } : { ok: true, terms };
}
