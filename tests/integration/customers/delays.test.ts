import { beforeEach, describe, expect, it } from "vitest";
import { cancelUnits } from "../../../app/customers/cancellations/cancel-units.server.ts";
import { settleDelays } from "../../../app/customers/delays/settle-delays.server.ts";
import { tellCustomers } from "../../../app/customers/tell-customers.server.ts";
import { outsideShops, withShop } from "../../../app/db.server.ts";
import { dayFromNumber, dayNumber } from "../../../app/supply/day.ts";
import { changeScopes } from "../../../store-emulator/install-app.ts";
import type { Order } from "../../../store-emulator/order-state.ts";
import { type LampShop, openAdmin } from "../support/open-admin.ts";
import { buyFrom, cancelScopes, delay, lineGid, orderGid } from "./order-to-answer.ts";

const admin = openAdmin("delays");
let shop: LampShop;
let order: Order;

const day = (ahead: number) => dayFromNumber(dayNumber(new Date().toISOString().slice(0, 10)) + ahead);
const on = (ahead: number) => ({ from: day(ahead), to: day(ahead) });

beforeEach(async () => {
  shop = await admin.open("selling");
  changeScopes(admin.running().emulator, shop.shop, { grant: cancelScopes });
  await outsideShops().shop.update({ where: { domain: shop.domain }, data: { country: "US", timeZone: "UTC" } });
  order = await buyFrom(admin.running(), shop, [2, 1]);
});

const settle = (ahead: number) => {
  const businessNow = async () => Date.now() + ahead * 86_400_000;
  return settleDelays({ ...shop.ports, clock: { ...shop.ports.clock, businessNow } }, shop.domain);
};
const told = (data: { toldAt?: Date; bouncedAt?: Date } = { toldAt: new Date() }) =>
  withShop(shop.domain, (db) => db.delayCase.updateMany({ where: { status: "open" }, data }));
const cases = () => withShop(shop.domain, (db) => db.delayCase.findMany({ orderBy: { openedAt: "asc" } }));
const cancellations = () => withShop(shop.domain, (db) => db.cancellation.findMany());
const setAnswers = (answers: object) =>
  withShop(shop.domain, (db) =>
    db.shopSettings.upsert({
      where: { shop: shop.domain },
      create: { shop: shop.domain, customers: { answers } },
      update: { customers: { answers } },
    }),
  );

