import { hasOnlyDecimalsOf } from "../../shops/to-minor-units.ts";
import type { Day } from "../day.ts";
import { openUnits } from "../purchase-orders/line-units.ts";
import { isUnderWay } from "../purchase-orders/purchase-order-status.ts";
import type { FileLine } from "./file-line.ts";
import type { FileOrder } from "./gather-orders.ts";
import type { ImportAnswers } from "./import-answers.ts";
import type { DayMove, ImportPlan, ImportSummary, ImportTotals } from "./import-plan.ts";
import type { ImportError } from "./import-problem.ts";
import type { KnownOrder, KnownSupplier, KnownSupply, OrderRecord } from "./known-supply.ts";
import type { OrderField } from "./order-fields.ts";
import { type PlannedOrder, planOrder } from "./plan-order.ts";

export interface ImportContext {
  today: Day;
  answers: ImportAnswers;
  /** Where the file is from: orders of one source are told apart from another's. */
  source: string;
  /** A file whose prices are in the shop's currency, whoever the supplier is. */
  isInShopCurrency: boolean;
  heading(field: OrderField): string | null;
  newId(): string;
}

const mostExamples = 50;
const mostUnknown = 200;
/** Moves from one day to another that are told one by one; a file with more of them is told as one change. */
const mostMovesByDay = 50;

export function emptyTotals(): ImportTotals {
  return {
    summary: emptySummary(),
    problems: [],
    unknown: { count: 0, problems: [] },
    created: new Map(),
    touched: new Map(),
    movesByDay: new Map(),
  };
}

/** Something keeps the file from being saved. */
export function isRefused({ problems, unknown }: ImportTotals, { leavesOutUnknown }: ImportAnswers): boolean {
  return problems.length > 0 || (unknown.count > 0 && !leavesOutUnknown);
}

/**
 * What some of a file's orders change, against what Arrivo knows; what the merchant reads of the whole file is added to
 * its totals.
 */
export function planOrders(
  orders: readonly FileOrder[],
  known: KnownSupply,
  context: ImportContext,
  totals: ImportTotals,
): ImportPlan {
  const plan: ImportPlan = { suppliers: [], orders: [], lines: [], moves: [], receipts: [] };
  const { summary } = totals;
  const wrong = (line: number, field: OrderField, error: ImportError, value: string) =>
    totals.problems.push({ line, column: context.heading(field), error, value });
  const variantOf = ({ sku }: FileLine) => {
    const found = known.variants.get(sku);
    return found?.length === 1 ? found[0] : undefined;
  };
  for (const file of orders) {
    noteUnknown(file, known, context, totals);
    if (!file.lines.some((line) => variantOf(line) !== undefined)) continue;
    const before = findOrder(file, known, context.source);
    if (before !== null && !isSameOrder(before, file, known, context.source)) {
      wrong(file.line, "orderNumber", "number-taken", file.number);
      continue;
    }
    if (before !== null && !isOpenToFiles(before, file)) {
      summary.orders.left += 1;
      if (summary.left.length < mostExamples) summary.left.push({ number: before.number, status: before.status });
      continue;
    }
    const currency = currencyOf(file, before, known, context, totals.created);
    for (const { line, price } of file.lines)
      if (price !== null && !hasOnlyDecimalsOf(currency, price)) wrong(line, "price", "too-many-decimals", price);
    const record = orderRecord(file, before, currency, known, context, totals.created, wrong);
    if (record === null) continue;
    const planned = planOrder(file, record, before, {
      today: context.today,
      givenDay: context.answers.expectedOn === "" ? null : context.answers.expectedOn,
      supplierSkus: known.supplierSkus,
      closesGone: context.answers.closesGone,
      variantOf,
      newId: () => context.newId(),
    });
    add(plan, totals, planned, file, before, context.today);
  }
  for (const { id, name, currency } of [...totals.created.values()].slice(summary.newSuppliers.length)) {
    plan.suppliers.push({ id, name, currency });
    summary.newSuppliers.push(name);
  }
  return plan;
}

