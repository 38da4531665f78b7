import { z } from "zod";
import { type BackorderSettings, holdRules } from "../backorders/backorder-settings.ts";
import { checked, choice, wholeNumber } from "../policies/policy-form-fields.ts";

/** The fields of "Waiting orders", as their form sends them: text. Errors are codes. */
const code = (error: string) => ({ error });
const longestTag = 40;

const tags = z.preprocess(
  (value) =>
    (typeof value === "string" ? value.split(",") : Array.isArray(value) ? value : [value])
      .map((each: unknown) => (typeof each === "string" ? each.trim() : each))
      .filter((each) => each !== ""),
  z
    .array(z.string(code("not-a-choice")).max(longestTag, code("too-long")))
    .max(20, code("too-many"))
    .transform((list) => [...new Set(list)]),
);

const tag = z.preprocess(
  (value) => (typeof value === "string" ? value.trim() : value),
  z.string(code("required")).max(longestTag, code("too-long")),
);

/** Off: Arrivo tags nothing, whatever the names say. */
const orderTags = z
  .object({ isOn: checked, waiting: tag, ready: tag })
  .superRefine(({ isOn, waiting, ready }, context) => {
    const add = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    if (!isOn) return;
    if (waiting === "") add("waiting", "required");
    if (ready === "") add("ready", "required");
    // One tag for both could not be told apart when it is taken off.
    else if (ready.toLowerCase() === waiting.toLowerCase()) add("ready", "same-tag");
  })
  .transform(({ isOn, waiting, ready }) => (isOn ? { waiting, ready } : null));

/** One schema for each section; those left out of a form keep what they were. */
export const waitingSections = {
  holds: choice(...holdRules),
  priorityTags: tags,
  shipCompleteTags: tags,
  unpaidDays: wholeNumber(0, 60),
  orderTags,
} satisfies { [Section in keyof BackorderSettings]: z.ZodType<BackorderSettings[Section]> };
