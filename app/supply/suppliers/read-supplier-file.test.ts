import { describe, expect, test } from "vitest";
import { blankSupplier } from "./supplier-fields.ts";
import { writeSupplierCells, supplierFileColumns } from "./supplier-columns.ts";
import { type KnownSupplier, readSupplierFile, type SupplierFileContext } from "./read-supplier-file.ts";

const mill: KnownSupplier = {
  id: "mill",
  isArchived: false,
  fields: {
    ...blankSupplier("GBP"),
    name: "Northern Mill",
    leadDays: 12,
    workingWeekdays: [1, 2, 3, 4],
    closures: [{ from: "2027-08-02", to: "2027-08-27", why: "Shut in August" }],
    minimumOrderMinor: 25_000,
  },
};
const context: SupplierFileContext = {
  currency: "EUR",
  known: new Map([
    ["northern mill", mill],
    ["old forge", { id: "forge", isArchived: true, fields: { ...blankSupplier("EUR"), name: "Old Forge" } }],
  ]),
  countries: new Set(["GB", "IT"]),
};
const read = (text: string) => readSupplierFile(text, context);
const problems = (text: string) => {
  const result = read(text);
  return result.ok ? [] : result.problems;
};

describe("a file of suppliers", () => {
  test("finds columns by name in any order, and reads semicolons, decimal commas and a byte-order mark", () => {
    const text =
      '\uFEFFPrice;SKU;Supplier;Lead days;Pack units\r\n"1.234,50";TEA-1;Kilns & Co;20;12\r\n0,5;TEA-2;;;\r\n';
    expect(problems(text)).toEqual([{ line: 3, column: "supplier", error: "required" }]);
    const whole = read(text.replace("TEA-2;;", "TEA-2;kilns & co;"));
    expect(whole).toMatchObject({
      ok: true,
      suppliers: [{ key: "kilns & co", known: null, fields: { name: "Kilns & Co", leadDays: 20, currency: "EUR" } }],
      terms: [
        { line: 2, sku: "TEA-1", variantId: null, gives: { priceMinor: 123_450, packUnits: 12 } },
        { line: 3, sku: "TEA-2", gives: { priceMinor: 50, packUnits: 1 } },
      ],
    });
  });

  test("leaves what it has no column for as it is, and clears what its column leaves empty", () => {
    expect(read("supplier,note\nNORTHERN MILL,new")).toMatchObject({
      ok: true,
      suppliers: [{ known: { id: "mill" }, fields: { ...mill.fields, name: "NORTHERN MILL", note: "new" } }],
    });
    expect(read("supplier,lead_days,closures,minimum_order\nNorthern Mill,,,")).toMatchObject({
      ok: true,
      suppliers: [{ fields: { leadDays: null, closures: [], minimumOrderMinor: null, currency: "GBP" } }],
    });
  });

  test("says back what it was given", () => {
    const cells: Record<string, string> = writeSupplierCells(mill.fields);
    const row = supplierFileColumns.map((column) => `"${cells[column] ?? ""}"`).join();
    expect(read(`${supplierFileColumns.join()}\n${row}`)).toMatchObject({
      ok: true,
      suppliers: [{ fields: mill.fields }],
      terms: [],
    });
  });

  test("reads weekdays by name or number, and days shut as ranges or alone", () => {
    expect(
      read("supplier,working_weekdays,closures\nA,Monday tue 3,2027-12-25; 2027-08-02 .. 2027-08-27 August"),
    ).toMatchObject({
      ok: true,
      suppliers: [
        {
          fields: {
            workingWeekdays: [1, 2, 3],
            closures: [
              { from: "2027-08-02", to: "2027-08-27", why: "August" },
              { from: "2027-12-25", to: "2027-12-25", why: "" },
            ],
          },
        },
      ],
    });
  });

  test.each<[string, string, object[]]>([
    [
      "unknown and doubled columns",
      "supplier,colour,SKU,sku\na,b,c,d",
      [
        { line: 1, column: "colour", error: "unknown-column" },
        { line: 1, column: "sku", error: "twice" },
      ],
    ],
    [
      "no supplier column",
      "name,sku\na,b",
      [
        { line: 1, column: "name", error: "unknown-column" },
        { line: 1, column: "supplier", error: "missing-column" },
      ],
    ],
    ["prices of nothing", "supplier,price\na,3", [{ line: 1, column: "sku", error: "missing-column" }]],
    ["a price without a variant", "supplier,sku,price\na,,3", [{ line: 2, column: "sku", error: "no-variant" }]],
    ["an id that is none", "supplier,variant_id\na,x-1", [{ line: 2, column: "variant_id", error: "unknown-variant" }]],
    [
      "lines that contradict each other",
      "supplier,sku,lead_days\na,x,10\nb,x,10\nA,y,12",
      [{ line: 4, column: "lead_days", error: "differs" }],
    ],
    ["an archived supplier", "supplier\nold forge", [{ line: 2, column: "supplier", error: "archived-supplier" }]],
    [
      "a country nobody knows",
      "supplier,holiday_country\na,ZZ",
      [{ line: 2, column: "holiday_country", error: "not-a-country" }],
    ],
    [
      "an amount that may be two",
      "supplier,sku,price\na,x,1.200",
      [{ line: 2, column: "price", error: "ambiguous-amount" }],
    ],
    [
      "amounts in two forms",
      'supplier,sku,price\na,x,1.5\na,y,"1,5"',
      [
        { line: 2, column: "price", error: "two-number-forms" },
        { line: 3, column: "price", error: "two-number-forms" },
      ],
    ],
    [
      "too few cells among other faults",
      "supplier,email,sku,pack_units\na,x@,s,0\nb,c",
      [
        { line: 2, column: "email", error: "not-an-email" },
        { line: 2, column: "pack_units", error: "too-small" },
        { line: 3, column: "sku", error: "too-few-cells" },
      ],
    ],
    [
      "a closure in another order",
      "supplier,closures\na,2027-08-27..2027-08-02",
      [{ line: 2, column: "closures", error: "before-start" }],
    ],
    [
      "a day in another order",
      "supplier,closures\na,27/08/2027",
      [{ line: 2, column: "closures", error: "not-a-day" }],
    ],
    [
      "no day worked",
      "supplier,working_weekdays\na,-",
      [{ line: 2, column: "working_weekdays", error: "no-working-day" }],
    ],
  ])("names line and column of %s", (_, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  test("refuses a file that would make a supplier of every line", () => {
    const text = `supplier\n${Array.from({ length: 2_001 }, (_, index) => `s${index}`).join("\n")}`;
    expect(problems(text)).toEqual([{ line: 2_002, column: "supplier", error: "too-many-suppliers" }]);
  });

  test("reads 100,000 lines", () => {
    const text = `supplier,sku,price\n${"Kilns,TEA,3.5\n".repeat(100_000)}`;
    const result = read(text);
    expect(result.ok && result.terms.length).toBe(100_000);
  }, 60_000);
});
