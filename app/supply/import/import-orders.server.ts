import { type Table, readTable } from "../../csv/read-table.ts";
import { type Db, withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import type { Day } from "../day.ts";
import { learnFromReceipts } from "../purchase-orders/learn-from-receipts.server.ts";
import { shopMoment } from "../shop-moment.ts";
import { rememberColumns, rememberedColumns } from "./column-mapping.server.ts";
import { gatherOrders } from "./gather-orders.ts";
import type { ImportAnswers } from "./import-answers.ts";
import type { ImportPlan, ImportSummary } from "./import-plan.ts";
import type { ImportProblem } from "./import-problem.ts";
import type { ImportResult, ReadFile } from "./import-result.ts";
import { loadKnownSupply } from "./load-known-supply.server.ts";
import type { OrderColumns, OrderField } from "./order-fields.ts";
import { needsLocation, planImport } from "./plan-import.ts";
import { hasNeededColumns, type KnownForm, proposeColumns } from "./propose-columns.ts";
import { readOrderLines } from "./read-order-lines.ts";
import { recogniseOtherFile } from "./recognise-other-file.ts";
import { explainStock } from "./explain-stock.server.ts";
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

const mostProblems = 200;
const sampleCount = 3;
/** 100,000 lines take a fraction of it on a machine that has the time; on a busy one they are late, and not lost. */
const timeoutMs = 300_000;

/** Purchase orders from a file: all of it or nothing. `isKept` false only tells what would change. */
export async function importOrders(
  ports: Ports,
  shop: ShopDomain,
  input: ImportInput,
  isKept: boolean,
): Promise<ImportResult> {
  const read = readTable(input.text);
  if (!read.ok) return { step: "unreadable", problems: read.problems };
  const { table } = read;
  const otherFile = recogniseOtherFile(table.columns);
  if (otherFile !== null) return { step: "other-file", otherFile };
  const now = new Date(await ports.clock.businessNow());
  return withShop(shop, (db) => readAndPlan(ports, db, shop, table, input, isKept, now), { timeoutMs });
}

async function readAndPlan(
  ports: Ports,
  db: Db,
  shop: ShopDomain,
  table: Table,
  input: ImportInput,
  isKept: boolean,
  now: Date,
): Promise<ImportResult> {
  // Held by whoever numbers orders too: no two orders get one number, and no two files are saved at once.
  if (isKept)
    await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`purchase-order-number ${shop}`}, 0))`;
  const proposed = proposeColumns(table.columns);
  const remembered = await rememberedColumns(db, shop, table.columns);
  const columns = input.columns ?? remembered ?? (proposed.form === null ? null : proposed.columns);
  const file: ReadFile = {
    headings: [...table.headings],
    samples: table.headings.map((_, at) => samplesOf(table, at)),
    columns: columns ?? proposed.columns,
  };
  const isMapped = columns !== null && isWithin(table, columns) && hasNeededColumns(columns);
  if (!isMapped) return { step: "columns", file };

  const lines = readOrderLines(
    table,
    columns,
    input.answers,
    nameOf(table, columns, "quantity").startsWith("incoming"),
  );
  if (lines.questions.length > 0) return { step: "questions", file, questions: lines.questions };
  const heading = (field: OrderField) => table.headings[columns[field] ?? -1] ?? null;
  const gathered = gatherOrders(lines.lines, heading, columns.orderNumber === undefined);
  const source = sourceOf(proposed.form);
  const known = await loadKnownSupply(db, shop, gathered.orders, source);
  const answers = withOnlyLocation(input.answers, [...known.locations.values()]);
  if (answers.locationId === "" && needsLocation(gathered.orders, known, source))
    return { step: "questions", file, questions: [{ kind: "location" }] };
  const { timeZone } = await db.shop.findUniqueOrThrow({ where: { domain: shop }, select: { timeZone: true } });
  const today = shopMoment(now.getTime(), timeZone).day;
  const planned = planImport(gathered.orders, known, {
    today,
    answers,
    source,
    isInShopCurrency: nameOf(table, columns, "price") === "cost_base",
    heading,
    newId: () => crypto.randomUUID(),
  });
  const problems = [...lines.problems, ...gathered.problems, ...(planned.ok ? [] : planned.problems)];
  const unknown = { count: planned.unknown.length, problems: planned.unknown.slice(0, mostProblems) };
  if (!planned.ok || problems.length > 0)
    return { step: "problems", file, unknown, count: problems.length, problems: firstOf(problems) };

  const { plan, summary } = planned;
  summary.lines.empty = lines.emptyCount;
  summary.lines.cancelled = gathered.cancelledCount;
  const shown = fingerprint(summary);
  if (!isKept || input.shown !== shown) return { step: "preview", file, unknown, summary, shown, hasChanged: isKept };
  await save(ports, db, shop, plan, input.fileName, now, today);
  if (input.columns !== null) await rememberColumns(db, shop, table.columns, input.columns, now);
  return { step: "saved", summary };
}

async function save(
  ports: Ports,
  db: Db,
  shop: ShopDomain,
  plan: ImportPlan,
  reason: string,
  now: Date,
  today: Day,
): Promise<void> {
  await writeImport(db, shop, plan, reason, now);
  await explainStock(db, shop, plan, now);
  await tellImport(ports, db, shop, plan, reason);
  // What came before Arrivo says how late the suppliers are.
  if (plan.receipts.length > 0) await learnFromReceipts(ports, db, shop, today);
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

function samplesOf(table: Table, at: number): string[] {
  const samples: string[] = [];
  for (const row of table.rows) {
    const cell = "cells" in row ? (row.cells[at] ?? "") : "";
    if (cell !== "" && !samples.includes(cell)) samples.push(cell);
    if (samples.length === sampleCount) break;
  }
  return samples;
}

const isWithin = (table: Table, columns: OrderColumns) =>
  Object.values(columns).every((at) => at < table.headings.length);

const nameOf = (table: Table, columns: OrderColumns, field: OrderField) => table.columns[columns[field] ?? -1] ?? "";

function sourceOf(form: KnownForm | null): string {
  if (form === "stocky") return "stocky";
  return form === "shopify-inventory" ? "shopify" : "csv";
}

const firstOf = (problems: readonly ImportProblem[]) =>
  problems.toSorted((one, other) => one.line - other.line).slice(0, mostProblems);
