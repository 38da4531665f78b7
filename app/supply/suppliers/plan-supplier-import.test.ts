import { expect, test } from "vitest";
import { gid } from "../../ids.ts";
import { type NamedTerms, planTerms, type PresentTerms } from "./plan-supplier-import.ts";
import { blankTerms } from "./terms-fields.ts";

const variantId = gid("ProductVariant", 1);
const present = (supplierId: string, rank: number): PresentTerms => ({
  ...blankTerms,
  priceMinor: 100,
  supplierId,
  variantId,
  rank,
});
const line = (supplierId: string, gives: NamedTerms["gives"]): NamedTerms => ({ supplierId, variantId, gives });
const outcome = (rows: PresentTerms[], lines: NamedTerms[]) =>
  planTerms(rows, lines).map(({ before, after, isInFile }) => [
    after.supplierId,
    before?.rank ?? null,
    after.rank,
    isInFile,
  ]);

test("says nothing of what stays as it is", () => {
  expect(
    planTerms([present("a", 1), present("b", 2)], [line("a", { priceMinor: 100, rank: 1 }), line("b", {})]),
  ).toEqual([]);
});

test("keeps what the file has no column for", () => {
  expect(planTerms([present("a", 1)], [line("a", { packUnits: 12 })])).toEqual([
    { before: present("a", 1), after: { ...present("a", 1), packUnits: 12 }, isInFile: true },
  ]);
});

test("puts a new source where it asks to, or last, and moves the others", () => {
  const rows = [present("a", 1), present("b", 2)];
  expect(outcome(rows, [line("c", {})])).toEqual([["c", null, 3, true]]);
  expect(outcome(rows, [line("c", { rank: 1 })])).toEqual([
    ["c", null, 1, true],
    ["a", 1, 2, false],
    ["b", 2, 3, false],
  ]);
});
