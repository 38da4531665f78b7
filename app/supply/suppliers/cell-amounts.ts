import type { TableProblem } from "../../csv/read-table.ts";
import { detectDecimalMark, readNumberCell } from "../import/read-number-cell.ts";

/** `ambiguous-amount`: "1.200" alone may be a thousand or a bit more than one: nothing in the file says which. */
export type CellAmountError = "ambiguous-amount" | "two-number-forms";

interface Line {
  line: number;
  cell: (column: string) => string;
}

/** How a file writes its amounts, by all of them together: nothing is guessed. `plain` reads one of them. */
export function cellAmounts(
  lines: readonly Line[],
  columns: readonly string[],
): { plain: (cell: string) => string; problems: TableProblem<CellAmountError>[] } {
  const cells = columns.flatMap((column) =>
    lines.map(({ line, cell }) => ({ line, column, text: cell(column) })).filter(({ text }) => text !== ""),
  );
  const detected = detectDecimalMark(cells);
  switch (detected.kind) {
    case "known": {
      const mark = detected.mark ?? ".";
      // What is no number stays what it is, for the form to refuse.
      return { plain: (cell) => readNumberCell(cell, mark) ?? cell, problems: [] };
    }
    case "ambiguous":
      return {
        plain: unread,
        problems: cells
          .filter(({ text }) => detected.examples.includes(text))
          .map(({ line, column }) => ({ line, column, error: "ambiguous-amount" })),
      };
    case "both":
      return {
        plain: unread,
        problems: cells
          .filter(({ line, text }) =>
            [detected.point, detected.comma].some((seen) => seen.line === line && seen.text === text),
          )
          .map(({ line, column }) => ({ line, column, error: "two-number-forms" })),
      };
  }
}

/** Where nobody knows how amounts are written, that is said once, and nothing more about each of them. */
const unread = () => "";
