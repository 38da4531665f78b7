import { z } from "zod";
import type { LocationGid } from "../ids.ts";
import { parseGid } from "../ids.ts";
import { type Day, dayFromNumber, dayNumber, isDay } from "../supply/day.ts";
import type { Eta } from "../supply/eta.ts";
import { type Caution, cautions } from "../supply/supply-settings.ts";
import type { PolicyFormError } from "./policy-form-error.ts";
import { checked, choice, day, dayOrNull, kindOf, month, text, wholeNumber } from "./policy-form-fields.ts";
import type { BackorderLimit, PolicyFields, PolicyLevel } from "./policy.ts";

/** What a form sends: text, ticked or not, lists. A section left out inherits from the less specific rule. */
export interface PolicyFormInput {
  mode?: unknown;
  /** `{kind, units?, bufferUnits?}` */
  limit?: unknown;
  when?: unknown;
  /** `{startsOn?, endsOn?}`, empty: from now on, no end. */
  schedule?: unknown;
  /** `online` or a list of location ids. */
  countedLocations?: unknown;
  bufferUnits?: unknown;
  message?: unknown;
  /** `{kind, minDays?, maxDays?, days?, from?, to?, month?, isConfirmed?}` */
  eta?: unknown;
  handlingDays?: unknown;
  sellsPastWindow?: unknown;
  /** A caution, or `shop`: the shop's own. */
  caution?: unknown;
  joinsNewProducts?: unknown;
}

export interface PolicyFormContext {
  level: PolicyLevel;
  /** In the shop's time zone. */
  today: Day;
  /** What a less specific rule already gives. */
  inherits: { limit: boolean; eta: boolean };
}

/** Errors by field, dotted (`eta.maxDays`); the first of each. */
export type PolicyFormResult =
  { ok: true; gives: Partial<PolicyFields> } | { ok: false; errors: Record<string, PolicyFormError> };

const mostUnits = 1_000_000;
const mostDaysAhead = 730;
/** What a product page can date, with room for handling: 261 working days, see app/supply/calendar.ts. */
const mostLeadDays = 200;
const mostHandlingDays = 60;

const limit = z.discriminatedUnion(
  "kind",
  [
    z.object({ kind: z.literal("number"), units: wholeNumber(1, mostUnits) }),
    z.object({ kind: z.literal("unlimited") }),
    z.object({ kind: z.literal("inbound"), bufferUnits: orNone(wholeNumber(0, mostUnits)) }),
  ],
  kindOf,
) satisfies z.ZodType<BackorderLimit>;

/** A buffer that is left empty is none. */
function orNone(schema: z.ZodType<number>) {
  return z.preprocess((value) => (value === undefined || value === "" ? "0" : value), schema);
}

const caution = choice("shop", ...cautions).transform((chosen): Caution | null => (chosen === "shop" ? null : chosen));

const leadDays = wholeNumber(0, mostLeadDays);

/** The days are held against today: a window in the past is a promise broken at birth. */
function etaOn(today: Day) {
  const latest = dayFromNumber(dayNumber(today) + mostDaysAhead);
  const within = (to: Day) => (to < today ? "in-the-past" : to > latest ? "too-far" : null);
  return z.discriminatedUnion(
    "kind",
    [
      z
        .object({
          kind: z.literal("lead-time"),
          minDays: leadDays,
          maxDays: leadDays,
          days: choice("working", "calendar"),
        })
        .refine((eta) => eta.minDays <= eta.maxDays, at("maxDays", "below-minimum")),
      z
        .object({ kind: z.literal("fixed"), from: day, to: day })
        .refine((eta) => isInOrder(eta.from, eta.to), at("to", "before-start"))
        .refine((eta) => within(eta.to) !== "in-the-past", at("to", "in-the-past"))
        .refine((eta) => within(eta.to) !== "too-far", at("to", "too-far")),
      z
        .object({ kind: z.literal("month"), month })
        .refine((eta) => eta.month >= today.slice(0, 7), at("month", "in-the-past"))
        .refine((eta) => eta.month <= latest.slice(0, 7), at("month", "too-far")),
      z.object({ kind: z.literal("supply") }),
      z
        .object({ kind: z.literal("unknown"), isConfirmed: checked })
        .refine((eta) => eta.isConfirmed, at("isConfirmed", "not-confirmed"))
        .transform((): Eta => ({ kind: "unknown" })),
    ],
    kindOf,
  );
}

