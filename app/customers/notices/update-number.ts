/**
 * Which update a wait has come to, by its day numbers; 0: none yet. A wait of up to `overDays` has none. Otherwise one,
 * in its middle; or one each `everyDays`, as long as more than a week is left.
 */
export function updateNumber(
  placedOn: number,
  dueOn: number,
  today: number,
  { overDays, everyDays }: { overDays: number; everyDays: number | null },
): number {
  const wait = dueOn - placedOn;
  if (wait <= overDays || today >= dueOn) return 0;
  const waited = today - placedOn;
  if (everyDays === null) return waited >= Math.floor(wait / 2) ? 1 : 0;
  return dueOn - today > 7 ? Math.floor(waited / everyDays) : 0;
}
