import { type Day, horizonDays } from "../day.ts";
import { shopMoment } from "../shop-moment.ts";
import type { SupplySettings } from "../supply-settings.ts";
import { closedDaysFrom } from "./closed-days-from.ts";
import { holidaysOf } from "./holidays-of.server.ts";

/** The shop's calendar at an instant: the merchant's own closed days and the holidays of its country, for 400 days. */
export async function withHolidays<Calendar extends { timeZone: string; closedDays: readonly Day[] }>(
  calendar: Calendar,
  { holidays }: Pick<SupplySettings, "holidays">,
  nowAt: number,
): Promise<Calendar & { closedDays: Day[] }> {
  const today = shopMoment(nowAt, calendar.timeZone).day;
  const found = holidays === null ? [] : await holidaysOf(holidays, today, horizonDays + 1);
  return { ...calendar, closedDays: closedDaysFrom(today, calendar.closedDays, found, holidays?.worked ?? []) };
}
