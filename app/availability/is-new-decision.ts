import type { InventoryPolicy, PromiseSegment } from "./metafield.ts";

/** A decision as the history keeps it. */
export interface KeptDecision {
  state: string;
  reason: { code: string };
  publishedPolicy: InventoryPolicy;
  ownPolicy: InventoryPolicy | null;
  segments: readonly PromiseSegment[];
}

/**
 * Whether the history needs another row. Numbers alone make none: every sale moves them. A variant that Arrivo never had
 * anything to say about has no history.
 */
export function isNewDecision(last: KeptDecision | null, next: KeptDecision): boolean {
  if (last === null) return next.reason.code !== "no-rule" && next.reason.code !== "not-eligible";
  return (
    last.state !== next.state ||
    last.reason.code !== next.reason.code ||
    last.publishedPolicy !== next.publishedPolicy ||
    last.ownPolicy !== next.ownPolicy ||
    windowsOf(last.segments) !== windowsOf(next.segments)
  );
}

function windowsOf(segments: readonly PromiseSegment[]): string {
  return segments
    .map((segment) =>
      "from" in segment ? `${segment.from}/${segment.to}` : `${segment.inDays.join("-")} ${segment.days}`,
    )
    .join(" ");
}
