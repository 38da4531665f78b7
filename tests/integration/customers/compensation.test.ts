import { beforeEach, describe, expect, it } from "vitest";
import { decideCompensations } from "../../../app/customers/compensation/decide-compensations.server.ts";
import { endCompensations } from "../../../app/customers/compensation/end-compensations.server.ts";
import { giveCompensation } from "../../../app/customers/compensation/give-compensation.server.ts";
import { lookAtCodes } from "../../../app/customers/compensation/look-at-codes.server.ts";
import { previewRules } from "../../../app/customers/compensation/preview-rules.server.ts";
import { spentOf } from "../../../app/customers/compensation/month-budget.server.ts";
import { handlers } from "../../../app/jobs/handlers.server.ts";
import { runDue } from "../../../app/jobs/run-due.server.ts";
import { cancelUnits } from "../../../app/customers/cancellations/cancel-units.server.ts";
import { tellCustomers } from "../../../app/customers/tell-customers.server.ts";
import { redactCustomer } from "../../../app/shops/redact-customer.server.ts";
import { leaveArrivo } from "../../../app/shops/leave-arrivo.server.ts";
import { previewRestore } from "../../../app/shops/preview-restore.server.ts";
import { withShop } from "../../../app/db.server.ts";
import { ShopifyUnreachable } from "../../../app/errors.ts";
import { action, loader } from "../../../app/routes/proxy.orders.$token.ts";
import { fulfilOrder } from "../../../store-emulator/fulfil-order.ts";
import { changeScopes } from "../../../store-emulator/install-app.ts";
import { currentTotalMinor } from "../../../store-emulator/order-figures.ts";
import type { Order } from "../../../store-emulator/order-state.ts";
import { placeOrder } from "../../../store-emulator/place-order.ts";
import { variantById } from "../../../store-emulator/find-variant.ts";
import { routeArgs } from "../support/admin-request.ts";
import { type LampShop, openAdmin } from "../support/open-admin.ts";
import {
  buyLate,
  compensationsOf,
  givingScopes,
  keep,
  setCompensation,
  windowIn,
  withShopify,
} from "./compensation-shop.ts";
import { buyFrom, delay, heardOf, lineGid, orderGid, proxyRequest } from "./order-to-answer.ts";

const admin = openAdmin("gives");
let shop: LampShop;

beforeEach(async () => {
  shop = await admin.open("selling");
  await setCompensation(admin.running(), shop);
});

const email = "ada@example.com";
const give = () => giveCompensation(shop.ports, shop.domain);
const late = (rest: Parameters<typeof buyLate>[2] = {}) => buyLate(admin.running(), shop, { email, ...rest });
const discounts = () => [...shop.shop.discounts.values()];
const statuses = async () => (await compensationsOf(shop)).map(({ status }) => status);

async function approveAll(): Promise<void> {
  const ids = (await compensationsOf(shop)).map(({ id }) => id);
  await decideCompensations(shop.ports, shop.domain, ids, "approve", "7");
  await give();
}

const args = (request: Request) => routeArgs(request, { token: new URL(request.url).pathname.split("/").at(-1) ?? "" });
const visit = async (path: string) => (await loader(args(proxyRequest(admin.running(), shop.domain, path)))).text();

/** What the customer clicks on the page, as a button sends it. */
async function answer(path: string, choice: string): Promise<string> {
  const html = await visit(path);
  const question = /name="question" value="([^"]+)"/.exec(html)?.[1] ?? "";
  const body = new URLSearchParams({ question, choice });
  const request = proxyRequest(admin.running(), shop.domain, path, { method: "POST", body });
  return html + (await (await action(args(request))).text());
}

/** A purchase at the storefront's checkout with that code. */
function pay(code: string, by = email, quantity = 1) {
  const found = variantById(shop.shop, Number(shop.variantIds[1]!.split("/").at(-1)))!;
  return placeOrder(admin.running().emulator, shop.shop, {
    lines: [{ found, quantity }],
    email: by,
    discountCode: code,
  });
}

async function cancelAll(order: Order): Promise<void> {
  for (const { id, status } of await withShop(shop.domain, (db) => db.cancellation.findMany()))
    if (status === "waiting") await cancelUnits(shop.ports, shop.domain, id);
  await heardOf(shop, order);
  await tellCustomers(shop.ports, shop.domain);
}

