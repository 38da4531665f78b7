import { markForDecision } from "../availability/dirty-items.server.ts";
import { withIds } from "../availability/known-variants.server.ts";
import { type LoadedFrame, loadShopFrame, withSupply } from "../availability/load-shop-frame.server.ts";
import { markStaleQueues } from "../backorders/mark-stale-queues.server.ts";
import { type Db, withShop } from "../db.server.ts";
import { expectManyRows } from "../expect-many-rows.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { comparePolicies, type IncompleteRules } from "./compare-policies.server.ts";
import type { PolicyScope } from "./each-covered-variant.server.ts";
import type { PolicyChange } from "./policy-change.ts";
import type { PolicyTargetRef } from "./policy-target.ts";
import { readRuleRows } from "./rule-rows.server.ts";
import { type RuleUndo, startRuleChange } from "./start-rule-change.server.ts";

export interface PolicyEdit {
  /** Writes the rules; `now` is business time. */
  write(db: Db, now: Date): Promise<void>;
  scope: PolicyScope;
  /** The rules it may write, to be put back as they were if the change is stopped while it is published. */
  targets?: readonly PolicyTargetRef[];
}

export type PolicyChangeResult =
  /** `taskId`: the task that tells how far publishing is; null where little changes, or nothing yet. */
  { ok: true; change: PolicyChange; taskId: string | null } | IncompleteRules;

/** Two decisions a variant over 100,000 of them take some seconds; a machine under load takes several times that. */
const timeoutMs = 60_000;

/** From here on the planner is told to expect what an edit or a file can hold. */
const manyRules = 1_000;

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
  { write, scope, targets }: PolicyEdit,
  isKept: boolean,
): Promise<PolicyChangeResult> {
  const now = await ports.clock.businessNow();
  try {
    return await withShop(
      shop,
      async (db) => {
        if (targets !== undefined && targets.length > manyRules) await expectManyRows(db);
        const before = await withSupply(db, await frameOf(db, shop, now), null);
        const rowsBefore = targets === undefined || !isKept ? null : await readRuleRows(db, shop, targets);
        await write(db, new Date(now));
        // What is coming is the same under any rule.
        const after = { ...(await frameOf(db, shop, now)), supply: before.supply };
        const compared = await comparePolicies(db, before, after, scope);
        const result: PolicyChangeResult = compared.ok ? { ...compared, taskId: null } : compared;
        if (!isKept || !result.ok) throw new TakenBack(result);
        const undo = targets === undefined || rowsBefore === null ? null : { targets, rows: rowsBefore };
        return { ...result, taskId: await carryOut(ports, db, after, scope, result.change, undo) };
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

async function carryOut(
  ports: Ports,
  db: Db,
  { shop, state }: LoadedFrame,
  scope: PolicyScope,
  change: PolicyChange,
  undo: RuleUndo | null,
): Promise<string | null> {
  await markForDecision(db, shop, Array.isArray(scope) ? withIds(scope) : scope);
  await markStaleQueues(ports, db, shop, null, { code: "rule-changed" });
  await ports.queue.enqueue(db, "reconcile-shop", { shop });
  return state === "selling" ? startRuleChange(ports, db, shop, change, undo) : null;
}
