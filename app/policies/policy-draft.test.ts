import { expect, test } from "vitest";
import { gid } from "../ids.ts";
import { draftOf, inputOf } from "./policy-draft.ts";
import { parsePolicyForm } from "./policy-form.ts";
import type { PolicyFields } from "./policy.ts";

const context = { today: "2026-11-23", inherits: { limit: true, eta: true } };
const whole: PolicyFields = {
  mode: "on",
  limit: { kind: "number", units: 20 },
  when: "beyond-stock",
  startsOn: "2026-11-01",
  endsOn: null,
  countedLocations: [gid("Location", 1), gid("Location", 2)],
  bufferUnits: 2,
  message: "default",
  eta: { kind: "lead-time", minDays: 10, maxDays: 15, days: "working" },
  handlingDays: 1,
  sellsPastWindow: false,
  caution: "safe",
  joinsNewProducts: true,
};

test.each<Partial<PolicyFields>>([
  whole,
  { mode: "on", limit: { kind: "unlimited" }, eta: { kind: "unknown" }, joinsNewProducts: false },
  { mode: "on", limit: { kind: "unlimited" }, eta: { kind: "month", month: "2027-03" }, joinsNewProducts: false },
  { mode: "on", eta: { kind: "fixed", from: "2027-03-12", to: "2027-03-16" }, joinsNewProducts: false },
  { mode: "never" },
  { mode: "off", limit: { kind: "number", units: 3 } },
])("a rule goes through its form as it was: %j", (gives) => {
  expect(parsePolicyForm(inputOf(draftOf(gives), "shop"), { level: "shop", ...context })).toEqual({ ok: true, gives });
});

test("an empty form of a variant gives nothing", () => {
  expect(parsePolicyForm(inputOf(draftOf({}), "variant"), { level: "variant", ...context })).toEqual({
    ok: true,
    gives: {},
  });
});

test("a form with nothing chosen says so", () => {
  const input = inputOf({ ...draftOf({}), mode: "on" }, "shop");
  expect(
    parsePolicyForm(input, { level: "shop", today: "2026-11-23", inherits: { limit: false, eta: false } }),
  ).toEqual({
    ok: false,
    errors: { "limit.kind": "required", "eta.kind": "required" },
  });
});
