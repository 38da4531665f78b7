import type { InventoryItemGid, LocationGid } from "../../ids.ts";

/** A line of a transfer or shipment with units still to come. */
export interface ReadInboundLine {
  /** Shopify's gid of the line. */
  id: string;
  /** A transfer's line stands for the units of it that are in no shipment on its way. */
  kind: "transfer" | "shipment";
  parentId: string;
  /** The transfer that a shipment belongs to; null: none that we may read, or the line is a transfer's own. */
  transferId: string | null;
  /** As Shopify's admin shows it: `#T0001`. */
  name: string;
  inventoryItemId: InventoryItemGid;
  locationId: LocationGid;
  /** Null: from outside the shop, or not known. */
  originLocationId: LocationGid | null;
  status: "ready" | "in-transit" | "partly-received";
  quantityUnits: number;
  /** Above 0. */
  unreceivedUnits: number;
  /** ISO instant; null: nobody knows. */
  arrivesAt: string | null;
}

export interface InboundPort {
  /** Whether the shop granted transfers and shipments. */
  canReadInbound(): Promise<boolean>;
  /** All that is on its way; null where the shop has not granted the scopes. Drafts are none of it. */
  readOpenInbound(): Promise<ReadInboundLine[] | null>;
  /**
   * Subscribes the shop to what it granted us to hear of, if it is not yet: topics of optional scopes can't stand in
   * shopify.app.toml. @returns whether it granted transfers and shipments.
   */
  watchInbound(): Promise<boolean>;
}

declare module "../../ports.ts" {
  interface ShopAdmin extends InboundPort {}
}
