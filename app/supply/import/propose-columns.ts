import { headerName } from "../../csv/header-name.ts";
import { likelyNames } from "./likely-names.ts";
import { neededFields, type OrderColumns, orderFields, templateHeadings } from "./order-fields.ts";

/** Files whose columns we know: nobody is asked what they hold. docs/purchase-order-csv.md says where each is from. */
export type KnownForm = "template" | "stocky" | "shopify-inventory";

export interface ProposedColumns {
  columns: OrderColumns;
  /** Null: the names are only likely, and the merchant confirms them. */
  form: KnownForm | null;
}

/** What each column of a file probably holds, by its name (`headerName`). */
export function proposeColumns(names: readonly string[]): ProposedColumns {
  const form = formOf(names);
  const columns: OrderColumns = {};
  const taken = new Set<number>();
  const plain = names.map(plainName);
  // A lone "Reference" is rather the item's than the order's: no file can do without an item.
  for (const field of new Set([...neededFields, ...orderFields])) {
    const found = likelyNames[field].map((name) => plain.indexOf(name)).find((at) => at >= 0 && !taken.has(at));
    if (found === undefined) continue;
    columns[field] = found;
    taken.add(found);
  }
  return { columns, form };
}

/** Without accents; "N. ordine", "Nº de pedido" and "Nr. ordine" begin as "Numero" does. */
function plainName(name: string): string {
  const bare = name.normalize("NFKD").replaceAll(/\p{M}/gu, "");
  return bare.replace(/^(?:n_o|n|nr|no|num|numero)_(?:di_|d_|de_)?/, "numero_");
}

export const hasNeededColumns = (columns: OrderColumns): boolean =>
  neededFields.every((field) => columns[field] !== undefined);

const templateNames: readonly string[] = templateHeadings.map(([, heading]) => headerName(heading));

function formOf(names: readonly string[]): KnownForm | null {
  const hasAll = (...needed: string[]) => needed.every((name) => names.includes(name));
  if (hasAll("purchase_order", "vendor_supplier", "sku", "qty_ordered")) return "stocky";
  if (hasAll("sku", "location", "incoming_not_editable")) return "shopify-inventory";
  const isTemplate = names.every((name, at) => templateNames.includes(name) && names.indexOf(name) === at);
  return isTemplate && hasAll("order_number", "supplier", "sku", "quantity") ? "template" : null;
}
