import type { Day } from "./day.ts";

export interface ShopMoment {
  day: Day;
  /** Wall time `HH:MM`, 24 hours. */
  time: string;
}

/** Making a formatter costs a thousand times what using it does, and shops share few zones. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * The day and the time on the shop's wall at an instant (epoch milliseconds).
 * @throws RangeError where `timeZone` is not an IANA name.
 */
export function shopMoment(nowAt: number, timeZone: string): ShopMoment {
  const parts = new Map(
    formatterOf(timeZone)
      .formatToParts(nowAt)
      .map(({ type, value }) => [type, value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? "";
  return {
    day: `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`,
    time: `${part("hour")}:${part("minute")}`,
  };
}

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const formatter = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  formatters.set(timeZone, formatter);
  return formatter;
}
