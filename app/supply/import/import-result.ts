import type { ImportQuestion } from "./import-answers.ts";
import type { ImportSummary } from "./import-plan.ts";
import type { ImportProblem } from "./import-problem.ts";
import type { OrderColumns } from "./order-fields.ts";
import type { OtherFile } from "./recognise-other-file.ts";

/** The file as its columns were understood: the merchant can map them anew at any time. */
export interface ReadFile {
  headings: string[];
  /** Of each column a few different cells. */
  samples: string[][];
  columns: OrderColumns;
}

/** Lines whose SKU no variant has, or several: how many, and the first of them. */
export interface UnknownLines {
  count: number;
  problems: ImportProblem[];
}

/** How far a file got. Nothing is saved before `saved`. */
export type ImportResult =
  | { step: "unreadable"; problems: ImportProblem[] }
  | { step: "other-file"; otherFile: OtherFile }
  | { step: "columns"; file: ReadFile }
  | { step: "questions"; file: ReadFile; questions: ImportQuestion[] }
  /** `count`: of all problems, of which the first are given. Without any, leaving out the unknown lines is enough. */
  | { step: "problems"; file: ReadFile; unknown: UnknownLines; count: number; problems: ImportProblem[] }
  /** `hasChanged`: saving found another change than was shown, so it is shown again. */
  | {
      step: "preview";
      file: ReadFile;
      unknown: UnknownLines;
      summary: ImportSummary;
      shown: string;
      hasChanged: boolean;
    }
  | { step: "saved"; summary: ImportSummary };
