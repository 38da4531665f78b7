export interface ShipToPort {
  /** ISO 3166-1 codes by order, at most 100 at once; null where Shopify does not tell, or nothing is shipped. */
  readShipTo(orderIds: readonly string[]): Promise<Map<string, string | null>>;
}

declare module "../../ports.ts" {
  interface ShopAdmin extends ShipToPort {}
}
