import type { ActivePolicy } from "../policies/policy.ts";
import type { AvailabilityReason } from "./availability.ts";
import type { DecisionInput } from "./decision-input.ts";
import { findIneligibility } from "./eligibility.ts";

export type Standing = { isHindered: true; reason: AvailabilityReason } | { isHindered: false; policy: ActivePolicy };

/**
 * Whether a rule is at work on the variant. Where none is, it stands under its own policy as if Arrivo were not there.
 * A shop that is only watching is decided as if it sold: the merchant sees what would be.
 */
export function findHindrance({ variant, shopState, policy, today }: DecisionInput): Standing {
  const why = findIneligibility(variant.eligibility);
  if (why !== null) return hindered({ code: "not-eligible", why });
  if (policy === null) return hindered({ code: "no-rule" });
  if (policy.mode !== "on") {
    return hindered({ code: policy.mode === "never" ? "never" : "rule-off", policyId: policy.policyId });
  }
  if (shopState === "paused" || shopState === "stopping") return hindered({ code: shopState });
  if (policy.startsOn !== null && today < policy.startsOn) {
    return hindered({ code: "not-started", startsOn: policy.startsOn });
  }
  if (policy.endsOn !== null && today > policy.endsOn) return hindered({ code: "ended", endsOn: policy.endsOn });
  return { isHindered: false, policy };
}

function hindered(reason: AvailabilityReason): Standing {
  return { isHindered: true, reason };
}
