import { type Db, withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Day } from "../day.ts";
import { supplierFields } from "./read-supplier.server.ts";
import type { SupplierFields } from "./supplier-fields.ts";
import type { TermsFields } from "./terms-fields.ts";
import { holidayCountries } from "../calendars/holidays-of.server.ts";

export interface ListedTerms extends TermsFields {
  variantId: string;
  /** Empty: the variant is no longer in the shop. */
  name: string;
  sku: string | null;
  /** The variant's suppliers in order of rank, this one among them. */
  sources: string[];
}

export interface OpenOrder {
  id: string;
  number: string;
  status: string;
  openUnits: number;
  /** The first of its open lines' days; null: nobody knows. */
  expectedOn: Day | null;
}

export interface SupplierPage {
  supplier: { id: string; isArchived: boolean; updatedAt: number; fields: SupplierFields };
  terms: {
    rows: ListedTerms[];
    search: string;
    matchingCount: number;
    allCount: number;
    page: number;
    pageCount: number;
  };
  /** The first to come, up to 20 of `openOrderCount`. */
  openOrders: OpenOrder[];
  openOrderCount: number;
  /** ISO codes of the countries whose holidays are known. */
  countries: string[];
}

const pageLength = 50;
const mostOrders = 20;

/** All that a supplier's page shows. Null: there is no such supplier. */
export async function loadSupplierPage(
  shop: ShopDomain,
  id: string,
  asked: { search: string; page: number },
): Promise<SupplierPage | null> {
  const countries = (await holidayCountries()).map(({ code }) => code);
  return withShop(shop, async (db) => {
    const row = await db.supplier.findUnique({ where: { shop_id: { shop, id } } });
    if (row === null) return null;
    const openOrders = await readOpenOrders(db, shop, id);
    return {
      supplier: {
        id,
        isArchived: row.archivedAt !== null,
        updatedAt: row.updatedAt.getTime(),
        fields: supplierFields(row),
      },
      terms: await readTerms(db, shop, id, asked),
      openOrders: openOrders.slice(0, mostOrders),
      openOrderCount: openOrders.length,
      countries,
    };
  });
}

async function readTerms(
  db: Db,
  shop: ShopDomain,
  id: string,
  { search, page: wanted }: { search: string; page: number },
): Promise<SupplierPage["terms"]> {
  const like = `%${search.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
  const [counts] = await db.$queryRaw<{ matching: number; all: number }[]>`
    SELECT count(*)::int AS "all", (count(*) FILTER (WHERE lower(
        coalesce(v."displayName", '') || ' ' || coalesce(v.sku, '') || ' ' || coalesce(t."supplierSku", ''))
      LIKE ${like}))::int AS matching
    FROM "SupplierTerms" t LEFT JOIN "Variant" v ON v.shop = t.shop AND v."variantId" = t."variantId"
    WHERE t.shop = ${shop} AND t."supplierId" = ${id}`;
  const { matching: matchingCount = 0, all: allCount = 0 } = counts ?? {};
  const pageCount = Math.max(1, Math.ceil(matchingCount / pageLength));
  const page = Math.min(wanted, pageCount);
  const rows = await db.$queryRaw<ListedTerms[]>`
    SELECT t."variantId", coalesce(v."displayName", '') AS name, v.sku, t."supplierSku",
      t."priceMinor"::float8 AS "priceMinor", t."packUnits", t."minimumUnits", t."leadDays", t.rank,
      (SELECT array_agg(s.name ORDER BY o.rank, s.name) FROM "SupplierTerms" o
        JOIN "Supplier" s ON s.shop = o.shop AND s.id = o."supplierId"
        WHERE o.shop = t.shop AND o."variantId" = t."variantId") AS sources
    FROM "SupplierTerms" t LEFT JOIN "Variant" v ON v.shop = t.shop AND v."variantId" = t."variantId"
    WHERE t.shop = ${shop} AND t."supplierId" = ${id} AND lower(
        coalesce(v."displayName", '') || ' ' || coalesce(v.sku, '') || ' ' || coalesce(t."supplierSku", '')) LIKE ${like}
    ORDER BY lower(v."displayName") NULLS LAST, t."variantId" LIMIT ${pageLength} OFFSET ${(page - 1) * pageLength}`;
  return { rows, search, matchingCount, allCount, page, pageCount };
}

function readOpenOrders(db: Db, shop: ShopDomain, supplierId: string): Promise<OpenOrder[]> {
  return db.$queryRaw<OpenOrder[]>`
    SELECT o.id, o.number, o.status,
      coalesce(sum(greatest(0, l."orderedUnits" - l."receivedUnits" - l."closedUnits")), 0)::int AS "openUnits",
      min(l."expectedOn") FILTER (WHERE l."orderedUnits" > l."receivedUnits" + l."closedUnits") AS "expectedOn"
    FROM "PurchaseOrder" o
    LEFT JOIN "PurchaseOrderLine" l ON l.shop = o.shop AND l."purchaseOrderId" = o.id
    WHERE o.shop = ${shop} AND o."supplierId" = ${supplierId} AND o."closedOn" IS NULL
      AND o.status IN ('draft', 'ordered', 'confirmed', 'partly-received')
    GROUP BY o.id, o.number, o.status ORDER BY 5 NULLS LAST, o.number`;
}
