import { beforeEach, describe, expect, it } from "vitest";
import { withShop } from "../../../app/db.server.ts";
import { gid } from "../../../app/ids.ts";
import { loader as loadHomePage } from "../../../app/routes/app._index/route.tsx";
import { loader } from "../../../app/routes/app.waiting._index/route.tsx";
import { dayFromNumber, dayNumber } from "../../../app/supply/day.ts";
import type { Order } from "../../../store-emulator/order-state.ts";
import { openAdmin } from "../support/open-admin.ts";
import { openLedgerShop } from "../backorders/ledger-shop.ts";

const admin = openAdmin("waiting");
let shop: Awaited<ReturnType<typeof openLedgerShop>>;

beforeEach(async () => {
  shop = await openLedgerShop(admin);
});

const list = (search = "", of: string = shop.domain) => admin.get(loader, of, `/app/waiting?${search}`);
const names = async (search = "") => (await list(search)).page.orders.map(({ name }) => name);
const today = () => new Date(admin.running().emulator.clock.now()).toISOString().slice(0, 10);
const inDays = (days: number) => dayFromNumber(dayNumber(today()) + days);

/** As if the customer had been given these days. */
async function give(order: Order, change: { givenFrom?: string; givenTo?: string; computedTo?: string | null }) {
  const lineIds = (await shop.lines(order)).map(({ lineId }) => lineId);
  await withShop(shop.domain, (db) => db.linePromise.updateMany({ where: { lineId: { in: lineIds } }, data: change }));
}

describe("the list of waiting orders", () => {
  it("holds who waits and who can be sent, and nobody served from stock", async () => {
    await shop.buy([0, 2]);
    const waits = await shop.buy([3, 1]);
    expect((await list()).page.orders).toMatchObject([
      { name: waits.name, lineCount: 1, waitingUnits: 3, readyUnits: 0, isReady: false, isAdopted: false },
    ]);
    const waitsFrom = (await list()).page.orders[0]?.computedFrom;
    expect(waitsFrom).not.toBeNull();
    await shop.stock(-1);
    const days = (await list()).page.orders[0];
    expect(days).toMatchObject({ waitingUnits: 1, readyUnits: 2, isReady: false });
    // The days are those of what waits: what is ready does not begin them.
    expect(days?.computedFrom).toBe(waitsFrom);
    await shop.stock(0);
    expect((await list("view=ready")).page.orders).toMatchObject([{ waitingUnits: 0, readyUnits: 3, isReady: true }]);
  });

  it("tells late from at risk, and both from dates nobody knows", async () => {
    const orders = [await shop.buy(1), await shop.buy(1), await shop.buy(1), await shop.buy(1), await shop.buy(1)];
    const [passed, beyond, near, unknown] = orders as [Order, Order, Order, Order];
    await give(passed, { givenFrom: inDays(-9), givenTo: inDays(-1) });
    await give(beyond, { givenTo: inDays(30), computedTo: inDays(60) });
    await give(near, { givenTo: inDays(5), computedTo: inDays(5) });
    await give(unknown, { givenTo: inDays(40), computedTo: null });
    expect(await names("view=late")).toEqual([passed.name, beyond.name]);
    expect(await names("view=at-risk")).toEqual([near.name]);
    expect(await names("view=no-supply")).toEqual([unknown.name]);
    expect((await list()).page.counts).toEqual({
      all: 5,
      late: 2,
      "at-risk": 1,
      "no-supply": 1,
      unanswered: 0,
      ready: 0,
    });
  });

  it("finds an order by its number, one that waits no more too", async () => {
    const waits = await shop.buy(1);
    const served = await shop.buy([0, 1]);
    const { page } = await list(`search=${waits.name.slice(1)}`);
    expect(page.orders.map(({ name }) => name)).toEqual([waits.name]);
    expect(page.others).toEqual([]);
    const none = (await list(`search=${encodeURIComponent(served.name)}`)).page;
    expect(none).toMatchObject({ orders: [], others: [{ orderId: gid("Order", served.id), name: served.name }] });
    expect(await names("search=%25")).toEqual([]);
  });

  it("turns its pages by rows, there and back", async () => {
    const order = await shop.buy(1);
    const orderId = gid("Order", order.id);
    await withShop(shop.domain, async (db) => {
      const head = await db.ledgerOrder.findFirstOrThrow({ where: { orderId } });
      const line = await db.orderLine.findFirstOrThrow({ where: { orderId } });
      const numbers = Array.from({ length: 120 }, (_, index) => index + 1);
      await db.ledgerOrder.createMany({
        data: numbers.map((number) => ({ ...head, orderId: `${orderId}${number}`, name: `#T${number}` })),
      });
      await db.orderLine.createMany({
        data: numbers.map((number) => ({
          ...line,
          orderId: `${orderId}${number}`,
          lineId: `${line.lineId}${number}`,
          toldWindow: undefined,
        })),
      });
    });
    const seen: string[] = [];
    let { page } = await list("sort=units-desc");
    const first = page.orders;
    expect(page).toMatchObject({ before: null, matchingCount: 121 });
    seen.push(...page.orders.map(({ orderId: id }) => id));
    while (page.after !== null) {
      page = (await list(`sort=units-desc&after=${page.after}`)).page;
      seen.push(...page.orders.map(({ orderId: id }) => id));
    }
    expect(new Set(seen).size).toBe(121);
    expect(seen).toHaveLength(121);
    while (page.before !== null) page = (await list(`sort=units-desc&before=${page.before}`)).page;
    expect(page.orders).toEqual(first);
    expect((await list("after=nonsense")).page.orders).toHaveLength(50);
  });

  it("shows a shop nothing of another's", async () => {
    await shop.buy(1);
    const other = await openLedgerShop(admin);
    expect((await list("", other.domain)).page).toMatchObject({ orders: [], matchingCount: 0 });
  });
});

it("is counted on Home: who is late, with the way to them", async () => {
  const late = await shop.buy(1);
  await shop.buy(1);
  await give(late, { givenFrom: inDays(-9), givenTo: inDays(-1) });
  const home = await admin.get(loadHomePage, shop.domain, "/app");
  expect(home.home.today.waiting).toEqual({ late: 1, unanswered: 0 });
});
