import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseProductCsv } from "./catalogue/parse-product-csv.ts";

const parse = (csv: string) => parseProductCsv(csv, { shouldTrack: false });
const header = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price,Image Src";

test("a product spans rows, a byte-order mark and rows that carry only a picture", () => {
  const [product] = parse(`\uFEFF${header}\nmug,Mug,Size,S,A,1,10,one.jpg\nmug,,,L,B,2,12,\n,,,,,,,two.jpg`);
  expect(product).toMatchObject({
    pictures: [{ src: "one.jpg" }, { src: "two.jpg" }],
    variants: [
      { optionValues: ["S"], available: [1] },
      { optionValues: ["L"], priceMinor: 1200 },
    ],
  });
});

test.each([
  ["a price that is no number", "mug,Mug,Title,Default Title,A,1,ten,", 'line 2, column "variant price"'],
  ["half a unit", "mug,Mug,Title,Default Title,A,1.5,10,", 'line 2, column "variant inventory qty"'],
  ["a row that is short", "mug,Mug,Title", "line 2, column"],
  ["a first row without title", "mug,,Size,S,A,1,10,", 'line 2, column "title"'],
  ["the same variant twice", "mug,Mug,Size,S,A,1,10,\nmug,,,S,B,1,10,", 'line 3, column "option1 value"'],
  ["an unclosed quote", 'mug,"Mug,Size,S,A,1,10,', "line"],
])("refuses %s with line and column", (_, rows, message) => {
  expect(() => parse(`${header}\n${rows}`)).toThrow(message);
});

test("names the line where a row begins, after a description of several lines", () => {
  const csv = `Handle,Title,Body (HTML),Variant Price\nmug,Mug,"one\ntwo\nthree",10\nbowl,Bowl,,cheap`;
  expect(() => parse(csv)).toThrow("line 5,");
});

test("takes 2,048 variants of a product and no more", () => {
  const rows = (count: number) =>
    Array.from(
      { length: count },
      (_, index) => `mug,${index === 0 ? "Mug" : ""},${index === 0 ? "No" : ""},${index},,1,10,`,
    );
  expect(parse([header, ...rows(2048)].join("\n"))[0]!.variants).toHaveLength(2048);
  expect(() => parse([header, ...rows(2049)].join("\n"))).toThrow("more than 2048");
});

const samples = new URL("../../shared/data/shopify-product-csvs/", import.meta.url);

describe.skipIf(!existsSync(samples))("Shopify's own sample files (skipped where ../shared/data is absent)", () => {
  test.each(["apparel", "home-and-garden", "jewelery"])("%s imports without SKU", (name) => {
    const products = parse(readFileSync(new URL(`${name}.csv`, samples), "utf8"));
    expect(products).toHaveLength(20);
    expect(products.every((product) => product.variants.every((variant) => variant.sku === null))).toBe(true);
  });
});
