export interface OrderProofPort {
  /** The number that only the order's customer and the shop know; null: no such order, or it has none. */
  readConfirmationNumber(orderId: string): Promise<string | null>;
}

declare module "../../ports.ts" {
  interface ShopAdmin extends OrderProofPort {}
}
