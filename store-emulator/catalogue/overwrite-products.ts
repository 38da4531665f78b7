import type { Emulator } from "../emulator.ts";
import { variantById } from "../find-variant.ts";
import { setPolicy } from "../set-policy.ts";
import { setStock } from "../set-stock.ts";
import type { Product, Shop } from "../state.ts";
import { CsvError, policyOf, quantityOf, readRows, type CsvRow } from "./parse-product-csv.ts";

/**
 * "Overwrite products with matching handles": rows of products that the shop has change what their columns name, policy
 * and stock, of the variant with their option values; what has no column stays. All rows, or none where one is wrong.
 * @returns how many variants the rows named.
 */
export function overwriteProducts(emulator: Emulator, shop: Shop, csv: string): number {
  const products = new Map([...shop.products.values()].map((product) => [product.handle, product]));
  const changes: (() => void)[] = [];
  let handle = "";
  for (const row of readRows(csv)) {
    handle = row.text("handle") || handle;
    const product = products.get(handle);
    if (!product) throw new CsvError(row.line, "handle", `${shop.domain} has no product "${handle}" to overwrite`);
    if (isVariantRow(row, product)) changes.push(changeOf(emulator, shop, product, row));
  }
  for (const change of changes) change();
  return changes.length;
}

const valuesOf = (row: CsvRow, product: Product): string[] =>
  product.optionNames.map((_, index) => row.text(`option${index + 1} value`));

/** A row without option values carries a further picture, but where the product has one variant only. */
const isVariantRow = (row: CsvRow, product: Product): boolean =>
  product.variantIds.length === 1 || valuesOf(row, product).some((value) => value !== "");

function changeOf(emulator: Emulator, shop: Shop, product: Product, row: CsvRow): () => void {
  const wanted = valuesOf(row, product);
  const isOnly = product.variantIds.length === 1 && wanted.every((value) => value === "");
  const found = product.variantIds
    .map((id) => variantById(shop, id))
    .find((each) => isOnly || each?.variant.optionValues.every((value, index) => value === wanted[index]));
  if (!found) throw new CsvError(row.line, "option1 value", `"${product.handle}" has no variant ${wanted.join(" / ")}`);
  const policy = row.has("variant inventory policy") ? policyOf(row) : null;
  const quantity = row.text("variant inventory qty") === "" ? null : quantityOf(row);
  const location = [...shop.locations.values()].find((each) => each.isActive);
  return () => {
    if (policy !== null) setPolicy(emulator, shop, found, policy);
    if (quantity !== null && location && found.item.tracked)
      setStock(emulator, shop, found, location, { available: quantity });
  };
}
