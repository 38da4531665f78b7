import type { LocationGid } from "../ids.ts";

export interface HeldOrder {
  orderId: string;
  tags: string[];
  fulfillmentOrders: FulfillmentOrder[];
}

export interface FulfillmentOrder {
  id: string;
  /** Shopify's own word: OPEN, ON_HOLD, IN_PROGRESS, … */
  status: string;
  locationId: LocationGid | null;
  lines: { id: string; lineId: string; remainingUnits: number }[];
  ownHoldIds: string[];
  hasOtherHolds: boolean;
}

interface HoldRequest {
  /** Unique among the holds of the fulfilment order: asked for again under it, nothing happens twice. */
  handle: string;
  notes: string;
  /** Lines of the fulfilment order to hold, the rest is split off; null: all of it. */
  lines: { id: string; units: number }[] | null;
}

/** `refused`: Shopify said no for now (the fulfilment order is in another state than it was read in). */
export type HoldResult = { ok: true } | { ok: false; message: string };

export interface HoldsPort {
  /** Those that are gone are left out. */
  readHeldOrders(orderIds: readonly string[]): Promise<HeldOrder[]>;
  holdFulfillmentOrder(id: string, request: HoldRequest): Promise<HoldResult>;
  releaseHolds(id: string, holdIds: readonly string[]): Promise<HoldResult>;
  tagOrder(orderId: string, change: { add: string[]; remove: string[] }): Promise<void>;
}

declare module "../ports.ts" {
  interface ShopAdmin extends HoldsPort {}
}