describe("what is given for a delay", () => {
  it("counts how late from the first date that was given, also where none was told on ordering", async () => {
    const { order, caseId } = await late();
    await keep(shop, caseId);
    await withShop(shop.domain, (db) => db.delayCase.updateMany({ data: { toldAt: new Date() } }));
    const move = { before: windowIn(26), after: windowIn(40), reportId: "report-2" };
    await keep(shop, (await delay(shop, order, move)).caseId);
    expect((await compensationsOf(shop)).map(({ lateDays }) => lateDays).sort()).toEqual([21, 35]);
    const rules = [{ id: "35", overDays: 34, fromOrderMinor: 0, customerTag: "", fromNumber: 1 }];
    const gives = { kind: "percent" as const, percent: 10 };
    const preview = await previewRules(
      shop.ports,
      shop.domain,
      rules.map((rule) => ({ ...rule, gives })),
    );
    expect(preview).toMatchObject({ byRule: { 35: 1 } });
  });

  it("follows 'keep', is told of nowhere before it, and is for that customer, once", async () => {
    const { order, answerPath } = await late();
    const said = await answer(answerPath, "keep");
    expect(said.replace(/<style>.*?<\/style>/gs, "")).not.toMatch(/\d\s?%|THANKS-|discount|reward|compensat/i);
    expect(discounts()).toEqual([]);
    await give();
    const [given] = await compensationsOf(shop);
    expect(given).toMatchObject({
      status: "issued",
      orderMinor: 2000n,
      costMinor: 200n,
      lateDays: 21,
      currency: "EUR",
    });
    const shown = await visit(answerPath);
    // A tenth of the 20.00 that were late.
    expect(shown).toContain("€2.00 off your next order");
    expect(shown).toContain(`Your code: ${given?.code}`);
    const [discount] = discounts();
    expect(discount).toMatchObject({
      amountMinor: 200,
      percentage: null,
      usageLimit: 1,
      usedCount: 0,
      customerIds: [order.customerId],
    });
    expect(discount?.code).toBe(given?.code);
    expect(pay(discount!.code, "eve@example.com").ok).toBe(false);
    const paid = pay(discount!.code);
    expect(paid).toMatchObject({ ok: true, order: { lines: [{ discountMinor: 200 }] } });
    expect(pay(discount!.code)).toMatchObject({ ok: false, reason: /usage limit/ });
    await lookAtCodes(shop.ports, shop.domain);
    expect(await statuses()).toEqual(["used"]);
  });

  it("is nothing for who cancels, and costs them nothing either", async () => {
    const order = await buyFrom(admin.running(), shop, [2, 1], { email, discountMinor: 600, shippingMinor: 500 });
    const { answerPath } = await delay(shop, order, { before: windowIn(5), after: windowIn(26) });
    await answer(answerPath, "cancel");
    await cancelAll(order);
    await give();
    expect(await compensationsOf(shop)).toEqual([]);
    // The line that stays keeps its discount, and its shipping as it was paid.
    expect(currentTotalMinor(order)).toBe(800 + 500);
  });

  it("is the same for who says nothing: at the deadline, or when it ships before", async () => {
    const first = await late();
    await withShop(shop.domain, (db) => db.delayCase.updateMany({ data: { toldAt: new Date() } }));
    const inTwoMonths = async () => Date.now() + 60 * 86_400_000;
    const ports = { ...shop.ports, clock: { ...shop.ports.clock, businessNow: inTwoMonths } };
    await runDue(ports);
    await shop.queue.run(ports, handlers);
    await give();
    expect((await compensationsOf(shop)).map((each) => [each.orderId, each.status])).toEqual([
      [orderGid(first.order), "issued"],
    ]);
    const second = await late({ reportId: "report-2", email: "bob@example.com" });
    expect(fulfilOrder(admin.running().emulator, shop.shop, second.order)).toMatchObject({ ok: true });
    await heardOf(shop, second.order);
    await tellCustomers(shop.ports, shop.domain);
    await give();
    expect(await statuses()).toEqual(["issued", "issued"]);
    expect(discounts()).toHaveLength(2);
  });

  it("is once for a customer and cause, over several orders and answers", async () => {
    const [one, two] = [await late(), await late()];
    for (const { caseId } of [one, two, one]) await keep(shop, caseId);
    await give();
    await keep(shop, one.caseId);
    await give();
    expect((await statuses()).sort()).toEqual(["issued", "none"]);
    expect(discounts()).toHaveLength(1);
    const again = await late({ reportId: "report-2" });
    await keep(shop, again.caseId);
    await give();
    expect(discounts()).toHaveLength(2);
  });

  it("is not shown beside the next question", async () => {
    const { order, caseId, answerPath } = await late();
    await keep(shop, caseId);
    await give();
    await withShop(shop.domain, (db) => db.delayCase.updateMany({ data: { status: "answered" } }));
    expect(await visit(answerPath)).toContain("THANKS-");
    const again = await delay(shop, order, { before: windowIn(26), after: windowIn(40), reportId: "report-2" });
    expect(await visit(again.answerPath)).not.toContain("THANKS-");
  });

  it("stores no address of anybody", async () => {
    const { caseId } = await late();
    await keep(shop, caseId);
    await give();
    const text = JSON.stringify(await compensationsOf(shop), (_, value: unknown) =>
      typeof value === "bigint" ? Number(value) : value,
    );
    expect(text).not.toContain("@");
    expect(text).toContain("gid://shopify/Customer/");
  });

  it("is for whoever has the code where Shopify tells of no customer", async () => {
    await setCompensation(admin.running(), shop, {}, ["write_discounts"]);
    const { order, caseId } = await late();
    await keep(shop, caseId);
    await give();
    expect(discounts()).toMatchObject([{ customerIds: [], usageLimit: 1 }]);
    expect(await compensationsOf(shop)).toMatchObject([{ customerId: null, whom: orderGid(order) }]);
  });

  it("is given all the same where customers were withdrawn from us a moment ago", async () => {
    const { caseId } = await late();
    changeScopes(admin.running().emulator, shop.shop, { revoke: ["read_customers"] });
    await keep(shop, caseId);
    await give();
    expect(await compensationsOf(shop)).toMatchObject([{ status: "issued", customerId: null, orderMinor: 2000n }]);
  });

  it("is nothing where no rule fits, or where it is switched off", async () => {
    await setCompensation(admin.running(), shop, {
      rules: [{ id: "r", overDays: 21, gives: { kind: "percent", percent: 10 } }],
    });
    const { caseId } = await late();
    await keep(shop, caseId);
    await setCompensation(admin.running(), shop, { isOn: false });
    const off = await late({ reportId: "report-2" });
    await keep(shop, off.caseId);
    await give();
    expect(await statuses()).toEqual(["none"]);
    expect(discounts()).toEqual([]);
  });

  it("can be an amount, free shipping up to a price, or store credit", async () => {
    const gives = [
      { kind: "amount", amountMinor: 500 },
      { kind: "free-shipping", upToMinor: 700 },
      { kind: "store-credit", amountMinor: 900 },
    ];
    for (const [index, benefit] of gives.entries()) {
      await setCompensation(admin.running(), shop, { rules: [{ id: "r", gives: benefit }] });
      const { caseId } = await late({ reportId: `report-${index}` });
      await keep(shop, caseId);
      await give();
    }
    expect(discounts()).toMatchObject([
      { kind: "basic", amountMinor: 500 },
      { kind: "free-shipping", maximumShippingMinor: 700 },
    ]);
    expect(shop.shop.storeCredits).toMatchObject([{ amountMinor: 900 }]);
    expect((await compensationsOf(shop)).map(({ costMinor }) => Number(costMinor))).toEqual([500, 700, 900]);
  });
});

