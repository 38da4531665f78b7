import { expect, test } from "vitest";
import { moveFormErrors, movedDay } from "./expected-day-move.ts";

const today = "2027-03-01";

test("a day moves to the one given, by the days given, or to nobody knows", () => {
  expect(movedDay("2027-03-10", { kind: "day", day: "2027-04-01" }, today)).toBe("2027-04-01");
  expect(movedDay("2027-03-10", { kind: "shift", days: 7 }, today)).toBe("2027-03-17");
  expect(movedDay("2027-03-10", { kind: "shift", days: -3 }, today)).toBe("2027-03-07");
  expect(movedDay("2027-03-10", { kind: "unknown" }, today)).toBeNull();
  expect(movedDay(null, { kind: "shift", days: 7 }, today)).toBeNull();
});

test("an overdue line that slips by too little is expected today at the earliest", () => {
  expect(movedDay("2027-02-01", { kind: "shift", days: 7 }, today)).toBe(today);
});

test.each([
  [{ kind: "day", day: "2027-02-28" }, "late", { day: "in-the-past" }],
  [{ kind: "day", day: "2027-02-30" }, "late", { day: "not-a-day" }],
  [{ kind: "day", day: "" }, " ", { day: "required", reason: "required" }],
  [{ kind: "day", day: "2030-01-01" }, "late", { day: "too-far" }],
  [{ kind: "shift", days: 0 }, "late", { days: "not-a-whole-number" }],
  [{ kind: "shift", days: Number.NaN }, "late", { days: "not-a-whole-number" }],
  [{ kind: "shift", days: 1000 }, "late", { days: "too-far" }],
  [{ kind: "unknown" }, "x".repeat(301), { reason: "too-long" }],
  [{ kind: "day", day: today }, "early", {}],
] as const)("%j because %j", (move, reason, errors) => {
  expect(moveFormErrors(move, reason, today)).toEqual(errors);
});
