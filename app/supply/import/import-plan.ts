import type { InventoryItemGid } from "../../ids.ts";
import type { Day } from "../day.ts";
import type { OrderStatus } from "../purchase-orders/purchase-order-status.ts";
import type { ImportProblem } from "./import-problem.ts";
import type { UnknownLines } from "./import-result.ts";
import type { KnownSupplier, LineRecord, OrderRecord } from "./known-supply.ts";

/** What saving some of a file's orders writes. */
export interface ImportPlan {
  suppliers: { id: string; name: string; currency: string }[];
  orders: (OrderRecord & { isNew: boolean })[];
  lines: (LineRecord & { purchaseOrderId: string })[];
  moves: DayMove[];
  receipts: PlannedReceipt[];
}

/** What is known of a whole file, once all of its orders are planned. */
export interface ImportTotals {
  summary: ImportSummary;
  problems: ImportProblem[];
  unknown: UnknownLines;
  /** Suppliers that the file brings, by name in small letters. */
  created: Map<string, KnownSupplier>;
  /** Whose supply becomes another, and through which order. */
  touched: Map<InventoryItemGid, { lineId: string; number: string }>;
  /** What moves from one day to another in one order is told at once; null: there is too much of it to be told so. */
  movesByDay: Map<string, { move: DayMove; itemIds: InventoryItemGid[] }> | null;
}

export interface DayMove {
  lineId: string;
  inventoryItemId: InventoryItemGid;
  number: string;
  title: string;
  from: Day | null;
  to: Day;
}

export interface PlannedReceipt {
  /** Made of the line and how many receipts from files it has: planned twice, it is one. */
  key: string;
  purchaseOrderId: string;
  lineId: string;
  units: number;
  receivedOn: Day;
}

/** What a file will change, as the merchant reads it before saving. Lists hold examples; the counts are whole. */
export interface ImportSummary {
  orders: { new: number; updated: number; unchanged: number; left: number };
  lines: { new: number; updated: number; unchanged: number; leftOut: number; empty: number; cancelled: number };
  /** Still to come by these orders once the file is saved. */
  openUnits: number;
  /** Recorded as received by it. */
  receivedUnits: number;
  newSuppliers: string[];
  moveCount: number;
  moves: Omit<DayMove, "inventoryItemId">[];
  /** Open lines with a day that is over, and with none. */
  pastCount: number;
  dayless: number;
  /** Open lines that an earlier file had and this one has not. */
  goneCount: number;
  gone: { number: string; title: string; units: number }[];
  /** Finished in Arrivo, or drafts made by hand: left as they are. */
  left: { number: string; status: OrderStatus }[];
  examples: OrderExample[];
}

export interface OrderExample {
  id: string;
  number: string;
  supplier: string;
  change: "new" | "updated" | "unchanged";
  lineCount: number;
  openUnits: number;
  from: Day | null;
  to: Day | null;
}
