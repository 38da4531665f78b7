import type { InventoryItemGid } from "../../ids.ts";
import type { Day } from "../day.ts";
import type { OrderStatus } from "../purchase-orders/purchase-order-status.ts";
import type { ImportProblem } from "./import-problem.ts";
import type { LineRecord, OrderRecord } from "./known-supply.ts";

/** Everything that saving a file writes. */
export interface ImportPlan {
  suppliers: { id: string; name: string; currency: string }[];
  orders: (OrderRecord & { isNew: boolean })[];
  lines: (LineRecord & { purchaseOrderId: string })[];
  moves: DayMove[];
  receipts: PlannedReceipt[];
  /** Whose supply becomes another, and through which order. */
  touched: ReadonlyMap<InventoryItemGid, { lineId: string; number: string }>;
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

export type PlannedImport =
  | { ok: true; plan: ImportPlan; summary: ImportSummary; unknown: ImportProblem[] }
  | { ok: false; problems: ImportProblem[]; unknown: ImportProblem[] };
