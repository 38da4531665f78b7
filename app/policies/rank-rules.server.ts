import { withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { changePolicies, type PolicyChangeResult } from "./change-policies.server.ts";
import { type RankedLevel, targetOfRow } from "./policy-target.ts";
import { scopeOfTargets } from "./scope-of-target.server.ts";

export type RankRulesResult =
  | PolicyChangeResult
  /** Rules were added or taken away since the list was read. */
  | { ok: false; reason: "stale" };

/**
 * Puts the rules of one level in the order in which they count: `ids` are all of them. Only variants under a rule that
 * moves are decided again. `isKept` false only tells what would change.
 */
export async function rankRules(
  ports: Ports,
  shop: ShopDomain,
  level: RankedLevel,
  ids: readonly string[],
  isKept: boolean,
): Promise<RankRulesResult> {
  const rules = await withShop(shop, (db) =>
    db.policy.findMany({ where: { shop, level }, orderBy: [{ rank: "asc" }, { createdAt: "asc" }, { id: "asc" }] }),
  );
  const isWhole = ids.length === rules.length && new Set(ids).size === ids.length;
  if (!isWhole || rules.some(({ id }) => !ids.includes(id))) return { ok: false, reason: "stale" };
  const moved = rules.filter(({ id }, index) => ids[index] !== id);
  const targets = rules.map(({ targetId }) => targetOfRow(level, targetId));
  return changePolicies(
    ports,
    shop,
    {
      scope: scopeOfTargets(moved.map(({ targetId }) => targetOfRow(level, targetId))),
      targets,
      write: async (db) => {
        await db.$executeRaw`
          UPDATE "Policy" r SET rank = g.rank
          FROM unnest(${[...ids]}::text[], ${ids.map((_id, index) => index)}::int[]) AS g(id, rank)
          WHERE r.shop = ${shop} AND r.level = ${level} AND r.id = g.id`;
      },
    },
    isKept,
  );
}
