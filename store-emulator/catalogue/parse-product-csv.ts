import { parse } from "csv-parse/sync";
import type { CatalogueProduct, CatalogueVariant } from "./catalogue-product.ts";

/** Where a CSV is wrong, for the person who has to mend it. */
export class CsvError extends Error {
  readonly line: number;
  readonly column: string;
  constructor(line: number, column: string, message: string) {
    super(`line ${line}, column "${column}": ${message}`);
    this.line = line;
    this.column = column;
  }
}

/** Shopify's older export names → the names of its newer template; a file may use either. */
const aliases: Record<string, string> = {
  "url handle": "handle",
  description: "body (html)",
  "published on online store": "published",
  "option1 name": "option1 name",
  sku: "variant sku",
  barcode: "variant barcode",
  price: "variant price",
  "compare-at price": "variant compare at price",
  "charge tax": "variant taxable",
  "inventory tracker": "variant inventory tracker",
  "inventory quantity": "variant inventory qty",
  "continue selling when out of stock": "variant inventory policy",
  "weight value (grams)": "variant grams",
  "requires shipping": "variant requires shipping",
  "product image url": "image src",
  "image alt text": "image alt text",
  "variant image url": "variant image",
};

const maxVariants = 2048;

export type CsvRow = { line: number; text: (column: string) => string; has: (column: string) => boolean };

export function readRows(csv: string): CsvRow[] {
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(csv, { bom: true, info: true, relax_column_count: true, skip_empty_lines: true }) as never;
  } catch (error) {
    const { lines, column, message } = error as { lines?: number; column?: string | number; message: string };
    throw new CsvError(lines ?? 1, String(column ?? "?"), message);
  }
  const header = records.shift()?.record;
  if (!header) throw new CsvError(1, "Handle", "the file is empty");
  const names = header.map((name) => name.trim().toLowerCase()).map((name) => aliases[name] ?? name);
  if (!names.includes("handle")) throw new CsvError(1, "Handle", "the column is missing: is this a product export?");
  let line = 1;
  return records.map(({ record, info }) => {
    // `info.lines` is where the record ends; a quoted description may have begun lines before.
    const startsAt = line + 1;
    line = info.lines;
    if (record.length !== names.length)
      throw new CsvError(
        startsAt,
        header[Math.min(record.length, header.length - 1)] ?? "?",
        `the row has ${record.length} cells, the header ${names.length}`,
      );
    const cells = new Map(names.map((name, index) => [name, (record[index] ?? "").trim()]));
    return { line: startsAt, text: (column) => cells.get(column) ?? "", has: (column) => cells.has(column) };
  });
}

function numberOf(row: CsvRow, column: string): number | null {
  const text = row.text(column);
  if (text === "") return null;
  const value = Number(text);
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) throw new CsvError(row.line, column, `"${text}" is not a number`);
  return value;
}

function minorOf(row: CsvRow, column: string): number | null {
  const value = numberOf(row, column);
  if (value !== null && value < 0) throw new CsvError(row.line, column, "a price cannot be below zero");
  return value === null ? null : Math.round(value * 100);
}

function booleanOf(row: CsvRow, column: string, fallback: boolean): boolean {
  const text = row.text(column).toLowerCase();
  if (text === "") return fallback;
  if (text === "true" || text === "yes") return true;
  if (text === "false" || text === "no") return false;
  throw new CsvError(row.line, column, `"${text}" is neither true nor false`);
}

export function policyOf(row: CsvRow): "DENY" | "CONTINUE" {
  const text = row.text("variant inventory policy").toLowerCase();
  if (text === "" || text === "deny" || text === "false") return "DENY";
  if (text === "continue" || text === "true") return "CONTINUE";
  throw new CsvError(row.line, "variant inventory policy", `"${text}" is neither deny nor continue`);
}

function statusOf(row: CsvRow): CatalogueProduct["status"] {
  const text = row.text("status").toUpperCase();
  if (text === "") return "ACTIVE";
  if (text === "ACTIVE" || text === "DRAFT" || text === "ARCHIVED") return text;
  throw new CsvError(row.line, "status", `"${text}" is not active, draft or archived`);
}

/** Shopify keeps quantities in 32 bits, and takes a billion at most. */
const mostUnits = 1_000_000_000;

export function quantityOf(row: CsvRow): number {
  const quantity = numberOf(row, "variant inventory qty") ?? 0;
  if (!Number.isSafeInteger(quantity))
    throw new CsvError(row.line, "variant inventory qty", `"${quantity}" is not a whole number`);
  if (Math.abs(quantity) > mostUnits)
    throw new CsvError(row.line, "variant inventory qty", `"${quantity}" is more than a billion`);
  return quantity;
}

