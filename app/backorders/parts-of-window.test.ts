import { expect, it } from "vitest";
import { partsOfWindow } from "./parts-of-window.ts";
import type { PromisePart } from "./promise-part.ts";

const stock = (day: string): PromisePart => ({ units: 1, source: "stock", from: day, to: day });
const inbound: PromisePart = { units: 3, source: "rule", from: "2026-12-28", to: "2026-12-30" };
const given = { from: "2026-11-26", to: "2026-12-30" };

it("says the parts of a window as long as they make it up", () => {
  const parts = [
    { units: 1, from: "2026-11-26", to: "2026-11-26" },
    { units: 3, from: "2026-12-28", to: "2026-12-30" },
  ];
  expect(partsOfWindow([stock("2026-11-26"), inbound], given, 4)).toEqual(parts);
});

it("lets the day of what is in stock move on", () => {
  expect(partsOfWindow([stock("2026-11-27"), inbound], given, 4)).toMatchObject([{ from: "2026-11-27" }, {}]);
});

it("says none that are of other units, of another window, or without a date", () => {
  expect(partsOfWindow([stock("2026-11-26"), inbound], given, 5)).toEqual([]);
  expect(partsOfWindow([stock("2026-11-26"), inbound], { ...given, to: "2026-12-20" }, 4)).toEqual([]);
  expect(partsOfWindow([stock("2026-11-25"), inbound], given, 4)).toEqual([]);
  expect(partsOfWindow([stock("2026-11-26"), { units: 3, source: "unknown" }], given, 4)).toEqual([]);
  expect(partsOfWindow([inbound], { from: "2026-12-28", to: "2026-12-30" }, 3)).toEqual([]);
  expect(partsOfWindow([stock("2026-11-26"), inbound], null, 4)).toEqual([]);
});
