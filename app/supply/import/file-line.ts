import type { Day } from "../day.ts";

/** A line of a file of purchase orders, its cells read; "" and null where the file says nothing. */
export interface FileLine {
  /** As a text editor counts it. */
  line: number;
  orderNumber: string;
  supplier: string;
  sku: string;
  supplierSku: string;
  orderedUnits: number;
  /** In all, by the time of the file. */
  receivedUnits: number | null;
  receivedOn: Day | null;
  /** A decimal number in the order's currency. */
  price: string | null;
  currency: string;
  orderedOn: Day | null;
  expectedOn: Day | null;
  location: string;
  note: string;
  status: FileStatus;
}

/** What a status column can add to what the units say. */
export type FileStatus = "open" | "draft" | "received" | "cancelled";
