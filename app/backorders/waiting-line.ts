import type { InventoryItemGid, VariantGid } from "../ids.ts";
import type { Day } from "../supply/day.ts";
import type { PromisePart } from "./promise-part.ts";
import type { PlacedUnits } from "./move-of-line.ts";
import type { ToldStanding } from "./plan-promise.ts";

/** What is kept of a line's promise; null fields as in the table. */
interface KeptPromise {
  toldFrom: Day | null;
  toldTo: Day | null;
  toldStanding: ToldStanding;
  computedFrom: Day | null;
  computedTo: Day | null;
  givenFrom: Day | null;
  givenTo: Day | null;
  parts: PromisePart[];
  isReady: boolean;
  isDelayedAtBirth: boolean;
  reportId: string | null;
}

/** An order line that waits, with the promise it has. */
export interface WaitingLine {
  lineId: string;
  orderId: string;
  variantId: VariantGid | null;
  inventoryItemId: InventoryItemGid;
  units: number;
  /** Epoch milliseconds. */
  placedAt: number;
  toldWindow: { from: Day; to: Day; units?: number | null }[] | null;
  /** An order or customer tag of the merchant's gives it priority. */
  isPriority: boolean;
  /** A place that a person gave it by hand. */
  override: "first" | "last" | null;
  /** Where its units lie, and which of them stock was given to. */
  places: PlacedUnits[];
  /** Of what was allocated, units that the customer or the warehouse has heard of. */
  firmUnits: number;
  /** Its order has grown too old to be read. */
  isUnreadable: boolean;
  /** Before the read that first told its units as they stand; null: it came with a list. */
  readAt: Date | null;
  /** Older than Arrivo: counted, and promised nothing until the merchant says so. */
  isAdopted: boolean;
  promise: KeptPromise | null;
}
