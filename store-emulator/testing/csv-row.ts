const header =
  "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Status";

/** A product CSV with one line for each product: handle, SKU, quantity and policy. */
export const productCsv = (...rows: [handle: string, sku: string, quantity: number, policy?: string][]): string =>
  [
    header,
    ...rows.map(
      ([handle, sku, quantity, policy = "deny"]) =>
        `${handle},${handle},Title,Default Title,${sku},shopify,${quantity},${policy},10.00,active`,
    ),
  ].join("\n");
