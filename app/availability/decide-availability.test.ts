import { describe, expect, test } from "vitest";
import { decideAvailability } from "./decide-availability.ts";
import type { DecisionInput } from "./decision-input.ts";
import { decisionInput, milan, outlet, plainPolicy, turin } from "./decision-input.arbitraries.ts";
import type { EligibilityFacts } from "./eligibility.ts";

const lines = (units: number, from: string, to: string) => [
  { id: "line", locationId: milan, units, expectedOn: from, window: { from, to } },
];
const withOwn = (input: DecisionInput, currentPolicy: "CONTINUE" | "DENY"): DecisionInput => ({
  ...input,
  variant: { ...input.variant, currentPolicy },
});

describe("the published policy", () => {
  test.each([
    ["in stock: own", decisionInput(5), "in-stock", "DENY"],
    [
      "in stock, the rule sells beyond stock: CONTINUE",
      decisionInput(5, { when: "beyond-stock" }),
      "in-stock",
      "CONTINUE",
    ],
    ["in stock, own CONTINUE stays", withOwn(decisionInput(5), "CONTINUE"), "in-stock", "CONTINUE"],
    ["sold out with room: CONTINUE", decisionInput(0), "backorder", "CONTINUE"],
    ["below zero with room: CONTINUE", decisionInput(-19), "backorder", "CONTINUE"],
    ["limit reached: DENY", decisionInput(-20), "sold-out", "DENY"],
    ["limit reached: DENY even where own is CONTINUE", withOwn(decisionInput(-20), "CONTINUE"), "sold-out", "DENY"],
    ["unlimited never reaches it", decisionInput(-9999, { limit: { kind: "unlimited" } }), "backorder", "CONTINUE"],
    ["a limit of nothing sells nothing", decisionInput(0, { limit: { kind: "number", units: 0 } }), "sold-out", "DENY"],
    ["no rule: own", { ...decisionInput(0), policy: null }, "sold-out", "DENY"],
    ["no rule: own CONTINUE", withOwn({ ...decisionInput(0), policy: null }, "CONTINUE"), "backorder", "CONTINUE"],
    ["off: own", { ...decisionInput(0), policy: { mode: "off", policyId: "r" } }, "sold-out", "DENY"],
    ["never: own", { ...decisionInput(0), policy: { mode: "never", policyId: "r" } }, "sold-out", "DENY"],
    ["paused: own", { ...decisionInput(0), shopState: "paused" }, "sold-out", "DENY"],
    ["stopping: own", { ...decisionInput(0), shopState: "stopping" }, "sold-out", "DENY"],
    ["not started: own", decisionInput(0, { startsOn: "2026-11-24" }), "sold-out", "DENY"],
    ["starts today", decisionInput(0, { startsOn: "2026-11-23" }), "backorder", "CONTINUE"],
    ["ends today", decisionInput(0, { endsOn: "2026-11-23" }), "backorder", "CONTINUE"],
    ["ended: own", decisionInput(0, { endsOn: "2026-11-22" }), "sold-out", "DENY"],
  ] as const)("%s", (_, input, state, policy) => {
    expect(decideAvailability(input)).toMatchObject({ state, publishedPolicy: policy });
  });
});

test("tells how much can still be sold, and how much of it lies beyond stock", () => {
  expect(decideAvailability(decisionInput(-3))).toMatchObject({ sellableUnits: 17, leftUnits: 17, shortfallUnits: 3 });
  expect(decideAvailability(decisionInput(5, { when: "beyond-stock" }))).toMatchObject({
    sellableUnits: 25,
    leftUnits: 20,
    nowUnits: 5,
  });
  expect(decideAvailability(decisionInput(5))).toMatchObject({ sellableUnits: 5, leftUnits: 20 });
});

test("publishes the contract's metafield", () => {
  const input = decisionInput(-3, { limit: { kind: "number", units: 15 } });
  expect(decideAvailability({ ...input, inbound: lines(15, "2027-03-12", "2027-03-16") }).metafield).toEqual({
    v: 1,
    state: "backorder",
    policy: "CONTINUE",
    own: "DENY",
    seen: -3,
    segments: [
      { units: 12, from: "2027-03-12", to: "2027-03-16" },
      { units: null, inDays: [10, 15], days: "working" },
    ],
    left: 12,
    message: "default",
    on: "2026-11-23",
  });
});

test("a variant never in stock is a preorder, not a backorder", () => {
  const input = decisionInput(0);
  const decided = decideAvailability({ ...input, variant: { ...input.variant, hasBeenStocked: false } });
  expect(decided).toMatchObject({ state: "preorder", metafield: { state: "preorder" } });
});

test("handling days are added to a lead time, in its own kind of days", () => {
  expect(decideAvailability(decisionInput(0, { handlingDays: 2 })).segments).toEqual([
    { units: null, inDays: [12, 17], days: "working" },
  ]);
});

test("a month runs from its first day to its last", () => {
  expect(decideAvailability(decisionInput(0, { eta: { kind: "month", month: "2028-02" } })).segments).toEqual([
    { units: null, from: "2028-02-01", to: "2028-02-29" },
  ]);
});

