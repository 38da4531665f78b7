import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { outsideShops, withShop } from "../../../app/db.server.ts";
import { stopBoss } from "../../../app/jobs/boss.server.ts";
import { action, loader } from "../../../app/routes/app.variants._index/route.tsx";
import { loader as loadExport } from "../../../app/routes/app.variants.export.tsx";
import { loader as loadVariant } from "../../../app/routes/app.variants.$number/route.tsx";
import type { RunningEmulator } from "../../../store-emulator/start-emulator.ts";
import { adminPost, routeArgs } from "../support/admin-request.ts";
import { installedShop, pageRequest, startEmulatorForApp } from "../support/start-shop.ts";
import { stockShop } from "../support/stock-shop.ts";

const shop = "harbour.myshopify.com";
const other = "inland.myshopify.com";
let running: RunningEmulator;

const list = async (search = "", of = shop) =>
  (await loader(routeArgs(pageRequest(running, of, `/app/variants?${search}`)))).page;
const names = async (search = "") => (await list(search)).rows.map(({ displayName }) => displayName);
const bulk = (body: unknown, search = "") =>
  action(routeArgs(adminPost(running, shop, `/app/variants?${search}`, body)));
const rules = () => withShop(shop, (db) => db.policy.findMany({ orderBy: { targetId: "asc" } }));

const whole = {
  kind: "give",
  form: {
    mode: "on",
    limit: { kind: "number", units: "5" },
    eta: { kind: "lead-time", minDays: "3", maxDays: "5", days: "working" },
  },
};

beforeAll(async () => {
  running = await startEmulatorForApp();
  installedShop(running, shop);
  installedShop(running, other);
  await loader(routeArgs(pageRequest(running, shop)));
  await loader(routeArgs(pageRequest(running, other)));
  await stockShop(shop, [
    { number: 1, name: "Teapot - Blue", sku: "TEA-1", available: 0, sold30Units: 9 },
    { number: 2, name: "Teapot - 100% wool", sku: "TEA-2", available: 4 },
    { number: 3, name: "Lamp", sku: "=LAMP", available: -2 },
    { number: 4, name: "Poster", available: 0, tracked: false },
    ...Array.from({ length: 60 }, (_, index) => ({
      number: 100 + index,
      name: `Mug ${String(index).padStart(2, "0")}`,
      sku: `MUG-${index}`,
      available: index % 3,
    })),
  ]);
});
afterAll(async () => {
  await stopBoss();
  await running.close();
});

describe("the list", () => {
  it("finds by words of the name and by SKU, whatever signs they hold", async () => {
    expect(await names("search=teapot+blue")).toEqual(["Teapot - Blue"]);
    expect(await names("search=tea-2")).toEqual(["Teapot - 100% wool"]);
    expect(await names("search=100%25")).toEqual(["Teapot - 100% wool"]);
    expect(await names("search=%25")).toEqual(["Teapot - 100% wool"]);
    expect(await names("search=nothing+of+that")).toEqual([]);
  });

  it("filters and sorts", async () => {
    expect(await names("mark=below-zero")).toEqual(["Lamp"]);
    expect((await names("sort=sold-desc"))[0]).toBe("Teapot - Blue");
    expect((await names("sort=available-asc"))[0]).toBe("Lamp");
    expect(await list("rule=none")).toMatchObject({ matchingCount: 64, allCount: 64 });
  });

  it.each(["name-asc", "name-desc", "available-asc", "sold-desc", "next-asc"])(
    "shows each variant once, page by page and back: %s",
    async (sort) => {
      const first = await list(`sort=${sort}`);
      const second = await list(`sort=${sort}&after=${first.after}`);
      expect(first.before).toBeNull();
      expect(second.after).toBeNull();
      expect(new Set([...first.rows, ...second.rows].map(({ variantId }) => variantId)).size).toBe(64);
      expect((await list(`sort=${sort}&before=${second.before}`)).rows).toEqual(first.rows);
    },
  );

  it("begins at its beginning where the address names no page of ours", async () => {
    expect((await list("after=%3Cscript%3E")).rows).toEqual((await list()).rows);
  });
});