function variantOf(row: CsvRow, optionValues: string[], shouldTrack: boolean): CatalogueVariant {
  return {
    optionValues,
    sku: row.text("variant sku").replace(/^'/, "") || null,
    barcode: row.text("variant barcode").replace(/^'/, "") || null,
    priceMinor: minorOf(row, "variant price") ?? 0,
    compareAtPriceMinor: minorOf(row, "variant compare at price"),
    unitCostMinor: minorOf(row, "cost per item"),
    weightGrams: numberOf(row, "variant grams") ?? 0,
    taxable: booleanOf(row, "variant taxable", true),
    tracked: shouldTrack || row.text("variant inventory tracker") !== "",
    requiresShipping: booleanOf(row, "variant requires shipping", true),
    requiresComponents: false,
    inventoryPolicy: policyOf(row),
    available: [quantityOf(row)],
    pictureSrc: row.text("variant image") || null,
  };
}

function productOf(row: CsvRow, handle: string): CatalogueProduct {
  const title = row.text("title");
  if (title === "") throw new CsvError(row.line, "title", `the first row of "${handle}" has no title`);
  const optionNames = [1, 2, 3].map((place) => row.text(`option${place} name`)).filter((name) => name !== "");
  return {
    handle,
    title,
    descriptionHtml: row.text("body (html)"),
    vendor: row.text("vendor"),
    productType: row.text("type"),
    tags: row
      .text("tags")
      .split(",")
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ""),
    status: statusOf(row),
    isPublished: booleanOf(row, "published", true),
    isGiftCard: booleanOf(row, "gift card", false),
    optionNames: optionNames.length > 0 ? optionNames : ["Title"],
    pictures: [],
    variants: [],
  };
}

/**
 * Reads Shopify's product CSV, as exported or as in its newer template: a product over several rows, rows that carry
 * only a further picture, up to 2,048 variants a product. Throws a CsvError with line and column; nothing is half read.
 */
export function parseProductCsv(csv: string, options: { shouldTrack: boolean }): CatalogueProduct[] {
  const products = new Map<string, CatalogueProduct>();
  const seenValues = new Map<CatalogueProduct, Set<string>>();
  let current: CatalogueProduct | null = null;
  for (const row of readRows(csv)) {
    const handle = row.text("handle");
    if (handle !== "") {
      current = products.get(handle) ?? productOf(row, handle);
      products.set(handle, current);
    } else if (!current || row.text("title") !== "") throw new CsvError(row.line, "handle", "the handle is missing");
    const picture = row.text("image src");
    if (picture !== "" && !current.pictures.some((each) => each.src === picture))
      current.pictures.push({ src: picture, alt: row.text("image alt text") || null });
    const isFirst = current.variants.length === 0;
    const values: string[] = current.optionNames.map((_, index) => row.text(`option${index + 1} value`));
    const isVariant = isFirst || values.some((value) => value !== "") || row.text("variant price") !== "";
    if (!isVariant) continue;
    addVariant(current, row, values, isFirst, options.shouldTrack, seenValues);
  }
  return [...products.values()];
}

function addVariant(
  product: CatalogueProduct,
  row: CsvRow,
  values: string[],
  isFirst: boolean,
  shouldTrack: boolean,
  seenValues: Map<CatalogueProduct, Set<string>>,
): void {
  if (isFirst && values.every((value) => value.length === 0)) values[0] = "Default Title";
  const missing = values.findIndex((value) => value === "");
  if (missing >= 0)
    throw new CsvError(row.line, `option${missing + 1} value`, `"${product.handle}" needs a value for this option`);
  const seen = seenValues.get(product) ?? new Set();
  seenValues.set(product, seen);
  const key = JSON.stringify(values);
  if (seen.has(key))
    throw new CsvError(row.line, "option1 value", `"${product.handle}" has the variant ${values.join(" / ")} twice`);
  seen.add(key);
  if (product.variants.length >= maxVariants)
    throw new CsvError(row.line, "handle", `"${product.handle}" has more than ${maxVariants} variants`);
  product.variants.push(variantOf(row, values, shouldTrack));
  const last = product.variants.at(-1)!;
  if (last.pictureSrc !== null && !product.pictures.some((each) => each.src === last.pictureSrc))
    product.pictures.push({ src: last.pictureSrc, alt: null });
}
