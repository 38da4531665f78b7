import fc from "fast-check";
import type { LocationGid } from "../ids.ts";
import { gid } from "../ids.ts";
import type { ActivePolicy } from "../policies/policy.ts";
import type { InboundLine } from "../supply/inbound-line.ts";
import type { DecisionInput } from "./decision-input.ts";

/** Decisions to test with: a plain one to vary by hand, and any that can be. */

export const [milan, turin, outlet]: [LocationGid, LocationGid, LocationGid] = [
  gid("Location", 1),
  gid("Location", 2),
  gid("Location", 3),
];
export const today = "2026-11-23";

export const plainPolicy: ActivePolicy = {
  mode: "on",
  policyId: "shop-rule",
  limit: { kind: "number", units: 20 },
  when: "sold-out",
  startsOn: null,
  endsOn: null,
  countedLocations: "online",
  bufferUnits: 0,
  message: "default",
  eta: { kind: "lead-time", minDays: 10, maxDays: 15, days: "working" },
  handlingDays: 0,
  sellsPastWindow: false,
  caution: null,
};

/** A variant with `available` units at one location, under a rule. */
export function decisionInput(available: number, policy: Partial<ActivePolicy> = {}): DecisionInput {
  return {
    variant: {
      currentPolicy: "DENY",
      published: null,
      eligibility: {
        isTracked: true,
        isGiftCard: false,
        requiresShipping: true,
        productStatus: "ACTIVE",
        isBundleParent: false,
      },
      hasBeenStocked: true,
    },
    shopState: "selling",
    stranger: { reaction: "person-wins", isResumed: false, putBackOwn: null, reversalsToday: 0 },
    stock: { levels: [{ locationId: milan, available }], onlineLocationIds: new Set([milan]) },
    policy: { ...plainPolicy, ...policy },
    queue: [],
    inbound: [],
    today,
  };
}

const smallUnits = fc.integer({ min: 1, max: 12 });
const anyDay = fc.integer({ min: 1, max: 28 }).map((day) => `2026-12-${String(day).padStart(2, "0")}`);
const passedWindow = { from: "2026-10-01", to: "2026-10-31" };

const window = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(anyDay, anyDay)
      .map((days) => days.toSorted())
      .map(([from, to]) => ({ from: from!, to: to! })),
  },
  { weight: 1, arbitrary: fc.constantFrom(null, passedWindow) },
);

export const anyQueue = fc
  .array(smallUnits, { maxLength: 8 })
  .map((sizes) => sizes.map((units, index) => ({ id: `waiting-${index}`, units })));

export const anyInbound: fc.Arbitrary<InboundLine[]> = fc
  .array(
    fc.record({ locationId: fc.constantFrom(milan, turin, outlet), units: smallUnits, expectedOn: anyDay, window }),
    { maxLength: 5 },
  )
  .map((lines) => lines.map((line, index) => ({ id: `line-${index}`, ...line })));

const anyPolicy: fc.Arbitrary<ActivePolicy> = fc.record({
  mode: fc.constant("on" as const),
  policyId: fc.constant("rule"),
  limit: fc.oneof(
    fc.record({ kind: fc.constant("number" as const), units: fc.nat(30) }),
    fc.constant({ kind: "unlimited" as const }),
    fc.record({ kind: fc.constant("inbound" as const), bufferUnits: fc.nat(5) }),
  ),
  when: fc.constantFrom("sold-out" as const, "beyond-stock" as const),
  startsOn: fc.constant(null),
  endsOn: fc.constant(null),
  countedLocations: fc.oneof(fc.constant("online" as const), fc.subarray([milan, turin, outlet], { minLength: 1 })),
  bufferUnits: fc.nat(4),
  message: fc.constant("default"),
  eta: fc.oneof(
    fc.constant({ kind: "lead-time" as const, minDays: 10, maxDays: 15, days: "working" as const }),
    fc.constant({ kind: "fixed" as const, from: "2027-03-12", to: "2027-03-16" }),
    fc.constant({ kind: "fixed" as const, ...passedWindow }),
    fc.constant({ kind: "supply" as const }),
    fc.constant({ kind: "unknown" as const }),
  ),
  handlingDays: fc.nat(3),
  sellsPastWindow: fc.boolean(),
  caution: fc.constant(null),
});

const anyShopifyPolicy = fc.constantFrom("CONTINUE" as const, "DENY" as const);

/** Any variant under an active rule, untouched so far. */
export const anyRuledInput: fc.Arbitrary<DecisionInput> = fc
  .record({
    policy: anyPolicy,
    currentPolicy: anyShopifyPolicy,
    available: fc.array(fc.integer({ min: -15, max: 15 }), { minLength: 1, maxLength: 3 }),
    queue: anyQueue,
    inbound: anyInbound,
    hasBeenStocked: fc.boolean(),
    supplyLead: fc.constantFrom(null, { minDays: 20, maxDays: 30, days: "calendar" as const }),
  })
  .map(({ policy, currentPolicy, available, queue, inbound, hasBeenStocked, supplyLead }) => {
    const plain = decisionInput(0);
    const locations = [milan, turin, outlet];
    return {
      ...plain,
      variant: { ...plain.variant, currentPolicy, hasBeenStocked },
      stock: {
        levels: available.map((units, index) => ({ locationId: locations[index]!, available: units })),
        onlineLocationIds: new Set([milan, turin]),
      },
      policy,
      queue,
      inbound,
      supplyLead,
    };
  });

/** The same variant with so many units more or fewer at its first location. */
export function moved(input: DecisionInput, units: number): DecisionInput {
  const [first, ...others] = input.stock.levels;
  return {
    ...input,
    stock: { ...input.stock, levels: [{ ...first!, available: first!.available + units }, ...others] },
  };
}
