import { stringify } from "csv-stringify/sync";
import { matchVariants } from "../availability/match-variants.server.ts";
import type { VariantFilter } from "../availability/variant-query.ts";
import { inertCell } from "../csv/inert-cell.ts";
import { withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { PolicyFields } from "./policy.ts";
import { ruleFileColumns, writeRuleCells } from "./rule-columns.ts";

interface ExportRow {
  variantId: string;
  sku: string | null;
  productTitle: string;
  title: string;
  state: string;
  tracked: boolean;
  availableUnits: number;
  sold30Units: number;
  gives: Partial<PolicyFields> | null;
}

const batchLength = 1_000;

/** The variants that the filter matches with their own rules, as CSV in pieces: a large shop is never in memory at once. */
export async function* exportRules(shop: ShopDomain, filter: VariantFilter): AsyncGenerator<string> {
  // Spreadsheets take a file without this mark for one in their own old encoding.
  yield `\uFEFF${stringify([[...ruleFileColumns]])}`;
  for (let after = ""; ;) {
    const rows = await readBatch(shop, filter, after);
    if (rows.length > 0) yield stringify(rows.map(cellsOf));
    const last = rows.at(-1);
    if (last === undefined || rows.length < batchLength) return;
    after = last.variantId;
  }
}

function readBatch(shop: ShopDomain, filter: VariantFilter, after: string): Promise<ExportRow[]> {
  return withShop(
    shop,
    (db) => db.$queryRaw<ExportRow[]>`
      SELECT v."variantId", v.sku, p.title AS "productTitle", v.title, v.state, v.tracked, v."availableUnits",
        v."sold30Units", r.gives
      FROM (SELECT * FROM "Variant" v WHERE v.shop = ${shop} AND v."variantId" > ${after} AND ${matchVariants(filter)}
            ORDER BY v."variantId" LIMIT ${batchLength}) v
      JOIN "Product" p ON p.shop = v.shop AND p."productId" = v."productId"
      LEFT JOIN "Policy" r ON r.shop = v.shop AND r.level = 'variant' AND r."targetId" = v."variantId"
      ORDER BY v."variantId"`,
  );
}

function cellsOf(row: ExportRow): string[] {
  const named: Record<string, string> = {
    variant_id: row.variantId.slice(row.variantId.lastIndexOf("/") + 1),
    sku: inertCell(row.sku ?? ""),
    product: inertCell(row.productTitle),
    variant: inertCell(row.title),
    status: row.state,
    available: row.tracked ? String(row.availableUnits) : "",
    sold_30_days: String(row.sold30Units),
    ...writeRuleCells(row.gives ?? {}),
  };
  return ruleFileColumns.map((column) => named[column] ?? "");
}
