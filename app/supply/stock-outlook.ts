import { type Day, dayFromNumber, dayNumber, type ShipWindow } from "./day.ts";

/** An inbound line as the picture shows it. */
export interface OutlookLine {
  id: string;
  name: string;
  units: number;
  /** Null: nobody knows when. */
  window: ShipWindow | null;
}

export interface StockOutlook {
  from: Day;
  to: Day;
  /** What is available from each day on, the first of them today; below 0: owed. */
  steps: { day: Day; units: number }[];
  /** What comes, by its last day; units that nobody can date are left out. */
  arrivals: { id: string; name: string; units: number; window: ShipWindow; after: number }[];
  undated: { id: string; name: string; units: number }[];
}

const marginDays = 7;
const leastDays = 28;

/** Available stock from today on, as what is inbound comes by the last day of its window: never sooner than promised. */
export function stockOutlook(today: Day, availableUnits: number, lines: readonly OutlookLine[]): StockOutlook {
  const dated = lines.flatMap(({ window, ...line }) =>
    window === null || window.to < today ? [] : [{ ...line, window }],
  );
  dated.sort((one, other) => one.window.to.localeCompare(other.window.to) || one.id.localeCompare(other.id));
  const steps = [{ day: today, units: availableUnits }];
  let units = availableUnits;
  const arrivals = dated.map((line) => {
    units += line.units;
    const last = steps.at(-1);
    if (last?.day === line.window.to) last.units = units;
    else steps.push({ day: line.window.to, units });
    return { ...line, after: units };
  });
  const end = Math.max(dayNumber(today) + leastDays, dayNumber(steps.at(-1)?.day ?? today) + marginDays);
  const known = new Set(arrivals.map(({ id }) => id));
  return {
    from: today,
    to: dayFromNumber(end),
    steps,
    arrivals,
    undated: lines.filter(({ id }) => !known.has(id)).map(({ id, name, units: count }) => ({ id, name, units: count })),
  };
}
