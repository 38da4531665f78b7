import { expect, test } from "vitest";
import { readRuleFile } from "./read-rule-file.ts";
import { ruleCellChoices } from "./rule-columns.ts";

const errorsOf = (column: string, cell: string) => {
  const file = readRuleFile(`sku,${column}\nLAMP,${cell}`, "2026-11-26");
  return file.ok ? [] : file.problems.filter((each) => each.column === column).map(({ error }) => error);
};

test.each(
  Object.entries(ruleCellChoices).flatMap(([column, choices]) => choices.map((choice) => [column, choice] as const)),
)("column %s holds %s, as the page that reads the file says", (column, choice) => {
  expect(errorsOf(column, choice.replace(/\bn\b/, "5"))).toEqual([]);
});

test.each(Object.keys(ruleCellChoices))("column %s holds no other word", (column) => {
  expect(errorsOf(column, "moon")).toHaveLength(1);
});
