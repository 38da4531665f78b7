import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { outsideShops, withShop } from "../../../app/db.server.ts";
import { stopBoss } from "../../../app/jobs/boss.server.ts";
import { ruleAddress, targetOfRow } from "../../../app/policies/policy-target.ts";
import type { PolicyLevel } from "../../../app/policies/policy.ts";
import { action, loader } from "../../../app/routes/app.rules.$level.($number)/route.tsx";
import { action as listAction, loader as loadRules } from "../../../app/routes/app.rules._index/route.tsx";
import { loader as loadNew } from "../../../app/routes/app.rules.new/route.tsx";
import { loader as loadCheck } from "../../../app/routes/app.store-check/route.tsx";
import { loader as loadVariant } from "../../../app/routes/app.variants.$number/route.tsx";
import { loader as loadVariants } from "../../../app/routes/app.variants._index/route.tsx";
import type { RunningEmulator } from "../../../store-emulator/start-emulator.ts";
import { adminPost, routeArgs } from "../support/admin-request.ts";
import { installedShop, pageRequest, startEmulatorForApp } from "../support/start-shop.ts";
import { stockShop } from "../support/stock-shop.ts";

const shop = "levels.myshopify.com";
let running: RunningEmulator;

type Target = { level: PolicyLevel; id: string };
const pathOf = ({ level, id }: Target) => ruleAddress(targetOfRow(level, id));
const params = (target: Target): Record<string, string> => {
  const [, , , level = "", number] = pathOf(target).split("/");
  return number === undefined ? { level } : { level, number: decodeURIComponent(number) };
};
const post = async (target: Target, body: unknown) =>
  (await action(routeArgs(adminPost(running, shop, pathOf(target), body), params(target)))).result;
const open = (target: Target) => loader(routeArgs(pageRequest(running, shop, pathOf(target)), params(target)));
const list = () => loadRules(routeArgs(pageRequest(running, shop, "/app/rules")));
const act = async (body: unknown) => (await listAction(routeArgs(adminPost(running, shop, "/app/rules", body)))).result;
const variant = (number: number) =>
  loadVariant(routeArgs(pageRequest(running, shop, `/app/variants/${number}`), { number: String(number) }));
const dirty = async () =>
  (await outsideShops().dirtyItem.findMany({ where: { shop }, orderBy: { item: "asc" } })).map(({ item }) =>
    Number(item.slice(item.lastIndexOf("/") + 1)),
  );

const collection = (number: number) => `gid://shopify/Collection/${number}`;
const rule = (units = 20) => ({
  mode: "on",
  limit: { kind: "number", units: String(units) },
  eta: { kind: "lead-time", minDays: "10", maxDays: "15", days: "working" },
});
const targets: Record<Exclude<PolicyLevel, "product" | "variant" | "shop">, { id: string; covers: number[] }> = {
  collection: { id: collection(1), covers: [1, 2] },
  vendor: { id: 'Acme & Søn / "Co"', covers: [1, 3] },
  type: { id: "Lamp", covers: [3, 4] },
  tag: { id: "50% off", covers: [2, 4] },
};

beforeAll(async () => {
  running = await startEmulatorForApp();
  installedShop(running, shop);
  await list();
  await stockShop(
    shop,
    [1, 2, 3, 4].map((number) => ({ number, name: `Thing ${number}`, available: 0 })),
  );
  const facts = [
    { vendor: targets.vendor.id, collectionIds: [collection(1), collection(2)] },
    { tags: [targets.tag.id], collectionIds: [collection(1)] },
    { vendor: targets.vendor.id, productType: "Lamp", collectionIds: [collection(2)] },
    { productType: "Lamp", tags: ["new", targets.tag.id] },
  ];
  await withShop(shop, async (db) => {
    for (const [index, data] of facts.entries())
      await db.product.update({
        where: { shop_productId: { shop, productId: `gid://shopify/Product/${index + 1}` } },
        data,
      });
    for (const number of [1, 2])
      await db.collection.create({
        data: { shop, collectionId: collection(number), title: `Room ${number}`, updatedAt: new Date() },
      });
  });
});
beforeEach(async () => {
  await withShop(shop, async (db) => {
    await db.policy.deleteMany();
    await db.task.deleteMany();
  });
  await outsideShops().dirtyItem.deleteMany();
});
afterAll(async () => {
  await stopBoss();
  await running.close();
});

