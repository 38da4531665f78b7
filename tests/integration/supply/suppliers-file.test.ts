import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { outsideShops, withShop } from "../../../app/db.server.ts";
import { stopBoss } from "../../../app/jobs/boss.server.ts";
import { loader as loadExport } from "../../../app/routes/app.suppliers.export.tsx";
import { action as importAction, loader as openImport } from "../../../app/routes/app.suppliers.import/route.tsx";
import { supplierFileColumns } from "../../../app/supply/suppliers/supplier-columns.ts";
import type { RunningEmulator } from "../../../store-emulator/start-emulator.ts";
import { adminPost, routeArgs } from "../support/admin-request.ts";
import { installedShop, pageRequest, startEmulatorForApp } from "../support/start-shop.ts";
import { stockShop } from "../support/stock-shop.ts";

const shop = "looms.myshopify.com";
let running: RunningEmulator;

const upload = async (intent: "preview" | "save", text: string) =>
  (await importAction(routeArgs(adminPost(running, shop, "/app/suppliers/import", { intent, text })))).result;
const exported = async (query = "") =>
  (await loadExport(routeArgs(pageRequest(running, shop, `/app/suppliers/export${query}`)))).text();
const stored = () =>
  withShop(shop, async (db) => ({
    suppliers: (await db.supplier.findMany({ orderBy: { name: "asc" } })).map(
      ({ createdAt: _createdAt, updatedAt: _updatedAt, ...row }) => row,
    ),
    terms: (await db.supplierTerms.findMany({ orderBy: [{ variantId: "asc" }, { rank: "asc" }] })).map(
      ({ updatedAt: _updatedAt, ...row }) => row,
    ),
  }));
const dirty = async () =>
  (await outsideShops().dirtyItem.findMany({ where: { shop }, orderBy: { item: "asc" } })).map(({ item }) =>
    Number(item.split("/").at(-1)),
  );

/** As a German spreadsheet writes it. */
const german = [
  "\uFEFFSKU;Supplier;Price;Lead days;Lead days are;Currency;Closures;Rank;Pack units",
  'TEA-1;Northern Mill;"1.234,50";12;working;GBP;"2027-08-02..2027-08-27 Shut, all August";1;12',
  "TEA-2;northern mill;0,5;;;;;;",
  "TEA-1;=Forge;9,00;20;;;;2;",
  ";Empty Loom;;;;;;;",
  "",
].join("\r\n");

beforeAll(async () => {
  running = await startEmulatorForApp();
  installedShop(running, shop);
  await openImport(routeArgs(pageRequest(running, shop, "/app/suppliers/import")));
  await stockShop(shop, [
    { number: 1, name: 'Teapot, "blue"', sku: "TEA-1", available: 0 },
    { number: 2, name: "Teapot red", sku: "TEA-2", available: 4 },
    { number: 3, name: "Lamp", sku: "LAMP", available: -2 },
    { number: 4, name: "Lamp twin", sku: "LAMP", available: 3 },
  ]);
});
beforeEach(async () => {
  await withShop(shop, (db) => db.supplier.deleteMany());
  await outsideShops().dirtyItem.deleteMany();
});
afterAll(async () => {
  await stopBoss();
  await running.close();
});

