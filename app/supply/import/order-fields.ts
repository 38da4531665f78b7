/** What a file of purchase orders can say, one line an order's line. */
export const orderFields = [
  "orderNumber",
  "supplier",
  "supplierSku",
  "sku",
  "quantity",
  "received",
  "receivedOn",
  "price",
  "currency",
  "orderedOn",
  "expectedOn",
  "location",
  "note",
  "status",
] as const;
export type OrderField = (typeof orderFields)[number];

/** Which column (counted from 0) holds which field. Remembered by the file's header. */
export type OrderColumns = Partial<Record<OrderField, number>>;

/** Without a column for these no file can be read; what else an order needs can be given once for the whole file. */
export const neededFields = ["sku", "quantity"] as const satisfies readonly OrderField[];

/** The plain template's columns. The names are the format and the same in every language. */
export const templateHeadings = [
  ["orderNumber", "Order number"],
  ["supplier", "Supplier"],
  ["supplierSku", "Supplier SKU"],
  ["sku", "SKU"],
  ["quantity", "Quantity"],
  ["received", "Received"],
  ["price", "Price"],
  ["currency", "Currency"],
  ["orderedOn", "Ordered on"],
  ["expectedOn", "Expected on"],
  ["location", "Location"],
  ["note", "Note"],
] as const satisfies readonly (readonly [OrderField, string])[];

export const orderTemplate = `${templateHeadings.map(([, heading]) => heading).join(",")}\r\n`;
