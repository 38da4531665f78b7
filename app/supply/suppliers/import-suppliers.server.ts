import { randomUUID } from "node:crypto";
import { type Db, withShop } from "../../db.server.ts";
import { expectManyRows } from "../../expect-many-rows.server.ts";
import type { ShopDomain, VariantGid } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { learnFromReceipts } from "../purchase-orders/learn-from-receipts.server.ts";
import { shopMoment } from "../shop-moment.ts";
import { supplyChanged } from "../supply-changed.server.ts";
import { itemsOfSuppliers } from "./items-of-suppliers.server.ts";
import { nameTerms } from "./name-terms.server.ts";
import { type ChangedTerms, planTerms, type PresentTerms } from "./plan-supplier-import.ts";
import { type FileSupplier, nameKey, readSupplierFile, type SupplierFileProblem } from "./read-supplier-file.ts";
import { supplierFields } from "./read-supplier.server.ts";
import { isAnotherCalendar, isNameTaken, knownCountries } from "./save-supplier.server.ts";
import type { TermsFields } from "./terms-fields.ts";

export interface ImportChange {
  suppliers: { newCount: number; changedCount: number; sameCount: number; newNames: string[]; changedNames: string[] };
  terms: { newCount: number; changedCount: number; sameCount: number };
  /** Up to ten of the terms that change. */
  examples: TermsExample[];
}

export interface TermsExample {
  supplier: string;
  currency: string;
  variant: string;
  sku: string | null;
  before: TermsFields | null;
  after: TermsFields;
}

export type ImportSuppliersResult = { ok: true; change: ImportChange } | { ok: false; problems: SupplierFileProblem[] };

/** 100,000 lines take some seconds; a machine under load takes several times that. */
const timeoutMs = 120_000;
const mostExamples = 10;

/** Suppliers and terms from a file, every line or none; `isKept` false only tells what would change. */
export async function importSuppliers(
  ports: Ports,
  shop: ShopDomain,
  text: string,
  isKept: boolean,
): Promise<ImportSuppliersResult> {
  const now = new Date(await ports.clock.businessNow());
  const countries = await knownCountries();
  try {
    return await withShop(shop, (db) => importWithin(ports, db, shop, { text, isKept, now, countries }), { timeoutMs });
  } catch (error) {
    // Somebody saved a supplier of that name meanwhile.
    if (!isNameTaken(error)) throw error;
    return { ok: false, problems: [{ line: 1, column: "supplier", error: "name-taken" }] };
  }
}

interface Given {
  text: string;
  isKept: boolean;
  now: Date;
  countries: ReadonlySet<string>;
}

async function importWithin(
  ports: Ports,
  db: Db,
  shop: ShopDomain,
  { text, isKept, now, countries }: Given,
): Promise<ImportSuppliersResult> {
  // One file at a time, and no form between its reading and its writing.
  if (isKept) await db.$queryRaw`SELECT 1 FROM "Supplier" WHERE shop = ${shop} ORDER BY id FOR UPDATE`;
  const { currency, timeZone } = await db.shop.findUniqueOrThrow({
    where: { domain: shop },
    select: { currency: true, timeZone: true },
  });
  const rows = await db.supplier.findMany({ where: { shop } });
  const known = new Map(
    rows.map((row) => [
      nameKey(row.name),
      { id: row.id, isArchived: row.archivedAt !== null, fields: supplierFields(row) },
    ]),
  );
  const file = readSupplierFile(text, { currency, known, countries });
  if (!file.ok) return file;
  const suppliers = file.suppliers.map((each) => ({ ...each, id: each.known?.id ?? randomUUID() }));
  const idOf = new Map(suppliers.map(({ key, id }) => [key, id]));
  await expectManyRows(db);
  const named = await nameTerms(db, shop, file.terms, idOf);
  if (!named.ok) return named;
  const present = await presentTerms(db, shop, [...new Set(named.terms.map(({ variantId }) => variantId))]);
  const changed = planTerms(present, named.terms);
  const isSame = ({ known: before, fields }: FileSupplier) =>
    before !== null && JSON.stringify(before.fields) === JSON.stringify(fields);
  const toWrite = suppliers.filter((each) => !isSame(each));
  if (isKept) {
    await writeSuppliers(db, shop, toWrite, now);
    await writeTerms(db, shop, changed, now);
    if (toWrite.some(({ known: before, fields }) => before !== null && isAnotherCalendar(before.fields, fields)))
      await learnFromReceipts(ports, db, shop, shopMoment(now.getTime(), timeZone).day);
    const touched = [...new Set([...toWrite.map(({ id }) => id), ...changed.map(({ after }) => after.supplierId)])];
    for (const supplierId of touched)
      await supplyChanged(ports, db, shop, await itemsOfSuppliers(db, shop, [supplierId]), {
        code: "supplier-changed",
        supplierId,
      });
  }
  const inFile = changed.filter((each) => each.isInFile);
  const [added, altered] = [
    toWrite.filter((each) => each.known === null),
    toWrite.filter((each) => each.known !== null),
  ];
  return {
    ok: true,
    change: {
      suppliers: {
        newCount: added.length,
        changedCount: altered.length,
        sameCount: suppliers.length - toWrite.length,
        newNames: added.slice(0, mostExamples).map(({ fields }) => fields.name),
        changedNames: altered.slice(0, mostExamples).map(({ fields }) => fields.name),
      },
      terms: {
        newCount: inFile.filter(({ before }) => before === null).length,
        changedCount: inFile.filter(({ before }) => before !== null).length,
        sameCount: named.terms.length - inFile.length,
      },
      examples: await nameExamples(db, shop, inFile.slice(0, mostExamples), suppliers),
    },
  };
}

