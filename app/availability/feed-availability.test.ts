import { expect, test } from "vitest";
import { feedAvailability } from "./feed-availability.ts";
import type { ToldPart, ToldQuantity } from "./tell-quantity.ts";

const latest = "2027-11-23";
const window = (to: string): ToldPart => ({ kind: "window", units: 1, from: "2026-12-01", to });
const told = (state: "backorder" | "preorder" | "in-stock", part: ToldPart): ToldQuantity => ({
  kind: "told",
  state,
  parts: [part],
});
const nobodyKnows: ToldPart = { kind: "unknown", units: 1 };

test.each([
  ["the last day of the window", told("backorder", window("2026-12-05")), "backorder", "2026-12-05"],
  ["a preorder's too", told("preorder", window("2027-11-23")), "preorder", "2027-11-23"],
  ["no day more than a year ahead", told("preorder", window("2027-11-24")), "out_of_stock", null],
  ["no backorder without a day", told("backorder", nobodyKnows), "out_of_stock", null],
  ["nothing that is sold out", { kind: "sold-out" } as const, "out_of_stock", null],
  ["no day of what is in stock", told("in-stock", window("2026-11-24")), "in_stock", null],
])("tells Google %s", (_, quantity, availability, availabilityOn) => {
  expect(feedAvailability(quantity, latest, true)).toEqual({ availability, availabilityOn });
});

test("goes by the cart where the page is silent", () => {
  expect(feedAvailability({ kind: "silent" }, latest, true).availability).toBe("in_stock");
  expect(feedAvailability({ kind: "silent" }, latest, false).availability).toBe("out_of_stock");
});
