import type { ResolvedPolicy } from "../policies/policy.ts";
import { type Calendar, workingDaysFrom } from "../supply/calendar.ts";
import type { ShipWindow } from "../supply/day.ts";
import { relativeWindow } from "../supply/relative-window.ts";
import { shipWindow } from "../supply/ship-window.ts";
import { shopMoment } from "../supply/shop-moment.ts";
import type { SupplyLead } from "../supply/supply-lead.ts";

/**
 * The rule's own window for an order of an instant, for units that nothing covers: counted from the order's day and not
 * from today, so that it stands still while they wait. Null: the rule gives none.
 */
export function fallbackAt(
  policy: ResolvedPolicy | null,
  supplyLead: SupplyLead | null,
  calendar: Calendar,
): (placedAt: number) => ShipWindow | null {
  if (policy?.mode !== "on") return () => null;
  const { eta, handlingDays } = policy;
  const known = new Map<string, ShipWindow | null>();
  return (placedAt) => {
    const { day, time } = shopMoment(placedAt, calendar.timeZone);
    const key = `${day} ${calendar.cutOff !== null && time >= calendar.cutOff}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const found =
      eta.kind === "supply"
        ? leadWindow(supplyLead, handlingDays, calendar, placedAt)
        : windowOf(shipWindow(eta, handlingDays, calendar, placedAt));
    known.set(key, found);
    return found;
  };
}

const windowOf = (result: ReturnType<typeof shipWindow>) => (result.ok ? result.window : null);

function leadWindow(lead: SupplyLead | null, handlingDays: number, calendar: Calendar, at: number): ShipWindow | null {
  if (lead === null) return null;
  const inDays = [lead.minDays + handlingDays, lead.maxDays + handlingDays] as const;
  return relativeWindow(workingDaysFrom(calendar, at), inDays, lead.days);
}
