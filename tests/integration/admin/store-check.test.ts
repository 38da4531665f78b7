import { afterEach, describe, expect, it } from "vitest";
import { getPorts } from "../../../app/composition.server.ts";
import { outsideShops, withShop } from "../../../app/db.server.ts";
import { ShopifyRejected } from "../../../app/errors.ts";
import type { LocationGid } from "../../../app/ids.ts";
import type { JobHandlers } from "../../../app/jobs/handlers.server.ts";
import { startWorker, type Worker } from "../../../app/jobs/worker.server.ts";
import { action, loader } from "../../../app/routes/app.store-check/route.tsx";
import { type LampShop, openAdmin } from "../support/open-admin.ts";
import { plainRule } from "../support/open-shop.ts";
import { until } from "../support/until.ts";

const admin = openAdmin("check");
const path = "/app/store-check";
const check = (shop: LampShop) => admin.get(loader, shop.domain, path);
const press = (shop: LampShop, body: unknown) => admin.post(action, shop.domain, path, body);
const codes = async (shop: LampShop) => (await check(shop)).page.findings.map(({ code }) => code);
const openTasks = async ({ domain: shop }: LampShop) => {
  const open = { shop, status: { in: ["waiting", "running"] } };
  return (await withShop(shop, (db) => db.task.findMany({ where: open }))).map(({ kind }) => kind).sort();
};

let worker: Worker | null = null;
const work = async (doing: Partial<JobHandlers>) => {
  worker = await startWorker(getPorts(), doing);
};
afterEach(async () => {
  await worker?.stop();
  worker = null;
});

describe("the Store check", () => {
  it("has nothing to mend in a shop that is well, and says when it was last looked at", async () => {
    const shop = await admin.open("selling");
    const lookedAt = new Date("2026-11-20T08:00:00Z");
    await outsideShops().shop.update({ where: { domain: shop.domain }, data: { lookedAt } });
    await withShop(shop.domain, (db) =>
      db.task.create({ data: { shop: shop.domain, kind: "sweep", status: "done", finishedAt: lookedAt } }),
    );
    const { page, deadLetters, themeEditorUrl } = await check(shop);
    expect(deadLetters).toEqual([]);
    // Worth knowing, and nothing is wrong.
    expect(page.findings).toEqual([{ code: "theme-not-visible" }]);
    expect(page).toMatchObject({ lookedAt: lookedAt.getTime(), readAt: lookedAt.getTime(), reading: null });
    expect(themeEditorUrl).toBe(
      `https://${shop.domain}/admin/themes/current/editor?template=product&addAppBlockId=arrivo-test%2Fpromise&target=mainSection`,
    );
  });

  it("still tells what it knows itself where Shopify gives no answer", async () => {
    const shop = await admin.open("selling");
    await withShop(shop.domain, (db) =>
      db.task.create({ data: { shop: shop.domain, kind: "order-sync", status: "failed", errorCode: "bulk-timeout" } }),
    );
    const { apiShape } = admin.running().emulator;
    apiShape.errorRate = 1;
    try {
      expect(await codes(shop)).toEqual(["shopify-silent", "failed-task"]);
    } finally {
      apiShape.errorRate = 0;
    }
  });

  it("reads the whole shop again, once however often it is pressed", async () => {
    const shop = await admin.open("selling");
    await press(shop, { intent: "read-again" });
    await press(shop, { intent: "read-again" });
    expect(await openTasks(shop)).toEqual(["order-sync", "sweep"]);
    expect((await check(shop)).page.reading).toEqual({ doneUnits: 0, totalUnits: null });
  });

  it("starts failed work again, and nothing that has not failed", async () => {
    const shop = await admin.open("selling");
    const data = { shop: shop.domain, kind: "catalogue-sync", status: "failed", checkpoint: { installedAt: "then" } };
    await withShop(shop.domain, (db) => db.task.create({ data }));
    expect(await codes(shop)).toContain("failed-task");
    await press(shop, { intent: "restart-task", task: "catalogue-sync" });
    await press(shop, { intent: "restart-task", task: "order-sync" });
    expect(await openTasks(shop)).toEqual(["catalogue-sync"]);
    expect(await codes(shop)).not.toContain("failed-task");
    const again = await withShop(shop.domain, (db) => db.task.findFirstOrThrow({ where: { status: "waiting" } }));
    expect(again.checkpoint).toEqual({ installedAt: "then" });
  });

  it("tries what is stuck at once, in this shop only", async () => {
    const [shop, other] = [await admin.open("selling"), await admin.open("selling")];
    const since = new Date(Date.now() - 600_000);
    const notBefore = new Date(Date.now() + 3_600_000);
    const item = { kind: "variant", item: shop.variantIds[0]!, hintedAt: since, since, notBefore };
    await outsideShops().dirtyItem.createMany({
      data: [shop, other].map(({ domain }) => ({ shop: domain, ...item })),
    });
    expect(await codes(shop)).toContain("stuck-items");
    await press(shop, { intent: "try-stuck" });
    const due = await outsideShops().dirtyItem.findMany({ where: { notBefore: { lte: new Date() } } });
    expect(due.map((each) => each.shop)).toEqual([shop.domain]);
  });
});