/** Lines whose SKU no variant has, or several that are stocked apart. */
function noteUnknown(
  { lines }: FileOrder,
  { variants }: KnownSupply,
  { heading }: ImportContext,
  { summary, unknown }: ImportTotals,
): void {
  for (const { line, sku } of lines) {
    const count = variants.get(sku)?.length ?? 0;
    if (count === 1) continue;
    summary.lines.leftOut += 1;
    unknown.count += 1;
    const error = count === 0 ? "unknown-sku" : "ambiguous-sku";
    if (unknown.problems.length < mostUnknown)
      unknown.problems.push({ line, column: heading("sku"), error, value: sku });
  }
}

function findOrder(file: FileOrder, known: KnownSupply, source: string): KnownOrder | null {
  return known.ordersByKey.get(externalKey(source, file.number)) ?? known.ordersByNumber.get(file.number) ?? null;
}

export const externalKey = (source: string, number: string): string => `${source}:${number}`;

/** One that only has the same number may be another supplier's. */
function isSameOrder(order: KnownOrder, file: FileOrder, known: KnownSupply, source: string): boolean {
  const isByKey = order.externalKey === externalKey(source, file.number);
  return isByKey || known.suppliers.get(file.supplier.toLowerCase())?.id === order.supplierId;
}

/** What is finished stays so; a draft of a person is placed by a person. */
function isOpenToFiles(order: KnownOrder, file: FileOrder): boolean {
  if (order.status === "draft") return order.externalKey !== null || file.isDraft;
  return isUnderWay(order);
}

function currencyOf(
  file: FileOrder,
  before: KnownOrder | null,
  known: KnownSupply,
  { isInShopCurrency }: ImportContext,
  created: ReadonlyMap<string, KnownSupplier>,
): string {
  if (file.currency !== "") return file.currency;
  if (before !== null) return before.currency;
  const name = file.supplier.toLowerCase();
  const supplier = known.suppliers.get(name) ?? created.get(name);
  return isInShopCurrency ? known.shopCurrency : (supplier?.currency ?? known.shopCurrency);
}

function orderRecord(
  file: FileOrder,
  before: KnownOrder | null,
  currency: string,
  known: KnownSupply,
  context: ImportContext,
  created: Map<string, KnownSupplier>,
  wrong: (line: number, field: OrderField, error: ImportError, value: string) => void,
): OrderRecord | null {
  const { answers, newId, source } = context;
  const location = known.locations.get(file.location === "" ? answers.locationId : file.location.toLowerCase());
  const isKept = before !== null && file.location === "";
  const isAsked = file.location === "" && answers.locationId === "";
  if (!isKept && !isAsked && location === undefined) wrong(file.line, "location", "unknown-location", file.location);
  else if (!isKept && location?.isActive === false && location.id !== before?.locationId)
    wrong(file.line, "location", "inactive-location", file.location);
  if (before !== null) {
    const { lines: _lines, ...record } = before;
    return {
      ...record,
      locationId: isKept ? before.locationId : (location?.id ?? before.locationId),
      status: before.status === "draft" && !file.isDraft ? "ordered" : before.status,
      currency,
      orderedOn: file.orderedOn ?? before.orderedOn,
      note: before.note === "" ? file.note : before.note,
    };
  }
  const name = file.supplier.toLowerCase();
  const supplier = known.suppliers.get(name) ?? created.get(name);
  if (supplier?.isArchived === true) wrong(file.line, "supplier", "archived-supplier", file.supplier);
  if (location === undefined || supplier?.isArchived === true) return null;
  const chosen = supplier ?? { id: newId(), name: file.supplier, currency, isArchived: false };
  if (supplier === undefined) created.set(name, chosen);
  return {
    id: newId(),
    number: file.number,
    supplierId: chosen.id,
    locationId: location.id,
    status: file.isDraft ? "draft" : "ordered",
    currency,
    orderedOn: file.orderedOn,
    confirmedOn: null,
    closedOn: null,
    note: file.note,
    externalKey: externalKey(source, file.number),
  };
}

