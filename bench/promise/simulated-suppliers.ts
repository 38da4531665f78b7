import { openDays, type OpenDays } from "../../app/supply/calendars/open-days.ts";
import { daysLate } from "../../app/supply/lateness/days-late.ts";
import type { Delivery } from "../../app/supply/lateness/delivery.ts";
import { drawFrom, type NormalMixture } from "./normal-mixture.ts";

export const kinds = ["steady", "drifting", "seasonal shut-down", "two-peaked", "one freak"] as const;
export type Kind = (typeof kinds)[number];

export interface SimulatedSupplier {
  kind: Kind;
  id: string;
  /** Days from one due day to the next, on average. */
  everyDays: number;
  /** How late a delivery due on that day (`dayNumber`) is. */
  truth: (dueOn: number) => NormalMixture;
  calendar: OpenDays;
}

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const alwaysOpen = openDays({ workingWeekdays: everyDay, closures: [], holidays: [] });
/** Mondays to Fridays, and shut for four weeks in August and over the new year. */
const shutInAugust = openDays({
  workingWeekdays: [1, 2, 3, 4, 5],
  closures: Array.from({ length: 40 }, (_, index) => 2000 + index).flatMap((year) => [
    { from: `${year}-08-02`, to: `${year}-08-29` },
    { from: `${year}-12-24`, to: `${year + 1}-01-06` },
  ]),
  holidays: [],
});

/** The parameters stand in bench/README.md. */
export function makeSupplier(kind: Kind, id: string, random: () => number, nowOn: number): SimulatedSupplier {
  const between = (least: number, most: number): number => least + (most - least) * random();
  const mean = between(-2, 6);
  const spread = between(1, 4);
  const skewed = (shift: number): NormalMixture => [
    { share: 0.8, mean: mean + shift, spread },
    { share: 0.2, mean: mean + shift + 2 * spread, spread: 2 * spread },
  ];
  const perDay = (between(2, 6) / 365) * (random() < 0.7 ? 1 : -1);
  const [onTime, late] = [between(0.5, 0.8), between(10, 20)];
  const twoPeaked = [
    { share: onTime, mean: 0, spread: 1 },
    { share: 1 - onTime, mean: late, spread: 2 },
  ];
  return {
    kind,
    id,
    everyDays: between(4, 14),
    calendar: kind === "seasonal shut-down" ? shutInAugust : alwaysOpen,
    truth: (dueOn) => (kind === "two-peaked" ? twoPeaked : skewed(kind === "drifting" ? perDay * (dueOn - nowOn) : 0)),
  };
}

const freakDays = 90;

/**
 * The supplier's deliveries received before `nowOn`, the last `count` due days of it; of "one freak" one of them came 90
 * days late. Lateness is drawn on the supplier's open days, and read back off the days it was due and received.
 */
export function deliveriesOf(
  { kind, id, everyDays, truth, calendar }: SimulatedSupplier,
  count: number,
  nowOn: number,
  random: () => number,
): Delivery[] {
  const freakAt = kind === "one freak" ? Math.floor(random() * count) : -1;
  let due = nowOn;
  return Array.from({ length: count }, (_, index) => {
    due -= 1 + Math.floor(random() * 2 * (everyDays - 1));
    const drawn = drawFrom(truth(due), random) + (index === freakAt ? freakDays : 0);
    const dueOn = calendar.addOpenDays(due, 0) ?? due;
    const whole = Math.floor(drawn);
    const receivedOn = whole === 0 ? dueOn : (calendar.addOpenDays(dueOn, whole) ?? dueOn + whole);
    // The part of a day is kept: rates of whole days can't be told at 80 % to the point.
    const late = daysLate(dueOn, receivedOn, calendar) + (drawn - whole);
    return { supplierId: id, variantId: null, dueOn, receivedOn: Math.min(receivedOn, nowOn), daysLate: late };
  });
}
