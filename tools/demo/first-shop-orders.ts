import { stringify } from "csv-stringify/sync";
import { dayFromNumber, dayNumber } from "../../app/supply/day.ts";

export interface OrderedVariant {
  sku: string;
  vendor: string;
  /** Of one unit, in the shop's currency: half of what the shop asks. */
  price: string;
}

/** How late each of a supplier's past deliveries came, in days: one keeps its word, one slips, one is all over the place. */
const records: { late: number[]; openIn: number[] }[] = [
  { late: [0, 0, 1, 0, 0, -1, 0, 0], openIn: [9, 31] },
  { late: [3, 5, 4, 8, 2, 6, 9, 5], openIn: [16] },
  { late: [0, 12, 1, 0, 21, 2], openIn: [-4, 24] },
  { late: [1], openIn: [12] },
];

/**
 * What the demo's first shop has ordered from the makers it sells, as a file in the plain template: deliveries of the last
 * months with each maker's lateness, and orders that are on their way, one of them overdue.
 */
export function firstShopOrders(variants: readonly OrderedVariant[], today: string, location: string): string {
  const day = (ahead: number) => dayFromNumber(dayNumber(today) + ahead);
  const vendors = [...new Set(variants.map(({ vendor }) => vendor))].slice(0, records.length);
  const rows: string[][] = [];
  let number = 400;
  const order = (vendor: string, lines: readonly OrderedVariant[], cells: (index: number) => string[]) => {
    number += 1;
    lines.forEach(({ sku, price }, index) =>
      rows.push([`HH-${number}`, vendor, sku, ...cells(index), location, price]),
    );
  };
  vendors.forEach((vendor, at) => {
    const own = variants.filter((variant) => variant.vendor === vendor);
    const { late, openIn } = records[at] ?? { late: [], openIn: [] };
    late.forEach((days, index) => {
      const expected = -20 * (late.length - index) - 10;
      const [variant] = own.slice(index % own.length);
      if (variant === undefined) return;
      order(vendor, [variant], () => ["12", "12", day(expected - 30), day(expected), day(expected + days), "received"]);
    });
    openIn.forEach((ahead, index) => {
      const lines = own.slice(index * 3, index * 3 + 3);
      order(vendor, lines, (line) => [String(12 + 6 * line), "0", day(ahead - 30), day(ahead), "", "open"]);
    });
  });
  const columns = [
    "Order number",
    "Supplier",
    "SKU",
    "Quantity",
    "Received",
    "Ordered on",
    "Expected on",
    "Received on",
  ];
  return stringify([[...columns, "Status", "Location", "Price"], ...rows]);
}
