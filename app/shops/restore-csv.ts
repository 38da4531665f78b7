import { stringify } from "csv-stringify/sync";

/** A variant whose policy Arrivo has taken over. */
export interface TakenOverVariant {
  handle: string;
  options: readonly { name: string; value: string }[];
  /** As a list shows it ("Red / L"): for variants whose options we never read. */
  title: string;
  ownPolicy: "CONTINUE" | "DENY";
}

const mostOptions = 3;
const columns = [
  "Handle",
  ...Array.from({ length: mostOptions }, (_, index) => [`Option${index + 1} Name`, `Option${index + 1} Value`]).flat(),
  "Variant Inventory Policy",
];

/**
 * A product CSV for Shopify's own importer ("overwrite products with matching handles") that gives each variant back the
 * policy it had. The importer finds a variant by its handle and option values and leaves what has no column as it is.
 */
export function restoreCsv(variants: readonly TakenOverVariant[]): string {
  const rows = variants.map(({ handle, options, title, ownPolicy }) => {
    const known = options.length > 0 ? options : optionsFromTitle(title);
    const cells = Array.from({ length: mostOptions }, (_, index) => [
      known[index]?.name ?? "",
      known[index]?.value ?? "",
    ]);
    return [handle, ...cells.flat(), ownPolicy.toLowerCase()];
  });
  return stringify([columns, ...rows]);
}

function optionsFromTitle(title: string): { name: string; value: string }[] {
  const values = title.split(" / ");
  return values.map((value, index) => ({
    name: values.length === 1 && value === "Default Title" ? "Title" : `Option${index + 1}`,
    value,
  }));
}
