import { type Db, withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import { type RankedLevel, rankedLevels } from "./policy-target.ts";
import type { PolicyFields, PolicyLevel } from "./policy.ts";
import { readRuleChange, type RuleChangeProgress } from "./read-rule-change.server.ts";

export interface ListedRule {
  id: string;
  level: PolicyLevel;
  targetId: string;
  /** Empty: what it named is no longer in the shop, and its name went with it. */
  name: string;
  sku: string | null;
  /** What it names is gone: it covers nothing. */
  isGone: boolean;
  gives: Partial<PolicyFields>;
  updatedAt: number;
}

/** A rule that stands for many products. */
export type RankedRule = ListedRule & { productCount: number };

export interface RuleList {
  shopRule: Partial<PolicyFields> | null;
  /** Most specific level first, and in each the one that counts first. Levels without a rule are left out. */
  ranked: { level: RankedLevel; rules: RankedRule[] }[];
  /** Variant and product rules, a page of them: variants first, each by name. */
  rules: ListedRule[];
  count: number;
  page: number;
  pageCount: number;
  /** A change that is on its way to Shopify. */
  progress: RuleChangeProgress | null;
}

const pageLength = 50;

type Row<Rule extends ListedRule> = Omit<Rule, "updatedAt"> & { updatedAt: Date };

export function listRules(shop: ShopDomain, wantedPage: number): Promise<RuleList> {
  return withShop(shop, async (db) => {
    const shopRule = await db.policy.findFirst({ where: { shop, level: "shop" } });
    const count = await db.policy.count({ where: { shop, level: { in: ["product", "variant"] } } });
    const pageCount = Math.max(1, Math.ceil(count / pageLength));
    const page = Math.min(Math.max(1, wantedPage), pageCount);
    const rows = await db.$queryRaw<Row<ListedRule>[]>`
      SELECT r.id, r.level, r."targetId", coalesce(v."displayName", p.title, '') AS name, v.sku, r.gives, r."updatedAt",
        coalesce(v."variantId", p."productId") IS NULL AS "isGone"
      FROM "Policy" r
      LEFT JOIN "Variant" v ON r.level = 'variant' AND v.shop = r.shop AND v."variantId" = r."targetId"
      LEFT JOIN "Product" p ON r.level = 'product' AND p.shop = r.shop AND p."productId" = r."targetId"
      WHERE r.shop = ${shop} AND r.level IN ('product', 'variant')
      ORDER BY r.level DESC, 4, r.id LIMIT ${pageLength} OFFSET ${(page - 1) * pageLength}`;
    const ranked = await readRanked(db, shop);
    return {
      // Justified cast: rules are written from checked forms only.
      shopRule: shopRule === null ? null : (shopRule.gives as Partial<PolicyFields>),
      ranked: rankedLevels.flatMap((level) => {
        const rules = ranked.filter((rule) => rule.level === level);
        return rules.length === 0 ? [] : [{ level, rules }];
      }),
      rules: rows.map(withInstant),
      count,
      page,
      pageCount,
      progress: await readRuleChange(db, shop),
    };
  });
}

async function readRanked(db: Db, shop: ShopDomain): Promise<RankedRule[]> {
  const rows = await db.$queryRaw<Row<RankedRule>[]>`
    SELECT r.id, r.level, r."targetId", NULL AS sku, r.gives, r."updatedAt", m."productCount",
      CASE r.level WHEN 'collection' THEN coalesce(c.title, '') ELSE r."targetId" END AS name,
      CASE r.level WHEN 'collection' THEN c."collectionId" IS NULL ELSE m."productCount" = 0 END AS "isGone"
    FROM "Policy" r
    LEFT JOIN "Collection" c ON r.level = 'collection' AND c.shop = r.shop AND c."collectionId" = r."targetId"
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS "productCount" FROM "Product" p WHERE p.shop = r.shop AND CASE r.level
        WHEN 'collection' THEN r."targetId" = ANY(p."collectionIds")
        WHEN 'vendor' THEN p.vendor = r."targetId"
        WHEN 'type' THEN p."productType" = r."targetId"
        ELSE r."targetId" = ANY(p.tags) END) m
    WHERE r.shop = ${shop} AND r.level = ANY(${[...rankedLevels]})
    ORDER BY r.rank, r."createdAt", r.id`;
  return rows.map(withInstant);
}

function withInstant<Rule extends { updatedAt: Date }>(row: Rule): Omit<Rule, "updatedAt"> & { updatedAt: number } {
  return { ...row, updatedAt: row.updatedAt.getTime() };
}
