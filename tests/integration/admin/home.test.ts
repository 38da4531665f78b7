import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { outsideShops, withShop } from "../../../app/db.server.ts";
import { stopBoss } from "../../../app/jobs/boss.server.ts";
import { loader as loadLayout } from "../../../app/routes/app.tsx";
import { action, loader } from "../../../app/routes/app._index/route.tsx";
import { action as start, loader as loadStart } from "../../../app/routes/app.start/route.tsx";
import { action as tryOne, loader as loadTry } from "../../../app/routes/app.try.$number/route.tsx";
import type { RunningEmulator } from "../../../store-emulator/start-emulator.ts";
import { adminPost, routeArgs } from "../support/admin-request.ts";
import { installedShop, pageRequest, startEmulatorForApp } from "../support/start-shop.ts";
import { stockShop } from "../support/stock-shop.ts";

const shop = "harbour.myshopify.com";
let running: RunningEmulator;
const home = () => loader(routeArgs(pageRequest(running, shop)));
const header = async () => (await loadLayout(routeArgs(pageRequest(running, shop)))).header;
const rule = {
  limit: { kind: "number", units: "9" },
  eta: { kind: "lead-time", minDays: "3", maxDays: "5", days: "working" },
};
const answerTo = (body: unknown) =>
  tryOne(routeArgs(adminPost(running, shop, "/app/try/1", body), { number: "1" })).catch((thrown: unknown) => thrown);

beforeAll(async () => {
  running = await startEmulatorForApp();
  installedShop(running, shop);
  await home();
  await stockShop(shop, [
    { number: 1, name: "Teapot", sku: "TEA-1", available: 0, sold30Units: 9 },
    { number: 2, name: "Lamp", available: -2 },
    { number: 3, name: "Poster", available: 0, tracked: false },
  ]);
});
afterAll(async () => {
  await stopBoss();
  await running.close();
});

describe("the first five minutes", () => {
  it("begin with Watching, what was found, and the best seller among the sold out", async () => {
    expect(await header()).toMatchObject({ state: "watching", move: null });
    const { home: page, themeEditor } = await home();
    expect(page.figures.counts).toMatchObject({ variants: 3, soldOut: 2, belowZero: 1, untracked: 1, withoutSku: 2 });
    expect(page.figures.proposals.map(({ displayName }) => displayName)).toEqual(["Teapot", "Lamp"]);
    expect(page.guide).toMatchObject({ hasPolicy: false, isSynced: false });
    expect(themeEditor).toContain(`https://${shop}/admin/themes/current/editor?template=product&addAppBlockId=`);
  });

  it("show a variant's promise while its rule is filled in, and save nothing", async () => {
    const request = pageRequest(running, shop, "/app/try/1");
    expect(await loadTry(routeArgs(request, { number: "1" }))).toMatchObject({ page: { sold30Units: 9 } });
    expect(await answerTo({ intent: "preview", rule })).toMatchObject({
      result: { ok: true, change: { firstPromise: { metafield: { left: 9 }, policy: "CONTINUE" } } },
    });
    expect(await answerTo({ intent: "save", rule: {} })).toMatchObject({
      result: { ok: false, errors: { "limit.kind": "required", "eta.kind": "required" } },
    });
    expect(await withShop(shop, (db) => db.policy.count())).toBe(0);
  });

  it("lead from the saved rule to what starting changes, and start on the merchant's word only", async () => {
    expect(await answerTo({ intent: "save", rule })).toMatchObject({ status: 302 });
    const { preview, channels } = await loadStart(routeArgs(pageRequest(running, shop, "/app/start")));
    expect(preview).toMatchObject({
      changes: { total: 1, switchedOn: 1, switchedOff: 0 },
      examples: [{ displayName: "Teapot", from: "DENY", to: "CONTINUE" }],
    });
    expect(channels).toBeDefined();
    expect((await header()).state).toBe("watching");
    expect(await start(routeArgs(adminPost(running, shop, "/app/start", null)))).toMatchObject({ status: 302 });
    expect(await header()).toMatchObject({ state: "selling", move: { kind: "start" } });
    expect(await start(routeArgs(adminPost(running, shop, "/app/start", null)))).toEqual({
      ok: false,
      reason: "not-from-here",
    });
  });

  it("can be undone", async () => {
    const undone = await action(routeArgs(adminPost(running, shop, "/app", { intent: "undo-start" })));
    expect(undone).toMatchObject({ ok: true });
    expect(await header()).toMatchObject({ state: "stopping", move: { kind: "stop" } });
  });
});

it("asks about what others changed until it is answered", async () => {
  await withShop(shop, (db) =>
    db.outsideChange.create({
      data: {
        shop,
        variantId: "gid://shopify/ProductVariant/2",
        seenAt: new Date(),
        fromPolicy: "CONTINUE",
        toPolicy: "DENY",
      },
    }),
  );
  expect((await home()).home.outside.byHand).toMatchObject([{ displayName: "Lamp", to: "DENY" }]);
  const body = { intent: "answer-outside", answer: "put-back" };
  expect(await action(routeArgs(adminPost(running, shop, "/app", body)))).toEqual({ ok: true, variants: 1 });
  expect((await home()).home.outside.byHand).toEqual([]);
});

it("stands when Shopify does not answer", async () => {
  running.emulator.apiShape.errorRate = 1;
  expect((await home()).home.guide).toBeNull();
  running.emulator.apiShape.errorRate = 0;
});

it("remembers what was dismissed, and refuses what no page sends", async () => {
  await action(routeArgs(adminPost(running, shop, "/app", { intent: "dismiss", what: "setup-guide" })));
  expect((await home()).home.guide?.dismissed).toEqual(["setup-guide"]);
  const wrong = action(routeArgs(adminPost(running, shop, "/app", { intent: "sell-everything" })));
  await expect(wrong).rejects.toMatchObject({ status: 400 });
  expect(await outsideShops().shop.count()).toBe(1);
});
