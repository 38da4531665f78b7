import { type Day, dayFromNumber, dayNumber, horizonDays, weekday } from "./day.ts";
import { shopMoment } from "./shop-moment.ts";

/** When the warehouse works; the shop's storefront settings are one. */
export interface Calendar {
  /** 1 is Monday, 7 is Sunday. */
  workingWeekdays: readonly number[];
  /** Days on which nothing leaves even so. */
  closedDays: readonly Day[];
  /** `HH:MM` from which an order counts for the next day. */
  cutOff: string | null;
  /** IANA name. */
  timeZone: string;
}

/** The calendar seen from an instant: days as numbers (`dayNumber`). */
export interface WorkingDays {
  today: number;
  /** The day an order of now counts for: tomorrow from the cut-off on. */
  orderDay: number;
  /** From the order's day on; empty where the warehouse never works. */
  days: readonly number[];
}

const mostWorkingDays = 261;

/** Walks the calendar once from `now`, bounded, so that a calendar without a working day gives an empty list. */
export function workingDaysFrom(calendar: Calendar, nowAt: number): WorkingDays {
  const { day, time } = shopMoment(nowAt, calendar.timeZone);
  const today = dayNumber(day);
  const orderDay = calendar.cutOff !== null && time >= calendar.cutOff ? today + 1 : today;
  const closed = new Set(calendar.closedDays);
  const days: number[] = [];
  for (let ahead = 0; ahead <= horizonDays && days.length < mostWorkingDays; ahead += 1) {
    const number = orderDay + ahead;
    if (calendar.workingWeekdays.includes(weekday(number)) && !closed.has(dayFromNumber(number))) days.push(number);
  }
  return { today, orderDay, days };
}
