import type { InventoryItemGid } from "../ids.ts";
import type { PolicyResolution, PolicyTarget } from "../policies/resolve-policy.ts";
import type { Supply } from "../supply/supply.ts";
import type { VariantFacts } from "./decide-variant.ts";

/** The rule that holds for a variant, and the shop's supply as that rule dates it. */
export function ruleAndSupply(
  { resolve, supply }: { resolve(target: PolicyTarget): PolicyResolution; supply: Supply },
  target: PolicyTarget,
  itemId: InventoryItemGid,
): Pick<VariantFacts, "policy" | "inbound" | "supplyLead"> {
  const { policy } = resolve(target);
  if (policy?.mode !== "on") return { policy, inbound: [], supplyLead: null };
  return {
    policy,
    inbound: supply.inboundOf(itemId, policy),
    supplyLead: policy.eta.kind === "supply" ? supply.leadOf(target.variantId, policy.caution) : null,
  };
}
