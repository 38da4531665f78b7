import { headerName } from "../../csv/header-name.ts";
import { neededFields, type OrderColumns, type OrderField, orderFields, templateHeadings } from "./order-fields.ts";

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
  for (const field of orderFields) {
    const found = likelyNames[field].map((name) => names.indexOf(name)).find((at) => at >= 0 && !taken.has(at));
    if (found === undefined) continue;
    columns[field] = found;
    taken.add(found);
  }
  return { columns, form };
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

/** The likeliest first. */
const likelyNames: Record<OrderField, readonly string[]> = {
  orderNumber: [
    "order_number",
    "purchase_order",
    "purchase_order_number",
    "purchase_order_name",
    "po_number",
    "po_no",
    "po",
    "order_no",
    "order",
    "number",
    "reference",
    "reference_number",
    "numero_ordine",
    "numero_d_ordine",
    "ordine_d_acquisto",
    "ordine",
  ],
  supplier: ["supplier", "vendor_supplier", "supplier_name", "vendor", "vendor_name", "fornitore", "nome_fornitore"],
  supplierSku: ["supplier_sku", "supplier_code", "vendor_sku", "supplier_item", "sku_fornitore", "codice_fornitore"],
  sku: ["sku", "variant_sku", "product_sku", "item_sku", "codice_sku"],
  quantity: [
    "quantity",
    "qty_ordered",
    "quantity_ordered",
    "ordered_quantity",
    "ordered_qty",
    "ordered",
    "qty",
    "units",
    "incoming_not_editable",
    "incoming",
    "quantità",
    "quantita",
    "quantità_ordinata",
    "ordinati",
  ],
  received: [
    "received",
    "qty_received",
    "quantity_received",
    "received_quantity",
    "received_qty",
    "accepted",
    "ricevuti",
    "ricevuto",
    "quantità_ricevuta",
  ],
  receivedOn: ["received_on", "received_at", "received_date", "date_received", "data_ricezione"],
  price: ["price", "cost_base", "unit_cost", "cost", "unit_price", "cost_price", "prezzo", "costo"],
  currency: ["currency", "currency_code", "valuta"],
  orderedOn: ["ordered_on", "ordered_at", "order_date", "date_ordered", "data_ordine"],
  expectedOn: [
    "expected_on",
    "expected_at",
    "expected",
    "expected_date",
    "expected_arrival",
    "expected_arrival_date",
    "expected_delivery",
    "expected_delivery_date",
    "estimated_arrival",
    "estimated_arrival_date",
    "delivery_date",
    "arrival_date",
    "arrives_at",
    "eta",
    "due_date",
    "data_prevista",
    "arrivo_previsto",
    "data_consegna",
  ],
  location: [
    "location",
    "destination",
    "destination_location",
    "destination_name",
    "location_name",
    "ship_to",
    "warehouse",
    "sede",
    "destinazione",
    "magazzino",
  ],
  note: ["note", "notes", "comment", "comments", "memo"],
  status: ["status", "order_status", "po_status", "stato"],
};
