import { expect, it } from "vitest";
import { nameRuleLines } from "./name-rule-lines.ts";

const line = (at: number, variantId: string | null, sku: string | null) => ({ line: at, variantId, sku, gives: {} });

it("names variants by id, else by a SKU that only one has", () => {
  const found = [
    { variantId: "a", sku: null },
    { variantId: "b", sku: "LAMP" },
    { variantId: "c", sku: "CUP" },
    { variantId: "d", sku: "CUP" },
  ];
  expect(nameRuleLines([line(2, "a", "CUP"), line(3, null, "LAMP")], found)).toEqual({
    ok: true,
    rules: [
      { variantId: "a", gives: {} },
      { variantId: "b", gives: {} },
    ],
  });
  expect(
    nameRuleLines([line(2, null, "CUP"), line(3, "x", null), line(4, "b", null), line(5, null, "LAMP")], found),
  ).toEqual({
    ok: false,
    problems: [
      { line: 2, column: "sku", error: "ambiguous-sku" },
      { line: 3, column: "variant_id", error: "unknown-variant" },
      { line: 5, column: "sku", error: "twice" },
    ],
  });
});

it.each([null, "SAME"])(
  "takes no longer for each of 100,000 variants with one SKU (%s)",
  { timeout: 10_000 },
  (sku) => {
    const ids = Array.from({ length: 100_000 }, (_, at) => String(at));
    const named = nameRuleLines(
      ids.map((id, at) => line(at + 2, id, null)),
      ids.map((variantId) => ({ variantId, sku })),
    );
    expect(named.ok && named.rules.length).toBe(100_000);
  },
);
