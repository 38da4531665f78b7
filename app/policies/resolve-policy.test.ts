import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gid } from "../ids.ts";
import { indexPolicies } from "./index-policies.ts";
import type { Policy, PolicyFields } from "./policy.ts";
import { resolvePolicy } from "./resolve-policy.ts";

const target = {
  variantId: gid("ProductVariant", 1),
  productId: gid("Product", 1),
  productCreatedAt: 1_000,
  vendor: "Acme",
  type: "Lamp",
  tags: ["sale", "oak"],
  collectionIds: [gid("Collection", 1), gid("Collection", 2)],
};
const eta: PolicyFields["eta"] = { kind: "lead-time", minDays: 10, maxDays: 15, days: "working" };
const limit: PolicyFields["limit"] = { kind: "number", units: 20 };
const whole: Partial<PolicyFields> = { mode: "on", limit, eta };

const record = (id: string, gives: Partial<PolicyFields>, rank = 0) => ({
  id,
  gives,
  rank,
  createdAt: 2_000,
  updatedAt: 2_000,
});
const shop = (gives: Partial<PolicyFields>, id = "shop"): Policy => ({
  ...record(id, gives),
  level: "shop",
  targetId: null,
});
const product = (gives: Partial<PolicyFields>, id = "product"): Policy => ({
  ...record(id, gives),
  level: "product",
  targetId: target.productId,
});
const variant = (gives: Partial<PolicyFields>, id = "variant"): Policy => ({
  ...record(id, gives),
  level: "variant",
  targetId: target.variantId,
});

test("no rule, none that covers: nothing holds", () => {
  expect(resolvePolicy([], target)).toMatchObject({ policy: null, won: null });
  const elsewhere: Policy = { ...record("other", whole), level: "product", targetId: gid("Product", 2) };
  expect(resolvePolicy([elsewhere], target)).toMatchObject({ policy: null, won: null, lost: [] });
});

test("each field comes from the most specific rule that gives it, and it says which", () => {
  const rules = [
    shop({ ...whole, message: "shop" }),
    product({ limit: { kind: "unlimited" } }),
    variant({ message: "mine" }),
  ];
  const { policy, won, fieldsFrom, lost } = resolvePolicy(rules, target);
  expect(policy).toMatchObject({ mode: "on", policyId: "shop", limit: { kind: "unlimited" }, message: "mine", eta });
  expect(won?.id).toBe("shop");
  expect([fieldsFrom.limit?.id, fieldsFrom.message?.id, fieldsFrom.eta?.id]).toEqual(["product", "variant", "shop"]);
  expect(lost).toEqual([]);
});

test("a rule that gives nothing the others don't is overridden", () => {
  const { won, lost } = resolvePolicy([shop(whole), variant(whole)], target);
  expect(won?.id).toBe("variant");
  expect(lost.map(({ policy, why }) => [policy.id, why])).toEqual([["shop", "overridden"]]);
});

test("a field given as null is given: no end, whatever the shop says", () => {
  const { policy } = resolvePolicy([shop({ ...whole, endsOn: "2027-01-01" }), variant({ endsOn: null })], target);
  expect(policy).toMatchObject({ endsOn: null });
});

test("off switches off what is less specific, and on at a variant switches it on again", () => {
  expect(resolvePolicy([shop(whole), product({ mode: "off" })], target)).toMatchObject({
    policy: { mode: "off", policyId: "product" },
    lost: [{ why: "switched-off" }],
  });
  expect(resolvePolicy([shop(whole), product({ mode: "off" }), variant({ mode: "on" })], target).policy).toMatchObject({
    mode: "on",
    policyId: "variant",
  });
});

test("never outranks every rule, the more specific ones too", () => {
  expect(resolvePolicy([shop({ mode: "never" }), product(whole), variant(whole)], target)).toMatchObject({
    policy: { mode: "never", policyId: "shop" },
    lost: [{ why: "outranked-by-never" }, { why: "outranked-by-never" }],
  });
});

