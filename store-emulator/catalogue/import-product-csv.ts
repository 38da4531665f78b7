import type { Emulator } from "../emulator.ts";
import { HttpError } from "../http.ts";
import type { Shop } from "../state.ts";
import { addProduct } from "./add-product.ts";
import { overwriteProducts } from "./overwrite-products.ts";
import { CsvError, parseProductCsv } from "./parse-product-csv.ts";

export type ImportReport = {
  products: number;
  variants: number;
  untracked: number;
  withoutSku: number;
  /** Variants that were there and that the file named. */
  overwritten: number;
};

/**
 * Imports a product CSV into the shop, or refuses all of it with the line and column that is wrong. With `overwrite` it
 * changes products that are there, as Shopify's "Overwrite products with matching handles" does, and makes no new ones.
 */
export function importProductCsv(
  emulator: Emulator,
  shop: Shop,
  csv: string,
  options: { track: boolean; overwrite?: boolean },
): ImportReport {
  const report: ImportReport = { products: 0, variants: 0, untracked: 0, withoutSku: 0, overwritten: 0 };
  try {
    if (options.overwrite) {
      report.overwritten = overwriteProducts(emulator, shop, csv);
      return report;
    }
    const products = parseProductCsv(csv, { shouldTrack: options.track });
    const handles = new Set([...shop.products.values()].map((product) => product.handle));
    const taken = products.find((product) => handles.has(product.handle));
    if (taken) throw new HttpError(422, `${shop.domain} has a product "${taken.handle}" already`);
    for (const product of products) {
      addProduct(emulator, shop, product);
      report.products += 1;
      report.variants += product.variants.length;
      report.untracked += product.variants.filter((variant) => !variant.tracked).length;
      report.withoutSku += product.variants.filter((variant) => variant.sku === null).length;
    }
  } catch (error) {
    if (error instanceof CsvError) throw new HttpError(422, error.message);
    throw error;
  }
  emulator.publish({ kind: "shop", shop: shop.domain });
  return report;
}
