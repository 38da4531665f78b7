import type { Availability } from "./availability.ts";
import type { AvailabilityState } from "./metafield.ts";

/** As the lists name it: `untouched` where no rule covers the variant, or none may. */
export type VariantState = AvailabilityState | "untouched";

export function variantState({ state, reason }: Availability): VariantState {
  return reason.code === "no-rule" || reason.code === "not-eligible" ? "untouched" : state;
}
