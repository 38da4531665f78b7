import { expect, test } from "vitest";
import { termsWarnings } from "./terms-warnings.ts";

test("says where a quantity is below the supplier's minimum or breaks a pack, and which one would do", () => {
  expect(termsWarnings(24, { packUnits: 12, minimumUnits: 24 })).toEqual([]);
  expect(termsWarnings(25, { packUnits: 12, minimumUnits: 24 })).toEqual([
    { code: "not-in-packs", packUnits: 12, next: 36 },
  ]);
  expect(termsWarnings(5, { packUnits: 12, minimumUnits: 20 })).toEqual([
    { code: "below-minimum", minimumUnits: 20, next: 24 },
    { code: "not-in-packs", packUnits: 12, next: 24 },
  ]);
  expect(termsWarnings(1, { packUnits: 0, minimumUnits: 0 })).toEqual([]);
});
