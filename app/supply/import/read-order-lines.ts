import { plainCell } from "../../csv/inert-cell.ts";
import type { Table } from "../../csv/read-table.ts";
import type { Day } from "../day.ts";
import { detectDayOrder, type SeenCell } from "./detect-day-order.ts";
import type { FileLine, FileStatus } from "./file-line.ts";
import type { ImportAnswers, ImportQuestion } from "./import-answers.ts";
import type { ImportError, ImportProblem } from "./import-problem.ts";
import type { OrderColumns, OrderField } from "./order-fields.ts";
import { type DayOrder, readDayCell } from "./read-day-cell.ts";
import { type DecimalMark, decimalMarks, detectDecimalMark, readNumberCell } from "./read-number-cell.ts";

export interface OrderLines {
  /** Those with nothing wrong. */
  lines: FileLine[];
  problems: ImportProblem[];
  /** Unless empty, the lines are not read yet; the problems are those that no answer would mend. */
  questions: ImportQuestion[];
  /** Lines without a unit, where the file lists what is not ordered too. */
  emptyCount: number;
}

const dayFields = ["orderedOn", "expectedOn", "receivedOn"] as const satisfies readonly OrderField[];
const numberFields = ["quantity", "received", "price"] as const satisfies readonly OrderField[];
const mostUnits = 10_000_000;

/** Reads the cells of a table as its columns say. Days and numbers are read one way over the whole file. */
export function readOrderLines(
  table: Table,
  columns: OrderColumns,
  answers: ImportAnswers,
  skipsEmpty: boolean,
): OrderLines {
  const problems: ImportProblem[] = [];
  const questions: ImportQuestion[] = [];
  const heading = (field: OrderField) => table.headings[columns[field] ?? -1] ?? null;
  const both = (error: ImportError, { line, text }: SeenCell, fields: readonly OrderField[]) => {
    const row = table.rows.find((each) => each.line === line);
    const field = fields.find(
      (each) => row !== undefined && "cells" in row && cellOf(row.cells, columns, each) === text,
    );
    problems.push({ line, column: field === undefined ? null : heading(field), error, value: text });
  };

  const days = detectDayOrder(cellsOf(table, columns, dayFields));
  if (days.kind === "ambiguous" && answers.dayOrder === null)
    questions.push({ kind: "day-order", examples: days.examples });
  if (days.kind === "both")
    for (const cell of [days.dayFirst, days.monthFirst]) both("two-day-orders", cell, dayFields);
  const marks = detectDecimalMark(cellsOf(table, columns, numberFields));
  if (marks.kind === "ambiguous" && answers.decimalMark === null)
    questions.push({ kind: "decimal-mark", examples: marks.examples });
  if (marks.kind === "both")
    for (const cell of [marks.point, marks.comma]) both("two-number-forms", cell, numberFields);
  if (columns.orderNumber === undefined && answers.orderNumber === "") questions.push({ kind: "order-number" });
  if (columns.supplier === undefined && answers.supplier === "") questions.push({ kind: "supplier" });
  if (problems.length > 0) return { lines: [], problems, questions, emptyCount: 0 };

  const reading: Reading = {
    columns,
    answers,
    heading,
    dayOrder: (days.kind === "known" ? days.order : null) ?? answers.dayOrder ?? "day-first",
    mark: (marks.kind === "known" ? marks.mark : null) ?? answers.decimalMark ?? ".",
  };
  if (questions.length === 0) return { ...readLines(table, reading, skipsEmpty), questions };
  // Which day is meant breaks no cell, and what either decimal mark breaks stays broken.
  const broken = decimalMarks
    .filter((mark) => marks.kind === "ambiguous" || mark === reading.mark)
    .map((mark) => readLines(table, { ...reading, mark }, skipsEmpty).problems);
  const keys = new Set(broken.at(-1)?.map(keyOf));
  return { lines: [], problems: broken[0]?.filter((each) => keys.has(keyOf(each))) ?? [], questions, emptyCount: 0 };
}

const keyOf = ({ line, column, error }: ImportProblem): string => `${line} ${error} ${column}`;

