import fc from "fast-check";
import { expect, test } from "vitest";
import type { Availability } from "./availability.ts";
import { decideAvailability } from "./decide-availability.ts";
import type { DecisionInput } from "./decision-input.ts";
import { anyRuledInput, milan, moved, today } from "./decision-input.arbitraries.ts";
import { planPublication } from "./plan-publication.ts";

const runs = { numRuns: 2_000 };
const sum = (parts: readonly { units: number | null }[]) => parts.reduce((total, { units }) => total + (units ?? 0), 0);

/** Shopify after the plan for a decision was carried out. */
function published(input: DecisionInput, decided: Availability = decideAvailability(input)): DecisionInput {
  const { variant, shopState } = input;
  const plan = planPublication(decided, shopState, variant.currentPolicy, variant.published);
  switch (plan.kind) {
    case "none":
      return input;
    case "publish":
      return { ...input, variant: { ...variant, currentPolicy: plan.policy, published: plan.metafield } };
    case "restore":
      return { ...input, variant: { ...variant, currentPolicy: plan.policy, published: null } };
    case "forget":
      return { ...input, variant: { ...variant, published: null } };
  }
}

function plan(input: DecisionInput) {
  const { currentPolicy, published: metafield } = input.variant;
  return planPublication(decideAvailability(input), input.shopState, currentPolicy, metafield);
}

test("never promises more than can be sold", () => {
  fc.assert(
    fc.property(anyRuledInput, (input) => {
      const { sellableUnits, nowUnits, segments, publishedPolicy } = decideAvailability(input);
      if (sellableUnits !== null) expect(nowUnits + sum(segments)).toBeLessThanOrEqual(sellableUnits);
      if (publishedPolicy === "DENY") expect(segments).toEqual([]);
    }),
    runs,
  );
});

test("the limit binds: on sale below zero only within it", () => {
  fc.assert(
    fc.property(anyRuledInput, (input) => {
      const { availableUnits, limitUnits, publishedPolicy, nowUnits, sellableUnits } = decideAvailability(input);
      if (limitUnits === null || nowUnits > 0) return;
      if (publishedPolicy === "CONTINUE") expect(availableUnits).toBeGreaterThan(-limitUnits);
      if (publishedPolicy === "CONTINUE") expect(sellableUnits).toBe(availableUnits + limitUnits);
      else expect(availableUnits + limitUnits <= 0 || limitUnits === 0).toBe(true);
    }),
    runs,
  );
});

test("tells no window that has passed, and none but a line's own or the rule's", () => {
  fc.assert(
    fc.property(anyRuledInput, (input) => {
      for (const segment of decideAvailability(input).segments) {
        if (!("to" in segment) || segment.units === null) continue;
        expect(segment.to >= today).toBe(true);
        const source = input.inbound.find(({ window }) => window?.from === segment.from && window.to === segment.to);
        expect(source).toBeDefined();
      }
    }),
    runs,
  );
});

test("more inbound never leaves less to sell", () => {
  fc.assert(
    fc.property(anyRuledInput, (input) => {
      const line = { id: "one-more", locationId: milan, units: 3, expectedOn: "2026-12-09", window: null };
      const { from, to } = { from: "2026-12-10", to: "2026-12-12" };
      const more = decideAvailability({ ...input, inbound: [...input.inbound, { ...line, window: { from, to } }] });
      const less = decideAvailability(input);
      expect(more.sellableUnits ?? Infinity).toBeGreaterThanOrEqual(less.sellableUnits ?? Infinity);
    }),
    runs,
  );
});

test("more stock never leaves less to sell, nor less that ships now", () => {
  fc.assert(
    fc.property(anyRuledInput, fc.integer({ min: 1, max: 9 }), (input, units) => {
      const policy = input.policy?.mode === "on" ? { ...input.policy, when: "beyond-stock" as const } : null;
      const less = decideAvailability({ ...input, policy });
      const more = decideAvailability(moved({ ...input, policy }, units));
      expect(more.nowUnits).toBeGreaterThanOrEqual(less.nowUnits);
      if (less.publishedPolicy === more.publishedPolicy) {
        expect(more.sellableUnits ?? Infinity).toBeGreaterThanOrEqual(less.sellableUnits ?? Infinity);
      }
    }),
    runs,
  );
});

test("is idempotent: what was published is decided again and nothing is left to write", () => {
  fc.assert(
    fc.property(anyRuledInput, (input) => {
      const decided = decideAvailability(input);
      const after = published(input, decided);
      const { holder: _, ...again } = decideAvailability(after);
      const { holder: __, ...before } = decided;
      expect(again).toEqual(before);
      expect(plan(after)).toEqual({ kind: "none" });
    }),
    runs,
  );
});

test("an ordinary sale writes nothing while state and policy stay: the page counts down by itself", () => {
  fc.assert(
    fc.property(anyRuledInput, fc.integer({ min: 1, max: 9 }), (input, units) => {
      const counted = input.policy?.mode === "on" ? { ...input.policy, countedLocations: "online" as const } : null;
      const before = published({ ...input, policy: counted });
      const after = moved(before, -units);
      const [one, other] = [decideAvailability(before), decideAvailability(after)];
      if (one.state !== other.state || one.publishedPolicy !== other.publishedPolicy) return;
      expect(plan(after)).toEqual({ kind: "none" });
    }),
    runs,
  );
});

test("without its rule a variant is as it was before, whatever happened in between", () => {
  fc.assert(
    fc.property(anyRuledInput, fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 4 }), (input, moves) => {
      const after = moves.reduce((shop, units) => published(moved(shop, units)), published(input));
      const stopped = published({ ...after, shopState: "stopping" });
      expect(stopped.variant.currentPolicy).toBe(input.variant.currentPolicy);
      expect(stopped.variant.published).toBeNull();
    }),
    runs,
  );
});

test("a shop that is only watching is decided and never written to", () => {
  fc.assert(
    fc.property(anyRuledInput, (input) => {
      const watching: DecisionInput = { ...input, shopState: "watching" };
      expect(decideAvailability(watching)).toEqual(decideAvailability(input));
      expect(plan(watching)).toEqual({ kind: "none" });
    }),
    runs,
  );
});

test("is pure: the same input, frozen through and through, gives the same answer", () => {
  fc.assert(
    fc.property(anyRuledInput, (input) => {
      deepFreeze(input);
      expect(decideAvailability(input)).toEqual(decideAvailability(input));
    }),
  );
});

function deepFreeze(value: unknown): void {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  Object.values(value).forEach(deepFreeze);
}
