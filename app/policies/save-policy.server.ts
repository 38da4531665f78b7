import type { Prisma } from "@prisma/client";
import { type Db, withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { shopMoment } from "../supply/shop-moment.ts";
import { changePolicies, type PolicyChangeResult } from "./change-policies.server.ts";
import type { PolicyFormError } from "./policy-form-error.ts";
import { parsePolicyForm, type PolicyFormInput } from "./policy-form.ts";
import { nameTarget } from "./name-target.server.ts";
import { isRankedLevel, levelsBelow, type PolicyTargetRef, targetIdOf } from "./policy-target.ts";
import { readPolicies } from "./read-policies.server.ts";
import type { PolicyLevel } from "./policy.ts";
import { coveringPolicies } from "./resolve-policy.ts";
import { scopeOfTarget } from "./scope-of-target.server.ts";

export type SavePolicyResult =
  | PolicyChangeResult
  | { ok: false; reason: "form"; errors: Record<string, PolicyFormError> }
  /** What it names is no more. */
  | { ok: false; reason: "gone" };

/** Saves the rule of a target from its form, whole or not at all; `isKept` false only tells what would change. */
export async function savePolicy(
  ports: Ports,
  shop: ShopDomain,
  target: PolicyTargetRef,
  input: PolicyFormInput,
  isKept: boolean,
): Promise<SavePolicyResult> {
  const now = await ports.clock.businessNow();
  const context = await withShop(shop, (db) => readContext(db, shop, target, now));
  if (context === null) return { ok: false, reason: "gone" };
  const form = parsePolicyForm(input, context);
  if (!form.ok) return { ok: false, reason: "form", errors: form.errors };
  return changePolicies(
    ports,
    shop,
    {
      scope: scopeOfTarget(target),
      targets: [target],
      write: async (db, at) => {
        const where = { shop, level: target.level, targetId: targetIdOf(target, shop) };
        // Justified cast: what a checked form gives is JSON.
        const gives = form.gives as Prisma.InputJsonObject;
        await db.policy.upsert({
          where: { shop_level_targetId: where },
          create: { ...where, gives, rank: await lastRank(db, shop, target.level), createdAt: at, updatedAt: at },
          update: { gives, updatedAt: at },
        });
      },
    },
    isKept,
  );
}

/** Takes the rule of a target away: what is less specific holds again. */
export function removePolicy(
  ports: Ports,
  shop: ShopDomain,
  target: PolicyTargetRef,
  isKept: boolean,
): Promise<PolicyChangeResult> {
  return changePolicies(
    ports,
    shop,
    {
      scope: scopeOfTarget(target),
      targets: [target],
      write: async (db) => {
        await db.policy.deleteMany({ where: { shop, level: target.level, targetId: targetIdOf(target, shop) } });
      },
    },
    isKept,
  );
}

/** A new rule of a level comes after those that are there. */
async function lastRank(db: Db, shop: ShopDomain, level: PolicyLevel): Promise<number> {
  if (!isRankedLevel(level)) return 0;
  const { _max: last } = await db.policy.aggregate({ where: { shop, level }, _max: { rank: true } });
  return (last.rank ?? -1) + 1;
}

/** Null: what the rule names is no more. */
async function readContext(db: Db, shop: ShopDomain, target: PolicyTargetRef, now: number) {
  const { timeZone } = await db.shop.findUniqueOrThrow({ where: { domain: shop }, select: { timeZone: true } });
  const named = await nameTarget(db, shop, target);
  if (named === null || named.isGone) return null;
  const today = shopMoment(now, timeZone).day;
  // What else covers the many that it names differs from one to the other: changePolicies asks each of them.
  if (named.covers === null)
    return { level: target.level, today, inherits: { limit: isGroup(target), eta: isGroup(target) } };
  const below = levelsBelow(target.level);
  const inherited = coveringPolicies(await readPolicies(db, shop), named.covers).filter(({ level }) =>
    below.includes(level),
  );
  return {
    level: target.level,
    today,
    inherits: {
      limit: inherited.some(({ gives }) => gives.limit !== undefined),
      eta: inherited.some(({ gives }) => gives.eta !== undefined),
    },
  };
}

const isGroup = ({ level }: PolicyTargetRef) => isRankedLevel(level);