describe("a product made after the shop's rule", () => {
  const newer = { ...target, productCreatedAt: 3_000 };

  test("does not join it", () => {
    expect(resolvePolicy([shop(whole)], newer)).toMatchObject({ policy: null, lost: [{ why: "new-product" }] });
  });
  test("joins it where the rule says so", () => {
    expect(resolvePolicy([shop({ ...whole, joinsNewProducts: true })], newer).policy).toMatchObject({ mode: "on" });
  });
  test("has a rule of its own all the same", () => {
    expect(resolvePolicy([shop(whole), product(whole)], newer).policy).toMatchObject({ policyId: "product" });
  });
});

test("there is no limit and no date by default: a rule without them holds nothing", () => {
  expect(resolvePolicy([variant({ mode: "on" })], target)).toMatchObject({ policy: null, missing: ["limit", "eta"] });
});

const collection = (number: number, gives: Partial<PolicyFields>, rank: number): Policy => ({
  ...record(`collection-${number}`, gives, rank),
  level: "collection",
  targetId: gid("Collection", number),
});
const named = (level: "vendor" | "type" | "tag", targetId: string, gives: Partial<PolicyFields>, rank = 0): Policy => ({
  ...record(`${level}-${targetId}`, gives, rank),
  level,
  targetId,
});

test("variant, product, collection, vendor, type, tag, shop: each outranks all that follow", () => {
  const rules = [
    variant(whole),
    product(whole),
    collection(1, whole, 0),
    named("vendor", "Acme", whole),
    named("type", "Lamp", whole),
    named("tag", "oak", whole),
    shop(whole),
  ];
  rules.forEach(({ id }, index) => {
    const { won, lost } = resolvePolicy(rules.slice(index).toReversed(), target);
    expect(won?.id).toBe(id);
    expect(lost).toHaveLength(rules.length - index - 1);
  });
});

test("of two collections with rules the one ranked first counts, whichever is older", () => {
  const first = collection(2, { ...whole, message: "first" }, 0);
  const second = collection(1, { ...whole, message: "second" }, 1);
  expect(resolvePolicy([second, first], target)).toMatchObject({ policy: { message: "first" }, won: { id: first.id } });
  const swapped = [
    { ...first, rank: 1 },
    { ...second, rank: 0 },
  ];
  expect(resolvePolicy(swapped, target)).toMatchObject({ policy: { message: "second" } });
});

test("a rule that names what the product is not in covers nothing", () => {
  const rules = [
    collection(3, whole, 0),
    named("vendor", "Other", whole),
    named("type", "Chair", whole),
    named("tag", "steel", whole),
  ];
  expect(resolvePolicy(rules, target)).toMatchObject({ policy: null, won: null, lost: [] });
});

test("does not depend on the order the rules are read in, and every covering rule either decided or lost", () => {
  const gives = fc.record(
    {
      mode: fc.constantFrom("on" as const, "off" as const, "never" as const),
      limit: fc.constant(limit),
      eta: fc.constant(eta),
      message: fc.string(),
    },
    { requiredKeys: [] },
  );
  const rank = fc.nat(2);
  const rules = fc
    .tuple(gives, gives, gives, gives, gives, gives, gives, rank, rank, rank)
    .map(([one, two, three, four, five, six, seven, first, second, third]) => [
      shop(one),
      product(two),
      variant(three),
      collection(1, four, first),
      collection(2, five, second),
      named("tag", "sale", six, third),
      named("vendor", "Acme", seven),
    ]);
  fc.assert(
    fc.property(rules, (policies) => {
      const resolution = resolvePolicy(policies, target);
      expect(resolvePolicy(policies.toReversed(), target)).toEqual(resolution);
      expect(indexPolicies(policies).resolve(target)).toEqual(resolution);
      if (policies.some(({ gives: { mode } }) => mode === "never")) expect(resolution.policy?.mode).toBe("never");
      if (resolution.won === null) return;
      const decided = new Set([resolution.won, ...Object.values(resolution.fieldsFrom)]);
      expect(decided.size + resolution.lost.length).toBe(policies.length);
    }),
  );
});