describe("the month's budget", () => {
  /** One that meets another at work is tried again by the queue. */
  async function worker(): Promise<void> {
    for (let tries = 0; ; tries += 1)
      try {
        return await give();
      } catch (error) {
        if (!(error instanceof ShopifyUnreachable) || tries > 50) throw error;
      }
  }

  it("is never passed by workers and people at once, and what it has no room for says so", async () => {
    await setCompensation(admin.running(), shop, {
      budgetMinor: 1_000,
      rules: [{ id: "r", gives: { kind: "amount", amountMinor: 300 } }],
    });
    const cases = [];
    for (let buyer = 0; buyer < 12; buyer += 1)
      cases.push(await late({ email: `buyer${buyer}@example.com`, quantities: [1] }));
    await Promise.all(cases.map(({ caseId }) => keep(shop, caseId)));
    const ids = (await compensationsOf(shop)).map(({ id }) => id);
    const person = () => decideCompensations(shop.ports, shop.domain, ids, "approve", "1");
    await Promise.all([worker(), worker(), person(), worker(), person()]);
    await worker();
    await person();
    await worker();
    const rows = await compensationsOf(shop);
    expect(rows.filter(({ status }) => status === "issued")).toHaveLength(3);
    expect(rows.filter(({ status }) => status === "over-budget")).toHaveLength(9);
    expect(discounts()).toHaveLength(3);
    const month = rows.find(({ status }) => status === "issued")?.budgetMonth ?? "";
    expect(await withShop(shop.domain, (db) => spentOf(db, shop.domain, month))).toBe(900);
  });

  it("counts of a percentage what it can cost at most, whatever is bought with its codes", async () => {
    await setCompensation(admin.running(), shop, {
      budgetMinor: 1_000,
      rules: [{ id: "r", gives: { kind: "percent", percent: 25 } }],
    });
    const names = Array.from({ length: 6 }, (_, buyer) => `buyer${buyer}@example.com`);
    const cases = [];
    for (const name of names) cases.push(await late({ email: name, quantities: [1] }));
    await Promise.all(cases.map(({ caseId }) => keep(shop, caseId)));
    const ids = (await compensationsOf(shop)).map(({ id }) => id);
    await Promise.all([worker(), decideCompensations(shop.ports, shop.domain, ids, "approve", "1"), worker()]);
    await worker();
    const rows = await compensationsOf(shop);
    // A quarter of 10.00 each: four are 10.00.
    expect(rows.filter(({ status }) => status === "issued")).toHaveLength(4);
    expect(discounts()).toHaveLength(4);
    let cost = 0;
    for (const { code, customerIds } of discounts()) {
      const by = [...shop.shop.customers.values()].find(({ id }) => customerIds.includes(id))!.email!;
      const paid = pay(code, by, 2);
      if (!paid.ok) throw new Error(paid.reason);
      cost += paid.order.lines[0]!.discountMinor ?? 0;
    }
    const month = rows.find(({ status }) => status === "issued")?.budgetMonth ?? "";
    expect(await withShop(shop.domain, (db) => spentOf(db, shop.domain, month))).toBe(1_000);
    expect(cost).toBe(1_000);
  });

  it("gives no percentage of an order that Shopify no longer shows, nor of one that cost nothing", async () => {
    const { caseId } = await late();
    await keep(shop, caseId);
    const gone = withShopify(shop, () => ({ readOrderValues: async () => new Map() }));
    await giveCompensation(gone, shop.domain);
    const [row] = await compensationsOf(shop);
    expect(row).toMatchObject({ status: "to-approve", fault: "unreadable" });
    // Approved, it is looked at once more.
    const approve = () => decideCompensations(shop.ports, shop.domain, [row!.id], "approve", "7");
    expect(await approve()).toEqual({ doneCount: 0, overBudgetCount: 0 });
    await giveCompensation(gone, shop.domain);
    expect(await compensationsOf(shop)).toMatchObject([{ status: "to-approve", fault: "unreadable" }]);
    expect(discounts()).toEqual([]);
    await approve();
    await give();
    expect(await compensationsOf(shop)).toMatchObject([{ status: "issued", costMinor: 200n, fault: null }]);
    const free = await late({ reportId: "report-2", discountMinor: 2_000 });
    await keep(shop, free.caseId);
    await give();
    expect(await statuses()).toEqual(["issued", "none"]);
  });

  it("gives what it had no room for once it has: raised, or in the next month", async () => {
    await setCompensation(admin.running(), shop, { budgetMinor: 250 });
    for (const name of ["ada", "bob", "eve"]) await keep(shop, (await late({ email: `${name}@example.com` })).caseId);
    await give();
    expect((await statuses()).sort()).toEqual(["issued", "over-budget", "over-budget"]);
    await setCompensation(admin.running(), shop, { budgetMinor: 400 });
    await give();
    expect((await statuses()).sort()).toEqual(["issued", "issued", "over-budget"]);
    await lookAtCodes(shop.ports, shop.domain);
    expect((await statuses()).sort()).toEqual(["issued", "issued", "over-budget"]);
    const clock = { ...shop.ports.clock, businessNow: async () => Date.now() + 32 * 86_400_000 };
    await lookAtCodes({ ...shop.ports, clock }, shop.domain);
    expect(await statuses()).toEqual(["issued", "issued", "issued"]);
    expect(new Set((await compensationsOf(shop)).map(({ budgetMonth }) => budgetMonth)).size).toBe(2);
  });

  it("has what was never used back", async () => {
    await setCompensation(admin.running(), shop, { budgetMinor: 250, isAutomatic: false });
    const first = await late();
    await keep(shop, first.caseId);
    await give();
    await approveAll();
    const second = await late({ reportId: "report-2" });
    await keep(shop, second.caseId);
    await give();
    await approveAll();
    expect(await statuses()).toEqual(["issued", "over-budget"]);
    await answer(first.answerPath, "cancel");
    await cancelAll(first.order);
    await give();
    const [, waiting] = await compensationsOf(shop);
    expect(await decideCompensations(shop.ports, shop.domain, [waiting!.id], "approve", "7")).toEqual({
      doneCount: 1,
      overBudgetCount: 0,
    });
    await give();
    expect(await statuses()).toEqual(["disabled", "issued"]);
    expect((await compensationsOf(shop))[1]).toMatchObject({ decidedBy: "7" });
  });
});