async function presentTerms(db: Db, shop: ShopDomain, variantIds: readonly VariantGid[]): Promise<PresentTerms[]> {
  return db.$queryRaw<PresentTerms[]>`
    SELECT "supplierId", "variantId", "supplierSku", "priceMinor"::float8 AS "priceMinor", "packUnits", "minimumUnits",
      "leadDays", rank
    FROM "SupplierTerms" WHERE shop = ${shop} AND "variantId" = ANY(${[...variantIds]})
    ORDER BY "variantId", rank, "updatedAt" DESC, "supplierId"`;
}

async function writeSuppliers(
  db: Db,
  shop: ShopDomain,
  suppliers: readonly (FileSupplier & { id: string })[],
  now: Date,
): Promise<void> {
  const rows = suppliers.map(({ id, known, fields }) => ({
    id,
    isNew: known === null,
    data: { ...fields, updatedAt: now },
  }));
  await db.supplier.createMany({
    data: rows.filter(({ isNew }) => isNew).map(({ id, data }) => ({ ...data, shop, id, createdAt: now })),
  });
  for (const { id, data } of rows.filter(({ isNew }) => !isNew))
    await db.supplier.update({ where: { shop_id: { shop, id } }, data });
}

async function writeTerms(db: Db, shop: ShopDomain, changed: readonly ChangedTerms[], now: Date): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "SupplierTerms" (shop, "supplierId", "variantId", "supplierSku", "priceMinor", "packUnits",
      "minimumUnits", "leadDays", rank, "updatedAt")
    SELECT ${shop}, g."supplierId", g."variantId", g."supplierSku", g."priceMinor", g."packUnits", g."minimumUnits",
      g."leadDays", g.rank, ${now}
    FROM jsonb_to_recordset(${JSON.stringify(changed.map(({ after }) => after))}::jsonb) AS g("supplierId" text,
      "variantId" text, "supplierSku" text, "priceMinor" bigint, "packUnits" int, "minimumUnits" int, "leadDays" int,
      rank int)
    ON CONFLICT (shop, "supplierId", "variantId") DO UPDATE SET
      "supplierSku" = excluded."supplierSku", "priceMinor" = excluded."priceMinor", "packUnits" = excluded."packUnits",
      "minimumUnits" = excluded."minimumUnits", "leadDays" = excluded."leadDays", rank = excluded.rank,
      "updatedAt" = excluded."updatedAt"`;
}

async function nameExamples(
  db: Db,
  shop: ShopDomain,
  changed: readonly ChangedTerms[],
  suppliers: readonly (FileSupplier & { id: string })[],
): Promise<TermsExample[]> {
  const ids = changed.map(({ after }) => after.variantId);
  const variants = await db.variant.findMany({
    where: { shop, variantId: { in: ids } },
    select: { variantId: true, displayName: true, sku: true },
  });
  return changed.map(({ before, after }) => {
    const variant = variants.find(({ variantId }) => variantId === after.variantId);
    const supplier = suppliers.find(({ id }) => id === after.supplierId)?.fields;
    return {
      supplier: supplier?.name ?? "",
      currency: supplier?.currency ?? "",
      variant: variant?.displayName ?? "",
      sku: variant?.sku ?? null,
      before,
      after,
    };
  });
}
