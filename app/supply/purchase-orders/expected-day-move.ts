import { type Day, dayFromNumber, dayNumber, isDay } from "../day.ts";

/** Where expected days are moved to: all to one day, each by as many days, or to nobody knows. */
export type ExpectedDayMove = { kind: "day"; day: Day } | { kind: "shift"; days: number } | { kind: "unknown" };

export type MoveFormError = "required" | "not-a-day" | "in-the-past" | "not-a-whole-number" | "too-far" | "too-long";

const furthestDays = 730;
const longestReason = 300;

/** What is wrong with a move, by field. A supplier that says a new day says one that is still to come. */
export function moveFormErrors(
  move: ExpectedDayMove,
  reason: string,
  today: Day,
): Partial<Record<"day" | "days" | "reason", MoveFormError>> {
  const errors: ReturnType<typeof moveFormErrors> = {};
  if (move.kind === "day") {
    if (move.day === "") errors.day = "required";
    else if (!isDay(move.day)) errors.day = "not-a-day";
    else if (move.day < today) errors.day = "in-the-past";
    else if (dayNumber(move.day) - dayNumber(today) > furthestDays) errors.day = "too-far";
  }
  if (move.kind === "shift") {
    if (!Number.isInteger(move.days) || move.days === 0) errors.days = "not-a-whole-number";
    else if (Math.abs(move.days) > furthestDays) errors.days = "too-far";
  }
  if (reason.trim() === "") errors.reason = "required";
  else if (reason.length > longestReason) errors.reason = "too-long";
  return errors;
}

/** A shift counts from the day that was known; where none was, there is nothing to shift. Never into the past. */
export function movedDay(from: Day | null, move: ExpectedDayMove, today: Day): Day | null {
  if (move.kind === "unknown") return null;
  if (move.kind === "day") return move.day;
  if (from === null) return null;
  const day = dayFromNumber(dayNumber(from) + move.days);
  return day < today ? today : day;
}
