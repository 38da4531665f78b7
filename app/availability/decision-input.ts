import type { LocationGid } from "../ids.ts";
import type { ResolvedPolicy } from "../policies/policy.ts";
import type { ShopState } from "../shops/shop-state.ts";
import type { Day } from "../supply/day.ts";
import type { InboundLine } from "../supply/inbound-line.ts";
import type { SupplyLead } from "../supply/supply-lead.ts";
import type { EligibilityFacts } from "./eligibility.ts";
import type { ArrivoMetafield, InventoryPolicy } from "./metafield.ts";
import type { StrangerRule } from "./takeover.ts";

/** Units of one order line that wait, in queue order. */
interface WaitingUnits {
  id: string;
  units: number;
}

export interface StockLevel {
  locationId: LocationGid;
  /** Negative when oversold. */
  available: number;
}

/** All that a decision depends on; nothing else does. */
export interface DecisionInput {
  variant: {
    /** Shopify's policy as just read. */
    currentPolicy: InventoryPolicy;
    /** The metafield as just read in the same query; null where there is none. */
    published: ArrivoMetafield | null;
    eligibility: EligibilityFacts;
    /** False until the variant first had stock: what it sells before is a preorder. */
    hasBeenStocked: boolean;
  };
  shopState: ShopState;
  stranger: StrangerRule;
  stock: { levels: readonly StockLevel[]; onlineLocationIds: ReadonlySet<LocationGid> };
  /** Null: no rule covers the variant. */
  policy: ResolvedPolicy | null;
  queue: readonly WaitingUnits[];
  /** At any location: those that do not count are left out. */
  inbound: readonly InboundLine[];
  /** Dates the units past the inbound lines under a rule that takes its dates from supply; null or absent: not known. */
  supplyLead?: SupplyLead | null;
  /** In the shop's time zone. */
  today: Day;
}
