import fc from "fast-check";
import { stringify } from "csv-stringify/sync";
import { expect, test } from "vitest";
import { inertCell, plainCell } from "./inert-cell.ts";
import { readTable } from "./read-table.ts";

const rowsOf = (text: string) => {
  const result = readTable(text);
  return result.ok ? result.table.rows : result.problems;
};

test("finds the separator, and leaves a byte-order mark and Excel's first line out", () => {
  const row = [{ line: 2, cells: ["Mill, north", "3,5"] }];
  expect(rowsOf('\uFEFFSupplier Name;"Price, each"\r\n"Mill, north";3,5\r\n')).toEqual(row);
  expect(rowsOf("name\tprice\nMill, north\t3,5")).toEqual(row);
  expect(rowsOf('name,price\n"Mill, north","3,5"')).toEqual(row);
  expect(rowsOf('sep=;\nname;price\n"Mill, north";3,5')).toEqual([{ ...row[0], line: 3 }]);
});

test("gives a column one name however it is written", () => {
  const result = readTable(" Supplier SKU ,supplier-sku,Größe (cm)\na,b,c");
  expect(result).toMatchObject({
    ok: true,
    table: {
      columns: ["supplier_sku", "supplier_sku", "größe_cm"],
      headings: ["Supplier SKU", "supplier-sku", "Größe (cm)"],
    },
  });
});

test("counts lines as an editor does, over empty lines and breaks in cells", () => {
  const text = 'a,b\n\n"one\ntwo",2\n,\nlast,3\n';
  expect(rowsOf(text)).toEqual([
    { line: 3, cells: ["one\ntwo", "2"] },
    { line: 6, cells: ["last", "3"] },
  ]);
});

test("names each line whose cells are too few or too many, and takes empty ones behind for none", () => {
  expect(rowsOf("a,b,,\n1,2,,\n1\n1,2,3\n")).toEqual([
    { line: 2, cells: ["1", "2"] },
    { line: 3, problem: { line: 3, column: "b", error: "too-few-cells" } },
    { line: 4, problem: { line: 4, column: null, error: "too-few-cells" } },
  ]);
  expect(rowsOf("a,b\n1,2,,,")).toEqual([{ line: 2, cells: ["1", "2"] }]);
});

test("says what is no table", () => {
  expect(rowsOf("")).toEqual([{ line: 2, column: null, error: "no-rows" }]);
  expect(rowsOf("a,b\n\n")).toEqual([{ line: 2, column: null, error: "no-rows" }]);
  expect(rowsOf('a,b\n"open,2\n')).toEqual([{ line: 2, column: null, error: "not-csv" }]);
  expect(rowsOf("a,b\n1,2\nCaff\uFFFD,2\n")).toEqual([{ line: 3, column: null, error: "not-utf8" }]);
});

test("reads 100,000 rows, and names the first beyond", { timeout: 60_000 }, () => {
  const text = `a,b\n${"1,2\n".repeat(100_000)}`;
  expect(rowsOf(text)).toHaveLength(100_000);
  expect(rowsOf(`${text}1,2\n`)).toEqual([{ line: 100_002, column: null, error: "too-many-rows" }]);
});

test("reads whatever was written, formulas made inert", { timeout: 60_000 }, () => {
  const cell = fc.string({ unit: "binary" }).map((text) => `x${text.replaceAll(/[\uFFFD\0\r]/g, "")}x`);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(cell, cell), { minLength: 1 }),
      fc.constantFrom(",", ";", "\t"),
      (rows, delimiter) => {
        expect(rowsOf(stringify([["a", "b"], ...rows], { delimiter }))).toMatchObject(rows.map((cells) => ({ cells })));
      },
    ),
  );
  fc.assert(fc.property(fc.string(), (text) => plainCell(inertCell(text)) === text || text.startsWith("'")));
});
