import { z } from "zod";
import type { AnswerSettings } from "../customers/self-service/answer-settings.ts";
import { checked, wholeNumber } from "../policies/policy-form-fields.ts";

/** The fields of "Answers of customers", as their form sends them: text. Errors are codes. */
export const answersSection = z.object({
  leastDays: wholeNumber(1, 30),
  usualDays: wholeNumber(1, 60),
  reminderDays: wholeNumber(1, 14),
  cancelsBySilence: checked,
  selfService: z.object({
    isOn: checked,
    mayCancel: checked,
    mayCancelPart: checked,
    untilDaysBefore: wholeNumber(0, 60),
  }),
}) satisfies z.ZodType<AnswerSettings>;

/** The same while it is being filled in: what is typed stays as it was typed. */
export interface AnswersDraft {
  leastDays: string;
  usualDays: string;
  reminderDays: string;
  cancelsBySilence: boolean;
  selfService: { isOn: boolean; mayCancel: boolean; mayCancelPart: boolean; untilDaysBefore: string };
}

export function answersDraftOf({ selfService, ...answers }: AnswerSettings): AnswersDraft {
  return {
    leastDays: String(answers.leastDays),
    usualDays: String(answers.usualDays),
    reminderDays: String(answers.reminderDays),
    cancelsBySilence: answers.cancelsBySilence,
    selfService: { ...selfService, untilDaysBefore: String(selfService.untilDaysBefore) },
  };
}