function scheduleOn(today: Day) {
  return z
    .object({ startsOn: dayOrNull, endsOn: dayOrNull })
    .refine(({ endsOn }) => endsOn === null || endsOn >= today, at("endsOn", "in-the-past"))
    .refine(
      ({ startsOn, endsOn }) => startsOn === null || endsOn === null || isInOrder(startsOn, endsOn),
      at("endsOn", "before-start"),
    );
}

const locations = z.union(
  [
    z.literal("online"),
    z.array(z.custom<LocationGid>(isLocation, { error: "not-a-choice" })).min(1, { error: "required" }),
  ],
  { error: ({ input }) => (Array.isArray(input) && input.length === 0 ? "required" : "not-a-choice") },
);

function isLocation(value: unknown): boolean {
  return typeof value === "string" && parseGid("Location", value) !== null;
}

/**
 * A merchant's rule from what the form sends: every section is checked, so each field says what is wrong with it, and
 * nothing of a form with an error is kept. There is no limit by default, unlimited is chosen by hand, and selling without
 * a date has to be confirmed.
 */
export function parsePolicyForm(
  input: PolicyFormInput,
  { level, today, inherits }: PolicyFormContext,
): PolicyFormResult {
  const errors: Record<string, PolicyFormError> = {};
  const section = <Value>(name: keyof PolicyFormInput, schema: z.ZodType<Value>): Value | undefined => {
    if (isLeftOut(input[name])) return undefined;
    const result = schema.safeParse(input[name]);
    if (result.success) return result.data;
    for (const { path, message } of result.error.issues) {
      // Justified cast: every schema above names its errors by these codes.
      errors[fieldOf(name, path)] ??= message as PolicyFormError;
    }
    return undefined;
  };

  const schedule = section("schedule", scheduleOn(today));
  const fields: Partial<PolicyFields> = {
    mode: section("mode", choice("on", "off", "never")),
    limit: section("limit", limit),
    when: section("when", choice("sold-out", "beyond-stock")),
    startsOn: schedule?.startsOn,
    endsOn: schedule?.endsOn,
    countedLocations: section("countedLocations", locations),
    bufferUnits: section("bufferUnits", wholeNumber(0, mostUnits)),
    message: section("message", text(64)),
    eta: section("eta", etaOn(today)),
    handlingDays: section("handlingDays", wholeNumber(0, mostHandlingDays)),
    sellsPastWindow: section("sellsPastWindow", checked),
    caution: section("caution", caution),
    joinsNewProducts: section("joinsNewProducts", checked),
  };

  if (level === "shop" && isLeftOut(input.mode)) errors.mode = "required";
  const isSelling = fields.mode === undefined || fields.mode === "on";
  for (const name of ["limit", "eta"] as const) {
    if (isSelling && isLeftOut(input[name]) && !inherits[name]) errors[`${name}.kind`] = "required";
  }
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return { ok: true, gives: withoutAbsent(fields) };
}

/** A choice by kind that is none at all is wrong in its kind: that is the field the merchant sees. */
function fieldOf(name: keyof PolicyFormInput, path: readonly PropertyKey[]): string {
  if (path.length === 0 && (name === "limit" || name === "eta")) return `${name}.kind`;
  return [name, ...path.map(String)].join(".");
}

function isLeftOut(section: unknown): boolean {
  return section === undefined || section === null || section === "";
}

/** What a rule does not give must not stand in it: an absent field inherits. */
function withoutAbsent(fields: Partial<PolicyFields>): Partial<PolicyFields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Of days that are none, only that is said. */
function isInOrder(first: Day, last: Day): boolean {
  return !isDay(first) || first <= last;
}

function at(field: string, error: PolicyFormError) {
  return { path: [field], error };
}
