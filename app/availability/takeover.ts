import type { PolicyHolder } from "./availability.ts";
import type { ArrivoMetafield, InventoryPolicy } from "./metafield.ts";

/** What to do where somebody else changed the policy of a variant that Arrivo had taken over. */
export interface StrangerRule {
  reaction: "person-wins" | "put-back";
  /** The merchant pressed "Resume" (or "put back") for this variant since. */
  isResumed: boolean;
  /** The answer was "put back": what restore returned to before the change, which counts as never made. */
  putBackOwn: InventoryPolicy | null;
  /** How often we already put this variant back today. */
  reversalsToday: number;
}

export interface Takeover {
  holder: PolicyHolder;
  /** What restore returns to. */
  own: InventoryPolicy;
  /** Shopify's policy is not the one we published: somebody else changed it since. */
  isChangedByStranger: boolean;
  /** We put back what a person changed: it counts towards the day's reversals. */
  isReversal: boolean;
}

const mostReversalsADay = 2;

/**
 * Who holds the policy. Only Shopify's own answer is asked: the metafield says what we published in the same mutation,
 * so a crash before our database knew of it is not taken for a person's edit.
 *
 * By default the person wins and keeps it until "Resume"; then their value is what restore returns to. With `put-back`
 * the change counts as noise (an import) and the earlier own policy stays; after two reversals in a day we stop and ask.
 */
export function decideTakeover(
  currentPolicy: InventoryPolicy,
  published: ArrivoMetafield | null,
  stranger: StrangerRule,
): Takeover {
  if (published === null)
    return { holder: "untouched", own: currentPolicy, isChangedByStranger: false, isReversal: false };
  const isChangedByStranger = published.policy !== currentPolicy;
  if (!isChangedByStranger && published.by === undefined) {
    return { holder: "arrivo", own: published.own, isChangedByStranger, isReversal: false };
  }
  if (stranger.isResumed) {
    const own = stranger.putBackOwn ?? currentPolicy;
    return { holder: "arrivo", own, isChangedByStranger, isReversal: false };
  }
  if (isChangedByStranger && stranger.reaction === "put-back" && published.by === undefined) {
    if (stranger.reversalsToday < mostReversalsADay) {
      return { holder: "arrivo", own: published.own, isChangedByStranger, isReversal: true };
    }
  }
  return { holder: "merchant", own: currentPolicy, isChangedByStranger, isReversal: false };
}
