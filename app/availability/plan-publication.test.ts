import { expect, test } from "vitest";
import { decideAvailability } from "./decide-availability.ts";
import { decisionInput, moved } from "./decision-input.arbitraries.ts";
import type { DecisionInput } from "./decision-input.ts";
import { planPublication } from "./plan-publication.ts";

function plan(input: DecisionInput) {
  const { currentPolicy, published } = input.variant;
  return planPublication(decideAvailability(input), input.shopState, currentPolicy, published);
}

function published(input: DecisionInput): DecisionInput {
  const step = plan(input);
  if (step.kind !== "publish") return input;
  return { ...input, variant: { ...input.variant, currentPolicy: step.policy, published: step.metafield } };
}

test("a stocked variant that was never sold out is left alone", () => {
  expect(plan(decisionInput(5))).toEqual({ kind: "none" });
  expect(plan(decisionInput(1))).toEqual({ kind: "none" });
});

test("selling out publishes policy and promise together", () => {
  expect(plan(decisionInput(0))).toMatchObject({
    kind: "publish",
    policy: "CONTINUE",
    metafield: { state: "backorder" },
  });
});

test("sales on backorder write nothing until the limit is reached", () => {
  const soldOut = published(decisionInput(0));
  expect(plan(moved(soldOut, -19))).toEqual({ kind: "none" });
  expect(plan(moved(soldOut, -20))).toMatchObject({
    kind: "publish",
    policy: "DENY",
    metafield: { state: "sold-out" },
  });
});

test("a partial restock below zero gives the room back", () => {
  const owed = published(moved(published(decisionInput(0)), -20));
  expect(plan(moved(owed, 6))).toMatchObject({
    kind: "publish",
    policy: "CONTINUE",
    metafield: { seen: -14, left: 6 },
  });
});

test("a restock returns the variant to its own policy, with nothing to say", () => {
  const soldOut = published(decisionInput(-3));
  expect(plan(moved(soldOut, 8))).toMatchObject({
    kind: "publish",
    policy: "DENY",
    metafield: { state: "in-stock", segments: [], own: "DENY" },
  });
});

test("once it is back in stock, sales and restocks write nothing", () => {
  const restocked = published(moved(published(decisionInput(-3)), 8));
  expect(plan(moved(restocked, -4))).toEqual({ kind: "none" });
  expect(plan(moved(restocked, 40))).toEqual({ kind: "none" });
});

test("a relative window needs no word from us as the days go by, a passed one does", () => {
  expect(plan({ ...published(decisionInput(0)), today: "2027-01-15" })).toEqual({ kind: "none" });
  const fixed = published(decisionInput(0, { eta: { kind: "fixed", from: "2026-12-01", to: "2026-12-05" } }));
  expect(plan({ ...fixed, today: "2026-12-05" })).toEqual({ kind: "none" });
  expect(plan({ ...fixed, today: "2026-12-06" })).toMatchObject({ kind: "publish", policy: "DENY" });
});

test("another date or another wording is published", () => {
  const soldOut = published(decisionInput(0));
  const other = decisionInput(0, { eta: { kind: "lead-time", minDays: 10, maxDays: 20, days: "working" } });
  expect(plan({ ...soldOut, policy: other.policy })).toMatchObject({ kind: "publish" });
  expect(plan({ ...soldOut, policy: decisionInput(0, { message: "sofas" }).policy })).toMatchObject({
    kind: "publish",
  });
});

test("without a rule the variant is restored and its metafield goes", () => {
  expect(plan({ ...published(decisionInput(0)), policy: null })).toMatchObject({ kind: "restore", policy: "DENY" });
});
