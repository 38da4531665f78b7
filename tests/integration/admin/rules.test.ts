import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { outsideShops, withShop } from "../../../app/db.server.ts";
import { stopBoss } from "../../../app/jobs/boss.server.ts";
import { action as importAction } from "../../../app/routes/app.rules.import/route.tsx";
import { action, loader } from "../../../app/routes/app.rules.$level.($number)/route.tsx";
import { loader as loadRules } from "../../../app/routes/app.rules._index/route.tsx";
import { loader as loadExport } from "../../../app/routes/app.variants.export.tsx";
import type { RunningEmulator } from "../../../store-emulator/start-emulator.ts";
import { adminPost, routeArgs } from "../support/admin-request.ts";
import { installedShop, pageRequest, startEmulatorForApp } from "../support/start-shop.ts";
import { stockShop } from "../support/stock-shop.ts";

const shop = "harbour.myshopify.com";
const other = "inland.myshopify.com";
let running: RunningEmulator;

type Target = { level: string; number?: string };
const pathOf = ({ level, number }: Target) => `/app/rules/${level}${number === undefined ? "" : `/${number}`}`;
const post = async (target: Target, body: unknown, of = shop) =>
  (await action(routeArgs(adminPost(running, of, pathOf(target), body), { ...target }))).result;
const open = (target: Target, of = shop) => loader(routeArgs(pageRequest(running, of, pathOf(target)), { ...target }));
const rules = () => withShop(shop, (db) => db.policy.findMany({ orderBy: { targetId: "asc" } }));
const dirty = async () =>
  (await outsideShops().dirtyItem.findMany({ where: { shop }, orderBy: { item: "asc" } })).map(({ item }) =>
    item.slice(item.lastIndexOf("/") + 1),
  );
const upload = async (intent: "preview" | "save", text: string) =>
  (await importAction(routeArgs(adminPost(running, shop, "/app/rules/import", { intent, text })))).result;
const exported = async () => (await loadExport(routeArgs(pageRequest(running, shop, "/app/variants/export")))).text();

const rule = {
  mode: "on",
  limit: { kind: "number", units: "20" },
  eta: { kind: "lead-time", minDays: "10", maxDays: "15", days: "working" },
};

beforeAll(async () => {
  running = await startEmulatorForApp();
  for (const domain of [shop, other]) {
    installedShop(running, domain);
    await loadRules(routeArgs(pageRequest(running, domain, "/app/rules")));
  }
  await stockShop(shop, [
    { number: 1, name: 'Teapot, "blue"', sku: "TEA-1", available: 0, sold30Units: 9, product: 1 },
    { number: 2, name: "Teapot red", sku: "TEA-2", available: 4, product: 1 },
    { number: 3, name: "=Lamp", sku: "LAMP", available: -2, product: 3 },
    { number: 4, name: "Lamp twin", sku: "LAMP", available: 3, product: 4 },
  ]);
});
beforeEach(async () => {
  await withShop(shop, (db) => db.policy.deleteMany());
  await outsideShops().dirtyItem.deleteMany();
});
afterAll(async () => {
  await stopBoss();
  await running.close();
});

describe("a rule's form", () => {
  it("shows what would change before anything is saved", async () => {
    expect(await post({ level: "shop" }, { intent: "preview", rule })).toMatchObject({
      ok: true,
      change: {
        touchedCount: 4,
        turnedOnCount: 2,
        firstPromise: { metafield: { state: "backorder", policy: "CONTINUE", left: 20 }, liveUnits: 0 },
      },
    });
    expect(await rules()).toEqual([]);
    expect(await dirty()).toEqual([]);
  });

  it("saved marks the variants it touches, and no others", async () => {
    expect(await post({ level: "product", number: "1" }, { intent: "save", rule })).toMatchObject({ ok: true });
    expect(await dirty()).toEqual(["1", "2"]);
    expect(await open({ level: "product", number: "1" })).toMatchObject({
      gives: { limit: { kind: "number", units: 20 } },
      sold30Units: 9,
    });
    expect(await open({ level: "variant", number: "2" })).toMatchObject({
      gives: null,
      inherited: [{ level: "product", gives: { mode: "on" } }],
    });
  });

  it("says of every field what is wrong, and saves nothing", async () => {
    const wrong = {
      mode: "on",
      limit: { kind: "number", units: "0" },
      eta: { kind: "fixed", from: "2027-02-30", to: "2020-01-01" },
      handlingDays: "many",
      schedule: { startsOn: "2027-05-01", endsOn: "2027-04-01" },
    };
    expect(await post({ level: "shop" }, { intent: "save", rule: wrong })).toEqual({
      ok: false,
      reason: "form",
      errors: {
        "limit.units": "too-small",
        "eta.from": "not-a-day",
        "eta.to": "in-the-past",
        handlingDays: "not-a-whole-number",
        "schedule.endsOn": "before-start",
      },
    });
    expect(await rules()).toEqual([]);
  });

  it("asks for a limit and a date where none is inherited, and not where one is", async () => {
    expect(await post({ level: "variant", number: "1" }, { intent: "save", rule: { mode: "on" } })).toEqual({
      ok: false,
      reason: "form",
      errors: { "limit.kind": "required", "eta.kind": "required" },
    });
    await post({ level: "shop" }, { intent: "save", rule });
    expect(await post({ level: "variant", number: "1" }, { intent: "save", rule: { mode: "on" } })).toMatchObject({
      ok: true,
    });
  });

  it("taken away leaves no variant switched on without a limit", async () => {
    await post({ level: "shop" }, { intent: "save", rule });
    await post({ level: "variant", number: "1" }, { intent: "save", rule: { mode: "on" } });
    expect(await post({ level: "shop" }, { intent: "remove" })).toMatchObject({ ok: false, reason: "incomplete" });
    expect(await rules()).toHaveLength(2);
    await post({ level: "variant", number: "1" }, { intent: "remove" });
    expect(await post({ level: "shop" }, { intent: "remove" })).toMatchObject({ ok: true });
    expect(await rules()).toEqual([]);
  });

  it("is not there for what the shop does not have, nor for another shop", async () => {
    await expect(open({ level: "variant", number: "999" })).rejects.toMatchObject({ status: 404 });
    await expect(open({ level: "collection", number: "1" })).rejects.toMatchObject({ status: 404 });
    await expect(open({ level: "variant", number: "1" }, other)).rejects.toMatchObject({ status: 404 });
    expect(await post({ level: "variant", number: "1" }, { intent: "save", rule }, other)).toEqual({
      ok: false,
      reason: "gone",
    });
  });
});

