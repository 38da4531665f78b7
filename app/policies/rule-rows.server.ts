import type { Prisma } from "@prisma/client";
import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import { type PolicyTargetRef, targetIdOf } from "./policy-target.ts";
import type { PolicyLevel } from "./policy.ts";
import type { RuleRow } from "./rule-change-checkpoint.ts";

/** The rules of these targets as they stand; a target without one is not among them. */
export async function readRuleRows(db: Db, shop: ShopDomain, targets: readonly PolicyTargetRef[]): Promise<RuleRow[]> {
  const rows = await db.policy.findMany({ where: rulesOf(shop, targets) });
  return rows.map(({ shop: _shop, level, gives, createdAt, updatedAt, ...row }) => ({
    ...row,
    // Justified casts: rules are written from checked forms, of a target's level, as an object.
    level: level as PolicyLevel,
    gives: gives as RuleRow["gives"],
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  }));
}

/** Makes these rows all that stands of these targets. */
export async function putRuleRows(
  db: Db,
  shop: ShopDomain,
  targets: readonly PolicyTargetRef[],
  rows: readonly RuleRow[],
): Promise<void> {
  await db.policy.deleteMany({ where: rulesOf(shop, targets) });
  // Justified cast: what was read as JSON is JSON.
  const data = rows.map((row) => ({ ...row, shop, gives: row.gives as Prisma.InputJsonObject }));
  await db.policy.createMany({ data });
}

function rulesOf(shop: ShopDomain, targets: readonly PolicyTargetRef[]): Prisma.PolicyWhereInput {
  return { shop, OR: targets.map((target) => ({ level: target.level, targetId: targetIdOf(target, shop) })) };
}
