import type { ImportProblem } from "./import-problem.ts";
import type { ImportResult, ReadFile, UnknownLines } from "./import-result.ts";

const mostProblems = 200;

/** What is wrong with a file, by its lines: the first of it, and how much there is. */
export function problemsStep(
  file: ReadFile,
  problems: readonly ImportProblem[],
  unknown: UnknownLines = { count: 0, problems: [] },
): ImportResult {
  const inOrder = problems.toSorted((one, other) => one.line - other.line);
  return { step: "problems", file, unknown, count: problems.length, problems: inOrder.slice(0, mostProblems) };
}
