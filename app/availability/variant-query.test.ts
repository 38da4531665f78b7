import { expect, test } from "vitest";
import { isFiltered, parseVariantQuery, writeVariantQuery } from "./variant-query.ts";

test("an address is read and written back", () => {
  const address = "search=tea+pot&state=backorder%2Csold-out&rule=never&mark=problem&sort=sold-desc&after=abc";
  expect(writeVariantQuery(parseVariantQuery(new URLSearchParams(address))).toString()).toBe(address);
  expect(writeVariantQuery(parseVariantQuery(new URLSearchParams(""))).toString()).toBe("");
});

test("what an address says that we don't know is left out", () => {
  const query = parseVariantQuery(new URLSearchParams("state=lost,backorder&rule=x&sort=price-asc&mark="));
  expect(query).toEqual({
    search: "",
    states: ["backorder"],
    rules: [],
    marks: [],
    sort: "name",
    isDescending: false,
    page: null,
  });
});

test("a list is filtered by anything but its order and page", () => {
  expect(isFiltered(parseVariantQuery(new URLSearchParams("sort=sold-desc&after=x")))).toBe(false);
  expect(isFiltered(parseVariantQuery(new URLSearchParams("search=x")))).toBe(true);
});