describe("a person's approval", () => {
  it("is waited for, and declined is declined", async () => {
    await setCompensation(admin.running(), shop, { isAutomatic: false });
    const [one, two] = [await late(), await late({ email: "bob@example.com" })];
    await keep(shop, one.caseId);
    await keep(shop, two.caseId);
    await give();
    expect(await statuses()).toEqual(["to-approve", "to-approve"]);
    expect(discounts()).toEqual([]);
    const [first, second] = await compensationsOf(shop);
    await decideCompensations(shop.ports, shop.domain, [first!.id], "approve", "7");
    await decideCompensations(shop.ports, shop.domain, [second!.id], "decline", "7");
    expect(await decideCompensations(shop.ports, shop.domain, [first!.id, second!.id], "decline", "8")).toEqual({
      doneCount: 0,
      overBudgetCount: 0,
    });
    await give();
    expect((await statuses()).sort()).toEqual(["declined", "issued"]);
    expect(discounts()).toHaveLength(1);
  });
});

describe("a cancelled line", () => {
  it("ends what was not given yet, and disables a code that nobody has used", async () => {
    const { order, caseId, answerPath } = await late();
    await keep(shop, caseId);
    await give();
    await answer(answerPath, "cancel");
    await cancelAll(order);
    await give();
    expect(await statuses()).toEqual(["disabled"]);
    expect(pay(discounts()[0]!.code).ok).toBe(false);
  });

  it("leaves alone a code that was used, and one whose other line ships", async () => {
    const { order, caseId, answerPath } = await late();
    await keep(shop, caseId);
    await give();
    expect(pay(discounts()[0]!.code).ok).toBe(true);
    await answer(answerPath, "cancel");
    await cancelAll(order);
    await give();
    expect(await statuses()).toEqual(["used"]);
    const before = discounts()[0]!.endsAt;
    expect(before).toBeGreaterThan(Date.now());
  });

  it("waits where the scope was withdrawn, and is done when it is back", async () => {
    const { caseId } = await late();
    await keep(shop, caseId);
    await give();
    changeScopes(admin.running().emulator, shop.shop, { revoke: ["write_discounts"] });
    await withShop(shop.domain, (db) => endCompensations(shop.ports, db, shop.domain, null));
    await give();
    expect(await compensationsOf(shop)).toMatchObject([{ status: "issued", isToDisable: true, fault: "no-scope" }]);
    changeScopes(admin.running().emulator, shop.shop, { grant: ["write_discounts"] });
    await lookAtCodes(shop.ports, shop.domain);
    expect(await compensationsOf(shop)).toMatchObject([{ status: "disabled", isToDisable: false, fault: null }]);
  });
});

