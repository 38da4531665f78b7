import { z } from "zod";
import { dateForms, storefrontSettings, type StorefrontSettings } from "../availability/storefront-settings.ts";
import { type StrangerSetting, strangerSettings } from "../availability/stranger-setting.ts";
import type { BackorderSettings } from "../backorders/backorder-settings.ts";
import type { AnswerSettings } from "../customers/self-service/answer-settings.ts";
import { checked, choice, wholeNumber } from "../policies/policy-form-fields.ts";
import { isDay } from "../supply/day.ts";
import type { SupplySettings } from "../supply/supply-settings.ts";
import { answersSection } from "./answers-form.ts";
import { supplySections } from "./supply-form.ts";
import { waitingSections } from "./waiting-form.ts";

/** The words for each are in the locale files. */
const settingsFormErrors = [
  "required",
  "not-a-choice",
  "not-a-whole-number",
  "too-small",
  "too-large",
  "too-long",
  "too-many",
  "not-a-day",
  "not-a-time",
  "below-minimum",
  "not-an-email",
  "no-working-day",
  "same-tag",
] as const;
export type SettingsFormError = (typeof settingsFormErrors)[number];

/** What the forms send; a section left out keeps what it was. */
export interface SettingsFormInput {
  /** ISO weekdays, 1 is Monday. */
  workingWeekdays?: unknown;
  /** `HH:MM`; empty: none. */
  cutOff?: unknown;
  /** A list, or text with one `YYYY-MM-DD` a line. */
  closedDays?: unknown;
  handlingDays?: unknown;
  /** `{minDays, maxDays}`, both empty: not known. */
  transit?: unknown;
  verb?: unknown;
  largestQuantityTold?: unknown;
  dateForm?: unknown;
  propertyShown?: unknown;
  /** Words by locale; an empty one falls back on ours. */
  propertyLabel?: unknown;
  /** Message key, then locale. */
  messages?: unknown;
  strangerRule?: unknown;
  /** A list, or text with commas. */
  discontinuedTags?: unknown;
  /** `{country, region, worked}`; without a country: none. */
  holidays?: unknown;
  caution?: unknown;
  toleranceDays?: unknown;
  sendsSmallChanges?: unknown;
  /** `{isOn, to}` */
  morningMail?: unknown;
  holds?: unknown;
  /** Lists, or texts with commas. */
  priorityTags?: unknown;
  shipCompleteTags?: unknown;
  unpaidDays?: unknown;
  /** `{isOn, waiting, ready}` */
  orderTags?: unknown;
  /** `{leastDays, usualDays, reminderDays, cancelsBySilence, selfService}` */
  answers?: unknown;
}

export interface MerchantSettings {
  storefront: StorefrontSettings;
  supply: SupplySettings;
  backorders: BackorderSettings;
  answers: AnswerSettings;
  strangerRule: StrangerSetting;
  discontinuedTags: string[];
}

export type SettingsFormResult =
  { ok: true; settings: MerchantSettings } | { ok: false; errors: Record<string, SettingsFormError> };

const code = (error: SettingsFormError) => ({ error });
const mostClosedDays = 400;
const mostTags = 50;
const longestText = 200;

const listOf =
  (separator: RegExp) =>
  (value: unknown): unknown =>
    (typeof value === "string" ? value.split(separator) : Array.isArray(value) ? value : [value])
      .map((each: unknown) => (typeof each === "string" ? each.trim() : each))
      .filter((each) => each !== "");

const weekdays = z.preprocess(
  listOf(/[\s,]+/),
  z.array(wholeNumber(1, 7)).min(1, code("required")).max(7, code("not-a-choice")),
);
const time = z.preprocess(
  (value) => (typeof value === "string" && value.trim() !== "" ? value.trim() : null),
  z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, code("not-a-time"))
    .nullable(),
);
const days = z.preprocess(
  listOf(/[\s,;]+/),
  z.array(z.string(code("not-a-day")).refine(isDay, code("not-a-day"))).max(mostClosedDays, code("too-many")),
);
const transit = z
  .object({ minDays: z.unknown(), maxDays: z.unknown() })
  .transform(({ minDays, maxDays }) => (isEmpty(minDays) && isEmpty(maxDays) ? null : { minDays, maxDays }))
  .pipe(
    z
      .object({ minDays: wholeNumber(0, 120), maxDays: wholeNumber(0, 120) })
      .refine(({ minDays, maxDays }) => minDays <= maxDays, { path: ["maxDays"], error: "below-minimum" })
      .transform(({ minDays, maxDays }): [number, number] => [minDays, maxDays])
      .nullable(),
  );