describe("a rule of a level that stands for many products", () => {
  it.each(Object.entries(targets))(
    "of a %s covers and marks its variants and no other",
    async (level, { id, covers }) => {
      const target = { level: level as PolicyLevel, id };
      const told = await post(target, { intent: "preview", rule: rule() });
      expect(told).toMatchObject({ ok: true, change: { touchedCount: 2, changedCount: 2, turnedOnCount: 2 } });
      expect(await dirty()).toEqual([]);
      expect((await list()).ranked).toEqual([]);

      const saved = await post(target, { intent: "save", rule: rule() });
      expect(saved).toEqual(told);
      expect(await dirty()).toEqual(covers);
      expect((await open(target)).gives).toMatchObject({ mode: "on", limit: { kind: "number", units: 20 } });
      const listed = (await list()).ranked;
      expect(listed).toMatchObject([{ level, rules: [{ targetId: id, isGone: false, productCount: 2 }] }]);
      for (const number of [1, 2, 3, 4])
        expect((await variant(number)).resolution.won?.level).toBe(covers.includes(number) ? level : undefined);
      const { page } = (await loadVariants(
        routeArgs(pageRequest(running, shop, "/app/variants?rule=group")),
      )) as unknown as { page: { rows: { variantId: string; rule: { level: string } }[] } };
      expect(page.rows.map((row) => [Number(row.variantId.split("/").at(-1)), row.rule.level])).toEqual(
        covers.map((number) => [number, level]),
      );
    },
  );

  it("is found by its name when a rule is made, with how many products it stands for", async () => {
    await post({ level: "vendor", id: targets.vendor.id }, { intent: "save", rule: rule() });
    const find = (query: string) => loadNew(routeArgs(pageRequest(running, shop, `/app/rules/new?${query}`)));
    expect(await find("level=collection&search=room")).toMatchObject({
      targets: [
        { id: collection(1), name: "Room 1", productCount: 2, hasRule: false },
        { id: collection(2), name: "Room 2", productCount: 2 },
      ],
    });
    expect((await find("level=vendor&search=SØN")).targets).toMatchObject([{ name: targets.vendor.id, hasRule: true }]);
    expect((await find("level=tag&search=50%25")).targets).toMatchObject([{ name: "50% off", productCount: 2 }]);
    expect((await find("level=type&search=chair")).targets).toEqual([]);
  });

  it("can't be made for what the shop does not have", async () => {
    await expect(open({ level: "tag", id: "unheard of" })).rejects.toMatchObject({ status: 404 });
    expect(await post({ level: "collection", id: collection(9) }, { intent: "save", rule: rule() })).toEqual({
      ok: false,
      reason: "gone",
    });
    expect((await list()).ranked).toEqual([]);
  });

  it("needs a limit and a date from somewhere for every variant it switches on", async () => {
    const half = { mode: "on", limit: { kind: "number", units: "5" } };
    expect(await post({ level: "type", id: "Lamp" }, { intent: "save", rule: half })).toMatchObject({
      ok: false,
      reason: "incomplete",
      count: 2,
      missing: ["eta"],
    });
    expect((await list()).ranked).toEqual([]);
  });
});

