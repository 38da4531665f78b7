/** A column's name however people write it: "Supplier SKU", "supplier-sku" and "supplier_sku" are one. */
export function headerName(heading: string): string {
  return heading
    .normalize("NFC")
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "_")
    .replaceAll(/^_|_$/g, "");
}