describe("a change for many", () => {
  it("is shown first and saves nothing", async () => {
    const { result } = await bulk({ intent: "preview", selection: ["1", "2", "4"], edit: whole });
    expect(result).toMatchObject({
      ok: true,
      change: { touchedCount: 3, changedCount: 1, turnedOnCount: 1, turnedOffCount: 0, excludedCount: 1 },
    });
    expect(await rules()).toEqual([]);
  });

  it("that would sell without a limit or a date is refused whole", async () => {
    const edit = { kind: "give", form: { mode: "on" } };
    const { result } = await bulk({ intent: "save", selection: ["1", "2"], edit });
    expect(result).toMatchObject({ ok: false, reason: "incomplete", count: 2, missing: ["limit", "eta"] });
    expect(await rules()).toEqual([]);
  });

  it("with a wrong field says which, and saves nothing", async () => {
    const edit = { kind: "give", form: { limit: { kind: "number", units: "-1" } } };
    expect((await bulk({ intent: "save", selection: ["1"], edit })).result).toEqual({
      ok: false,
      reason: "form",
      errors: { "limit.units": "too-small" },
    });
    expect(await rules()).toEqual([]);
  });

  it("saves for all that the filter matches, marks them and keeps what else their rules say", async () => {
    await bulk({ intent: "save", selection: "all", edit: whole }, "search=teapot");
    const edit = { kind: "give", form: { limit: { kind: "unlimited" } } };
    await bulk({ intent: "save", selection: ["1"], edit });
    expect((await rules()).map(({ targetId, gives }) => [targetId, gives])).toEqual([
      ["gid://shopify/ProductVariant/1", expect.objectContaining({ mode: "on", limit: { kind: "unlimited" } })],
      ["gid://shopify/ProductVariant/2", expect.objectContaining({ limit: { kind: "number", units: 5 } })],
    ]);
    const dirty = await outsideShops().dirtyItem.findMany({ where: { shop }, orderBy: { item: "asc" } });
    expect(dirty.map(({ kind, item }) => [kind, item])).toEqual([
      ["decision", "gid://shopify/ProductVariant/1"],
      ["decision", "gid://shopify/ProductVariant/2"],
    ]);
    const jobs = await outsideShops().$queryRaw`
      SELECT DISTINCT data FROM pgboss.job WHERE name = 'reconcile-shop' AND data->>'shop' = ${shop}`;
    expect(jobs).toEqual([{ data: { shop } }]);
  });

  it("never leaves a variant out of reach of every other rule, and can be taken back", async () => {
    await bulk({ intent: "save", selection: ["1"], edit: { kind: "give", form: { mode: "never" } } });
    expect(await names("rule=never")).toEqual(["Teapot - Blue"]);
    await bulk({ intent: "save", selection: ["1", "2"], edit: { kind: "inherit" } });
    expect(await rules()).toEqual([]);
  });

  it("refuses what none of our pages sends", async () => {
    await expect(bulk({ intent: "save", selection: ["1; DROP"], edit: whole })).rejects.toMatchObject({ status: 400 });
    await expect(bulk("nonsense")).rejects.toMatchObject({ status: 400 });
  });
});

describe("one variant's page", () => {
  const open = (number: string, of = shop) =>
    loadVariant(routeArgs(pageRequest(running, of, `/app/variants/${number}`), { number }));

  it("tells its state, the reason and its stock", async () => {
    expect(await open("3")).toMatchObject({
      displayName: "Lamp",
      state: "untouched",
      availability: { reason: { code: "no-rule" }, shortfallUnits: 2 },
      levels: [{ location: "Harbour", counts: true, available: -2 }],
      resolution: { won: null },
    });
  });

  it("is not there for a number that is none of the shop's", async () => {
    await expect(open("999")).rejects.toMatchObject({ status: 404 });
    await expect(open("x")).rejects.toMatchObject({ status: 404 });
  });
});

describe("a session token of another shop", () => {
  it("sees nothing of this one", async () => {
    expect(await list("", other)).toMatchObject({ rows: [], allCount: 0 });
    const request = pageRequest(running, other, "/app/variants/1");
    await expect(loadVariant(routeArgs(request, { number: "1" }))).rejects.toMatchObject({ status: 404 });
    const file = await loadExport(routeArgs(pageRequest(running, other, "/app/variants/export")));
    expect((await file.text()).trim().split("\n")).toHaveLength(1);
  });

  it("would see nothing even if a query forgot to ask for its shop", async () => {
    expect(await withShop(other, (db) => db.variant.findMany())).toEqual([]);
    expect(await withShop(other, (db) => db.policy.count())).toBe(0);
    expect(await outsideShops().variant.findMany()).toEqual([]);
  });

  it("changes nothing of this one", async () => {
    const body = { intent: "save", selection: ["1"], edit: whole };
    await action(routeArgs(adminPost(running, other, "/app/variants", body)));
    expect(await rules()).toEqual([]);
  });
});
