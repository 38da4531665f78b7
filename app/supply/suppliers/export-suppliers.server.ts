import type { Prisma } from "@prisma/client";
import { stringify } from "csv-stringify/sync";
import { inertCell } from "../../csv/inert-cell.ts";
import { withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import { supplierFields, termsFields } from "./read-supplier.server.ts";
import { supplierFileColumns, writeSupplierCells, writeTermsCells } from "./supplier-columns.ts";

/** What the file has: all suppliers that are not archived, one of them, or nobody (the template). */
export type ExportScope = "all" | "none" | { supplierId: string };

// Spreadsheets take a file without this mark for one in their own old encoding.
const byteOrderMark = "\uFEFF";
const batchLength = 1_000;

/** Suppliers with their terms, as CSV in pieces: a large shop is never in memory at once. */
export async function* exportSuppliers(shop: ShopDomain, scope: ExportScope): AsyncGenerator<string> {
  yield byteOrderMark + stringify([[...supplierFileColumns]]);
  if (scope === "none") return;
  const suppliers = await withShop(shop, (db) =>
    db.supplier.findMany({
      where: { shop, ...(scope === "all" ? { archivedAt: null } : { id: scope.supplierId }) },
      orderBy: { name: "asc" },
    }),
  );
  for (const supplier of suppliers) {
    const fields = supplierFields(supplier);
    const own = writeSupplierCells(fields);
    let isEmpty = true;
    for (let after = ""; ;) {
      const rows = await readBatch(shop, supplier.id, after);
      isEmpty &&= rows.length === 0;
      if (rows.length > 0) yield stringify(rows.map((row) => cellsOf({ ...own, ...termsCells(row, fields.currency) })));
      after = rows.at(-1)?.variantId ?? "";
      if (rows.length < batchLength) break;
    }
    if (isEmpty) yield stringify([cellsOf(own)]);
  }
}

type Row = Prisma.SupplierTermsGetPayload<object> & { displayName: string; sku: string | null };

/** Terms of variants that are no longer in the shop can't be read back, so they are left out. */
function readBatch(shop: ShopDomain, supplierId: string, after: string): Promise<Row[]> {
  return withShop(
    shop,
    (db) => db.$queryRaw<Row[]>`
      SELECT t.*, v."displayName", v.sku FROM "SupplierTerms" t
      JOIN "Variant" v ON v.shop = t.shop AND v."variantId" = t."variantId"
      WHERE t.shop = ${shop} AND t."supplierId" = ${supplierId} AND t."variantId" > ${after}
      ORDER BY t."variantId" LIMIT ${batchLength}`,
  );
}

function termsCells(row: Row, currency: string): Record<string, string> {
  return {
    variant_id: row.variantId.slice(row.variantId.lastIndexOf("/") + 1),
    sku: row.sku ?? "",
    variant: row.displayName,
    ...writeTermsCells(termsFields(row), currency),
  };
}

function cellsOf(named: Record<string, string>): string[] {
  return supplierFileColumns.map((column) => inertCell(named[column] ?? ""));
}
