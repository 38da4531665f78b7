import { toMinorUnits } from "../../shops/to-minor-units.ts";
import type { Day } from "../day.ts";
import { afterClosingShort, afterReceipt, openUnits } from "../purchase-orders/line-units.ts";
import { statusByUnits } from "../purchase-orders/purchase-order-status.ts";
import type { FileLine } from "./file-line.ts";
import type { FileOrder } from "./gather-orders.ts";
import type { DayMove, PlannedReceipt } from "./import-plan.ts";
import {
  type KnownLine,
  type KnownOrder,
  type KnownVariant,
  type LineRecord,
  type OrderRecord,
  termsKey,
} from "./known-supply.ts";

export interface OrderContext {
  today: Day;
  /** The merchant's day for lines that have none; null: they have none. */
  givenDay: Day | null;
  closesGone: boolean;
  /** What suppliers call the variants, by `termsKey`. */
  supplierSkus: ReadonlyMap<string, string>;
  variantOf(line: FileLine): KnownVariant | undefined;
  newId(): string;
}

export interface PlannedOrder {
  order: OrderRecord;
  /** All of the order's lines as they will be. */
  lines: LineRecord[];
  isOrderChanged: boolean;
  changed: ReadonlySet<string>;
  newLineCount: number;
  moves: DayMove[];
  receipts: PlannedReceipt[];
  /** Lines of an earlier file that this one has not, open before. */
  gone: KnownLine[];
}

/**
 * An order as a file leaves it. `before` null: it is new. An empty cell leaves what Arrivo has; receipts of people are
 * never taken back, and units received are recorded only as far as they pass what was recorded before.
 */
export function planOrder(
  file: FileOrder,
  record: OrderRecord,
  before: KnownOrder | null,
  context: OrderContext,
): PlannedOrder {
  const planned: PlannedOrder = {
    order: record,
    lines: [],
    isOrderChanged: before === null,
    changed: new Set(),
    newLineCount: 0,
    moves: [],
    receipts: [],
    gone: [],
  };
  const changed = new Set<string>();
  const match = matchLines(file.lines, before?.lines ?? [], context);
  const leftOut = new Set<string>();
  let position = (before?.lines ?? []).reduce((last, line) => Math.max(last, line.position), -1);
  for (const { file: line, known, key } of match.pairs) {
    const variant = context.variantOf(line);
    if (variant === undefined) {
      leftOut.add(line.sku);
      continue;
    }
    const base = known ?? newLine(variant, context.newId(), (position += 1), key);
    // A day given to a line of which units came before is none they could be late by.
    const isFirstStated =
      known === undefined || ((known.expectedOn === null || before?.status === "draft") && known.receivedUnits === 0);
    const next = updateLine(base, line, record, context, planned, known === undefined, isFirstStated);
    planned.lines.push(next);
    if (known === undefined) planned.newLineCount += 1;
    if (known === undefined || isAnother(base, next)) changed.add(next.id);
  }
  for (const line of match.rest) {
    // Its SKU may stand in the file, with no variant that has it any more: such a line is not gone.
    const isNamed = leftOut.has(line.externalKey?.slice(line.externalKey.indexOf(":") + 1) ?? "");
    const isGone = line.externalKey !== null && openUnits(line) > 0 && !isNamed;
    if (isGone) planned.gone.push(line);
    planned.lines.push(isGone && context.closesGone ? afterClosingShort(line) : line);
    if (isGone && context.closesGone) changed.add(line.id);
  }
  // A draft has no units under way yet, whatever its lines say.
  const status = record.status === "draft" && file.isDraft ? "draft" : statusByUnits(planned.lines, record.confirmedOn);
  const isOver = status === "received" || status === "cancelled";
  const lastDay = planned.receipts.reduce((last, { receivedOn }) => (receivedOn > last ? receivedOn : last), "");
  planned.order = {
    ...record,
    status,
    closedOn: isOver ? (record.closedOn ?? (lastDay === "" ? context.today : lastDay)) : null,
  };
  planned.changed = changed;
  if (before !== null) planned.isOrderChanged = changed.size > 0 || isAnother(before, planned.order);
  return planned;
}

