import { Prisma } from "@prisma/client";
import { z } from "zod";
import type { PolicyLevel, PolicyMode } from "../policies/policy.ts";
import { type Db, withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { AvailabilityReason } from "./availability.ts";
import { matchVariants } from "./match-variants.server.ts";
import type { InventoryPolicy } from "./metafield.ts";
import type { VariantQuery, VariantSort } from "./variant-query.ts";
import type { VariantState } from "./variant-state.ts";

export interface ListedRow {
  variantId: string;
  productId: string;
  displayName: string;
  sku: string | null;
  imageUrl: string | null;
  state: VariantState;
  reason: AvailabilityReason | null;
  isTracked: boolean;
  availableUnits: number;
  sellableUnits: number | null;
  sold30Units: number;
  nextFrom: string | null;
  nextTo: string | null;
  inventoryPolicy: InventoryPolicy;
  isTakenOver: boolean;
  isYielded: boolean;
  /** The most specific rule that covers it, and the mode that one gives. */
  rule: { level: PolicyLevel; mode: PolicyMode | null } | null;
}

export interface VariantPage {
  rows: ListedRow[];
  matchingCount: number;
  /** Of the whole shop, whatever the filter. */
  allCount: number;
  before: string | null;
  after: string | null;
}

const pageLength = 50;

const sortKeys: Record<VariantSort, { sql: Prisma.Sql; type: Prisma.Sql }> = {
  name: { sql: Prisma.sql`lower(v."displayName")`, type: Prisma.sql`text` },
  available: { sql: Prisma.sql`v."availableUnits"`, type: Prisma.sql`int` },
  sold: { sql: Prisma.sql`v."sold30Units"`, type: Prisma.sql`int` },
  next: { sql: Prisma.sql`coalesce(v."nextFrom", '9999-12-31')`, type: Prisma.sql`text` },
};

const cursorSchema = z.tuple([z.union([z.string(), z.number().int()]), z.string()]);
type Cursor = z.infer<typeof cursorSchema>;

/** One page of the shop's variants. Pages begin at a row, not at a number, so that what changes meanwhile skips none. */
export function listVariants(shop: ShopDomain, query: VariantQuery): Promise<VariantPage> {
  return withShop(shop, async (db) => {
    const where = matchVariants(query);
    const [counts] = await db.$queryRaw<{ matching: number; all: number }[]>`
      SELECT count(*) FILTER (WHERE ${where})::int AS matching, count(*)::int AS "all"
      FROM "Variant" v WHERE v.shop = ${shop}`;
    const page = await readPage(db, shop, query, where);
    return { ...page, matchingCount: counts?.matching ?? 0, allCount: counts?.all ?? 0 };
  });
}

type Row = ListedRow & { sortKey: string | number };

async function readPage(db: Db, shop: ShopDomain, query: VariantQuery, where: Prisma.Sql) {
  const isBackward = query.page !== null && "before" in query.page;
  const cursor = query.page === null ? null : readCursor("before" in query.page ? query.page.before : query.page.after);
  const { sql: key, type } = sortKeys[query.sort];
  const isDown = query.isDescending !== isBackward;
  const [than, order] = isDown ? [Prisma.sql`<`, Prisma.sql`DESC`] : [Prisma.sql`>`, Prisma.sql`ASC`];
  const from =
    cursor === null
      ? Prisma.sql`true`
      : Prisma.sql`(${key}, v."variantId") ${than} (${String(cursor[0])}::${type}, ${cursor[1]})`;
  const found = await db.$queryRaw<Row[]>`
    SELECT v."variantId", v."productId", v."displayName", v.sku, p."imageUrl", v.state, v.reason,
      v.tracked AS "isTracked", v."availableUnits", v."sellableUnits", v."sold30Units", v."nextFrom", v."nextTo",
      v."inventoryPolicy", v."ownPolicy" IS NOT NULL AS "isTakenOver", v."yieldedAt" IS NOT NULL AS "isYielded",
      r.rule, ${key} AS "sortKey"
    -- The page first: what is joined is a page's rows, whatever the planner knows of freshly filled tables.
    FROM (SELECT * FROM "Variant" v WHERE v.shop = ${shop} AND ${where} AND ${from}
          ORDER BY ${key} ${order}, v."variantId" ${order} LIMIT ${pageLength + 1}) v
    JOIN "Product" p ON p.shop = v.shop AND p."productId" = v."productId"
    LEFT JOIN LATERAL (
      SELECT jsonb_build_object('level', o.level, 'mode', o.gives->>'mode') AS rule
      FROM (
        SELECT 0 AS place, 'variant' AS level, v."variantId" AS id
        UNION ALL SELECT 1, 'product', v."productId"
        UNION ALL SELECT 2, 'collection', unnest(p."collectionIds")
        UNION ALL SELECT 3, 'vendor', p.vendor
        UNION ALL SELECT 4, 'type', p."productType"
        UNION ALL SELECT 5, 'tag', unnest(p.tags)
        UNION ALL SELECT 6, 'shop', v.shop
      ) named
      JOIN "Policy" o ON o.shop = v.shop AND o.level = named.level AND o."targetId" = named.id
      ORDER BY named.place, o.rank, o."createdAt", o.id LIMIT 1) r ON true
    ORDER BY ${key} ${order}, v."variantId" ${order}`;
  const hasMore = found.length > pageLength;
  const shown = found.slice(0, pageLength);
  if (isBackward) shown.reverse();
  const [first, last] = [shown[0], shown.at(-1)];
  return {
    rows: shown.map(({ sortKey: _sortKey, ...row }): ListedRow => row),
    before: first && (isBackward ? hasMore : cursor !== null) ? writeCursor(first) : null,
    after: last && (isBackward || hasMore) ? writeCursor(last) : null,
  };
}

const writeCursor = ({ sortKey, variantId }: Row) =>
  Buffer.from(JSON.stringify([sortKey, variantId] satisfies Cursor)).toString("base64url");

/** Null for one that is none of ours: the list then begins at its beginning. */
function readCursor(text: string): Cursor | null {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, "base64url").toString()));
  } catch {
    return null;
  }
}