describe("silence", () => {
  it("keeps after a first, definite delay of up to 30 days", async () => {
    const opened = await delay(shop, order, { before: on(5), after: on(20) });
    expect(opened).toMatchObject({ number: 1, silence: "keeps", deadlineOn: day(20) });
    await told();
    await settle(16);
    expect(await cases()).toMatchObject([{ remindedAt: null }]);
    await settle(17);
    const remindedAt = (await cases())[0]!.remindedAt;
    expect(remindedAt).not.toBeNull();
    await settle(20);
    expect(await cases()).toMatchObject([{ status: "open", remindedAt }]);
    await settle(22);
    expect(await cases()).toMatchObject([{ status: "kept" }]);
    expect(await cancellations()).toEqual([]);
  });

  it("is a dated to-do after a longer one, until the merchant lets Arrivo cancel", async () => {
    await delay(shop, order, { before: on(5), after: on(60) });
    await told();
    await settle(35);
    expect(await cases()).toMatchObject([{ status: "open", deadlineOn: day(35) }]);
    await settle(37);
    const [due] = await cases();
    expect(due).toMatchObject({ status: "refund-due" });
    expect(due!.refundDueOn! > day(36)).toBe(true);
    expect(await cancellations()).toEqual([]);
  });

  it("cancels after a longer one, where the merchant lets Arrivo, and once", async () => {
    await setAnswers({ cancelsBySilence: true });
    await delay(shop, order, { before: on(5), after: null });
    await told();
    await settle(37);
    await settle(38);
    const [asked, ...more] = await cancellations();
    expect(more).toEqual([]);
    expect(asked).toMatchObject({ source: "silence", status: "waiting" });
    await cancelUnits(shop.ports, shop.domain, asked!.id);
    expect(order).toMatchObject({ financialStatus: "PARTIALLY_REFUNDED", lines: [{ currentQuantity: 0 }, {}] });
    expect(await cases()).toMatchObject([{ status: "cancelled" }]);
  });

  it("is none where an answer is noted in this very moment", async () => {
    await setAnswers({ cancelsBySilence: true });
    await delay(shop, order, { before: on(5), after: null });
    await told();
    const isHeld = async () =>
      (
        await outsideShops().$queryRaw<unknown[]>`
        SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
      ).length > 0;
    let settled: Promise<void> | undefined;
    await withShop(shop.domain, async (db) => {
      // As an answer does it: under the order's lock, and not committed yet when the day's work comes to the case.
      const named = `${shop.domain} ${orderGid(order)}`;
      await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('answer'), hashtext(${named}))`;
      await db.delayCase.updateMany({ data: { status: "answered" } });
      settled = settle(37);
      await expect.poll(isHeld).toBe(true);
    });
    await settled;
    expect(await cases()).toMatchObject([{ status: "answered" }]);
    expect(await cancellations()).toEqual([]);
  });

  it("lasts until the last day is over for every customer in the United States, wherever the shop is", async () => {
    await outsideShops().shop.update({ where: { domain: shop.domain }, data: { timeZone: "Pacific/Auckland" } });
    await setAnswers({ cancelsBySilence: true });
    await delay(shop, order, { before: { from: "2027-01-04", to: "2027-01-04" }, after: null });
    await told();
    await withShop(shop.domain, (db) => db.delayCase.updateMany({ data: { deadlineOn: "2027-02-03" } }));
    const settleAt = (at: string) => {
      const clock = { ...shop.ports.clock, businessNow: async () => Date.parse(at) };
      return settleDelays({ ...shop.ports, clock }, shop.domain);
    };
    // The 4th begins in Auckland, while it is the morning of the 3rd in New York.
    await settleAt("2027-02-03T11:30:00Z");
    expect(await cancellations()).toEqual([]);
    // Late in the evening of the 3rd in Hawaii.
    await settleAt("2027-02-04T09:30:00Z");
    expect(await cases()).toMatchObject([{ status: "open" }]);
    await settleAt("2027-02-04T11:30:00Z");
    expect(await cancellations()).toMatchObject([{ source: "silence" }]);
  });

  it("cancels nothing that ships by the deadline", async () => {
    await setAnswers({ cancelsBySilence: true });
    await delay(shop, order, { before: on(5), after: on(60) });
    await told();
    await withShop(shop.domain, (db) =>
      db.orderLine.updateMany({ where: { lineId: lineGid(order) }, data: { allocatedUnits: 2 } }),
    );
    await settle(36);
    expect(await cases()).toMatchObject([{ status: "over" }]);
    expect(await cancellations()).toEqual([]);
  });

  it("never ends an order outside the United States", async () => {
    await setAnswers({ cancelsBySilence: true });
    await withShop(shop.domain, (db) =>
      db.shipTo.create({ data: { shop: shop.domain, orderId: orderGid(order), country: "DE", readAt: new Date() } }),
    );
    const opened = await delay(shop, order, { before: on(5), after: null });
    expect(opened).toMatchObject({ silence: "keeps", deadlineOn: day(14) });
    await told();
    await settle(300);
    expect(await cases()).toMatchObject([{ status: "kept", law: "other", country: "DE" }]);
    expect(await cancellations()).toEqual([]);
  });
});

describe("a customer who does not know", () => {
  it("has all their days from when they are told", async () => {
    await setAnswers({ cancelsBySilence: true });
    await delay(shop, order, { before: on(5), after: on(60) });
    await settle(50);
    expect(await cases()).toMatchObject([{ status: "open", deadlineOn: day(55) }]);
    await told({ toldAt: new Date(), bouncedAt: new Date() });
    await settle(80);
    expect(await cases()).toMatchObject([{ status: "open", deadlineOn: day(85) }]);
    expect(await cancellations()).toEqual([]);
  });
});

