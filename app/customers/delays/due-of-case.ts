import { type Day, dayFromNumber, dayNumber, weekday } from "../../supply/day.ts";
import type { Silence } from "./delay-law.ts";

/** What falls due of an open case on a business day. */
export type CaseDue =
  | "nothing"
  /** Nobody told the customer yet, or the notice came back: the days begin when somebody does. */
  | "begin-anew"
  | "remind"
  | "keep"
  | "cancel"
  /** The merchant cancels and refunds by hand. */
  | "refund";

export interface OpenCase {
  silence: Silence;
  deadlineOn: Day | null;
  isTold: boolean;
  /** The notice came back: the customer does not know. */
  isBounced: boolean;
  isReminded: boolean;
}

/**
 * One reminder before the deadline, and what silence does once its day is over.
 * @param days `here`: on the shop's wall. `there`: the day that it still is for the last of the law's customers.
 */
export function dueOfCase(
  { silence, deadlineOn, isTold, isBounced, isReminded }: OpenCase,
  days: { here: Day; there: Day },
  { reminderDays, cancelsBySilence }: { reminderDays: number; cancelsBySilence: boolean },
): CaseDue {
  if (!isTold || isBounced) return "begin-anew";
  if (deadlineOn === null) return "nothing";
  if (days.there > deadlineOn) {
    if (silence === "keeps") return "keep";
    return cancelsBySilence ? "cancel" : "refund";
  }
  const remindOn = dayFromNumber(dayNumber(deadlineOn) - reminderDays);
  return !isReminded && days.here >= remindOn ? "remind" : "nothing";
}

/** A prompt refund is one within seven working days of the right to it (16 CFR 435.1(b)). */
const refundWorkingDays = 7;

export function refundDueOn(deadlineOn: Day): Day {
  let number = dayNumber(deadlineOn);
  for (let left = refundWorkingDays; left > 0;) {
    number += 1;
    if (weekday(number) <= 5) left -= 1;
  }
  return dayFromNumber(number);
}
