/** `gid://shopify/Product/12`. An inventory level's also names its item, as Shopify's does. */
export const gid = (type: string, id: number): string => `gid://shopify/${type}/${id}`;

export const levelGid = (levelId: number, inventoryItemId: number): string =>
  `gid://shopify/InventoryLevel/${levelId}?inventory_item_id=${inventoryItemId}`;

export type ParsedGid = { type: string; id: number };

export function parseGid(value: string): ParsedGid | null {
  const match = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d+)(\?.*)?$/.exec(value);
  return match ? { type: match[1]!, id: Number(match[2]) } : null;
}

/** The numeric id of a gid of this type, or of a bare number as the control API takes; null for anything else. */
export function idOf(value: unknown, type: string): number | null {
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  if (typeof value !== "string") return null;
  if (/^\d+$/.test(value)) return Number(value);
  const parsed = parseGid(value);
  return parsed && parsed.type === type ? parsed.id : null;
}
