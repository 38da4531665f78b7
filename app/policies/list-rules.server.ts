import { withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { PolicyFields } from "./policy.ts";

export interface ListedRule {
  id: string;
  level: "product" | "variant";
  targetId: string;
  /** Empty: what it named is no longer in the shop. */
  name: string;
  sku: string | null;
  gives: Partial<PolicyFields>;
  updatedAt: number;
}

export interface RuleList {
  shopRule: Partial<PolicyFields> | null;
  /** Product rules first, then variant rules, each by name. */
  rules: ListedRule[];
  count: number;
  page: number;
  pageCount: number;
}

const pageLength = 50;

interface Row extends Omit<ListedRule, "updatedAt"> {
  updatedAt: Date;
}

export function listRules(shop: ShopDomain, wantedPage: number): Promise<RuleList> {
  return withShop(shop, async (db) => {
    const shopRule = await db.policy.findFirst({ where: { shop, level: "shop" } });
    const count = await db.policy.count({ where: { shop, level: { not: "shop" } } });
    const pageCount = Math.max(1, Math.ceil(count / pageLength));
    const page = Math.min(Math.max(1, wantedPage), pageCount);
    const rows = await db.$queryRaw<Row[]>`
      SELECT r.id, r.level, r."targetId", coalesce(v."displayName", p.title, '') AS name, v.sku, r.gives, r."updatedAt"
      FROM "Policy" r
      LEFT JOIN "Variant" v ON r.level = 'variant' AND v.shop = r.shop AND v."variantId" = r."targetId"
      LEFT JOIN "Product" p ON r.level = 'product' AND p.shop = r.shop AND p."productId" = r."targetId"
      WHERE r.shop = ${shop} AND r.level <> 'shop'
      ORDER BY r.level, 4, r.id LIMIT ${pageLength} OFFSET ${(page - 1) * pageLength}`;
    return {
      // Justified cast: rules are written from checked forms only.
      shopRule: shopRule === null ? null : (shopRule.gives as Partial<PolicyFields>),
      rules: rows.map((row) => ({ ...row, updatedAt: row.updatedAt.getTime() })),
      count,
      page,
      pageCount,
    };
  });
}
