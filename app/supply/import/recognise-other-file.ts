/** Files that merchants have at hand and that hold no purchase orders. */
export type OtherFile = "products" | "orders" | "customers" | "rules" | "suppliers";

/** What a file is instead of purchase orders, by the names of its columns (`headerName`); null where nothing says so. */
export function recogniseOtherFile(names: readonly string[]): OtherFile | null {
  const has = (...all: string[]) => all.every((name) => names.includes(name));
  if (has("lineitem_name") || has("financial_status", "fulfillment_status")) return "orders";
  if (has("variant_id", "rule") || has("sku", "rule")) return "rules";
  if (has("first_name", "last_name") && (has("total_spent") || has("accepts_email_marketing"))) return "customers";
  // The inventory file has handles too, and is understood.
  if (names.includes("incoming_not_editable")) return null;
  if ((has("handle") || has("url_handle")) && has("title")) return "products";
  return has("supplier", "lead_days") ? "suppliers" : null;
}