function add(
  plan: ImportPlan,
  totals: ImportTotals,
  planned: PlannedOrder,
  file: FileOrder,
  before: KnownOrder | null,
  today: Day,
): void {
  const { summary } = totals;
  const { order, lines, changed } = planned;
  const change = before === null ? "new" : planned.isOrderChanged ? "updated" : "unchanged";
  summary.orders[change] += 1;
  summary.lines.new += planned.newLineCount;
  summary.lines.updated += changed.size - planned.newLineCount;
  summary.lines.unchanged += lines.length - changed.size;
  const isOver = order.status === "received" || order.status === "cancelled";
  const open = isOver ? [] : lines.filter((line) => openUnits(line) > 0);
  const units = open.reduce((sum, line) => sum + openUnits(line), 0);
  summary.openUnits += units;
  summary.receivedUnits += planned.receipts.reduce((sum, receipt) => sum + receipt.units, 0);
  summary.pastCount += open.filter(({ expectedOn }) => expectedOn !== null && expectedOn < today).length;
  summary.dayless += open.filter(({ expectedOn }) => expectedOn === null).length;
  summary.moveCount += planned.moves.length;
  for (const { inventoryItemId: _item, ...move } of planned.moves)
    if (summary.moves.length < mostExamples) summary.moves.push(move);
  summary.goneCount += planned.gone.length;
  for (const line of planned.gone)
    if (summary.gone.length < mostExamples)
      summary.gone.push({ number: order.number, title: line.title, units: openUnits(line) });
  if (summary.examples.length < mostExamples && change !== "unchanged") {
    const days = open.flatMap(({ expectedOn }) => expectedOn ?? []).sort();
    summary.examples.push({
      id: order.id,
      number: order.number,
      supplier: file.supplier,
      change,
      lineCount: lines.length,
      openUnits: units,
      from: days[0] ?? null,
      to: days.at(-1) ?? null,
    });
  }
  if (change === "unchanged") return;
  plan.orders.push({ ...order, isNew: before === null });
  const isElsewhere = before !== null && before.locationId !== order.locationId;
  const isPlacedNow = before?.status === "draft" && order.status !== "draft";
  for (const line of lines) {
    if (changed.has(line.id)) plan.lines.push({ ...line, purchaseOrderId: order.id });
    if (changed.has(line.id) || isElsewhere || isPlacedNow)
      totals.touched.set(line.inventoryItemId, { lineId: line.id, number: order.number });
  }
  for (const move of planned.moves) {
    plan.moves.push(move);
    noteMove(totals, move);
  }
  for (const receipt of planned.receipts) plan.receipts.push(receipt);
}

function noteMove(totals: ImportTotals, move: DayMove): void {
  const key = JSON.stringify([move.number, move.from, move.to]);
  const same = totals.movesByDay?.get(key);
  if (same !== undefined) same.itemIds.push(move.inventoryItemId);
  else totals.movesByDay?.set(key, { move, itemIds: [move.inventoryItemId] });
  if (totals.movesByDay !== null && totals.movesByDay.size > mostMovesByDay) totals.movesByDay = null;
}

function emptySummary(): ImportSummary {
  return {
    orders: { new: 0, updated: 0, unchanged: 0, left: 0 },
    lines: { new: 0, updated: 0, unchanged: 0, leftOut: 0, empty: 0, cancelled: 0 },
    openUnits: 0,
    receivedUnits: 0,
    newSuppliers: [],
    moveCount: 0,
    moves: [],
    pastCount: 0,
    dayless: 0,
    goneCount: 0,
    gone: [],
    left: [],
    examples: [],
  };
}
