import { type Db, withShop } from "../../db.server.ts";
import { expectManyRows } from "../../expect-many-rows.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { learnFromReceipts } from "../purchase-orders/learn-from-receipts.server.ts";
import { shopMoment } from "../shop-moment.ts";
import { rememberColumns } from "./column-mapping.server.ts";
import { explainStock } from "./explain-stock.server.ts";
import type { FileOrder } from "./gather-orders.ts";
import type { ImportAnswers } from "./import-answers.ts";
import type { ImportSummary } from "./import-plan.ts";
import type { ImportResult } from "./import-result.ts";
import { loadKnownNames } from "./load-known-names.server.ts";
import { heldIdOf, holdKnownOrders, loadKnownOrders } from "./load-known-orders.server.ts";
import { loadSupplierSkus } from "./load-supplier-skus.server.ts";
import type { OrderColumns } from "./order-fields.ts";
import { emptyTotals, isRefused, planOrders } from "./plan-import.ts";
import { problemsStep } from "./problems-step.ts";
import { type ReadOrders, readOrderFile } from "./read-order-file.server.ts";
import { tellImport } from "./tell-import.server.ts";
import { writeImport } from "./write-import.server.ts";

export interface ImportInput {
  text: string;
  /** Kept as the reason where an expected day moves. */
  fileName: string;
  /** As the merchant mapped them; null: as known, or remembered from an earlier file. */
  columns: OrderColumns | null;
  answers: ImportAnswers;
  /** What the merchant was shown (`ImportSummary` as `fingerprint`): anything else is shown again before it is saved. */
  shown: string | null;
}

/** Lines whose orders are compared and written at once: few enough that they leave memory before the next ones come. */
const batchLength = 1_000;
/** From here on the planner is told to expect what a file can hold. */
const manyRows = 1_000;
/** 100,000 lines take a fraction of it on a machine that has the time; on a busy one they are late, and not lost. */
const timeoutMs = 300_000;

/** Thrown to leave a transaction with what was found in it and without what was written. */
class TakenBack extends Error {
  readonly result: ImportResult;
  constructor(result: ImportResult) {
    super("taken back");
    this.result = result;
  }
}

/** Purchase orders from a file: all of it or nothing. `isKept` false only tells what would change. */
export async function importOrders(
  ports: Ports,
  shop: ShopDomain,
  input: ImportInput,
  isKept: boolean,
): Promise<ImportResult> {
  const read = await readOrderFile(shop, input.text, input.columns, input.answers);
  if ("step" in read) return read;
  const now = new Date(await ports.clock.businessNow());
  try {
    return await withShop(shop, (db) => compareAndWrite(ports, db, shop, read, input, isKept, now), { timeoutMs });
  } catch (error) {
    if (error instanceof TakenBack) return error.result;
    throw error;
  }
}

/**
 * Goes through the orders once, some at a time, and writes what they change as it goes; that it was not what the merchant
 * agreed to is known only at the end, and takes all of it back.
 * @throws TakenBack
 */
async function compareAndWrite(
  ports: Ports,
  db: Db,
  shop: ShopDomain,
  read: ReadOrders,
  input: ImportInput,
  isKept: boolean,
  now: Date,
): Promise<ImportResult> {
  // Held by whoever numbers orders too: no two orders get one number, and no two files are saved at once.
  if (isKept)
    await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`purchase-order-number ${shop}`}, 0))`;
  const { file, orders, source } = read;
  if (orders.reduce((sum, { lines }) => sum + lines.length, 0) > manyRows) await expectManyRows(db);
  const held = await holdKnownOrders(db, shop, orders, source);
  const names = await loadKnownNames(db, shop, orders);
  const answers = withOnlyLocation(input.answers, [...names.locations.values()]);
  // A new order goes to a location that the file does not name.
  const isNowhere = ({ location, number }: FileOrder) =>
    location === "" && heldIdOf(held, number, source) === undefined;
  const asksLocation = answers.locationId === "" && orders.some(isNowhere);
  const { timeZone } = await db.shop.findUniqueOrThrow({ where: { domain: shop }, select: { timeZone: true } });
  const today = shopMoment(now.getTime(), timeZone).day;
  const context = { ...read, today, answers, newId: () => crypto.randomUUID() };
  const totals = emptyTotals();
  let receiptCount = 0;
  for (const batch of batches(orders)) {
    const ofBatch = { ...names, ...(await loadKnownOrders(db, shop, batch, source, held)) };
    const known = { ...ofBatch, supplierSkus: await loadSupplierSkus(db, shop, batch, ofBatch) };
    const plan = planOrders(batch, known, context, totals);
    receiptCount += plan.receipts.length;
    if (!isKept || asksLocation || read.problems.length > 0 || isRefused(totals, answers)) continue;
    await writeImport(db, shop, plan, input.fileName, now);
    await explainStock(db, shop, plan, now);
  }

  const { summary, unknown } = totals;
  const problems = [...read.problems, ...totals.problems];
  if (problems.length > 0 || isRefused(totals, answers)) throw new TakenBack(problemsStep(file, problems, unknown));
  // Asked last: nobody should answer for a file that can't be saved.
  if (asksLocation) return { step: "questions", file, questions: [{ kind: "location" }] };
  summary.lines.empty = read.emptyCount;
  summary.lines.cancelled = read.cancelledCount;
  const shown = fingerprint(summary);
  if (!isKept || input.shown !== shown)
    throw new TakenBack({ step: "preview", file, unknown, summary, shown, hasChanged: isKept });
  await tellImport(ports, db, shop, totals, input.fileName);
  // What came before Arrivo says how late the suppliers are.
  if (receiptCount > 0) await learnFromReceipts(ports, db, shop, today);
  if (input.columns !== null) await rememberColumns(db, shop, read.names, input.columns, now);
  return { step: "saved", summary };
}

/** Whole orders, as many as have so many lines between them. */
function* batches(orders: readonly FileOrder[]): Generator<FileOrder[]> {
  let batch: FileOrder[] = [];
  let length = 0;
  for (const order of orders) {
    if (length > 0 && length + order.lines.length > batchLength) {
      yield batch;
      [batch, length] = [[], 0];
    }
    batch.push(order);
    length += order.lines.length;
  }
  if (batch.length > 0) yield batch;
}

/** What the merchant agreed to, in figures: between seeing and saving somebody may have changed an order. */
function fingerprint({
  orders,
  lines,
  openUnits,
  receivedUnits,
  moveCount,
  goneCount,
  newSuppliers,
}: ImportSummary): string {
  return JSON.stringify([orders, lines, openUnits, receivedUnits, moveCount, goneCount, newSuppliers.length]);
}

/** A shop with one location is not asked which. */
function withOnlyLocation(
  answers: ImportAnswers,
  locations: readonly { id: string; isActive: boolean }[],
): ImportAnswers {
  const active = new Set(locations.flatMap(({ id, isActive }) => (isActive ? [id] : [])));
  const [only] = active;
  return answers.locationId === "" && active.size === 1 && only !== undefined
    ? { ...answers, locationId: only }
    : answers;
}