describe("a file of suppliers", () => {
  it("is shown first, then saved with its terms, and what it touches is decided again", async () => {
    const change = {
      suppliers: { newCount: 3, changedCount: 0, newNames: ["Northern Mill", "=Forge", "Empty Loom"] },
      terms: { newCount: 3, changedCount: 0, sameCount: 0 },
    };
    expect(await upload("preview", german)).toMatchObject({ ok: true, change });
    expect(await stored()).toEqual({ suppliers: [], terms: [] });
    expect(await dirty()).toEqual([]);
    expect(await upload("save", german)).toMatchObject({ ok: true, change });
    const { suppliers, terms } = await stored();
    expect(suppliers).toMatchObject([
      { name: "=Forge", leadDays: 20, leadDayCount: "calendar", currency: "USD" },
      { name: "Empty Loom", leadDays: null },
      {
        name: "Northern Mill",
        leadDays: 12,
        leadDayCount: "working",
        currency: "GBP",
        closures: [{ from: "2027-08-02", to: "2027-08-27", why: "Shut, all August" }],
      },
    ]);
    expect(terms.map(({ priceMinor, packUnits, rank }) => [priceMinor, packUnits, rank])).toEqual([
      [123_450n, 12, 1],
      [900n, 1, 2],
      [50n, 1, 1],
    ]);
    expect(await dirty()).toEqual([1, 2]);
  });

  it("goes out and in again without changing a thing", async () => {
    await upload("save", german);
    await outsideShops().dirtyItem.deleteMany();
    const before = await stored();
    const text = await exported();
    expect(text).toContain("'=Forge");
    expect(text).toContain('"Teapot, ""blue"""');
    expect(await upload("save", text)).toEqual({
      ok: true,
      change: {
        suppliers: { newCount: 0, changedCount: 0, sameCount: 3, newNames: [], changedNames: [] },
        terms: { newCount: 0, changedCount: 0, sameCount: 3 },
        examples: [],
      },
    });
    expect(await stored()).toEqual(before);
    expect(await dirty()).toEqual([]);
    const mill = before.suppliers.find(({ name }) => name === "Northern Mill");
    const own = await exported(`?supplier=${mill?.id}`);
    expect(own.trim().split("\n")).toHaveLength(3);
    expect((await exported("?template")).replace("\uFEFF", "").trim()).toBe(supplierFileColumns.join());
  });

  it("imported again updates instead of doubling, and tells before from after", async () => {
    await upload("save", german);
    await outsideShops().dirtyItem.deleteMany();
    const text = "supplier,sku,price\nNORTHERN MILL,TEA-1,1300\n=Forge,TEA-1,9.00";
    expect(await upload("save", text)).toMatchObject({
      ok: true,
      change: {
        suppliers: { newCount: 0, changedCount: 1, changedNames: ["NORTHERN MILL"] },
        terms: { newCount: 0, changedCount: 1, sameCount: 1 },
        examples: [
          {
            variant: 'Teapot, "blue"',
            sku: "TEA-1",
            currency: "GBP",
            before: { priceMinor: 123_450, packUnits: 12, rank: 1 },
            after: { priceMinor: 130_000, packUnits: 12, rank: 1 },
          },
        ],
      },
    });
    expect((await stored()).terms).toHaveLength(3);
    expect((await stored()).suppliers).toHaveLength(3);
  });

  it("changes which source is preferred, and moves those it does not name", async () => {
    await upload("save", german);
    const order = async () => {
      const { suppliers, terms } = await stored();
      return terms
        .filter(({ variantId }) => variantId.endsWith("/1"))
        .map(({ supplierId }) => suppliers.find(({ id }) => id === supplierId)?.name);
    };
    expect(await order()).toEqual(["Northern Mill", "=Forge"]);
    await upload("save", "supplier,sku,rank\n=Forge,TEA-1,1");
    expect(await order()).toEqual(["=Forge", "Northern Mill"]);
    await upload("save", "supplier,variant_id,rank\nThird,1,");
    expect(await order()).toEqual(["=Forge", "Northern Mill", "Third"]);
  });

  it("names the line and column of each variant it can't find, and saves nothing of the rest", async () => {
    const text = "supplier,sku,variant_id\nMill,TEA-1,\nMill,LAMP,\nMill,NONE,\nMill,,999\nMill,,1\nMill,LAMP,4";
    expect(await upload("save", text)).toEqual({
      ok: false,
      problems: [
        { line: 3, column: "sku", error: "ambiguous-sku" },
        { line: 4, column: "sku", error: "unknown-variant" },
        { line: 5, column: "variant_id", error: "unknown-variant" },
        { line: 6, column: "variant_id", error: "twice" },
      ],
    });
    expect(await stored()).toEqual({ suppliers: [], terms: [] });
  });

  it("of 100,000 lines is saved whole", async () => {
    const count = 100_000;
    await withShop(
      shop,
      async (db) => {
        await db.$executeRaw`
          INSERT INTO "Variant" (shop, "variantId", "productId", "inventoryItemId", title, "displayName", sku, tracked,
            "inventoryPolicy", "updatedAt")
          SELECT ${shop}, 'gid://shopify/ProductVariant/' || n, 'gid://shopify/Product/1',
            'gid://shopify/InventoryItem/' || n, '', 'Part ' || n, 'P-' || n, true, 'DENY', now()
          FROM generate_series(1000, ${1000 + count - 1}::int) n`;
      },
      { timeoutMs: 120_000 },
    );
    const lines = Array.from({ length: count }, (_, index) => `Mill ${index % 40},P-${1000 + index},3.50`);
    const text = `supplier,sku,price\n${lines.join("\n")}`;
    expect(await upload("save", text)).toMatchObject({
      ok: true,
      change: { suppliers: { newCount: 40 }, terms: { newCount: count } },
    });
    expect(await withShop(shop, (db) => db.supplierTerms.count())).toBe(count);
    expect(await outsideShops().dirtyItem.count({ where: { shop } })).toBe(count);
    expect(await upload("preview", `${text}\nMill 0,P-1000,3.50`)).toMatchObject({
      ok: false,
      problems: [{ line: count + 2, error: "too-many-rows" }],
    });
  }, 300_000);
});
