import type { HoldRule } from "../backorders/backorder-settings.ts";
import type { StorefrontSettings } from "../availability/storefront-settings.ts";
import type { StrangerSetting } from "../availability/stranger-setting.ts";
import type { Day } from "../supply/day.ts";
import type { Caution } from "../supply/supply-settings.ts";
import { type AnswersDraft, answersDraftOf } from "./answers-form.ts";
import type { MerchantSettings, SettingsFormInput } from "./settings-form.ts";

/** The settings as their form holds them while it is being filled in: what is typed stays as it was typed. */
export interface SettingsDraft {
  workingWeekdays: string[];
  cutOff: string;
  closedDays: Day[];
  handlingDays: string;
  transit: { minDays: string; maxDays: string };
  verb: StorefrontSettings["verb"];
  largestQuantityTold: string;
  dateForm: StorefrontSettings["dateForm"];
  isPropertyShown: boolean;
  propertyLabel: Record<string, string>;
  messages: Record<string, Record<string, string>>;
  strangerRule: StrangerSetting;
  discontinuedTags: string;
  /** An empty country: no holidays; an empty region: those of the whole country. */
  holidays: { country: string; region: string; worked: Day[] };
  caution: Caution;
  toleranceDays: string;
  sendsSmallChanges: boolean;
  morningMail: { isOn: boolean; to: string };
  holds: HoldRule;
  priorityTags: string;
  shipCompleteTags: string;
  unpaidDays: string;
  orderTags: { isOn: boolean; waiting: string; ready: string };
  answers: AnswersDraft;
}

/** What is offered where the merchant has named none yet. */
const usualTags = { waiting: "Backorder", ready: "Backorder ready" };

export function draftOf({
  storefront,
  supply,
  backorders,
  answers,
  strangerRule,
  discontinuedTags,
}: MerchantSettings): SettingsDraft {
  const [minDays, maxDays] = storefront.transitDays ?? ["", ""];
  return {
    workingWeekdays: storefront.workingWeekdays.map(String),
    cutOff: storefront.cutOff ?? "",
    closedDays: storefront.closedDays,
    handlingDays: String(storefront.handlingDays),
    transit: { minDays: String(minDays), maxDays: String(maxDays) },
    verb: storefront.verb,
    largestQuantityTold: String(storefront.largestQuantityTold),
    dateForm: storefront.dateForm,
    isPropertyShown: storefront.property.shown,
    propertyLabel: storefront.property.label,
    messages: storefront.messages,
    strangerRule,
    discontinuedTags: discontinuedTags.join(", "),
    holidays: {
      country: supply.holidays?.country ?? "",
      region: supply.holidays?.region ?? "",
      worked: supply.holidays?.worked ?? [],
    },
    caution: supply.caution,
    toleranceDays: String(supply.toleranceDays),
    sendsSmallChanges: supply.sendsSmallChanges,
    morningMail: supply.morningMail,
    holds: backorders.holds,
    priorityTags: backorders.priorityTags.join(", "),
    shipCompleteTags: backorders.shipCompleteTags.join(", "),
    unpaidDays: String(backorders.unpaidDays),
    orderTags: { isOn: backorders.orderTags !== null, ...(backorders.orderTags ?? usualTags) },
    answers: answersDraftOf(answers),
  };
}

/** What the form sends. */
export function inputOf({ isPropertyShown: propertyShown, ...draft }: SettingsDraft): SettingsFormInput {
  return { ...draft, propertyShown };
}
