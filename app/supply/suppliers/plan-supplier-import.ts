import type { VariantGid } from "../../ids.ts";
import { rankSuppliers } from "./rank-suppliers.ts";
import type { FileTerms } from "./read-supplier-file.ts";
import { blankTerms, type TermsFields } from "./terms-fields.ts";

export interface PresentTerms extends TermsFields {
  supplierId: string;
  variantId: VariantGid;
}

/** A line of the file whose supplier and variant are known. */
export interface NamedTerms {
  supplierId: string;
  variantId: VariantGid;
  gives: FileTerms["gives"];
}

export interface ChangedTerms {
  before: PresentTerms | null;
  after: PresentTerms;
  /** False: only its rank moved, to make room for another supplier's. */
  isInFile: boolean;
}

/** A new source that asks for no rank stands behind all there are. */
const last = 1_000;

/**
 * What the file's terms make of those there are (all suppliers' of the variants concerned): only rows that change.
 * Columns that the file does not have stay as they are.
 */
export function planTerms(present: readonly PresentTerms[], named: readonly NamedTerms[]): ChangedTerms[] {
  const presentOf = byVariant(present.toSorted((one, other) => one.rank - other.rank));
  const changed: ChangedTerms[] = [];
  for (const [variantId, lines] of byVariant(named)) {
    const rows = new Map((presentOf.get(variantId) ?? []).map((row) => [row.supplierId, row]));
    const given = new Map(lines.map((line) => [line.supplierId, line]));
    const placed = lines
      .filter(({ supplierId, gives }) => gives.rank !== undefined || !rows.has(supplierId))
      .map(({ supplierId, gives }) => ({ supplierId, rank: gives.rank ?? last }));
    for (const [index, supplierId] of rankSuppliers([...rows.keys()], placed).entries()) {
      const before = rows.get(supplierId) ?? null;
      const line = given.get(supplierId);
      const after = { ...blankTerms, ...before, ...line?.gives, supplierId, variantId, rank: index + 1 };
      if (before === null || !isSame(before, after)) changed.push({ before, after, isInFile: line !== undefined });
    }
  }
  return changed;
}

function byVariant<Row extends { variantId: VariantGid }>(rows: readonly Row[]): Map<VariantGid, Row[]> {
  const found = new Map<VariantGid, Row[]>();
  for (const row of rows) {
    const own = found.get(row.variantId);
    if (own === undefined) found.set(row.variantId, [row]);
    else own.push(row);
  }
  return found;
}

// Justified cast: a record's own keys.
const fields = Object.keys(blankTerms) as (keyof TermsFields)[];

function isSame(one: TermsFields, other: TermsFields): boolean {
  return fields.every((field) => one[field] === other[field]);
}
