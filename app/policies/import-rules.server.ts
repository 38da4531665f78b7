import { withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { shopMoment } from "../supply/shop-moment.ts";
import { changePolicies, type PolicyChangeResult } from "./change-policies.server.ts";
import { nameRuleLines, type NamedRules } from "./name-rule-lines.ts";
import { targetOfRow } from "./policy-target.ts";
import { readRuleFile, type RuleFileProblem, type RuleLine } from "./read-rule-file.ts";

export type ImportRulesResult = PolicyChangeResult | { ok: false; reason: "file"; problems: RuleFileProblem[] };

/**
 * Variants' own rules from a file, every line or none; `isKept` false only tells what would change. A line whose rule
 * cells are all empty takes the variant's own rule away; columns that the file does not have are empty.
 */
export async function importRules(
  ports: Ports,
  shop: ShopDomain,
  text: string,
  isKept: boolean,
): Promise<ImportRulesResult> {
  const now = await ports.clock.businessNow();
  const timeZone = await withShop(shop, async (db) => {
    const registered = await db.shop.findUniqueOrThrow({ where: { domain: shop }, select: { timeZone: true } });
    return registered.timeZone;
  });
  const file = readRuleFile(text, shopMoment(now, timeZone).day);
  if (!file.ok) return { ok: false, reason: "file", problems: file.problems };
  const named = await nameVariants(shop, file.lines);
  if (!named.ok) return { ok: false, reason: "file", problems: named.problems };
  const { rules } = named;
  const ids = rules.map(({ variantId }) => variantId);
  const toGive = rules.filter(({ gives }) => Object.keys(gives).length > 0);
  const toRemove = rules.filter(({ gives }) => Object.keys(gives).length === 0).map(({ variantId }) => variantId);
  return changePolicies(
    ports,
    shop,
    {
      scope: ids,
      targets: ids.map((id) => targetOfRow("variant", id)),
      write: async (db, at) => {
        // Which locations count has no column, so a file never takes it away.
        await db.$executeRaw`
          UPDATE "Policy" SET gives = jsonb_build_object('countedLocations', gives->'countedLocations'), "updatedAt" = ${at}
          WHERE shop = ${shop} AND level = 'variant' AND "targetId" = ANY(${toRemove})
            AND jsonb_exists(gives, 'countedLocations')`;
        await db.$executeRaw`
          DELETE FROM "Policy" WHERE shop = ${shop} AND level = 'variant' AND "targetId" = ANY(${toRemove})
            AND NOT jsonb_exists(gives, 'countedLocations')`;
        await db.$executeRaw`
          INSERT INTO "Policy" AS r (shop, id, level, "targetId", gives, "createdAt", "updatedAt")
          SELECT ${shop}, gen_random_uuid()::text, 'variant', g."variantId", g.gives, ${at}, ${at}
          FROM jsonb_to_recordset(${JSON.stringify(toGive)}::jsonb) AS g("variantId" text, gives jsonb)
          ON CONFLICT (shop, level, "targetId") DO UPDATE SET
            gives = excluded.gives || jsonb_strip_nulls(jsonb_build_object(
              'countedLocations', r.gives->'countedLocations')),
            "updatedAt" = excluded."updatedAt"`;
      },
    },
    isKept,
  );
}

async function nameVariants(shop: ShopDomain, lines: readonly RuleLine[]): Promise<NamedRules> {
  const ids = lines.flatMap(({ variantId }) => variantId ?? []);
  const skus = lines.flatMap(({ variantId, sku }) => (variantId === null ? (sku ?? []) : []));
  const found = await withShop(
    shop,
    (db) => db.$queryRaw<{ variantId: string; sku: string | null }[]>`
      SELECT "variantId", sku FROM "Variant"
      WHERE shop = ${shop} AND ("variantId" = ANY(${ids}) OR sku = ANY(${skus}))`,
  );
  return nameRuleLines(lines, found);
}
