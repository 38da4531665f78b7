import { type KnownVariant, targetOfKnown } from "../availability/known-variants.server.ts";
import type { LoadedFrame } from "../availability/load-shop-frame.server.ts";
import { isCountedLocation } from "../availability/measure-stock.ts";
import type { LocationGid } from "../ids.ts";

/** Whether a location's stock counts for the variant, under the rule that holds. */
export function countsAt(frame: LoadedFrame, variant: KnownVariant): (locationId: string) => boolean {
  const { policy } = frame.resolve(targetOfKnown(variant));
  const counted = policy?.mode === "on" ? policy.countedLocations : "online";
  // Justified cast: the columns are written from Shopify's ids only.
  return (locationId) => isCountedLocation(locationId as LocationGid, counted, frame.onlineLocationIds);
}