describe("the file of rules", () => {
  it("goes out and in again without changing a thing", async () => {
    await post({ level: "variant", number: "1" }, { intent: "save", rule });
    await post({ level: "variant", number: "3" }, { intent: "save", rule: { mode: "never" } });
    const before = (await rules()).map(({ targetId, gives }) => ({ targetId, gives }));
    const text = await exported();
    expect(text).toContain('"Teapot, ""blue"""');
    expect(text).toContain("'=Lamp");
    expect(await upload("save", text)).toMatchObject({ ok: true, change: { touchedCount: 4, changedCount: 0 } });
    expect((await rules()).map(({ targetId, gives }) => ({ targetId, gives }))).toEqual(before);
  });

  it("is shown first, then saved; by variant or by SKU, with other separators", async () => {
    const text = "sku;rule;limit;date;date_from;date_to\r\nTEA-1;on;7;calendar-days;3;6\r\nTEA-2;never;;;;\r\n";
    expect(await upload("preview", text)).toMatchObject({ ok: true, change: { touchedCount: 2, turnedOnCount: 1 } });
    expect(await rules()).toEqual([]);
    await upload("save", text);
    expect((await rules()).map(({ gives }) => gives)).toEqual([
      {
        mode: "on",
        limit: { kind: "number", units: 7 },
        eta: { kind: "lead-time", minDays: 3, maxDays: 6, days: "calendar" },
      },
      { mode: "never" },
    ]);
    await upload("save", "sku,rule\nTEA-1,\n");
    expect(await rules()).toHaveLength(1);
  });

  it("with anything wrong in it is refused whole, by line and column", async () => {
    const text = [
      "variant_id,sku,rule,limit,date,date_from,date_to",
      "1,,on,7,working-days,3,6",
      "2,,sometimes,none,fixed,2020-01-01,2020-01-02",
      "999,,never,,,,",
      ",LAMP,never,,,,",
      '"1",,"off",,,,',
      ",,never,,,,",
      "1,,on",
    ].join("\n");
    const result = await upload("save", text);
    expect(result).toEqual({
      ok: false,
      reason: "file",
      problems: [
        { line: 3, column: "rule", error: "not-a-choice" },
        { line: 3, column: "limit", error: "not-a-whole-number" },
        { line: 3, column: "date_to", error: "in-the-past" },
        { line: 7, column: "variant_id", error: "no-variant" },
        { line: 8, column: "limit", error: "too-few-cells" },
      ],
    });
    const named = ["variant_id,sku,rule", "1,,never", "999,,never", ",LAMP,never", ",TEA-1,off"].join("\n");
    expect(await upload("save", named)).toMatchObject({
      problems: [
        { line: 3, column: "variant_id", error: "unknown-variant" },
        { line: 4, column: "sku", error: "ambiguous-sku" },
        { line: 5, column: "sku", error: "twice" },
      ],
    });
    expect(await rules()).toEqual([]);
  });

  it.each([
    ["", [{ line: 2, column: null, error: "no-rows" }]],
    [
      "colour\nred",
      [
        { line: 1, column: "colour", error: "unknown-column" },
        { line: 1, column: "variant_id", error: "missing-column" },
        { line: 1, column: "rule", error: "missing-column" },
      ],
    ],
    ["sku,rule\n", [{ line: 2, column: null, error: "no-rows" }]],
    ["sku,rule,colour\nTEA-1,on,red", [{ line: 1, column: "colour", error: "unknown-column" }]],
    ['sku,rule\n"TEA-1,on\n', [{ line: 2, column: null, error: "not-csv" }]],
  ])("says what is wrong with %j", async (text, problems) => {
    expect(await upload("preview", text)).toEqual({ ok: false, reason: "file", problems });
  });
});
