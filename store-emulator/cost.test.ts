import { afterEach, beforeEach, expect, test } from "vitest";
import { importProductCsv } from "./catalogue/import-product-csv.ts";
import { takePoints, throttleStatus } from "./graphql/bucket.ts";
import { productCsv } from "./testing/csv-row.ts";
import { startTestShop, type TestShop } from "./testing/start-test-shop.ts";

let shop: TestShop;
beforeEach(async () => {
  shop = await startTestShop();
});
afterEach(() => shop.close());

test("a connection costs its page, and what did not come is given back", async () => {
  importProductCsv(shop.running.emulator, shop.shop, productCsv(["mug", "MUG", 3]), { track: false });
  const { extensions } = await shop.graphql("{ products(first: 10) { nodes { id } } }");
  expect(extensions.cost).toMatchObject({ requestedQueryCost: 12, actualQueryCost: 3 });
});

test("a query above 1,000 points is refused before it runs", async () => {
  const { errors } = await shop.graphql("{ products(first: 250) { nodes { variants(first: 10) { nodes { id } } } } }");
  expect(errors?.[0]?.extensions).toMatchObject({ code: "MAX_COST_EXCEEDED", maxCost: 1000 });
});

test("an empty bucket throttles, says what is left, and refills", async () => {
  const { emulator } = shop.running;
  const ask = () => shop.graphql("{ locations(first: 100) { nodes { id } } }");
  const full = await ask();
  expect(full.extensions.cost.throttleStatus).toMatchObject({ maximumAvailable: 2000, restoreRate: 100 });
  expect(takePoints(emulator, shop.shop, 1950)).toBe(true);
  const { errors, extensions } = await ask();
  expect(errors?.[0]?.extensions.code).toBe("THROTTLED");
  expect(extensions.cost.throttleStatus.currentlyAvailable).toBeLessThan(102);
  await shop.until(() => throttleStatus(emulator, shop.shop).currentlyAvailable >= 102);
  expect((await ask()).errors).toBeUndefined();
});

test("throttling on demand refuses every call", async () => {
  await shop.control("PUT", "/api", { throttle: true });
  expect((await shop.graphql("{ shop { id } }")).errors?.[0]?.extensions.code).toBe("THROTTLED");
});

test("a page above 250 and a page of no size are refused", async () => {
  expect((await shop.graphql("{ locations(first: 251) { nodes { id } } }")).errors?.[0]?.message).toMatch(/250/);
  expect((await shop.graphql("{ locations { nodes { id } } }")).errors?.[0]?.message).toMatch(/first or last/);
});

test("an unknown search filter is an error, never ignored", async () => {
  const { errors } = await shop.graphql('{ products(first: 1, query: "colour:red") { nodes { id } } }');
  expect(errors?.[0]?.message).toContain('"colour"');
});

test("pages by cursor give every record once", async () => {
  const rows = Array.from({ length: 7 }, (_, index) => [`p${index}`, `S${index}`, index] as [string, string, number]);
  importProductCsv(shop.running.emulator, shop.shop, productCsv(...rows), { track: false });
  const seen: string[] = [];
  for (let after: string | null = null, more = true; more;) {
    const { data } = await shop.graphql(
      "query ($after: String) { products(first: 3, after: $after, sortKey: TITLE) { nodes { title } pageInfo { hasNextPage endCursor } } }",
      { after },
    );
    const page = data.products as { nodes: { title: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    seen.push(...page.nodes.map((node) => node.title));
    ({ hasNextPage: more, endCursor: after } = page.pageInfo);
  }
  expect(seen).toEqual(rows.map(([handle]) => handle));
});
