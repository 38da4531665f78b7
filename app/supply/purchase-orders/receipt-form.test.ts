import { describe, expect, test } from "vitest";
import { parseReceiptForm } from "./receipt-form.ts";

const lines = [
  { id: "a", orderedUnits: 10, receivedUnits: 4, closedUnits: 0 },
  { id: "b", orderedUnits: 5, receivedUnits: 5, closedUnits: 0 },
];
const context = { lines, orderedOn: "2027-03-01", today: "2027-03-10" };
const parse = (units: unknown, receivedOn: unknown = "2027-03-10") => parseReceiptForm({ receivedOn, units }, context);
const errorsOf = (...given: Parameters<typeof parse>) => {
  const result = parse(...given);
  return result.ok ? {} : result.errors;
};

describe("a receipt's form", () => {
  test("takes what came, and says how much of it nobody had ordered", () => {
    expect(parse({ a: "7", b: "2" })).toEqual({
      ok: true,
      receivedOn: "2027-03-10",
      received: [
        { line: { ...lines[0], receivedUnits: 11 }, units: 7, overUnits: 1 },
        { line: { ...lines[1], receivedUnits: 7 }, units: 2, overUnits: 2 },
      ],
    });
  });

  test("passes over lines of which nothing came", () => {
    expect(parse({ a: " 3 ", b: "" })).toMatchObject({ ok: true, received: [{ units: 3, overUnits: 0 }] });
    expect(parse({ a: "1", b: "0" })).toMatchObject({ ok: true, received: [{ units: 1 }] });
  });

  test("takes a mistake back, down to nothing and no further", () => {
    expect(parse({ a: "-4" })).toMatchObject({ ok: true, received: [{ line: { receivedUnits: 0 }, units: -4 }] });
    expect(errorsOf({ a: "-5" })).toEqual({ "units.a": "below-zero" });
  });

  test.each([
    [{}, { units: "nothing" }],
    [{ a: "0", b: "" }, { units: "nothing" }],
    ["all", { units: "nothing" }],
    [{ a: "1.5" }, { "units.a": "not-a-whole-number" }],
    [{ a: "some" }, { "units.a": "not-a-whole-number" }],
    [{ a: "1e3" }, { "units.a": "not-a-whole-number" }],
    [{ a: "2000000" }, { "units.a": "too-large" }],
    [{ c: "1" }, { "units.c": "unknown-line" }],
  ])("%j is refused", (units, errors) => {
    expect(errorsOf(units)).toEqual(errors);
  });

  test.each([
    ["2027-02-30", "not-a-day"],
    [undefined, undefined],
    ["2027-03-11", "in-the-future"],
    ["2027-02-28", "before-order"],
    ["2027-03-01", undefined],
  ])("received on %s", (day, error) => {
    expect(errorsOf({ a: "1" }, day)).toEqual(error === undefined ? {} : { receivedOn: error });
  });
});
