import { expect, test } from "vitest";
import { parsePolicyForm, type PolicyFormContext, type PolicyFormInput } from "./policy-form.ts";

const context: PolicyFormContext = { level: "shop", today: "2026-11-23", inherits: { limit: false, eta: false } };
const inheriting: PolicyFormContext = { level: "variant", today: "2026-11-23", inherits: { limit: true, eta: true } };

const good: PolicyFormInput = {
  mode: "on",
  limit: { kind: "number", units: " 20 " },
  eta: { kind: "lead-time", minDays: "10", maxDays: "15", days: "working" },
};
const errors = (input: PolicyFormInput) => {
  const result = parsePolicyForm({ ...good, ...input }, context);
  return result.ok ? {} : result.errors;
};

test("gives what the form says, and nothing that it leaves out", () => {
  expect(parsePolicyForm(good, context)).toEqual({
    ok: true,
    gives: {
      mode: "on",
      limit: { kind: "number", units: 20 },
      eta: { kind: "lead-time", minDays: 10, maxDays: 15, days: "working" },
    },
  });
  expect(parsePolicyForm({ handlingDays: "2" }, inheriting)).toEqual({ ok: true, gives: { handlingDays: 2 } });
  expect(parsePolicyForm({}, inheriting)).toEqual({ ok: true, gives: {} });
});

test("there is no limit and no date by default", () => {
  expect(parsePolicyForm({ mode: "on" }, context)).toEqual({
    ok: false,
    errors: { "limit.kind": "required", "eta.kind": "required" },
  });
  expect(parsePolicyForm({ mode: "never" }, context)).toEqual({ ok: true, gives: { mode: "never" } });
});

test("unlimited is chosen by hand", () => {
  expect(parsePolicyForm({ ...good, limit: { kind: "unlimited" } }, context)).toMatchObject({
    gives: { limit: { kind: "unlimited" } },
  });
});

test("selling without a date has to be confirmed", () => {
  expect(errors({ eta: { kind: "unknown" } })).toEqual({ "eta.isConfirmed": "not-confirmed" });
  expect(parsePolicyForm({ ...good, eta: { kind: "unknown", isConfirmed: "on" } }, context)).toMatchObject({
    gives: { eta: { kind: "unknown" } },
  });
});

test("an empty schedule is from now on and without end, and says so", () => {
  expect(parsePolicyForm({ ...good, schedule: { startsOn: "", endsOn: "" } }, context)).toMatchObject({
    gives: { startsOn: null, endsOn: null },
  });
});

test("every field says what is wrong with it, all at once", () => {
  expect(
    errors({
      mode: "maybe",
      limit: { kind: "number", units: "-3" },
      eta: { kind: "fixed", from: "2027-02-30", to: "" },
      bufferUnits: "1.5",
      handlingDays: "61",
      schedule: { startsOn: "soon", endsOn: "2026-11-22" },
    }),
  ).toEqual({
    mode: "not-a-choice",
    "limit.units": "too-small",
    "eta.from": "not-a-day",
    "eta.to": "required",
    bufferUnits: "not-a-whole-number",
    handlingDays: "too-large",
    "schedule.startsOn": "not-a-day",
    "schedule.endsOn": "in-the-past",
  });
});

test.each([
  [{ limit: { kind: "number", units: "0" } }, { "limit.units": "too-small" }],
  [{ limit: { kind: "number", units: "" } }, { "limit.units": "required" }],
  [{ limit: { kind: "number", units: "1e9" } }, { "limit.units": "not-a-whole-number" }],
  [{ limit: { kind: "number", units: "9999999" } }, { "limit.units": "too-large" }],
  [{ limit: { kind: "most" } }, { "limit.kind": "not-a-choice" }],
  [{ limit: {} }, { "limit.kind": "required" }],
  [{ limit: "" }, { "limit.kind": "required" }],
  [{ limit: "unlimited" }, { "limit.kind": "required" }],
  [{ eta: { kind: "lead-time", minDays: "9", maxDays: "3", days: "working" } }, { "eta.maxDays": "below-minimum" }],
  [{ eta: { kind: "lead-time", minDays: "1", maxDays: "201", days: "working" } }, { "eta.maxDays": "too-large" }],
  [{ eta: { kind: "lead-time", minDays: "1", maxDays: "2", days: "lunar" } }, { "eta.days": "not-a-choice" }],
  [{ eta: { kind: "fixed", from: "2026-11-10", to: "2026-11-22" } }, { "eta.to": "in-the-past" }],
  [{ eta: { kind: "fixed", from: "2027-03-16", to: "2027-03-12" } }, { "eta.to": "before-start" }],
  [{ eta: { kind: "fixed", from: "2027-03-12", to: "3027-03-16" } }, { "eta.to": "too-far" }],
  [{ eta: { kind: "month", month: "2026-10" } }, { "eta.month": "in-the-past" }],
  [{ eta: { kind: "month", month: "2027-13" } }, { "eta.month": "not-a-month" }],
  [{ schedule: { startsOn: "2027-02-01", endsOn: "2027-01-01" } }, { "schedule.endsOn": "before-start" }],
  [{ schedule: { startsOn: "", endsOn: "2026-11-22" } }, { "schedule.endsOn": "in-the-past" }],
  [{ schedule: { startsOn: "soon", endsOn: "2027-01-01" } }, { "schedule.startsOn": "not-a-day" }],
  [{ countedLocations: [] }, { countedLocations: "required" }],
  [{ countedLocations: ["gid://shopify/Product/1"] }, { countedLocations: "not-a-choice" }],
])("%j", (input, expected) => {
  expect(errors(input)).toEqual(expected);
});
