import type { SeenCell } from "./detect-day-order.ts";

export const decimalMarks = [".", ","] as const;
export type DecimalMark = (typeof decimalMarks)[number];

export type DetectedDecimalMark =
  | { kind: "known"; mark: DecimalMark | null }
  /** "1.200" may be a thousand and more or a bit more than one. Up to three of the cells. */
  | { kind: "ambiguous"; examples: string[] }
  | { kind: "both"; point: SeenCell; comma: SeenCell };

/** The sign before the decimals in a file, by all of its numbers: one "3,50" says how "1.200" is read. */
export function detectDecimalMark(cells: Iterable<SeenCell>): DetectedDecimalMark {
  const first = new Map<DecimalMark, SeenCell>();
  const undecided = new Set<string>();
  for (const cell of cells) {
    const number = bareNumber(cell.text);
    if (number === null) continue;
    const mark = markOf(number);
    if (mark !== null && !first.has(mark)) first.set(mark, cell);
    if (mark === null && /[.,]/.test(number) && undecided.size < 3) undecided.add(cell.text);
  }
  const [point, comma] = [first.get("."), first.get(",")];
  if (point !== undefined && comma !== undefined) return { kind: "both", point, comma };
  if (point !== undefined) return { kind: "known", mark: "." };
  if (comma !== undefined) return { kind: "known", mark: "," };
  return undecided.size > 0 ? { kind: "ambiguous", examples: [...undecided] } : { kind: "known", mark: null };
}

/** The number of a cell as plain text ("-1234.5"), its thousands' signs and its currency taken out; null where it is none. */
export function readNumberCell(cell: string, mark: DecimalMark): string | null {
  const number = bareNumber(cell);
  if (number === null) return null;
  const thousands = mark === "." ? "," : ".";
  const [whole = "", fraction, ...more] = number.split(mark);
  if (more.length > 0 || fraction === "" || fraction?.includes(thousands)) return null;
  if (whole.includes(thousands) && !new RegExp(`^-?\\d{1,3}(\\${thousands}\\d{3})+$`).test(whole)) return null;
  return `${whole.replaceAll(thousands, "")}${fraction === undefined ? "" : `.${fraction}`}`;
}

/** Digits and signs only: without what a currency, a thousands' space or apostrophe adds. */
function bareNumber(cell: string): string | null {
  const bare = cell.replaceAll(/[\s\u00A0\u2009\u202F'’]|\p{Sc}|^[A-Z]{3}|[A-Z]{3}$/gu, "").replace(/^−/, "-");
  return /^-?\d[\d.,]*$/.test(bare) ? bare : null;
}

/** The decimal sign that a number by itself gives away; null where it has none or may be either. */
function markOf(number: string): DecimalMark | null {
  const [points, commas] = [number.split(".").length - 1, number.split(",").length - 1];
  if (points > 0 && commas > 0) return number.lastIndexOf(".") > number.lastIndexOf(",") ? "." : ",";
  // Thousands' signs come more than once, decimal signs do not.
  if (points > 1) return ",";
  if (commas > 1) return ".";
  if (points + commas === 0) return null;
  const mark = points === 1 ? "." : ",";
  const [whole = "", fraction = ""] = number.replace("-", "").split(mark);
  return fraction.length === 3 && whole.length <= 3 && !whole.startsWith("0") ? null : mark;
}
