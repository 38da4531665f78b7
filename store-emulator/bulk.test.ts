import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { generateCatalogue } from "./catalogue/generate-catalogue.ts";
import { loadState, saveState } from "./save-state.ts";
import { createEmulator } from "./create-emulator.ts";
import { startTestShop, type TestShop } from "./testing/start-test-shop.ts";

let shop: TestShop;
beforeEach(async () => {
  shop = await startTestShop();
  generateCatalogue(shop.running.emulator, shop.shop, { products: 30, variantsPerProduct: 10 });
});
afterEach(() => shop.close());

const start = (query: string) =>
  shop.graphql(
    "mutation ($q: String!) { bulkOperationRunQuery(query: $q) { bulkOperation { id } userErrors { code message } } }",
    { q: query },
  );
const read = `{ productVariants { edges { node { id sku inventoryItem { id
  inventoryLevels { edges { node { id quantities(names: ["available"]) { quantity } } } } } } } } }`;

test("writes a line for each node, children naming their parent, and tells the app", async () => {
  await start(read);
  await shop.until(() => shop.received.some((each) => each.topic === "bulk_operations/finish"));
  const { data } = await shop.graphql("{ currentBulkOperation { status url objectCount rootObjectCount } }");
  const bulk = data.currentBulkOperation as { status: string; url: string; objectCount: string };
  expect(bulk).toMatchObject({ status: "COMPLETED", rootObjectCount: "300", objectCount: "900" });
  const lines = (await (await fetch(bulk.url)).text()).trim().split("\n");
  const nodes = lines.map((line) => JSON.parse(line) as { id: string; __parentId?: string });
  expect(nodes).toHaveLength(900);
  expect(nodes[1]!.__parentId).toBe(nodes[0]!.id);
});

test.each([
  ["no connection", "{ shop { id } }", "connection"],
  ["a top-level node", '{ node(id: "gid://shopify/Shop/1") { id } }', "node"],
  ["a query that is not valid", "{ productVariants { edges { node { nope } } } }", "nope"],
])("refuses %s", async (_, query, message) => {
  const { data } = await start(query);
  const { userErrors } = data.bulkOperationRunQuery as { userErrors: { code: string; message: string }[] };
  expect(userErrors[0]?.message).toContain(message);
});

test("a state that was saved is read back whole, and ids go on", async () => {
  const folder = await mkdtemp(join(tmpdir(), "emulator-state-"));
  const path = join(folder, "state.json");
  try {
    shop.running.emulator.clock.advance(3_600_000);
    await shop.exchange();
    await saveState(shop.running.emulator, path);
    const { emulator } = createEmulator();
    expect(await loadState(emulator, path)).toBe(true);
    expect(emulator.shops.get(shop.shop.domain)).toEqual(shop.shop);
    expect(emulator.clock.offsetMs).toBe(3_600_000);
    expect(emulator.nextId()).toBeGreaterThan(Math.max(...shop.shop.variants.keys()));
  } finally {
    await rm(folder, { recursive: true });
  }
});
