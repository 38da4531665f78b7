import { z } from "zod";
import type { Day } from "../day.ts";
import { type OpenDays, openDays } from "./open-days.ts";

/** `Supplier.closures` as stored: shut in August. */
export const supplierClosures = z.array(
  z.object({ from: z.iso.date(), to: z.iso.date(), why: z.string().default("") }),
);
export type SupplierClosure = z.infer<typeof supplierClosures>[number];

/**
 * When a supplier works, from its row. `holidays`: those of its `holidayCountry` over the days that are asked about
 * (`holidaysOf`), none where it keeps none. A stored closure that is no pair of days closes nothing.
 */
export function supplierCalendar(
  supplier: { workingWeekdays: readonly number[]; closures: unknown },
  holidays: readonly Day[],
): OpenDays {
  const closures = supplierClosures.safeParse(supplier.closures);
  return openDays({
    workingWeekdays: supplier.workingWeekdays,
    closures: closures.success ? closures.data : [],
    holidays,
  });
}
