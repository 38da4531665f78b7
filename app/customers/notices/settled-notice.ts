import type { MailOutcome } from "./notice-mailer-port.ts";
import type { NoticeStatus } from "./notice-status.ts";

/**
 * Why a notice was not sent, or not yet. `no-address`: Shopify has none that we may read. `no-order`: it is gone.
 * `nothing-left`: what it was about is over. `by-hand`: the merchant marked it. `not-rendered`: no template of ours
 * or theirs can say it.
 */
export type NoticeFault =
  | "bounced"
  | "refused"
  | "later"
  | "unreachable"
  | "unknown"
  | "no-address"
  | "no-order"
  | "nothing-left"
  | "by-hand"
  | "not-rendered";

export interface Settled {
  id: string;
  status: NoticeStatus;
  fault: NoticeFault | null;
  faultText: string | null;
}

export type AfterOutcome =
  | { kind: "ended"; settled: Settled }
  /** Back into the outbox until `retryAt`, wall time. */
  | { kind: "again"; retryAt: number; fault: NoticeFault; faultText: string }
  /** The mail server had it, its answer never came: handed over once more after `againAt`, wall time. */
  | { kind: "in-doubt"; againAt: number; fault: NoticeFault; faultText: string };

const minute = 60_000;
/** Minutes between tries; the last one from then on. */
const waits = [1, 5, 15, 60];
/** As long as mail servers keep trying themselves; a server that is down for a day loses nothing. */
const givenUpAfterMs = 5 * 24 * 60 * minute;

export function retryAfter(tries: number, wallNow: number): number {
  return wallNow + (waits[Math.min(tries, waits.length - 1)] ?? 60) * minute;
}

/** What becomes of a notice after the mail server's answer. `tries`: before this one. */
export function afterOutcome(
  { id, tries, triedAt, isRepeated }: { id: string; tries: number; triedAt: Date | null; isRepeated: boolean },
  outcome: MailOutcome,
  wallNow: number,
): AfterOutcome {
  const ended = (status: NoticeStatus, fault: NoticeFault | null, faultText: string | null): AfterOutcome => ({
    kind: "ended",
    settled: { id, status, fault, faultText },
  });
  switch (outcome.kind) {
    case "taken":
      return ended(isRepeated ? "uncertain" : "sent", null, null);
    case "bounced":
      return ended("bounced", "bounced", outcome.said);
    case "refused":
      return ended("failed", "refused", outcome.said);
    case "unknown":
      return isRepeated
        ? ended("uncertain", "unknown", outcome.said)
        : { kind: "in-doubt", againAt: wallNow + minute, fault: "unknown", faultText: outcome.said };
    case "later":
    case "unreachable": {
      if (triedAt !== null && wallNow - triedAt.getTime() > givenUpAfterMs)
        return ended("failed", outcome.kind, outcome.said);
      return { kind: "again", retryAt: retryAfter(tries, wallNow), fault: outcome.kind, faultText: outcome.said };
    }
  }
}
