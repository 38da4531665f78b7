import { Prisma } from "@prisma/client";
import { decideVariant } from "../availability/decide-variant.ts";
import { markForDecision } from "../availability/dirty-items.server.ts";
import { factsOfKnown, type KnownVariant, loadKnownVariants, withIds } from "../availability/known-variants.server.ts";
import { type LoadedFrame, loadShopFrame } from "../availability/load-shop-frame.server.ts";
import { type Db, withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { isSameOutlook, outlookOf, type PolicyChange } from "./policy-change.ts";
import type { Policy } from "./policy.ts";
import { readPolicies } from "./read-policies.server.ts";
import { resolvePolicy } from "./resolve-policy.ts";

export interface PolicyEdit {
  /** Writes the rules; `now` is business time. */
  write(db: Db, now: Date): Promise<void>;
  /** The variants it touches: a condition on `v` ("Variant") and `p` ("Product"), or their ids. */
  scope: Prisma.Sql | string[];
}

export type PolicyChangeResult =
  | { ok: true; change: PolicyChange }
  /** Rules that switch selling on, and no rule gives the limit or the date: nothing is saved. */
  | { ok: false; reason: "incomplete"; count: number; examples: string[]; missing: ("limit" | "eta")[] };

const mostExamples = 10;
const batchLength = 2_000;
/** 100,000 variants are decided twice in about 10 seconds. */
const timeoutMs = 60_000;

/** Thrown to leave a transaction with what was found in it and without what was written. */
class TakenBack extends Error {
  readonly result: PolicyChangeResult;
  constructor(result: PolicyChangeResult) {
    super("taken back");
    this.result = result;
  }
}

/**
 * The only way rules change. The rules are written and every variant they touch is decided before and after, by the code
 * that decides; a preview (`isKept` false) and rules that are not whole are taken back, so the preview cannot differ
 * from what saving does. Kept, the variants touched are marked and reconcile is woken, in the same transaction.
 */
export async function changePolicies(
  ports: Ports,
  shop: ShopDomain,
  { write, scope }: PolicyEdit,
  isKept: boolean,
): Promise<PolicyChangeResult> {
  const now = await ports.clock.businessNow();
  try {
    return await withShop(
      shop,
      async (db) => {
        const before = await frameOf(db, shop, now);
        await write(db, new Date(now));
        const result = await compare(db, shop, before, await frameOf(db, shop, now), scope);
        if (!isKept || !result.ok) throw new TakenBack(result);
        await markForDecision(db, shop, Array.isArray(scope) ? withIds(scope) : scope);
        await ports.queue.enqueue(db, "reconcile-shop", { shop });
        return result;
      },
      { timeoutMs },
    );
  } catch (error) {
    if (error instanceof TakenBack) return error.result;
    throw error;
  }
}

async function frameOf(db: Db, shop: ShopDomain, now: number): Promise<LoadedFrame> {
  const frame = await loadShopFrame(db, shop, now);
  if (frame === null) throw new Error(`${shop} has no rules: Arrivo is not installed on it`);
  return frame;
}

async function compare(
  db: Db,
  shop: ShopDomain,
  before: LoadedFrame,
  after: LoadedFrame,
  scope: PolicyEdit["scope"],
): Promise<PolicyChangeResult> {
  const change: PolicyChange = {
    touchedCount: 0,
    changedCount: 0,
    turnedOnCount: 0,
    turnedOffCount: 0,
    excludedCount: 0,
    examples: [],
    firstPromise: null,
  };
  const whole = await wholenessCheck(db, shop);
  for await (const known of eachVariant(db, shop, scope)) {
    whole.look(known);
    change.touchedCount += 1;
    const earlier = outlookOf(decideVariant(factsOfKnown(known, before), before).availability, before.dating);
    const { availability } = decideVariant(factsOfKnown(known, after), after);
    const later = outlookOf(availability, after.dating);
    change.firstPromise ??= {
      metafield: availability.metafield,
      liveUnits: availability.metafield?.seen ?? availability.availableUnits,
      policy: availability.publishedPolicy,
    };
    if (later.reasonCode === "not-eligible") change.excludedCount += 1;
    if (isSameOutlook(earlier, later)) continue;
    change.changedCount += 1;
    if (earlier.policy !== later.policy) change[later.policy === "CONTINUE" ? "turnedOnCount" : "turnedOffCount"] += 1;
    if (change.examples.length < mostExamples) {
      const { variantId, displayName: name, sku } = known;
      change.examples.push({ variantId, name, sku, before: earlier, after: later });
    }
  }
  return whole.failure() ?? { ok: true, change };
}

type Incomplete = Extract<PolicyChangeResult, { ok: false }>;

/** Finds variants that a rule switches on without any rule that gives the limit or the date. */
async function wholenessCheck(db: Db, shop: ShopDomain) {
  const policies = await readPolicies(db, shop);
  const ofShop = policies.filter(({ level }) => level === "shop");
  const byTarget = new Map<string | null, Policy[]>();
  for (const policy of policies) byTarget.set(policy.targetId, [...(byTarget.get(policy.targetId) ?? []), policy]);
  let count = 0;
  const examples: string[] = [];
  const missing = new Set<"limit" | "eta">();
  return {
    look({ variantId, productId, productCreatedAt, displayName }: KnownVariant): void {
      const covering = [...ofShop, ...(byTarget.get(productId) ?? []), ...(byTarget.get(variantId) ?? [])];
      const target = { variantId, productId, productCreatedAt: productCreatedAt.getTime() };
      const found = resolvePolicy(covering, target).missing;
      if (found.length === 0) return;
      count += 1;
      for (const each of found) missing.add(each);
      if (examples.length < mostExamples) examples.push(displayName);
    },
    failure: (): Incomplete | null =>
      count === 0 ? null : { ok: false, reason: "incomplete", count, examples, missing: [...missing] },
  };
}

/** In batches, so that a shop of a hundred thousand variants is never in memory at once. */
async function* eachVariant(
  db: Db,
  shop: ShopDomain,
  scope: PolicyEdit["scope"],
): AsyncGenerator<KnownVariant & { sku: string | null }> {
  if (Array.isArray(scope)) {
    for (let at = 0; at < scope.length; at += batchLength)
      yield* await readBatch(db, shop, withIds(scope.slice(at, at + batchLength)));
    return;
  }
  for (let after = ""; ;) {
    const batch = await readBatch(db, shop, Prisma.sql`${scope} AND v."variantId" > ${after}`);
    yield* batch;
    const last = batch.at(-1);
    if (last === undefined || batch.length < batchLength) return;
    after = last.variantId;
  }
}

async function readBatch(db: Db, shop: ShopDomain, where: Prisma.Sql) {
  const batch = await loadKnownVariants(db, shop, where, batchLength);
  const rows = await db.variant.findMany({
    where: { shop, variantId: { in: batch.map(({ variantId }) => variantId) } },
    select: { variantId: true, sku: true },
  });
  const skus = new Map(rows.map(({ variantId, sku }) => [variantId, sku]));
  return batch.map((known) => ({ ...known, sku: skus.get(known.variantId) ?? null }));
}