describe("a rule that counts the wrong locations", () => {
  it("is named, mended after a preview, and then no longer found", async () => {
    const shop = await admin.open("selling");
    const known = await withShop(shop.domain, (db) => db.location.findMany({ where: { shop: shop.domain } }));
    await withShop(shop.domain, (db) =>
      db.location.create({ data: { shop: shop.domain, locationId: "gid://shopify/Location/77", name: "Annex" } }),
    );
    // Justified casts: Shopify's own ids, as a saved rule holds them.
    const counted = [...known.map(({ locationId }) => locationId), "gid://shopify/Location/1"] as LocationGid[];
    const [variantId] = shop.variantIds;
    await shop.setRule("variant", variantId!, { ...plainRule, countedLocations: counted });
    const { page } = await check(shop);
    expect(page.findings.slice(1)).toMatchObject([
      { code: "location-mismatch", level: "variant", locationIds: ["gid://shopify/Location/1"] },
      { code: "limit-cannot-bind", level: "variant", locationNames: ["Annex"] },
    ]);
    expect(page.names[variantId!]).toBe("lamp - lamp-1");

    const locations = { level: "variant", targetId: variantId, how: "open" };
    expect(await press(shop, { intent: "preview-locations", locations })).toMatchObject({ change: { ok: true } });
    expect(await codes(shop)).toContain("location-mismatch");
    await press(shop, { intent: "mend-locations", locations });
    expect(await codes(shop)).toEqual(["theme-not-visible", "limit-cannot-bind"]);
    await press(shop, { intent: "mend-locations", locations: { ...locations, how: "online" } });
    expect(await codes(shop)).toEqual(["theme-not-visible"]);
    const rule = await withShop(shop.domain, (db) => db.policy.findFirstOrThrow({ where: { targetId: variantId! } }));
    expect(rule.gives).toEqual({ ...plainRule, countedLocations: "online" });
  });

  it("of another shop can't be mended from here", async () => {
    const [one, other] = [await admin.open("selling"), await admin.open("selling")];
    const countedLocations = ["gid://shopify/Location/1"] as LocationGid[];
    await one.setRule("variant", one.variantIds[0]!, { ...plainRule, countedLocations });
    const locations = { level: "variant", targetId: one.variantIds[0], how: "online" };
    expect(await press(other, { intent: "mend-locations", locations })).toMatchObject({ change: null });
    expect(await codes(other)).toEqual(["theme-not-visible"]);
  });
});

describe("a job that failed for good", () => {
  it("is listed for its own shop, and runs again on the press of a button there only", async () => {
    const [shop, other] = [await admin.open("selling"), await admin.open("selling")];
    let isMended = false;
    const done: string[] = [];
    await work({
      "look-at-changes": async (_ports, payload) => {
        if (!isMended) throw new ShopifyRejected("readChanges", [{ field: null, message: "is invalid" }]);
        done.push(payload.shop);
      },
    });
    await getPorts().queue.enqueue(null, "look-at-changes", { shop: shop.domain });
    const letters = await until("a dead letter", async () => {
      const { deadLetters } = await check(shop);
      return deadLetters.length > 0 && deadLetters;
    });
    expect(letters).toMatchObject([{ job: "look-at-changes", error: "ShopifyRejected", tries: 1 }]);
    expect((await check(other)).deadLetters).toEqual([]);
    isMended = true;
    const ids = letters.map(({ id }) => id);
    expect(await press(other, { intent: "run-again", ids })).toMatchObject({ count: 0 });
    expect(await press(shop, { intent: "run-again", ids })).toMatchObject({ count: 1 });
    await until("it ran again", () => done.includes(shop.domain));
    expect((await check(shop)).deadLetters).toEqual([]);
  });
});
