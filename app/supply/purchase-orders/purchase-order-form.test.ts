import { describe, expect, test } from "vitest";
import { mostLines, type OrderFormContext, parseOrderForm } from "./purchase-order-form.ts";

const variantId = "gid://shopify/ProductVariant/1";
const line = { variantId, units: "10", price: "2,50", supplierSku: " A-1 ", expectedOn: "2027-03-12" };
const input = { supplierId: "s1", locationId: "gid://shopify/Location/1", note: " Fragile ", lines: [line] };
const fresh: OrderFormContext = { currency: "EUR", kept: new Map() };
const placed: OrderFormContext = {
  currency: "EUR",
  kept: new Map([["l1", { title: "Lamp", orderedUnits: 10, receivedUnits: 4, closedUnits: 1 }]]),
};
const errorsOf = (given: object, context = fresh) => {
  const result = parseOrderForm(given, context);
  return result.ok ? {} : result.errors;
};

describe("an order's form", () => {
  test("is read as people write it", () => {
    expect(parseOrderForm(input, fresh)).toEqual({
      ok: true,
      form: {
        supplierId: "s1",
        locationId: "gid://shopify/Location/1",
        note: "Fragile",
        lines: [{ id: null, variantId, units: 10, priceMinor: 250, supplierSku: "A-1", expectedOn: "2027-03-12" }],
      },
    });
  });

  test("leaves out what nobody knows", () => {
    expect(parseOrderForm({ ...input, lines: [{ variantId, units: 3 }] }, fresh)).toMatchObject({
      ok: true,
      form: { lines: [{ priceMinor: null, supplierSku: null, expectedOn: null }] },
    });
  });

  test("says of every field what is wrong with it", () => {
    expect(errorsOf({})).toEqual({ supplierId: "required", locationId: "required", lines: "no-lines" });
    expect(
      errorsOf({
        ...input,
        note: "x".repeat(2001),
        lines: [
          { variantId: "gid://shopify/Product/1", units: "0", price: "cheap", expectedOn: "2027-02-30" },
          { variantId, units: "2.5", price: "-1", supplierSku: "x".repeat(101) },
          { variantId, units: "" },
          { variantId, units: "1000001" },
        ],
      }),
    ).toEqual({
      note: "too-long",
      "lines.0.variantId": "unknown-variant",
      "lines.0.units": "too-small",
      "lines.0.price": "not-an-amount",
      "lines.0.expectedOn": "not-a-day",
      "lines.1.units": "not-a-whole-number",
      "lines.1.price": "not-an-amount",
      "lines.1.supplierSku": "too-long",
      "lines.2.units": "required",
      "lines.3.units": "too-large",
    });
    expect(errorsOf({ ...input, lines: Array.from({ length: mostLines + 1 }, () => line) })).toEqual({
      lines: "too-many-lines",
    });
    expect(errorsOf({ ...input, lines: "many" })).toHaveProperty("lines");
  });

  test("never takes away what came already", () => {
    expect(errorsOf({ ...input, lines: [{ ...line, id: "l1", units: "4" }] }, placed)).toEqual({
      "lines.0.units": "below-received",
    });
    expect(errorsOf({ ...input, lines: [line] }, placed)).toEqual({ lines: "line-has-receipts" });
    expect(errorsOf({ ...input, lines: [{ ...line, id: "l1", units: "5" }] }, placed)).toEqual({});
    expect(
      errorsOf(
        {
          ...input,
          lines: [
            { ...line, id: "l1" },
            { ...line, id: "l9" },
          ],
        },
        placed,
      ),
    ).toEqual({
      "lines.1.variantId": "unknown-line",
    });
  });
});
