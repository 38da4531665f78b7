import type { CorrectedCause } from "../../backorders/corrected-cause.ts";
import type { ToldStanding } from "../../backorders/plan-promise.ts";
import type { PromiseCause } from "../../backorders/promise-cause.ts";
import type { PromisePart } from "../../backorders/promise-part.ts";
import type { ShipWindow } from "../../supply/day.ts";
import type { Reply } from "./reply.ts";
import type { TimelineEntry } from "./timeline-entry.ts";
import type { WaitingOrder } from "./waiting-order.ts";

/** An order's place for one line: the 12th of 40 who wait for the item, 9 units before it. */
export interface LinePlace {
  place: number;
  lineCount: number;
  unitsBefore: number;
}

export interface OrderPageLine {
  lineId: string;
  inventoryItemId: string | null;
  variantId: string | null;
  title: string;
  orderedUnits: number;
  waitingUnits: number;
  allocatedUnits: number;
  shippedUnits: number;
  cancelledUnits: number;
  heldUnits: number;
  /** Where what is left of it lies; without a name: no fulfilment order tells. */
  places: { name: string; remainingUnits: number; allocatedUnits: number }[];
  /** What the shopper read on the order line. */
  toldText: string | null;
  promise: {
    told: ShipWindow | null;
    toldStanding: ToldStanding;
    given: ShipWindow | null;
    computed: ShipWindow | null;
    parts: PromisePart[];
    isReady: boolean;
    isDelayedAtBirth: boolean;
    outcome: string | null;
  } | null;
  /** Null: it waits for nothing. */
  place: LinePlace | null;
  /** Counted locations that could send waiting units at once. */
  moveTo: { fromLocationId: string; toLocationId: string; from: string; to: string; units: number }[];
  override: { place: "first" | "last"; by: string; at: number } | null;
  /** Latest first. */
  moves: {
    id: string;
    at: number;
    from: ShipWindow | null;
    to: ShipWindow | null;
    cause: PromiseCause;
    corrected: { cause: CorrectedCause; by: string } | null;
  }[];
}

export interface OrderPage {
  orderId: string;
  name: string;
  placedAt: number;
  financialStatus: string;
  countsFrom: number | null;
  tags: string[];
  ownTags: string[];
  locale: string;
  isTest: boolean;
  isAdopted: boolean;
  isUnreadable: boolean;
  cancelledAt: number | null;
  holdRule: "ship-together" | "none" | null;
  holdRuleBy: string;
  holdRuleAt: number | null;
  /** As the list has it; null: nobody waits for anything of it. */
  waiting: WaitingOrder | null;
  lines: OrderPageLine[];
  reply: Reply | null;
  timeline: TimelineEntry[];
}
