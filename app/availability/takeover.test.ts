import { describe, expect, test } from "vitest";
import { decideAvailability } from "./decide-availability.ts";
import { decisionInput, moved } from "./decision-input.arbitraries.ts";
import type { DecisionInput } from "./decision-input.ts";
import type { InventoryPolicy } from "./metafield.ts";
import { planPublication } from "./plan-publication.ts";
import { restorePolicy } from "./restore-policy.ts";
import type { StrangerRule } from "./takeover.ts";

/** A variant that Arrivo keeps on sale at −1, with the policy as somebody left it since. */
function takenOver(currentPolicy: InventoryPolicy, stranger: Partial<StrangerRule> = {}): DecisionInput {
  const input = decisionInput(-1);
  const published = decideAvailability(input).metafield;
  return {
    ...input,
    variant: { ...input.variant, currentPolicy, published },
    stranger: { ...input.stranger, ...stranger },
  };
}

function publish(input: DecisionInput): DecisionInput {
  const { variant, shopState } = input;
  const plan = planPublication(decideAvailability(input), shopState, variant.currentPolicy, variant.published);
  if (plan.kind !== "publish") return input;
  return { ...input, variant: { ...variant, currentPolicy: plan.policy, published: plan.metafield } };
}

test("a crash between publish and record is not a person's edit: the metafield says what we published", () => {
  expect(decideAvailability(takenOver("CONTINUE"))).toMatchObject({ holder: "arrivo", own: "DENY" });
});

describe("a person changed the policy by hand", () => {
  test("they win: the true state is told under their policy, which restore returns to", () => {
    expect(decideAvailability(takenOver("DENY"))).toMatchObject({
      holder: "merchant",
      state: "sold-out",
      publishedPolicy: "DENY",
      own: "DENY",
      reason: { code: "merchant-holds-policy" },
      metafield: { policy: "DENY", own: "DENY", by: "merchant", segments: [] },
    });
  });

  test("they keep it, through any number of decisions", () => {
    const kept = publish(takenOver("DENY"));
    expect(kept.variant.published?.by).toBe("merchant");
    expect(decideAvailability(kept)).toMatchObject({ holder: "merchant", publishedPolicy: "DENY" });
    expect(publish(moved(kept, -3)).variant.currentPolicy).toBe("DENY");
  });

  test("where they sell on past our limit, the date is told all the same", () => {
    const full = publish(moved(takenOver("CONTINUE"), -19));
    expect(full.variant.currentPolicy).toBe("DENY");
    const theirs: DecisionInput = { ...full, variant: { ...full.variant, currentPolicy: "CONTINUE" } };
    expect(decideAvailability(theirs)).toMatchObject({
      holder: "merchant",
      state: "backorder",
      sellableUnits: null,
      segments: [{ units: null, inDays: [10, 15] }],
      own: "CONTINUE",
    });
  });

  test("Resume takes over again, and their value is what restore returns to", () => {
    const kept = publish(takenOver("DENY"));
    const resumed: DecisionInput = { ...kept, stranger: { ...kept.stranger, isResumed: true } };
    expect(decideAvailability(resumed)).toMatchObject({ holder: "arrivo", publishedPolicy: "CONTINUE", own: "DENY" });
    const after = publish(resumed);
    expect(after.variant.published?.by).toBeUndefined();
    expect(decideAvailability({ ...after, stranger: kept.stranger }).holder).toBe("arrivo");
  });
});

describe("an import changed it, and the merchant had it put back", () => {
  const putBack = { reaction: "put-back" } as const;

  test("the earlier own policy stays", () => {
    expect(decideAvailability(takenOver("DENY", putBack))).toMatchObject({
      holder: "arrivo",
      publishedPolicy: "CONTINUE",
    });
  });
  test("after two reversals in a day we stop and ask", () => {
    const decide = (reversalsToday: number) => decideAvailability(takenOver("DENY", { ...putBack, reversalsToday }));
    expect(decide(1).holder).toBe("arrivo");
    expect(decide(2).holder).toBe("merchant");
  });
});

describe("restore", () => {
  const { published } = takenOver("CONTINUE").variant;

  test("sets own where Shopify still has what we published, with a metafield that survives a crash before it goes", () => {
    const step = restorePolicy("CONTINUE", published);
    expect(step).toMatchObject({
      kind: "restore",
      policy: "DENY",
      metafield: { policy: "DENY", own: "DENY", segments: [] },
    });
    if (step.kind === "restore") expect(restorePolicy(step.policy, step.metafield)).toMatchObject({ policy: "DENY" });
  });
  test("leaves and reports what somebody changed since", () => {
    expect(restorePolicy("DENY", published)).toEqual({
      kind: "leave",
      currentPolicy: "DENY",
      publishedPolicy: "CONTINUE",
      own: "DENY",
    });
  });
  test("has nothing to do where Arrivo never was", () => {
    expect(restorePolicy("CONTINUE", null)).toEqual({ kind: "nothing" });
  });
  test("once the rule is gone, a changed policy stays and the promise goes", () => {
    const input: DecisionInput = { ...takenOver("DENY"), policy: null };
    const { variant } = input;
    expect(planPublication(decideAvailability(input), "selling", variant.currentPolicy, variant.published)).toEqual({
      kind: "forget",
    });
  });
});
