import { beforeEach, describe, expect, it } from "vitest";
import { giveCompensation } from "../../../app/customers/compensation/give-compensation.server.ts";
import { lookAtCodes } from "../../../app/customers/compensation/look-at-codes.server.ts";
import { withShop } from "../../../app/db.server.ts";
import { action as decide, loader } from "../../../app/routes/app.compensation._index/route.tsx";
import { action, loader as rulesLoader } from "../../../app/routes/app.compensation.settings/route.tsx";
import { loader as orderLoader } from "../../../app/routes/app.waiting.$number/route.tsx";
import { publishStorefrontSettings } from "../../../app/shops/publish-storefront-settings.server.ts";
import { routeArgs } from "../support/admin-request.ts";
import { pageRequest } from "../support/start-shop.ts";
import { type LampShop, openAdmin } from "../support/open-admin.ts";
import { buyLate, compensationsOf, keep, setCompensation } from "./compensation-shop.ts";

const admin = openAdmin("compensation-pages");
let shop: LampShop;

beforeEach(async () => {
  shop = await admin.open("selling");
});

const rules = [{ id: "r", gives: { kind: "percent", percent: 10 } }];
const settings = { isOn: true, isAutomatic: false, budgetMinor: 50_000, validDays: 90, rules };
const post = (body: object) => admin.post(action, shop.domain, "/app/compensation/settings", body);
const open = (query = "") => admin.get(loader, shop.domain, `/app/compensation${query}`);

async function save(given: object) {
  const answer = await post({ intent: "save", settings: given });
  return answer.intent === "save" ? answer.result : null;
}
async function preview(given: unknown) {
  const answer = await post({ intent: "preview", rules: given });
  return answer.intent === "preview" ? answer.preview : null;
}
const storefrontOf = () => {
  const metafield = shop.shop.installation?.metafields.find(({ key }) => key === "storefront");
  return JSON.parse(metafield?.value ?? "{}") as { reward?: Record<string, string> };
};

describe("the rules", () => {
  it("are saved whole, or not at all, with each field's fault", async () => {
    expect(await save({ ...settings, budgetMinor: 0, rules: [] })).toEqual({
      ok: false,
      errors: { rules: "no-rules", budgetMinor: "no-budget" },
    });
    expect(
      await save({
        ...settings,
        validDays: 3,
        rules: [{ ...rules[0], overDays: -1, gives: { kind: "percent", percent: 101 } }],
      }),
    ).toEqual({
      ok: false,
      errors: {
        validDays: "out-of-range",
        "rules.0.overDays": "out-of-range",
        "rules.0.gives.percent": "out-of-range",
      },
    });
    expect(await save({ reward: { isOn: true, gives: { kind: "present" }, words: { en: " " } } })).toEqual({
      ok: false,
      errors: { "reward.words": "no-words" },
    });
    expect(await save(settings)).toEqual({ ok: true });
    const loaded = await admin.get(rulesLoader, shop.domain, "/app/compensation/settings");
    expect(loaded).toMatchObject({
      currency: "EUR",
      settings: { isOn: true, rules: [{ overDays: 0, fromNumber: 1 }] },
    });
  });

  it("leave the other sections of the customers' settings alone", async () => {
    const customers = { answers: { leastDays: 9 } };
    const where = { shop: shop.domain };
    await withShop(shop.domain, (db) =>
      db.shopSettings.upsert({ where, create: { ...where, customers }, update: { customers } }),
    );
    await save(settings);
    const row = await withShop(shop.domain, (db) => db.shopSettings.findUniqueOrThrow({ where }));
    expect(row.customers).toMatchObject({ answers: { leastDays: 9 }, compensation: { isOn: true } });
  });

  it("are tried on past delays, and nothing is given", async () => {
    await setCompensation(admin.running(), shop, { isOn: false });
    expect(await preview(rules)).toMatchObject({ delayCount: 0, givenCount: 0 });
    await buyLate(admin.running(), shop, { email: "ada@example.com" });
    await buyLate(admin.running(), shop, { email: "ada@example.com" });
    await buyLate(admin.running(), shop, { email: "bob@example.com", quantities: [3] });
    const two = [{ id: "many", fromOrderMinor: 2_500, gives: { kind: "amount", amountMinor: 700 } }, ...rules];
    expect(await preview(two)).toEqual({
      delayCount: 2,
      givenCount: 2,
      costMinor: 900,
      currency: "EUR",
      byRule: { many: 1, r: 1 },
      isCut: false,
    });
    expect(await preview([{ ...rules[0], gives: { kind: "percent", percent: 0 } }])).toBeNull();
    expect(await compensationsOf(shop)).toEqual([]);
    expect(shop.shop.discounts.size).toBe(0);
  });
});

