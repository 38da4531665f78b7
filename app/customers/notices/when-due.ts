import { type Day, dayFromNumber, dayNumber } from "../../supply/day.ts";
import { shopMoment } from "../../supply/shop-moment.ts";

/** A mail can be recalled for so long. */
export const recallMs = 15 * 60_000;
/** On the shop's wall: nobody is mailed in the night because a day has begun. */
const morning = "08:00";

/** When a notice of an order leaves, epoch milliseconds of business time: an order that had its mail today waits. */
export function whenDue(now: number, timeZone: string, hadMailToday: boolean): number {
  if (!hadMailToday) return now + recallMs;
  const tomorrow = dayFromNumber(dayNumber(shopMoment(now, timeZone).day) + 1);
  return Math.max(now + recallMs, instantAt(tomorrow, morning, timeZone));
}

/** The instant at which the shop's clock first shows that day and time (`HH:MM`). */
function instantAt(day: Day, time: string, timeZone: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const asUtc = dayNumber(day) * 86_400_000 + (hours * 60 + minutes) * 60_000;
  // Zones lie within 14 hours of UTC; a second look mends a change of the clocks in between.
  let at = asUtc;
  for (let look = 0; look < 2; look += 1) {
    const shown = shopMoment(at, timeZone);
    const [shownHours = 0, shownMinutes = 0] = shown.time.split(":").map(Number);
    at += asUtc - (dayNumber(shown.day) * 86_400_000 + (shownHours * 60 + shownMinutes) * 60_000);
  }
  return at;
}