describe("the next slip", () => {
  it("is the first delay to who never had the mail of the one before: it tells both", async () => {
    await delay(shop, order, { before: on(5), after: on(20) });
    await told({ toldAt: new Date(), bouncedAt: new Date() });
    const next = await delay(shop, order, { before: on(20), after: on(25), reportId: "report-2" });
    expect(next).toMatchObject({ number: 1, silence: "keeps" });
  });

  it("replaces what was asked, as the second delay, and finds its case again", async () => {
    await delay(shop, order, { before: on(5), after: on(20) });
    await told();
    const second = { before: on(20), after: on(22), reportId: "report-2" };
    const opened = await delay(shop, order, second);
    expect(opened).toMatchObject({ number: 2, silence: "cancels", deadlineOn: day(20) });
    expect(await delay(shop, order, second)).toMatchObject({ caseId: opened.caseId });
    expect((await cases()).map(({ status, number }) => [status, number])).toEqual([
      ["replaced", 1],
      ["open", 2],
    ]);
  });
});

it("is told of by the job that takes what happened, by the country the order ships to", async () => {
  const canadian = await buyFrom(admin.running(), shop, [1], { countryCode: "CA" });
  const details = (units: number) => ({
    units,
    before: on(5),
    after: on(60),
    cause: { code: "stock-changed" },
    reportId: "report-1",
  });
  await withShop(shop.domain, async (db) => {
    await db.backorderEvent.deleteMany({});
    await db.backorderEvent.createMany({
      data: [order, canadian].map((each) => ({
        shop: shop.domain,
        key: `moved ${each.id}`,
        kind: "promise-changed",
        orderId: orderGid(each),
        lineId: lineGid(each),
        details: details(1),
        at: new Date(),
      })),
    });
  });
  shop.shop.countryCode = "US";
  await tellCustomers(shop.ports, shop.domain);
  expect((await cases()).map(({ country, law, silence }) => [country, law, silence]).sort()).toEqual([
    ["CA", "other", "keeps"],
    ["US", "us", "cancels"],
  ]);
});

it("is asked of nobody any more whose date is better again", async () => {
  await delay(shop, order, { before: on(5), after: on(60) });
  await told();
  await withShop(shop.domain, (db) =>
    db.backorderEvent.create({
      data: {
        shop: shop.domain,
        key: "better",
        kind: "promise-changed",
        orderId: orderGid(order),
        lineId: lineGid(order),
        details: { units: 2, before: on(60), after: on(4), cause: { code: "stock-changed" }, reportId: "report-2" },
        at: new Date(),
      },
    }),
  );
  await tellCustomers(shop.ports, shop.domain);
  expect(await cases()).toMatchObject([{ status: "over" }]);
});

it("ends no line that is on time again, or late by so little that silence keeps it, beside one that is late", async () => {
  await setAnswers({ cancelsBySilence: true });
  const shade = shop.addProduct("shade", [{ available: [0] }, { available: [0] }]);
  await shop.hint("product", shade.productId);
  await shop.settle();
  const variantIds = [shop.variantIds[0]!, ...shade.variantIds];
  const three = await buyFrom(admin.running(), { ...shop, variantIds }, [2, 1, 1], { countryCode: "US" });
  let key = 0;
  const move = async (lines: readonly number[], before: ReturnType<typeof on>, after: ReturnType<typeof on> | null) => {
    await withShop(shop.domain, (db) =>
      db.backorderEvent.createMany({
        data: lines.map((line) => ({
          shop: shop.domain,
          key: `move ${(key += 1)}`,
          kind: "promise-changed",
          orderId: orderGid(three),
          lineId: lineGid(three, line),
          details: { units: 1, before, after, cause: { code: "stock-changed" }, reportId: `report ${key}` } as object,
          at: new Date(),
        })),
      }),
    );
    await tellCustomers(shop.ports, shop.domain);
  };
  await move([0, 1, 2], on(5), null);
  await told();
  await move([1], on(60), on(5));
  await move([2], on(60), on(20));
  await settle(37);
  expect((await cancellations()).map(({ lines }) => lines)).toEqual([[{ lineId: lineGid(three), units: 2 }]]);
});
