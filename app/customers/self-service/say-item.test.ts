import { expect, it } from "vitest";
import { answerWords } from "../../i18n/answer-words.ts";
import { sayItem } from "./say-item.ts";
import type { WaitingItem } from "./waiting-order.ts";

const item: WaitingItem = {
  lineId: "a",
  title: "Lamp",
  waitingUnits: 3,
  recallableUnits: 0,
  readyUnits: 1,
  before: null,
  now: { from: "2026-11-26", to: "2026-12-30" },
  parts: [
    { units: 1, from: "2026-11-26", to: "2026-11-26" },
    { units: 3, from: "2026-12-30", to: "2026-12-30" },
  ],
  cause: null,
  history: [],
  answer: null,
};
const linesOf = (each: Partial<WaitingItem>, locale: "en" | "de" = "en") =>
  sayItem({ ...item, ...each }, "2026-11-26", answerWords(locale), locale).lines;

it("says how many leave when, as the mail does", () => {
  expect(linesOf({})).toEqual(["1 ships today, 3 ship 30 December", "Set aside for you: 1"]);
  expect(linesOf({}, "de")[0]).toContain("30. Dezember");
});

it("says one window where they leave together", () => {
  expect(linesOf({ parts: [] })[0]).toMatch(/^Expected to ship: 26 November.–.30 December 2026$/);
});
