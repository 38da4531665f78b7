import { decideVariant } from "../availability/decide-variant.ts";
import { factsOfKnown, targetOfKnown } from "../availability/known-variants.server.ts";
import type { LoadedFrame } from "../availability/load-shop-frame.server.ts";
import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { PageDating } from "../supply/page-dating.ts";
import { type CoveredVariant, eachCoveredVariant, type PolicyScope } from "./each-covered-variant.server.ts";
import { isSameOutlook, outlookOf, type PolicyChange } from "./policy-change.ts";

/** Rules that switch selling on, and no rule gives the limit or the date: nothing is saved. */
export interface IncompleteRules {
  ok: false;
  reason: "incomplete";
  count: number;
  examples: string[];
  missing: ("limit" | "eta")[];
}

const mostExamples = 10;

/** Decides every variant in the scope under the rules as they were and as they are now. */
export async function comparePolicies(
  db: Db,
  before: LoadedFrame,
  after: LoadedFrame,
  scope: PolicyScope,
): Promise<{ ok: true; change: PolicyChange } | IncompleteRules> {
  const change: PolicyChange = {
    touchedCount: 0,
    changedCount: 0,
    turnedOnCount: 0,
    turnedOffCount: 0,
    excludedCount: 0,
    examples: [],
    firstPromise: null,
  };
  const examples: Example[] = [];
  const whole = wholenessCheck(after);
  const earlierFrame = { ...before, dating: rememberingDating(before.dating) };
  const laterFrame = { ...after, dating: rememberingDating(after.dating) };
  for await (const batch of eachCoveredVariant(db, after.shop, scope)) {
    for (const known of batch) {
      whole.look(known);
      change.touchedCount += 1;
      const earlier = outlookUnder(known, earlierFrame);
      const later = outlookUnder(known, laterFrame);
      change.firstPromise ??= {
        metafield: later.availability.metafield,
        liveUnits: later.availability.metafield?.seen ?? later.availability.availableUnits,
        policy: later.availability.publishedPolicy,
      };
      if (later.outlook.reasonCode === "not-eligible") change.excludedCount += 1;
      if (isSameOutlook(earlier.outlook, later.outlook)) continue;
      count(change, earlier.outlook, later.outlook);
      if (examples.length < mostExamples)
        examples.push({ variantId: known.variantId, before: earlier.outlook, after: later.outlook });
    }
  }
  const incomplete = whole.failure();
  const { shop } = after;
  if (incomplete !== null) {
    const named = await nameVariants(db, shop, incomplete.examples);
    return { ...incomplete, examples: incomplete.examples.map((id) => named.get(id)?.name ?? "") };
  }
  const named = await nameVariants(
    db,
    shop,
    examples.map(({ variantId }) => variantId),
  );
  change.examples = examples.map((each) => ({ ...each, ...(named.get(each.variantId) ?? { name: "", sku: null }) }));
  return { ok: true, change };
}

type Example = Omit<PolicyChange["examples"][number], "name" | "sku">;

async function nameVariants(db: Db, shop: ShopDomain, variantIds: string[]) {
  const rows = await db.variant.findMany({
    where: { shop, variantId: { in: variantIds } },
    select: { variantId: true, displayName: true, sku: true },
  });
  return new Map(rows.map(({ variantId, displayName: name, sku }) => [variantId, { name, sku }]));
}

function outlookUnder(known: CoveredVariant, frame: LoadedFrame) {
  const { availability } = decideVariant(factsOfKnown(known, frame), frame);
  return { availability, outlook: outlookOf(availability, frame.dating) };
}

type Outlook = ReturnType<typeof outlookOf>;

function count(change: PolicyChange, earlier: Outlook, later: Outlook): void {
  change.changedCount += 1;
  if (earlier.policy !== later.policy) change[later.policy === "CONTINUE" ? "turnedOnCount" : "turnedOffCount"] += 1;
}

/** Fifty thousand variants are given the same few numbers of days: each is dated once. */
function rememberingDating(dating: PageDating): PageDating {
  const known = new Map<string, ReturnType<PageDating["relative"]>>();
  return {
    ...dating,
    relative: (inDays, days) => {
      const key = `${inDays[0]}-${inDays[1]}-${days}`;
      const found = known.get(key);
      if (found !== undefined) return found;
      const window = dating.relative(inDays, days);
      known.set(key, window);
      return window;
    },
  };
}

/** Finds variants that a rule switches on without any rule that gives the limit or the date. */
function wholenessCheck({ resolve }: LoadedFrame) {
  let count = 0;
  const examples: string[] = [];
  const missing = new Set<"limit" | "eta">();
  return {
    look(known: CoveredVariant): void {
      const found = resolve(targetOfKnown(known)).missing;
      if (found.length === 0) return;
      count += 1;
      for (const each of found) missing.add(each);
      if (examples.length < mostExamples) examples.push(known.variantId);
    },
    failure: (): IncompleteRules | null =>
      count === 0 ? null : { ok: false, reason: "incomplete", count, examples, missing: [...missing] },
  };
}