const words = z
  .record(z.string().max(16, code("too-long")), z.string().trim().max(longestText, code("too-long")))
  .transform((byLocale) => Object.fromEntries(Object.entries(byLocale).filter(([, text]) => text !== "")));
const tags = z.preprocess(
  listOf(/,/),
  z.array(z.string(code("not-a-choice")).max(255, code("too-long"))).max(mostTags, code("too-many")),
);

/** The settings after the form: every section is checked, and with one error nothing of it is kept. */
export function parseSettingsForm(input: SettingsFormInput, present: MerchantSettings): SettingsFormResult {
  const errors: Record<string, SettingsFormError> = {};
  const section = <Value>(name: keyof SettingsFormInput, schema: z.ZodType<Value>, kept: Value): Value => {
    if (input[name] === undefined) return kept;
    const result = schema.safeParse(input[name]);
    if (result.success) return result.data;
    for (const issue of result.error.issues) errors[[name, ...issue.path].join(".")] ??= codeOf(issue.message);
    return kept;
  };
  const { storefront } = present;
  const verbs = choice("ships", "arrives", "collect");
  const next: StorefrontSettings = {
    ...storefront,
    workingWeekdays: unique(section("workingWeekdays", weekdays, storefront.workingWeekdays)),
    cutOff: section("cutOff", time, storefront.cutOff),
    closedDays: unique(section("closedDays", days, storefront.closedDays)),
    handlingDays: section("handlingDays", wholeNumber(0, 60), storefront.handlingDays),
    transitDays: section("transit", transit, storefront.transitDays),
    verb: section("verb", verbs, storefront.verb),
    largestQuantityTold: section("largestQuantityTold", wholeNumber(1, 50), storefront.largestQuantityTold),
    dateForm: section("dateForm", choice(...dateForms), storefront.dateForm),
    property: {
      shown: section("propertyShown", checked, storefront.property.shown),
      label: section("propertyLabel", words, storefront.property.label),
    },
    messages: section("messages", z.record(z.string().max(64, code("too-long")), words), storefront.messages),
  };
  const strangerRule = section("strangerRule", choice(...strangerSettings), present.strangerRule);
  const discontinuedTags = unique(section("discontinuedTags", tags, present.discontinuedTags));
  const supply: SupplySettings = {
    holidays: section("holidays", supplySections.holidays, present.supply.holidays),
    caution: section("caution", supplySections.caution, present.supply.caution),
    toleranceDays: section("toleranceDays", supplySections.toleranceDays, present.supply.toleranceDays),
    sendsSmallChanges: section("sendsSmallChanges", supplySections.sendsSmallChanges, present.supply.sendsSmallChanges),
    morningMail: section("morningMail", supplySections.morningMail, present.supply.morningMail),
  };
  const { backorders: kept } = present;
  const backorders: BackorderSettings = {
    holds: section("holds", waitingSections.holds, kept.holds),
    priorityTags: section("priorityTags", waitingSections.priorityTags, kept.priorityTags),
    shipCompleteTags: section("shipCompleteTags", waitingSections.shipCompleteTags, kept.shipCompleteTags),
    unpaidDays: section("unpaidDays", waitingSections.unpaidDays, kept.unpaidDays),
    orderTags: section("orderTags", waitingSections.orderTags, kept.orderTags),
  };
  const answers = section("answers", answersSection, present.answers);
  // "Arrives" without the days on the road would be a date that nobody knows.
  if (next.verb === "arrives" && next.transitDays === null) errors["transit.minDays"] ??= "required";
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const parsed = storefrontSettings.parse(next);
  return { ok: true, settings: { storefront: parsed, supply, backorders, answers, strangerRule, discontinuedTags } };
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === "string" && value.trim() === "");

function unique<Value extends string | number>(values: readonly Value[]): Value[] {
  return [...new Set(values)].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
}

/** A shape that no form of ours sends has zod's own words: the field has none of its choices. */
function codeOf(message: string): SettingsFormError {
  return settingsFormErrors.find((each) => each === message) ?? "not-a-choice";
}
