import { z } from "zod";
import { checked, choice, wholeNumber } from "../policies/policy-form-fields.ts";
import { isDay } from "../supply/day.ts";
import { cautions, type SupplySettings } from "../supply/supply-settings.ts";

/** The fields of "Dates and promises" and of the holidays, as their form sends them: text. Errors are codes. */
const trimmed = (value: unknown): unknown => (typeof value === "string" ? value.trim() : value);
const code = (error: string) => ({ error });

/** No country: no holidays. */
const holidays = z
  .object({
    country: z.preprocess(trimmed, z.string(code("not-a-choice"))),
    region: z.preprocess(
      (value) => trimmed(value) || null,
      z.string(code("not-a-choice")).max(8, code("not-a-choice")).nullable(),
    ),
    worked: z
      .array(z.string(code("not-a-day")).refine(isDay, code("not-a-day")))
      .max(400, code("too-many"))
      .default([]),
  })
  .transform(({ country, ...rest }) => (country === "" ? null : { country, ...rest }))
  .refine((place) => place === null || /^[A-Z]{2}$/.test(place.country), { path: ["country"], error: "not-a-choice" });

const morningMail = z
  .object({
    isOn: checked,
    to: z.preprocess((value) => trimmed(value) ?? "", z.string(code("not-an-email")).max(254, code("too-long"))),
  })
  .superRefine(({ isOn, to }, context) => {
    const error = to === "" ? (isOn ? "required" : null) : z.email().safeParse(to).success ? null : "not-an-email";
    if (error !== null) context.addIssue({ code: "custom", path: ["to"], message: error });
  });

/** One schema for each section; those left out of a form keep what they were. */
export const supplySections = {
  holidays,
  caution: choice(...cautions),
  toleranceDays: wholeNumber(0, 60),
  sendsSmallChanges: checked,
  morningMail,
} satisfies { [Section in keyof SupplySettings]: z.ZodType<SupplySettings[Section]> };