describe("the page", () => {
  it("shows an untouched shop nothing but where to begin", async () => {
    expect(await open()).toMatchObject({ isOn: false, isRewardOn: false, rows: [], pages: 1 });
  });

  it("shows what waits, is decided in bulk, and tells who decided", async () => {
    await setCompensation(admin.running(), shop, { isAutomatic: false, budgetMinor: 450 });
    for (const name of ["ada", "bob", "eve"]) {
      const { caseId } = await buyLate(admin.running(), shop, { email: `${name}@example.com` });
      await keep(shop, caseId);
    }
    await giveCompensation(shop.ports, shop.domain);
    const queue = await open();
    expect(queue).toMatchObject({ counts: { queue: 3, unused: 0 }, spentMinor: 0, budgetMinor: 450 });
    expect(queue.rows[0]).toMatchObject({ status: "to-approve", lateDays: 21, costMinor: 200, code: null });
    const ids = queue.rows.map(({ id }) => id);
    expect(await admin.post(decide, shop.domain, "/app/compensation?index", { decision: "approve", ids })).toEqual({
      decision: "approve",
      doneCount: 2,
      overBudgetCount: 1,
    });
    await giveCompensation(shop.ports, shop.domain);
    const stopped = { counts: { queue: 1, unused: 2 }, spentMinor: 400, overBudgetCount: 1 };
    expect(await open()).toMatchObject({ ...stopped, hasRoomAgain: false });
    await setCompensation(admin.running(), shop, { isAutomatic: false, budgetMinor: 600 });
    expect(await open()).toMatchObject({ ...stopped, hasRoomAgain: true });
    const given = await open("?group=unused&page=7");
    expect(given.page).toBe(1);
    expect(given.rows).toHaveLength(2);
    expect(given.rows[0]).toMatchObject({ status: "issued", orderName: expect.stringMatching(/^#\d+$/) });
    expect(given.rows[0]?.code).toMatch(/^THANKS-[A-Z2-9]{5}-[A-Z2-9]{5}$/);
    expect(given.rows[0]?.decidedBy).not.toBe("");
  });

  it("has what was given, and what became of it, in the order's timeline", async () => {
    await setCompensation(admin.running(), shop);
    const { order, caseId } = await buyLate(admin.running(), shop, { email: "ada@example.com" });
    await keep(shop, caseId);
    await giveCompensation(shop.ports, shop.domain);
    [...shop.shop.discounts.values()][0]!.usedCount = 1;
    await lookAtCodes(shop.ports, shop.domain);
    const request = pageRequest(admin.running(), shop.domain, `/app/waiting/${order.id}`);
    const page = await orderLoader(routeArgs(request, { number: String(order.id) }));
    expect(page.timeline.filter(({ kind }) => kind === "compensation")).toMatchObject([
      { what: "used", gives: { kind: "amount", amountMinor: 200 } },
      { what: "issued", code: expect.stringMatching(/^THANKS-/) },
    ]);
  });

  it("shows no shop what another has given", async () => {
    await setCompensation(admin.running(), shop);
    const { caseId } = await buyLate(admin.running(), shop, { email: "ada@example.com" });
    await keep(shop, caseId);
    await giveCompensation(shop.ports, shop.domain);
    const other = await admin.open("selling");
    const [own] = await compensationsOf(shop);
    expect((await admin.get(loader, other.domain, "/app/compensation?group=unused")).rows).toEqual([]);
    expect(
      await admin.post(decide, other.domain, "/app/compensation?index", { decision: "decline", ids: [own!.id] }),
    ).toMatchObject({ doneCount: 0 });
  });
});

describe("the waiting reward", () => {
  it("reaches the product page where the shop sells, in every language", async () => {
    await save({ reward: { isOn: true, gives: { kind: "amount", amountMinor: 500 }, words: { de: "Danke!" } } });
    expect(await publishStorefrontSettings(shop.ports, shop.domain)).toBe(true);
    const { reward } = storefrontOf();
    expect(Object.keys(reward ?? {})).toHaveLength(12);
    expect(reward).toMatchObject({ de: "Danke!", en: expect.stringContaining("€5.00 off your next order") });
    await save({ reward: { isOn: false } });
    await publishStorefrontSettings(shop.ports, shop.domain);
    expect(storefrontOf().reward).toEqual({});
  });
});
