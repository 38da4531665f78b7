import type { FileLine } from "./file-line.ts";
import type { ImportError, ImportProblem } from "./import-problem.ts";
import type { OrderField } from "./order-fields.ts";
import type { Day } from "../day.ts";

/** An order of the file: what its lines say together. */
export interface FileOrder {
  number: string;
  /** Of its first line, where problems of the order are told. */
  line: number;
  supplier: string;
  currency: string;
  location: string;
  orderedOn: Day | null;
  note: string;
  isDraft: boolean;
  lines: FileLine[];
}

export interface GatheredOrders {
  orders: FileOrder[];
  problems: ImportProblem[];
  /** Lines that the file calls cancelled: nothing comes of them. */
  cancelledCount: number;
}

const shared = ["supplier", "currency", "location", "orderedOn"] as const satisfies readonly OrderField[];

/**
 * The file's lines by order, in its own sequence. `splitsByLocation`: the file names no orders, so what goes to each
 * location is an order of its own.
 */
export function gatherOrders(
  lines: readonly FileLine[],
  heading: (field: OrderField) => string | null,
  splitsByLocation: boolean,
): GatheredOrders {
  const problems: ImportProblem[] = [];
  const orders = new Map<string, FileOrder>();
  const seen = new Map<string, number>();
  const locationCount = new Set(lines.map(({ location }) => location.toLowerCase())).size;
  let cancelledCount = 0;
  for (const line of lines) {
    if (line.status === "cancelled") {
      cancelledCount += 1;
      continue;
    }
    const number =
      splitsByLocation && locationCount > 1 ? `${line.orderNumber} ${line.location}`.trim() : line.orderNumber;
    const known = orders.get(number);
    const order = known ?? emptyOrder(number, line);
    if (known === undefined) orders.set(number, order);
    else for (const field of shared) if (!join(order, line, field)) wrong(line, field, "differs-in-order");
    if (order.note === "") order.note = line.note;
    order.isDraft &&= line.status === "draft";

    // Two deliveries of one SKU are two lines; the same day twice is one line told twice.
    const key = JSON.stringify([number, line.sku, line.expectedOn]);
    if (seen.has(key)) wrong(line, "sku", "twice");
    else seen.set(key, line.line);
    order.lines.push(line);
  }
  return { orders: [...orders.values()], problems, cancelledCount };

  function wrong(line: FileLine, field: (typeof shared)[number] | "sku", error: ImportError): void {
    problems.push({ line: line.line, column: heading(field), error, value: line[field] ?? "" });
  }
}

function emptyOrder(number: string, first: FileLine): FileOrder {
  const { line, supplier, currency, location, orderedOn } = first;
  return { number, line, supplier, currency, location, orderedOn, note: "", isDraft: true, lines: [] };
}

/** Fills in what the order's earlier lines left open; false where they say something else. */
function join(order: FileOrder, line: FileLine, field: (typeof shared)[number]): boolean {
  const value = line[field];
  if (value === "" || value === null) return true;
  if (order[field] === "" || order[field] === null) {
    if (field === "orderedOn") order.orderedOn = value;
    else order[field] = value;
    return true;
  }
  return order[field]?.toLowerCase() === value.toLowerCase();
}
