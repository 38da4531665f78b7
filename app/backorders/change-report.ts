/** `waiting` for the merchant's word or for its own time, `sent`, or all of its promises came back to what was given. */
export type ReportStatus = "waiting" | "sent" | "nothing-moved";

/** A date that is no more, in `mostDays`: further than any that moves. */
export const undatedDays = 9_999;

/** What reaches more people, or further, than this waits for the merchant's "Send", whatever the settings. */
const mostOrders = 20;
const mostShift = 45;
/** Even a small change can be taken back for so long. */
const recallMs = 15 * 60_000;

/** When a report goes out by itself, epoch milliseconds; null: only by "Send". */
export function dueAt(
  { orderCount, mostDays }: { orderCount: number; mostDays: number },
  sendsSmallChanges: boolean,
  now: number,
): number | null {
  const isSmall = orderCount <= mostOrders && Math.abs(mostDays) <= mostShift;
  return sendsSmallChanges && isSmall ? now + recallMs : null;
}
