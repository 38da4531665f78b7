import type { BuiltInProduct } from "./built-in-products.ts";
import type { CatalogueProduct, CatalogueVariant } from "./catalogue-product.ts";

const handleOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

const initials = (title: string): string =>
  title
    .split(" ")
    .map((word) => word.slice(0, 3).toUpperCase())
    .join("-");

function combinations(options: Record<string, string[]>): string[][] {
  return Object.values(options).reduce<string[][]>(
    (rows, values) => rows.flatMap((row) => values.map((value) => [...row, value])),
    [[]],
  );
}

/** Units at the warehouse and the store; the same every time, so that a story told about the shop stays true. */
function stockOf(product: BuiltInProduct, place: number): [number, number] {
  const spread = (place * 7 + product.title.length * 3) % 17;
  switch (product.stock) {
    case "two-left":
      return [2, 0];
    case "out":
      return [0, 0];
    case "low":
      return [1 + (spread % 3), spread % 2];
    case "plenty":
      return [24 + spread * 3, 4 + (spread % 5)];
    case "mixed":
      return spread % 4 === 0 ? [0, 0] : spread % 4 === 1 ? [2, 0] : [8 + spread, spread % 4];
  }
}

/** One line of the built-in catalogue as a whole product with its variants and stock. */
export function catalogueProductOf(product: BuiltInProduct): CatalogueProduct {
  const handle = handleOf(product.title);
  const picture = `/pictures/${handle}.svg`;
  const options = product.options ?? { Title: ["Default Title"] };
  return {
    handle,
    title: product.title,
    descriptionHtml: `<p>${product.about}</p>`,
    vendor: product.vendor,
    productType: product.type,
    tags: product.tags ?? [],
    status: "ACTIVE",
    isPublished: true,
    isGiftCard: false,
    optionNames: Object.keys(options),
    pictures: [{ src: picture, alt: product.title }],
    variants: combinations(options).map((optionValues, place): CatalogueVariant => {
      const suffix = product.options ? `-${optionValues.map((value) => initials(value)).join("-")}` : "";
      return {
        optionValues,
        sku: `${initials(product.title)}${suffix}`.replace(/[^A-Z0-9-]/g, ""),
        barcode: null,
        priceMinor: product.price * 100,
        compareAtPriceMinor: null,
        unitCostMinor: Math.round(product.price * 42),
        weightGrams: 400,
        taxable: true,
        tracked: true,
        requiresShipping: true,
        requiresComponents: false,
        inventoryPolicy: "DENY",
        available: stockOf(product, place),
        pictureSrc: null,
      };
    }),
  };
}
