import { z } from "zod";
import { isDay } from "../supply/day.ts";
import type { PolicyFormError } from "./policy-form-error.ts";

/** The fields of a form: everything comes as text, and an empty one is one left out. Errors are codes, never words. */

const trimmed = (value: unknown): unknown => {
  const text = typeof value === "string" ? value.trim() : value;
  return text === "" || text === null ? undefined : text;
};

const orRequired = (code: PolicyFormError) => ({
  error: ({ input }: { input?: unknown }): PolicyFormError => (input === undefined ? "required" : code),
});

const code = (error: PolicyFormError) => ({ error });

export function wholeNumber(least: number, most: number) {
  const numeric = (value: unknown): unknown => {
    const text = trimmed(value);
    return typeof text === "string" && /^-?\d{1,15}$/.test(text) ? Number(text) : text;
  };
  return z.preprocess(
    numeric,
    z
      .number(orRequired("not-a-whole-number"))
      .int(code("not-a-whole-number"))
      .min(least, code("too-small"))
      .max(most, code("too-large")),
  );
}

export const day = z.preprocess(trimmed, z.string(orRequired("not-a-day")).refine(isDay, code("not-a-day")));

/** For a day that may be left out: null then. */
export const dayOrNull = z.preprocess((value) => trimmed(value) ?? null, z.union([z.null(), day], code("not-a-day")));

export const month = z.preprocess(
  trimmed,
  z.string(orRequired("not-a-month")).regex(/^\d{4}-(0[1-9]|1[0-2])$/, code("not-a-month")),
);

export function text(longest: number) {
  return z.preprocess(trimmed, z.string(orRequired("not-a-choice")).max(longest, code("too-long")));
}

export function choice<const Choice extends string>(...choices: Choice[]) {
  return z.preprocess(trimmed, z.enum(choices, orRequired("not-a-choice")));
}

/** A tick box: sends "on" or nothing. */
export const checked = z.preprocess((value) => value === true || value === "on" || value === "true", z.boolean());

/** For a union by `kind`: whether that was left out or is none of the choices. */
export const kindOf = {
  error: ({ input }: { input?: unknown }): PolicyFormError => {
    const kind = typeof input === "object" && input !== null && "kind" in input ? trimmed(input.kind) : undefined;
    return kind === undefined ? "required" : "not-a-choice";
  },
};
