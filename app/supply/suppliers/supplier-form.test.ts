import { describe, expect, test } from "vitest";
import { parseSupplierForm } from "./supplier-form.ts";
import { blankSupplier } from "./supplier-fields.ts";
import { parseTermsForm } from "./terms-form.ts";

const blank = blankSupplier("EUR");

describe("a supplier's form", () => {
  test("gives its fields, lists in order and each once", () => {
    const input = {
      name: "  Northern Mill ",
      contactName: "Ada",
      email: "ada@mill.example",
      currency: "gbp",
      leadDays: "12",
      leadDayCount: "working",
      workingWeekdays: ["5", "1", "1"],
      closures: [
        { from: "2027-12-24", to: "2028-01-06", why: "" },
        { from: "2027-08-02", to: "2027-08-27", why: "Shut in August" },
      ],
      holidayCountry: "gb",
      minimumOrder: "250,50",
      note: "",
    };
    expect(parseSupplierForm(input, blank)).toEqual({
      ok: true,
      fields: {
        name: "Northern Mill",
        contactName: "Ada",
        email: "ada@mill.example",
        currency: "GBP",
        leadDays: 12,
        leadDayCount: "working",
        workingWeekdays: [1, 5],
        closures: [
          { from: "2027-08-02", to: "2027-08-27", why: "Shut in August" },
          { from: "2027-12-24", to: "2028-01-06", why: "" },
        ],
        holidayCountry: "GB",
        minimumOrderMinor: 25_050,
        note: "",
      },
    });
  });

  test("keeps what is left out, and takes an empty field for none", () => {
    const present = { ...blank, name: "Mill", leadDays: 9, email: "a@mill.example", minimumOrderMinor: 100 };
    expect(parseSupplierForm({}, present)).toEqual({ ok: true, fields: present });
    expect(parseSupplierForm({ leadDays: "", email: "", minimumOrder: " " }, present)).toEqual({
      ok: true,
      fields: { ...present, leadDays: null, email: null, minimumOrderMinor: null },
    });
  });

  test.each<[string, object, string, string]>([
    ["no name", { name: "  " }, "name", "required"],
    ["a name without end", { name: "x".repeat(101) }, "name", "too-long"],
    ["no e-mail address", { email: "ada at mill" }, "email", "not-an-email"],
    ["no currency", { currency: "EU" }, "currency", "not-a-currency"],
    ["no number of days", { leadDays: "soon" }, "leadDays", "not-a-whole-number"],
    ["days before the order", { leadDays: "-1" }, "leadDays", "too-small"],
    ["more days than a calendar has", { leadDays: "401" }, "leadDays", "too-large"],
    ["another way to count", { leadDayCount: "moons" }, "leadDayCount", "not-a-choice"],
    ["no working day", { workingWeekdays: [] }, "workingWeekdays", "no-working-day"],
    ["an eighth weekday", { workingWeekdays: ["8"] }, "workingWeekdays.0", "not-a-choice"],
    ["a day that isn't", { closures: [{ from: "2027-02-29", to: "2027-03-01" }] }, "closures.0.from", "not-a-day"],
    [
      "a closure that ends first",
      { closures: [{ from: "2027-03-02", to: "2027-03-01" }] },
      "closures.0.to",
      "before-start",
    ],
    [
      "a closure of a year mistyped",
      { closures: [{ from: "2027-08-01", to: "2072-08-31" }] },
      "closures.0.to",
      "too-long",
    ],
    ["no country", { holidayCountry: "1" }, "holidayCountry", "not-a-country"],
    ["no amount", { minimumOrder: "a lot" }, "minimumOrder", "not-an-amount"],
    ["cents of a cent", { minimumOrder: "1.255" }, "minimumOrder", "not-an-amount"],
  ])("says what is wrong with %s", (_, input, field, error) => {
    expect(parseSupplierForm({ name: "Mill", ...input }, blank)).toEqual({ ok: false, errors: { [field]: error } });
  });

  test("names every field that is wrong at once", () => {
    expect(parseSupplierForm({ email: "x", leadDays: "y", currency: "Z" }, blank)).toEqual({
      ok: false,
      errors: { name: "required", email: "not-an-email", leadDays: "not-a-whole-number", currency: "not-a-currency" },
    });
  });
});

describe("the form of terms", () => {
  test("gives what is filled in, in the supplier's currency", () => {
    expect(
      parseTermsForm(
        { supplierSku: " M-1 ", price: "1200", packUnits: "12", minimumUnits: "", leadDays: "", rank: "2" },
        "JPY",
      ),
    ).toEqual({
      ok: true,
      gives: { supplierSku: "M-1", priceMinor: 1200, packUnits: 12, minimumUnits: 1, leadDays: null, rank: 2 },
    });
    expect(parseTermsForm({ price: "" }, "EUR")).toEqual({ ok: true, gives: { priceMinor: null } });
  });

  test.each<[object, string, string]>([
    [{ price: "-2" }, "price", "not-an-amount"],
    [{ price: "0.5" }, "price", "not-an-amount"],
    [{ packUnits: "0" }, "packUnits", "too-small"],
    [{ minimumUnits: "1.5" }, "minimumUnits", "not-a-whole-number"],
    [{ leadDays: "999" }, "leadDays", "too-large"],
    [{ rank: "0" }, "rank", "too-small"],
    [{ supplierSku: "x".repeat(101) }, "supplierSku", "too-long"],
  ])("says what is wrong with %j", (input, field, error) => {
    expect(parseTermsForm(input, "JPY")).toEqual({ ok: false, errors: { [field]: error } });
  });
});
