import type { ArrivoMetafield } from "./metafield.ts";
import { type PageFacts, type PageSegment, whatThePageShows } from "./what-the-page-shows.ts";

/**
 * Whether a shopper could tell the published metafield from the decided one, over the live stock. An ordinary sale moves
 * both alike: what was sold since `seen` is off the front of the one, and was never in the other.
 */
export function showsTheSame(
  published: ArrivoMetafield | null,
  decided: ArrivoMetafield | null,
  facts: PageFacts,
): boolean {
  const one = whatThePageShows(published, facts);
  const other = whatThePageShows(decided, facts);
  return (
    one.state === other.state &&
    one.message === other.message &&
    one.sellableUnits === other.sellableUnits &&
    one.nowUnits === other.nowUnits &&
    one.segments.length === other.segments.length &&
    one.segments.every((segment, index) => isSameSegment(segment, other.segments[index]))
  );
}

function isSameSegment(one: PageSegment, other: PageSegment | undefined): boolean {
  if (other === undefined || one.units !== other.units) return false;
  if ("to" in one) return "to" in other && one.from === other.from && one.to === other.to;
  if ("inDays" in one) {
    return (
      "inDays" in other &&
      one.days === other.days &&
      one.inDays[0] === other.inDays[0] &&
      one.inDays[1] === other.inDays[1]
    );
  }
  return !("to" in other) && !("inDays" in other);
}
