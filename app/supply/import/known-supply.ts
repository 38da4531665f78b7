import type { InventoryItemGid, LocationGid, VariantGid } from "../../ids.ts";
import type { Day } from "../day.ts";
import type { LineUnits } from "../purchase-orders/line-units.ts";
import type { OrderStatus } from "../purchase-orders/purchase-order-status.ts";

/** What Arrivo knows already of what a whole file names. */
export interface KnownNames {
  /** By name in small letters. */
  suppliers: ReadonlyMap<string, KnownSupplier>;
  /** By name in small letters, and by id. */
  locations: ReadonlyMap<string, KnownLocation>;
  /** By SKU as the file writes it; several where they are stocked apart. */
  variants: ReadonlyMap<string, readonly KnownVariant[]>;
  shopCurrency: string;
}

/** The same with the orders that some of its orders are. */
export interface KnownSupply extends KnownNames {
  /** By the file's own key (`externalKey`). */
  ordersByKey: ReadonlyMap<string, KnownOrder>;
  ordersByNumber: ReadonlyMap<string, KnownOrder>;
  /** What suppliers call the variants, by `termsKey`. */
  supplierSkus: ReadonlyMap<string, string>;
}

export const termsKey = (supplierId: string, variantId: string): string => `${supplierId} ${variantId}`;

export interface KnownSupplier {
  id: string;
  name: string;
  currency: string;
  isArchived: boolean;
}

export interface KnownLocation {
  id: LocationGid;
  name: string;
  isActive: boolean;
}

export interface KnownVariant {
  variantId: VariantGid;
  inventoryItemId: InventoryItemGid;
  title: string;
}

export interface OrderRecord {
  id: string;
  number: string;
  supplierId: string;
  locationId: LocationGid;
  status: OrderStatus;
  currency: string;
  orderedOn: Day | null;
  confirmedOn: Day | null;
  closedOn: Day | null;
  note: string;
  externalKey: string | null;
}

export interface LineRecord extends LineUnits {
  id: string;
  position: number;
  variantId: VariantGid;
  inventoryItemId: InventoryItemGid;
  title: string;
  supplierSku: string | null;
  priceMinor: number | null;
  expectedOn: Day | null;
  statedOn: Day | null;
  externalKey: string | null;
}

export interface KnownOrder extends OrderRecord {
  lines: readonly KnownLine[];
}

export interface KnownLine extends LineRecord {
  /** Units of its receipts that came from files, and how many such receipts there are. */
  fileUnits: number;
  fileReceiptCount: number;
}
