import { type Day, dayNumber, horizonDays, weekday } from "../day.ts";

/** When somebody works: the shop's warehouse or a supplier. */
export interface OpenDaysOf {
  /** ISO weekdays: 1 is Monday, 7 is Sunday. */
  workingWeekdays: readonly number[];
  /** Both days included; they may overlap. One whose days are in the wrong order closes nothing. */
  closures: readonly { from: Day; to: Day }[];
  /** Days closed one by one. */
  holidays: readonly Day[];
}

/** Arithmetic on the days somebody works. Days are numbers (`dayNumber`). */
export interface OpenDays {
  isOpen: (day: number) => boolean;
  /** Open days after `from` up to and with `to`; as many below 0 where `to` is the earlier one. */
  countOpenDays: (from: number, to: number) => number;
  /**
   * `count` above 0: the count-th open day after `day`; below 0: the way back, so that `countOpenDays` between the two is
   * `count` again. 0: `day` itself, or where it is closed the next open day, never the one before.
   * Null: 400 days in a row without an open one lie between.
   */
  addOpenDays: (day: number, count: number) => number | null;
}

/** Closures are kept as ranges and counted in closed form: one of a hundred years costs what one of a day costs. */
export function openDays({ workingWeekdays, closures, holidays }: OpenDaysOf): OpenDays {
  const isWorking = Array.from({ length: 8 }, (_, day) => workingWeekdays.includes(day));
  const perWeek = isWorking.filter(Boolean).length;
  /** Working weekdays up to and with a day, since an arbitrary Monday. */
  const weekdaysUpTo = (day: number): number => {
    const ofWeek = weekday(day);
    return ((day - ofWeek + 4) / 7) * perWeek + isWorking.slice(1, ofWeek + 1).filter(Boolean).length;
  };
  const ranges = closedRangesOf(closures, holidays);
  /** Working weekdays lost to all the ranges before the one of the same index. */
  const lostBefore = [0];
  for (const { from, to } of ranges) {
    lostBefore.push((lostBefore.at(-1) ?? 0) + weekdaysUpTo(to) - weekdaysUpTo(from - 1));
  }
  const openUpTo = (day: number): number => {
    const index = rangesBegunBy(ranges, day);
    const last = ranges[index - 1];
    const notYetLost = last === undefined || last.to <= day ? 0 : weekdaysUpTo(last.to) - weekdaysUpTo(day);
    return weekdaysUpTo(day) - (lostBefore[index] ?? 0) + notYetLost;
  };
  const isOpen = (day: number): boolean => {
    if (isWorking[weekday(day)] !== true) return false;
    const last = ranges[rangesBegunBy(ranges, day) - 1];
    return last === undefined || last.to < day;
  };
  const next = (day: number, step: 1 | -1): number | null => {
    for (let ahead = 0; ahead <= horizonDays; ahead += 1) if (isOpen(day + ahead * step)) return day + ahead * step;
    return null;
  };
  return {
    isOpen,
    countOpenDays: (from, to) => openUpTo(to) - openUpTo(from),
    addOpenDays(day, count) {
      if (count >= 0) {
        let found = count === 0 ? next(day, 1) : day;
        for (let left = count; left > 0 && found !== null; left -= 1) found = next(found + 1, 1);
        return found;
      }
      let found = next(day, -1);
      for (let left = count; left < 0 && found !== null; left += 1) found = next(found - 1, -1);
      return found;
    },
  };
}

interface Range {
  from: number;
  to: number;
}

/** In order, apart from each other. */
function closedRangesOf(closures: OpenDaysOf["closures"], holidays: readonly Day[]): Range[] {
  const all = [...closures, ...holidays.map((day) => ({ from: day, to: day }))]
    .map(({ from, to }) => ({ from: dayNumber(from), to: dayNumber(to) }))
    .filter(({ from, to }) => from <= to)
    .sort((one, other) => one.from - other.from);
  const merged: Range[] = [];
  for (const range of all) {
    const last = merged.at(-1);
    if (last !== undefined && range.from <= last.to + 1) last.to = Math.max(last.to, range.to);
    else merged.push(range);
  }
  return merged;
}

/** How many of the ranges begin on a day or before it. */
function rangesBegunBy(ranges: readonly Range[], day: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle]?.from ?? Infinity) <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}