describe("two rules of one level", () => {
  const both = async () => {
    await post({ level: "collection", id: collection(1) }, { intent: "save", rule: rule(11) });
    await post({ level: "collection", id: collection(2) }, { intent: "save", rule: rule(22) });
    await outsideShops().dirtyItem.deleteMany();
    return (await list()).ranked[0]!.rules.map(({ id }) => id);
  };

  it("count in the order the merchant gives them, for the product that is under both", async () => {
    const ids = await both();
    expect((await variant(1)).availability.limitUnits).toBe(11);
    const body = { level: "collection", ids: ids.toReversed() };
    const told = await act({ intent: "preview-order", ...body });
    expect(told).toMatchObject({ ok: true, change: { changedCount: 1, touchedCount: 3 } });
    expect((await variant(1)).availability.limitUnits).toBe(11);
    expect(await act({ intent: "order", ...body })).toEqual(told);
    const after = await variant(1);
    expect(after.availability.limitUnits).toBe(22);
    expect(after.resolution.lost).toMatchObject([{ why: "overridden", policy: { level: "collection" } }]);
    expect(await dirty()).toEqual([1, 2, 3]);
  });

  it("are not put in an order that leaves one out, or names one that is gone", async () => {
    const [first, second] = await both();
    for (const ids of [[second], [second, second], [second, first, "more"]])
      expect(await act({ intent: "order", level: "collection", ids })).toEqual({ ok: false, reason: "stale" });
    expect((await variant(1)).availability.limitUnits).toBe(11);
  });
});

describe("a rule that names what is gone", () => {
  it("is kept, covers nothing, is told by the list and the Store check, and can be taken away", async () => {
    const target = { level: "collection" as const, id: collection(2) };
    await post(target, { intent: "save", rule: rule() });
    await withShop(shop, async (db) => {
      await db.collection.delete({ where: { shop_collectionId: { shop, collectionId: target.id } } });
      await db.$executeRaw`UPDATE "Product" SET "collectionIds" = array_remove("collectionIds", ${target.id})`;
    });
    try {
      expect((await list()).ranked).toMatchObject([{ rules: [{ name: "", isGone: true, productCount: 0 }] }]);
      expect((await open(target)).target).toMatchObject({ isGone: true, coveredCount: 0 });
      expect((await variant(3)).resolution.won).toBeNull();
      expect(await post(target, { intent: "save", rule: rule(5) })).toEqual({ ok: false, reason: "gone" });
      const { page } = await loadCheck(routeArgs(pageRequest(running, shop, "/app/store-check")));
      expect(page.findings).toContainEqual({ code: "rule-names-gone", level: "collection", targetId: target.id });
      expect(await post(target, { intent: "remove" })).toMatchObject({ ok: true, change: { touchedCount: 0 } });
      expect((await list()).ranked).toEqual([]);
    } finally {
      await withShop(shop, async (db) => {
        await db.collection.create({
          data: { shop, collectionId: target.id, title: "Room 2", updatedAt: new Date() },
        });
        await db.$executeRaw`
          UPDATE "Product" SET "collectionIds" = array_append("collectionIds", ${target.id})
          WHERE "productId" IN ('gid://shopify/Product/1', 'gid://shopify/Product/3')`;
      });
    }
  });
});

describe("dates and limits from supply", () => {
  it("are given by a rule, and without a supplier sell nothing until the merchant says so", async () => {
    const supply = { mode: "on", limit: { kind: "number", units: "9" }, eta: { kind: "supply" }, caution: "safe" };
    const target = { level: "type" as const, id: "Lamp" };
    expect(await post(target, { intent: "save", rule: supply })).toMatchObject({
      ok: true,
      change: { turnedOnCount: 0, changedCount: 0 },
    });
    expect((await variant(3)).availability.reason).toEqual({ code: "no-supply-date" });
    expect(await post(target, { intent: "preview", rule: { ...supply, sellsPastWindow: true } })).toMatchObject({
      ok: true,
      change: { turnedOnCount: 2 },
    });
  });

  it("limit to what is inbound, less what is kept back; an empty buffer is none", async () => {
    const target = { level: "type" as const, id: "Lamp" };
    const inbound = (bufferUnits: string) => ({ ...rule(), limit: { kind: "inbound", bufferUnits } });
    expect(await post(target, { intent: "save", rule: inbound("x") })).toMatchObject({
      ok: false,
      errors: { "limit.bufferUnits": "not-a-whole-number" },
    });
    await post(target, { intent: "save", rule: inbound("") });
    expect((await open(target)).gives).toMatchObject({ limit: { kind: "inbound", bufferUnits: 0 } });
    expect((await variant(3)).availability.reason).toEqual({ code: "limit-reached", limitUnits: 0, availableUnits: 0 });
  });
});