/** A credit that Shopify gave, and nobody heard of. */
async function creditWithLostAnswer(): Promise<void> {
  await setCompensation(admin.running(), shop, {
    rules: [{ id: "r", gives: { kind: "store-credit", amountMinor: 900 } }],
  });
  const { caseId } = await late();
  await keep(shop, caseId);
  const cut = withShopify(shop, (shopify) => ({
    creditCustomer: async (...args) => {
      await shopify.creditCustomer(...args);
      throw new ShopifyUnreachable("cut");
    },
  }));
  await expect(giveCompensation(cut, shop.domain)).rejects.toThrow(ShopifyUnreachable);
}

describe("Shopify's bad days", () => {
  it("are no reason to give twice: an answer lost after the code was made", async () => {
    const { caseId } = await late();
    await keep(shop, caseId);
    const cut = withShopify(shop, (shopify) => ({
      createCode: async (code) => {
        await shopify.createCode(code);
        throw new ShopifyUnreachable("cut");
      },
    }));
    await expect(giveCompensation(cut, shop.domain)).rejects.toThrow(ShopifyUnreachable);
    expect(await statuses()).toEqual(["asking"]);
    await give();
    expect(await statuses()).toEqual(["issued"]);
    expect(discounts()).toHaveLength(1);
    expect(await compensationsOf(shop)).toMatchObject([{ code: discounts()[0]!.code }]);
  });

  it("nor to credit twice", async () => {
    await creditWithLostAnswer();
    await give();
    expect(await statuses()).toEqual(["issued"]);
    expect(shop.shop.storeCredits).toHaveLength(1);
  });

  it("nor to credit twice where a person approves what was given up after it was done", async () => {
    await creditWithLostAnswer();
    const refused = withShopify(shop, () => ({
      creditCustomer: () => Promise.resolve({ ok: false as const, reason: "no-scope" as const }),
    }));
    await giveCompensation(refused, shop.domain);
    const [failed] = await compensationsOf(shop);
    expect(failed).toMatchObject({ status: "failed", fault: "no-scope" });
    await decideCompensations(shop.ports, shop.domain, [failed!.id], "approve", "7");
    await give();
    expect(await statuses()).toEqual(["issued"]);
    expect(shop.shop.storeCredits).toHaveLength(1);
  });

  it("nor where the worker was killed in the middle: the next one waits until it counts as dead, and asks the same", async () => {
    const { caseId } = await late();
    await keep(shop, caseId);
    // It made the code, and never came back.
    await new Promise<void>((made) => {
      const killed = withShopify(shop, (shopify) => ({
        createCode: async (code) => {
          await shopify.createCode(code);
          made();
          return new Promise(() => undefined);
        },
      }));
      void giveCompensation(killed, shop.domain);
    });
    await expect(give()).rejects.toThrow(ShopifyUnreachable);
    const later = { ...shop.ports.clock, wallNow: () => Date.now() + 61_000 };
    await giveCompensation({ ...shop.ports, clock: later }, shop.domain);
    expect(await statuses()).toEqual(["issued"]);
    expect(discounts()).toHaveLength(1);
    expect(await compensationsOf(shop)).toMatchObject([{ code: discounts()[0]!.code }]);
  });

  it("leave what a scope is missing for to a person, who gives it once it is granted", async () => {
    changeScopes(admin.running().emulator, shop.shop, { revoke: ["write_discounts"] });
    const { caseId } = await late();
    await keep(shop, caseId);
    await give();
    const [failed] = await compensationsOf(shop);
    expect(failed).toMatchObject({ status: "failed", fault: "no-scope" });
    changeScopes(admin.running().emulator, shop.shop, { grant: givingScopes });
    await decideCompensations(shop.ports, shop.domain, [failed!.id], "approve", "7");
    await give();
    expect(await statuses()).toEqual(["issued"]);
  });

  it("leave what has no customer to credit to a person", async () => {
    await setCompensation(admin.running(), shop, {
      rules: [{ id: "r", gives: { kind: "store-credit", amountMinor: 900 } }],
    });
    const { caseId } = await buyLate(admin.running(), shop);
    await keep(shop, caseId);
    await give();
    expect(await compensationsOf(shop)).toMatchObject([{ status: "failed", fault: "no-customer" }]);
  });
});

