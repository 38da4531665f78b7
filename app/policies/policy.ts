import type { CollectionGid, LocationGid, ProductGid, VariantGid } from "../ids.ts";
import type { Day } from "../supply/day.ts";
import type { Eta } from "../supply/eta.ts";
import type { Caution } from "../supply/supply-settings.ts";

/** Least specific first. */
export const policyLevels = ["shop", "tag", "type", "vendor", "collection", "product", "variant"] as const;
export type PolicyLevel = (typeof policyLevels)[number];

/** `never` outranks every rule at every level; `off` only what is less specific. */
export type PolicyMode = "on" | "off" | "never";

/** How far available stock may fall below zero. */
export type BackorderLimit =
  | { kind: "number"; units: number }
  | { kind: "unlimited" }
  /** Open inbound units less these: what is owed is already out of available. */
  | { kind: "inbound"; bufferUnits: number };

/** Whether a variant sells past its stock only once that is gone, or also while some is there. */
type SellsWhen = "sold-out" | "beyond-stock";

/** Everything a rule can say. A rule gives any of it; what it leaves out comes from the next less specific one. */
export interface PolicyFields {
  mode: PolicyMode;
  limit: BackorderLimit;
  when: SellsWhen;
  /** First day of selling on backorder; null: from now on. */
  startsOn: Day | null;
  /** Last day of it; null: no end. */
  endsOn: Day | null;
  /** `online`: those that fulfil online orders. */
  countedLocations: "online" | readonly LocationGid[];
  /** Units of stock that are not promised to anybody new. */
  bufferUnits: number;
  /** Key of the wording in the shop's settings. */
  message: string;
  eta: Eta;
  /** Between arrival and leaving again, counted in the ETA's own kind of days. */
  handlingDays: number;
  /** Keeps selling, without a date, once the told window has passed or where supply gives none. */
  sellsPastWindow: boolean;
  /** Which quantiles of a supplier's lateness make the window; null: the shop's. */
  caution: Caution | null;
  /** Products made after the rule join it. Read at shop level only, where a rule covers what it cannot name. */
  joinsNewProducts: boolean;
}

interface PolicyRecord {
  id: string;
  gives: Partial<PolicyFields>;
  /** Of two rules at one level the lower one wins: the order in which the merchant dragged them. */
  rank: number;
  /** Epoch milliseconds. */
  createdAt: number;
  updatedAt: number;
}

/** The merchant's word at one level. */
export type Policy = PolicyRecord &
  (
    | { level: "shop"; targetId: null }
    /** The tag, product type or vendor itself. */
    | { level: "tag" | "type" | "vendor"; targetId: string }
    | { level: "collection"; targetId: CollectionGid }
    | { level: "product"; targetId: ProductGid }
    | { level: "variant"; targetId: VariantGid }
  );

/** What holds for one variant after precedence and inheritance. `policyId` is the rule that decided the mode. */
export type ResolvedPolicy =
  | ({ mode: "on"; policyId: string } & Omit<PolicyFields, "mode" | "joinsNewProducts">)
  | { mode: "off" | "never"; policyId: string };

export type ActivePolicy = Extract<ResolvedPolicy, { mode: "on" }>;