describe("dates from supply", () => {
  const eta = { kind: "supply" } as const;
  const supplyLead = { minDays: 20, maxDays: 30, days: "calendar" } as const;

  test("are what inbound lines give, then the supplier's lead time and handling", () => {
    const input = { ...decisionInput(0, { eta, handlingDays: 2 }), inbound: lines(5, "2026-12-12", "2026-12-16") };
    expect(decideAvailability({ ...input, supplyLead }).segments).toEqual([
      { units: 5, from: "2026-12-12", to: "2026-12-16" },
      { units: null, inDays: [22, 32], days: "calendar" },
    ]);
  });
  test("with no supplier known end sales where the inbound lines end", () => {
    const input = { ...decisionInput(-3, { eta }), inbound: lines(10, "2026-12-12", "2026-12-16") };
    expect(decideAvailability(input)).toMatchObject({ publishedPolicy: "CONTINUE", sellableUnits: 7 });
    expect(decideAvailability(decisionInput(0, { eta }))).toMatchObject({
      publishedPolicy: "DENY",
      reason: { code: "no-supply-date" },
    });
  });
  test("that nobody knows are sold without one on the merchant's word only", () => {
    expect(decideAvailability(decisionInput(0, { eta, sellsPastWindow: true }))).toMatchObject({
      publishedPolicy: "CONTINUE",
      segments: [],
      sellableUnits: 20,
    });
  });
});

describe("a fallback window that has passed", () => {
  const eta = { kind: "fixed", from: "2026-11-01", to: "2026-11-22" } as const;

  test("ends new sales", () => {
    expect(decideAvailability(decisionInput(0, { eta }))).toMatchObject({
      publishedPolicy: "DENY",
      reason: { code: "window-passed", to: "2026-11-22" },
      segments: [],
    });
  });
  test("leaves the last day itself on sale", () => {
    expect(decideAvailability({ ...decisionInput(0, { eta }), today: "2026-11-22" }).publishedPolicy).toBe("CONTINUE");
  });
  test("is not told, where the merchant sells on without a date", () => {
    expect(decideAvailability(decisionInput(0, { eta, sellsPastWindow: true }))).toMatchObject({
      publishedPolicy: "CONTINUE",
      segments: [],
      sellableUnits: 20,
    });
  });
  test("leaves on sale what an inbound line still dates, and no more", () => {
    const input = { ...decisionInput(-3, { eta }), inbound: lines(10, "2026-12-12", "2026-12-16") };
    expect(decideAvailability(input)).toMatchObject({
      publishedPolicy: "CONTINUE",
      sellableUnits: 7,
      segments: [{ units: 7, from: "2026-12-12", to: "2026-12-16" }],
    });
  });
});

test("a limit of what is inbound is its open units less the buffer", () => {
  const limit = { kind: "inbound", bufferUnits: 2 } as const;
  const input = { ...decisionInput(-3, { limit }), inbound: lines(10, "2026-12-12", "2026-12-16") };
  expect(decideAvailability(input)).toMatchObject({ limitUnits: 8, sellableUnits: 5 });
  expect(decideAvailability(decisionInput(0, { limit }))).toMatchObject({ publishedPolicy: "DENY" });
});

test("the buffer's units are sold with the date of those to come", () => {
  expect(decideAvailability(decisionInput(2, { bufferUnits: 2 }))).toMatchObject({
    state: "backorder",
    nowUnits: 0,
    sellableUnits: 22,
    metafield: { seen: 2, buffer: 2 },
  });
});

test("only counted locations count, and stock sold online elsewhere unbinds the limit", () => {
  const input = {
    ...decisionInput(0, { countedLocations: [milan] }),
    stock: {
      levels: [
        { locationId: milan, available: -1 },
        { locationId: turin, available: 4 },
        { locationId: outlet, available: 50 },
      ],
      onlineLocationIds: new Set([milan, turin]),
    },
  };
  expect(decideAvailability(input)).toMatchObject({
    availableUnits: -1,
    isLimitBinding: false,
    metafield: { seen: 3, buffer: 4 },
  });
  expect(decideAvailability({ ...input, policy: plainPolicy })).toMatchObject({
    availableUnits: 3,
    isLimitBinding: true,
  });
});

describe("a variant Arrivo never touches", () => {
  test.each([
    ["gift-card", { isGiftCard: true }],
    ["bundle-parent", { isBundleParent: true }],
    ["archived", { productStatus: "ARCHIVED" }],
    ["draft", { productStatus: "DRAFT" }],
    ["digital", { requiresShipping: false }],
    ["not-tracked", { isTracked: false }],
  ] as const satisfies readonly (readonly [string, Partial<EligibilityFacts>])[])("%s", (why, facts) => {
    const input = decisionInput(-2);
    const eligibility = { ...input.variant.eligibility, ...facts };
    expect(decideAvailability({ ...input, variant: { ...input.variant, eligibility } })).toMatchObject({
      publishedPolicy: "DENY",
      metafield: null,
      reason: { code: "not-eligible", why },
    });
  });
});