describe("a code's life", () => {
  it("ends after its days, in Shopify and here", async () => {
    const { caseId } = await late();
    await keep(shop, caseId);
    await give();
    const [given] = await compensationsOf(shop);
    const days = (given!.expiresAt!.getTime() - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(90.9);
    expect(days).toBeLessThan(92.1);
    expect(discounts()[0]!.endsAt).toBe(given!.expiresAt!.getTime());
    const clock = { ...shop.ports.clock, businessNow: async () => given!.expiresAt!.getTime() + 1 };
    await lookAtCodes(shop.ports, shop.domain);
    expect(await statuses()).toEqual(["issued"]);
    await lookAtCodes({ ...shop.ports, clock }, shop.domain);
    expect(await statuses()).toEqual(["expired"]);
  });

  it("is seen to end where somebody ends it in Shopify", async () => {
    const { caseId } = await late();
    await keep(shop, caseId);
    await give();
    discounts()[0]!.endsAt = Date.now() - 1;
    await lookAtCodes(shop.ports, shop.domain);
    expect(await statuses()).toEqual(["disabled"]);
  });
});

describe("a waiting reward", () => {
  const reward = { isOn: true, gives: { kind: "percent", percent: 5 } };
  beforeEach(() => setCompensation(admin.running(), shop, { isOn: false, reward }));

  it("is promised with the order, and given once an item ships", async () => {
    const order = await buyFrom(admin.running(), shop, [2], { email });
    await tellCustomers(shop.ports, shop.domain);
    await give();
    expect(await statuses()).toEqual(["promised"]);
    expect(fulfilOrder(admin.running().emulator, shop.shop, order)).toMatchObject({ ok: true });
    // Nothing else: what shipped is told by itself, and what is due is given.
    await heardOf(shop, order);
    expect(await statuses()).toEqual(["issued"]);
    expect(discounts()).toMatchObject([{ percentage: 0.05, customerIds: [order.customerId] }]);
  });

  it("holds what was promised, though the merchant has switched it off since", async () => {
    const order = await buyFrom(admin.running(), shop, [2], { email });
    await tellCustomers(shop.ports, shop.domain);
    await setCompensation(admin.running(), shop, { isOn: false, reward: { ...reward, isOn: false } });
    expect(fulfilOrder(admin.running().emulator, shop.shop, order)).toMatchObject({ ok: true });
    await heardOf(shop, order);
    await tellCustomers(shop.ports, shop.domain);
    await give();
    expect(await statuses()).toEqual(["issued"]);
    const later = await buyFrom(admin.running(), shop, [1], { email });
    await tellCustomers(shop.ports, shop.domain);
    expect((await compensationsOf(shop)).map(({ orderId }) => orderId)).not.toContain(orderGid(later));
  });

  it("ends with the line", async () => {
    const order = await buyFrom(admin.running(), shop, [2, 1], { email });
    await tellCustomers(shop.ports, shop.domain);
    expect(await compensationsOf(shop)).toMatchObject([{ status: "promised", lineIds: [lineGid(order)] }]);
    const { answerPath } = await delay(shop, order, { before: windowIn(5), after: windowIn(26) });
    await answer(answerPath, "cancel");
    await cancelAll(order);
    await give();
    expect(await statuses()).toEqual(["ended"]);
    expect(discounts()).toEqual([]);
  });
});

describe("leaving Arrivo", () => {
  it("disables what nobody has used, gives nothing more, and leaves what was used", async () => {
    await setCompensation(admin.running(), shop, { reward: { isOn: true } });
    const [one, two] = [await late(), await late({ email: "bob@example.com" })];
    const third = await late({ reportId: "report-2", email: "eve@example.com" });
    for (const { caseId } of [one, two]) await keep(shop, caseId);
    await tellCustomers(shop.ports, shop.domain);
    await give();
    const codeOf = (of: Order) =>
      discounts().find(({ customerIds }) => customerIds.includes(of.customerId ?? -1))!.code;
    expect(pay(codeOf(one.order)).ok).toBe(true);
    expect(await previewRestore(shop.domain)).toMatchObject({ unusedCodes: 2 });
    expect(await leaveArrivo(shop.ports, shop.domain)).toMatchObject({ ok: true });
    await shop.settle();
    expect((await statuses()).sort()).toEqual(["disabled", "ended", "ended", "ended", "used"]);
    expect(pay(codeOf(two.order), "bob@example.com").ok).toBe(false);
    await keep(shop, third.caseId);
    await tellCustomers(shop.ports, shop.domain);
    await give();
    expect(discounts()).toHaveLength(2);
    expect(await compensationsOf(shop)).toHaveLength(5);
  });
});

it("forgets who was given it when Shopify asks for that, and still never gives it twice", async () => {
  const { order, caseId } = await late();
  await keep(shop, caseId);
  await give();
  await redactCustomer(shop.ports, shop.domain, [orderGid(order)]);
  expect(await compensationsOf(shop)).toMatchObject([{ customerId: null, whom: orderGid(order), status: "issued" }]);
  await keep(shop, caseId);
  await give();
  expect(discounts()).toHaveLength(1);
});
