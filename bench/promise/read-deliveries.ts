import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import type { Delivery } from "../../app/supply/lateness/delivery.ts";
import { dayNumber, isDay } from "../../app/supply/day.ts";

const day = z.string().refine(isDay, "is no day (YYYY-MM-DD)").transform(dayNumber);
const row = z.object({ vendor: z.string().min(1, "is empty"), scheduled_on: day, delivered_on: day });

/**
 * Deliveries of a file with the columns vendor, scheduled_on and delivered_on; others are not looked at. No calendar of
 * these suppliers is known, so every day counts.
 * @throws Error that names the line and the column of what can't be read.
 */
export function readDeliveries(file: string): Delivery[] {
  const records: unknown[] = parse(readFileSync(file, "utf8"), { columns: true, bom: true, skip_empty_lines: true });
  return records.map((record, index) => {
    const parsed = row.safeParse(record);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new Error(`${file}, delivery ${index + 1}: ${issue?.path.join(".")} ${issue?.message}`);
    }
    const { vendor, scheduled_on: dueOn, delivered_on: receivedOn } = parsed.data;
    return { supplierId: vendor, variantId: null, dueOn, receivedOn, daysLate: receivedOn - dueOn };
  });
}