/** Which of the order's lines each line of the file is: by the key it was given, else the next of its variant. */
function matchLines(lines: readonly FileLine[], known: readonly KnownLine[], { variantOf }: OrderContext) {
  const open = new Set(known);
  const byKey = new Map(known.map((line) => [line.externalKey, line]));
  const counts = new Map<string, number>();
  const keyed = lines.map((line) => {
    const count = (counts.get(line.sku) ?? 0) + 1;
    counts.set(line.sku, count);
    return { line, key: `${count}:${line.sku}` };
  });
  const found = new Map<FileLine, KnownLine>();
  const take = (line: FileLine, same: KnownLine | undefined) => {
    if (same === undefined) return;
    found.set(line, same);
    open.delete(same);
  };
  for (const { line, key } of keyed) {
    const same = byKey.get(key);
    if (same?.variantId === variantOf(line)?.variantId) take(line, same);
  }
  const ofVariant = new Map<string, KnownLine[]>();
  for (const line of open) ofVariant.set(line.variantId, [...(ofVariant.get(line.variantId) ?? []), line]);
  for (const { line } of keyed)
    if (!found.has(line)) take(line, ofVariant.get(variantOf(line)?.variantId ?? "")?.shift());
  return { pairs: keyed.map(({ line, key }) => ({ file: line, known: found.get(line), key })), rest: [...open] };
}

function newLine(variant: KnownVariant, id: string, position: number, externalKey: string): KnownLine {
  return {
    ...variant,
    id,
    position,
    externalKey,
    orderedUnits: 0,
    receivedUnits: 0,
    closedUnits: 0,
    supplierSku: null,
    priceMinor: null,
    expectedOn: null,
    statedOn: null,
    fileUnits: 0,
    fileReceiptCount: 0,
  };
}

function updateLine(
  before: KnownLine,
  file: FileLine,
  order: OrderRecord,
  { today, givenDay, supplierSkus }: OrderContext,
  planned: PlannedOrder,
  isNew: boolean,
  isFirstStated: boolean,
): LineRecord {
  const { fileUnits: _units, fileReceiptCount, ...record } = before;
  // Nothing moves of what has come.
  const isOpen = isNew || openUnits({ ...before, orderedUnits: file.orderedUnits }) > 0;
  const expectedOn = isOpen ? (file.expectedOn ?? before.expectedOn ?? givenDay) : before.expectedOn;
  const units = unitsToRecord(before, file.receivedUnits);
  const lineId = before.id;
  // Of units that came before the file nobody knows when: they say nothing of how late the supplier is.
  const isDatedLate = before.statedOn === null && units > 0 && file.receivedOn === null;
  const line: LineRecord = {
    ...record,
    orderedUnits: file.orderedUnits,
    supplierSku:
      file.supplierSku !== ""
        ? file.supplierSku
        : (before.supplierSku ?? supplierSkus.get(termsKey(order.supplierId, before.variantId)) ?? null),
    priceMinor: file.price === null ? before.priceMinor : toMinorUnits(file.price, order.currency),
    expectedOn,
    statedOn: order.status === "draft" || isDatedLate ? null : (before.statedOn ?? (isFirstStated ? expectedOn : null)),
  };
  if (!isNew && expectedOn !== null && expectedOn !== before.expectedOn)
    planned.moves.push({
      lineId,
      inventoryItemId: before.inventoryItemId,
      number: order.number,
      title: before.title,
      from: before.expectedOn,
      to: expectedOn,
    });
  if (units === 0) return line;
  planned.receipts.push({
    key: `file:${lineId}:${fileReceiptCount + 1}`,
    purchaseOrderId: order.id,
    lineId,
    units,
    receivedOn: file.receivedOn ?? today,
  });
  return afterReceipt(line, units) ?? line;
}

/**
 * The difference between what the file says has come and what is recorded. A file that knows of fewer than it did before
 * takes back its own receipts, never those of people, and one that knows of fewer than people counted takes nothing.
 */
function unitsToRecord({ receivedUnits, fileUnits }: KnownLine, told: number | null): number {
  if (told === null) return 0;
  if (told > receivedUnits) return told - receivedUnits;
  return told < fileUnits ? told - fileUnits : 0;
}

function isAnother<Record extends object>(before: Record, after: Partial<Record>): boolean {
  // Justified cast: the keys of a record of ours.
  return (Object.keys(after) as (keyof Record)[]).some((key) => after[key] !== before[key]);
}
