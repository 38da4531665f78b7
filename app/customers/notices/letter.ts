import type { Day } from "../../supply/day.ts";
import type { StorefrontLocale } from "../../i18n/storefront-locales.ts";
import type { StorefrontSettings } from "../../availability/storefront-settings.ts";
import type { PromisePart } from "../../backorders/promise-part.ts";
import type { Benefit } from "../compensation/benefit.ts";
import type { Silence } from "../delays/delay-law.ts";
import type { ToldOrder } from "./fold-causes.ts";

/** What a customer is given. */
export interface GivenBenefit {
  benefit: Benefit;
  currency: string;
  /** Null: none is needed. */
  code: string | null;
  /** The last whole day on which it can be used. */
  untilOn: Day | null;
}

/** All that one mail is made of, whatever the template says. */
export interface Letter {
  told: ToldOrder;
  locale: StorefrontLocale;
  today: Day;
  shopName: string;
  orderName: string;
  /** Where the customer sees the order; null: not known. */
  orderUrl: string | null;
  settings: Pick<StorefrontSettings, "verb" | "transitDays" | "dateForm">;
  /** By line: what it is called, and what its promise is made of. */
  lines: ReadonlyMap<string, { title: string; parts: readonly PromisePart[] }>;
  given: readonly GivenBenefit[];
  /** Null: nothing is asked. */
  question: {
    deadlineOn: Day | null;
    silence: Silence;
    url: string;
    /** Something is set aside, which they may take before the rest. */
    mayTakeReady: boolean;
  } | null;
}
