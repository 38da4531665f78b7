import { type Table, readTable } from "../../csv/read-table.ts";
import { withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import { rememberedColumns } from "./column-mapping.server.ts";
import { type GatheredOrders, gatherOrders } from "./gather-orders.ts";
import type { ImportAnswers } from "./import-answers.ts";
import type { ImportResult, ReadFile } from "./import-result.ts";
import type { OrderColumns, OrderField } from "./order-fields.ts";
import { problemsStep } from "./problems-step.ts";
import { hasNeededColumns, type KnownForm, proposeColumns } from "./propose-columns.ts";
import { readOrderLines } from "./read-order-lines.ts";
import { recogniseOtherFile } from "./recognise-other-file.ts";

/** A file whose lines are read. Of the table itself nothing is kept: it is as large as all that follows. */
export interface ReadOrders extends GatheredOrders {
  file: ReadFile;
  /** The columns' names: by them a mapping is remembered. */
  names: readonly string[];
  /** Where the file is from: orders of one source are told apart from another's. */
  source: string;
  isInShopCurrency: boolean;
  heading(field: OrderField): string | null;
  /** Lines without a unit, where the file lists what is not ordered too. */
  emptyCount: number;
}

const sampleCount = 3;

/** Reads a file's orders as the merchant mapped its columns; null: as known, or remembered from an earlier file. */
export async function readOrderFile(
  shop: ShopDomain,
  text: string,
  mapped: OrderColumns | null,
  answers: ImportAnswers,
): Promise<ReadOrders | ImportResult> {
  const read = readTable(text);
  if (!read.ok) return { step: "unreadable", problems: read.problems };
  const { table } = read;
  const otherFile = recogniseOtherFile(table.columns);
  if (otherFile !== null) return { step: "other-file", otherFile };
  const remembered = await withShop(shop, (db) => rememberedColumns(db, shop, table.columns));
  return readOrders(table, mapped ?? remembered, answers);
}

function readOrders(table: Table, mapped: OrderColumns | null, answers: ImportAnswers): ReadOrders | ImportResult {
  const proposed = proposeColumns(table.columns);
  const columns = mapped ?? (proposed.form === null ? null : proposed.columns);
  const file: ReadFile = {
    headings: [...table.headings],
    samples: table.headings.map((_, at) => samplesOf(table, at)),
    columns: columns ?? proposed.columns,
  };
  const isMapped = columns !== null && isWithin(table, columns) && hasNeededColumns(columns);
  if (!isMapped) return { step: "columns", file };

  const lines = readOrderLines(table, columns, answers, nameOf(table, columns, "quantity").startsWith("incoming"));
  if (lines.questions.length > 0)
    return lines.problems.length > 0
      ? problemsStep(file, lines.problems)
      : { step: "questions", file, questions: lines.questions };
  const heading = headingOf(file.headings, columns);
  const gathered = gatherOrders(lines.lines, heading, columns.orderNumber === undefined);
  return {
    ...gathered,
    problems: [...lines.problems, ...gathered.problems],
    file,
    names: table.columns,
    source: sourceOf(proposed.form),
    isInShopCurrency: nameOf(table, columns, "price") === "cost_base",
    heading,
    emptyCount: lines.emptyCount,
  };
}

const headingOf = (headings: readonly string[], columns: OrderColumns) => (field: OrderField) =>
  headings[columns[field] ?? -1] ?? null;

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
