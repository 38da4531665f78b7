import type { Db } from "../db.server.ts";
import { type Aftermath, aftermath } from "./aftermath.ts";
import type { VariantDecision } from "./decide-variant.ts";
import { isNewDecision } from "./is-new-decision.ts";
import { type KnownVariant, recentReversals } from "./known-variants.server.ts";
import type { LoadedFrame } from "./load-shop-frame.server.ts";
import type { Outcome } from "./publish-decisions.server.ts";
import { variantState } from "./variant-state.ts";

export type DecisionCause = "webhook" | "policy" | "resume" | "restore" | "stranger";

export interface Settled {
  decision: VariantDecision;
  outcome: Outcome;
  /** As it was recorded before; absent for a variant that is new to us. */
  known: KnownVariant | undefined;
  /** What made us look. */
  cause: "webhook" | "policy";
}

/** Records what was decided and done: the variant's row, its history where the decision is new, what strangers did. */
export async function recordDecisions(db: Db, frame: LoadedFrame, settled: readonly Settled[]): Promise<void> {
  if (settled.length === 0) return;
  const rows = settled.map((each) => rowOf(each, frame));
  await db.$executeRaw`
    UPDATE "Variant" v SET
      "inventoryPolicy" = g."inventoryPolicy", "availableUnits" = g."availableUnits",
      "everStocked" = v."everStocked" OR g."everStocked", metafield = nullif(g.metafield, 'null'::jsonb),
      "ownPolicy" = g."ownPolicy", "yieldedAt" = g."yieldedAt", "resumedAt" = g."resumedAt",
      "ownBeforeYield" = g."ownBeforeYield", "isPutBack" = g."isPutBack",
      "reversedAt" = g."reversedAt", state = g.state, reason = g.reason, "sellableUnits" = g."sellableUnits",
      "nextFrom" = g."nextFrom", "nextTo" = g."nextTo", "decidedAt" = ${frame.now},
      "updatedAt" = coalesce(g."updatedAt", v."updatedAt")
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS g("variantId" text, "inventoryPolicy" text, "availableUnits" int, "everStocked" boolean, metafield jsonb,
           "ownPolicy" text, "yieldedAt" timestamptz, "resumedAt" timestamptz, "ownBeforeYield" text,
           "isPutBack" boolean, "reversedAt" timestamptz[], state text,
           reason jsonb, "sellableUnits" int, "nextFrom" text, "nextTo" text, "updatedAt" timestamptz)
    WHERE v.shop = ${frame.shop} AND v."variantId" = g."variantId"`;
  await appendHistory(db, frame, settled);
  await appendOutsideChanges(db, frame, settled);
}

const isWritten = ({ outcome }: Settled) => outcome.kind === "written";

function rowOf(settled: Settled, frame: LoadedFrame) {
  const { decision, known, outcome } = settled;
  const { availability, facts, takeover } = decision;
  const { policy, metafield, own } = aftermath(decision, isWritten(settled));
  const reversals = recentReversals(known, frame);
  if (takeover.isReversal && isWritten(settled)) reversals.push(frame.now);
  const isHeld = metafield?.by === "merchant";
  return {
    variantId: facts.variantId,
    inventoryPolicy: policy,
    availableUnits: availability.availableUnits,
    everStocked: facts.variant.hasBeenStocked,
    metafield,
    ownPolicy: own,
    yieldedAt: isHeld ? (known?.yieldedAt ?? frame.now) : null,
    // The word of who pressed "Resume" holds until it is carried out.
    resumedAt: outcome.kind === "refused" || isHeld ? (known?.resumedAt ?? null) : null,
    ownBeforeYield: isHeld ? (known?.yieldedAt ? known.ownBeforeYield : (known?.ownPolicy ?? null)) : null,
    isPutBack: outcome.kind === "refused" || isHeld ? (known?.isPutBack ?? false) : false,
    reversedAt: reversals,
    state: variantState(availability),
    reason: availability.reason,
    sellableUnits: availability.sellableUnits,
    ...nextWindow(decision, frame),
    updatedAt: outcome.kind === "written" ? outcome.updatedAt : null,
  };
}

/** The first window told, as days: what lists sort and filter by. */
function nextWindow({ availability }: VariantDecision, { dating }: LoadedFrame) {
  const segment = availability.segments[0];
  const window =
    segment === undefined ? null : "from" in segment ? segment : dating.relative(segment.inDays, segment.days);
  return { nextFrom: window?.from ?? null, nextTo: window?.to ?? null };
}

async function appendHistory(db: Db, frame: LoadedFrame, settled: readonly Settled[]): Promise<void> {
  const data = settled.flatMap((each) => {
    const { decision, known, outcome } = each;
    // A refused write is told by the Store check; history holds what stands.
    if (outcome.kind === "refused") return [];
    const { availability, facts } = decision;
    const after = aftermath(decision, isWritten(each));
    const next = {
      state: availability.state,
      reason: availability.reason,
      publishedPolicy: frame.state === "watching" ? availability.publishedPolicy : after.policy,
      ownPolicy: frame.state === "watching" ? availability.own : after.own,
      segments: availability.segments,
    };
    if (!isWritten(each) && !isNewDecision(known?.lastDecision ?? null, next)) return [];
    return [
      {
        shop: frame.shop,
        variantId: facts.variantId,
        decidedAt: frame.now,
        ...next,
        segments: [...next.segments],
        availableUnits: availability.availableUnits,
        leftUnits: availability.leftUnits,
        cause: causeOf(each, after),
      },
    ];
  });
  if (data.length > 0) await db.decision.createMany({ data });
}

function causeOf({ decision, cause }: Settled, { metafield }: Aftermath): DecisionCause {
  const { publication, takeover, facts } = decision;
  if (publication.kind === "restore") return "restore";
  if (takeover.isChangedByStranger) return "stranger";
  if (facts.isResumed && metafield?.by === undefined) return "resume";
  return cause;
}

/** A policy that is not the one we published is told once: what we publish for it is what we compare with next time. */
async function appendOutsideChanges(db: Db, frame: LoadedFrame, settled: readonly Settled[]): Promise<void> {
  const data = settled.flatMap((each) => {
    const { takeover, facts } = each.decision;
    const { published, currentPolicy } = facts.variant;
    if (!takeover.isChangedByStranger || published === null || !isWritten(each)) return [];
    const answer =
      takeover.isReversal || facts.isResumed ? "put-back" : frame.strangerSetting === "always-keep" ? "kept" : "open";
    return [
      {
        shop: frame.shop,
        variantId: facts.variantId,
        seenAt: frame.now,
        fromPolicy: published.policy,
        toPolicy: currentPolicy,
        answer,
      },
    ];
  });
  if (data.length > 0) await db.outsideChange.createMany({ data });
}