function readLines(table: Table, reading: Reading, skipsEmpty: boolean): Omit<OrderLines, "questions"> {
  const problems: ImportProblem[] = [];
  const lines: FileLine[] = [];
  let emptyCount = 0;
  for (const row of table.rows) {
    if ("problem" in row) {
      problems.push(row.problem);
      continue;
    }
    if (skipsEmpty && /^0*$/.test(cellOf(row.cells, reading.columns, "quantity"))) {
      emptyCount += 1;
      continue;
    }
    const count = problems.length;
    const line = readLine(row.line, row.cells, reading, problems);
    // What is wrong in one line must not make others look wrong.
    if (problems.length === count) lines.push(line);
  }
  return { lines, problems, emptyCount };
}

interface Reading {
  columns: OrderColumns;
  answers: ImportAnswers;
  heading(field: OrderField): string | null;
  dayOrder: DayOrder;
  mark: DecimalMark;
}

function readLine(line: number, cells: readonly string[], reading: Reading, problems: ImportProblem[]): FileLine {
  const { columns, answers, heading } = reading;
  const cell = (field: OrderField) => cellOf(cells, columns, field);
  const wrong = (field: OrderField, error: ImportError) =>
    problems.push({ line, column: heading(field), error, ...(cell(field) === "" ? {} : { value: cell(field) }) });
  const text = (field: OrderField, most: number, isNeeded = false) => {
    if (isNeeded && cell(field) === "") wrong(field, "required");
    if (cell(field).length > most) wrong(field, "too-long");
    return cell(field);
  };
  const day = (field: OrderField): Day | null => {
    if (cell(field) === "") return null;
    const read = readDayCell(cell(field), reading.dayOrder);
    if (read === null) wrong(field, "not-a-day");
    return read;
  };
  const units = (field: OrderField, isNeeded: boolean): number | null => {
    if (cell(field) === "") {
      if (isNeeded) wrong(field, "required");
      return null;
    }
    const number = Number(readNumberCell(cell(field), reading.mark) ?? Number.NaN);
    const error = !Number.isInteger(number)
      ? "not-a-whole-number"
      : number < 0 || (isNeeded && number === 0)
        ? "negative"
        : number > mostUnits
          ? "too-large"
          : null;
    if (error !== null) wrong(field, error);
    return error === null ? number : null;
  };
  const price = cell("price") === "" ? null : readNumberCell(cell("price"), reading.mark);
  if (cell("price") !== "" && price === null) wrong("price", "not-a-number");
  if (price?.startsWith("-") === true) wrong("price", "negative");
  const currency = cell("currency").toUpperCase();
  if (currency !== "" && !/^[A-Z]{3}$/.test(currency)) wrong("currency", "not-a-currency");

  const orderedUnits = units("quantity", true) ?? 0;
  const status = statusOf(cell("status"));
  return {
    line,
    orderNumber: columns.orderNumber === undefined ? answers.orderNumber : text("orderNumber", 60, true),
    supplier: columns.supplier === undefined ? answers.supplier : text("supplier", 120, true),
    sku: text("sku", 255, true),
    supplierSku: text("supplierSku", 255),
    orderedUnits,
    receivedUnits: units("received", false) ?? (status === "received" ? orderedUnits : null),
    receivedOn: day("receivedOn"),
    price,
    currency,
    orderedOn: day("orderedOn"),
    expectedOn: day("expectedOn"),
    location: text("location", 255),
    note: text("note", 2000),
    status,
  };
}

/** Only what changes what comes counts; a word for anything in between is an open order. */
function statusOf(cell: string): FileStatus {
  const word = cell.toLowerCase();
  if (/^(received|complete|completed|closed|ricevut[oaie]|completat[oaie]|chius[oaie])$/.test(word)) return "received";
  if (/^(cancell?ed|void|annullat[oaie])$/.test(word)) return "cancelled";
  return /^(draft|bozza)$/.test(word) ? "draft" : "open";
}

function cellOf(cells: readonly string[], columns: OrderColumns, field: OrderField): string {
  const at = columns[field];
  return at === undefined ? "" : plainCell(cells[at] ?? "").trim();
}

function* cellsOf(table: Table, columns: OrderColumns, fields: readonly OrderField[]): Generator<SeenCell> {
  for (const row of table.rows)
    if ("cells" in row) for (const field of fields) yield { line: row.line, text: cellOf(row.cells, columns, field) };
}
