import { beforeEach, expect, it } from "vitest";
import { cancelUnits } from "../../../app/customers/cancellations/cancel-units.server.ts";
import { requestCancellation } from "../../../app/customers/cancellations/request-cancellation.server.ts";
import { settleDelays } from "../../../app/customers/delays/settle-delays.server.ts";
import { outsideShops, withShop } from "../../../app/db.server.ts";
import { action, loader } from "../../../app/routes/app.delays/route.tsx";
import { loader as loadRefunds } from "../../../app/routes/app.delays_.refunds.tsx";
import { loader as home } from "../../../app/routes/app._index/route.tsx";
import { dayFromNumber, dayNumber } from "../../../app/supply/day.ts";
import { changeScopes } from "../../../store-emulator/install-app.ts";
import type { Order } from "../../../store-emulator/order-state.ts";
import { type LampShop, openAdmin } from "../support/open-admin.ts";
import { buyFrom, cancelScopes, delay, heardOf, lineGid, orderGid } from "./order-to-answer.ts";

const admin = openAdmin("todos");
let shop: LampShop;
let order: Order;

const day = (ahead: number) => dayFromNumber(dayNumber(new Date().toISOString().slice(0, 10)) + ahead);
const on = (ahead: number) => ({ from: day(ahead), to: day(ahead) });
const page = () => admin.get(loader, shop.domain, "/app/delays");
const press = (body: unknown) => admin.post(action, shop.domain, "/app/delays", body);
const homeCount = async () => (await admin.get(home, shop.domain, "/app")).home.today.delays;

async function cancel(key: string) {
  const lines = [{ lineId: lineGid(order), units: 1 }];
  await withShop(shop.domain, (db) =>
    requestCancellation(shop.ports, db, shop.domain, {
      key,
      orderId: orderGid(order),
      caseId: null,
      lines,
      source: "merchant",
      shown: null,
    }),
  );
  await cancelWaiting();
}
async function cancelWaiting() {
  const waiting = await withShop(shop.domain, (db) => db.cancellation.findMany({ where: { status: "waiting" } }));
  for (const { id } of waiting) await cancelUnits(shop.ports, shop.domain, id);
}

beforeEach(async () => {
  shop = await admin.open("selling");
  changeScopes(admin.running().emulator, shop.shop, { grant: cancelScopes });
  await outsideShops().shop.update({ where: { domain: shop.domain }, data: { country: "US", timeZone: "UTC" } });
  order = await buyFrom(admin.running(), shop, [2, 1]);
});

it("is a refund with its day, until the merchant has cancelled all of it", async () => {
  await delay(shop, order, { before: on(5), after: null });
  await withShop(shop.domain, (db) => db.delayCase.updateMany({ data: { toldAt: new Date() } }));
  const businessNow = async () => Date.now() + 40 * 86_400_000;
  await settleDelays({ ...shop.ports, clock: { ...shop.ports.clock, businessNow } }, shop.domain);
  const { refundsDue } = await page();
  expect(refundsDue).toMatchObject([{ orderName: order.name, units: 2 }]);
  expect(refundsDue[0]!.dueOn! > day(35)).toBe(true);
  expect(await homeCount()).toBe(1);
  const { refunds } = await admin.get(loadRefunds, shop.domain, "/app/delays/refunds");
  expect(refunds).toEqual({ [refundsDue[0]!.caseId]: { amountMinor: 2000, shippingMinor: 0, currency: "EUR" } });
  // One of the two: the other is still to be given back, whether or not the ledger has heard of the first.
  await cancel("by the merchant");
  expect((await page()).refundsDue).toMatchObject([{ caseId: refundsDue[0]!.caseId, dueOn: refundsDue[0]!.dueOn }]);
  await heardOf(shop, order);
  expect((await page()).refundsDue).toMatchObject([{ units: 1 }]);
  expect(await homeCount()).toBe(1);
  await cancel("the other");
  expect((await page()).refundsDue).toEqual([]);
  expect(await homeCount()).toBe(0);
});

it("is a cancellation that the gateway declined: tried again, or seen to by hand", async () => {
  const shape = admin.running().emulator.apiShape;
  shape.refuseRefunds = true;
  try {
    await cancel("declined");
    const [refused] = (await page()).refused;
    expect(refused).toMatchObject({ orderName: order.name, error: "declined", units: 1 });
    expect(await press({ intent: "try-again", cancellationId: refused!.cancellationId })).toEqual({ isDone: true });
    await cancelWaiting();
    expect((await page()).refused).toHaveLength(1);
    shape.refuseRefunds = false;
    await press({ intent: "try-again", cancellationId: refused!.cancellationId });
    await cancelWaiting();
    expect((await page()).refused).toEqual([]);
    expect(order.lines[0]).toMatchObject({ currentQuantity: 1 });
    expect(await press({ intent: "try-again", cancellationId: refused!.cancellationId })).toEqual({ isDone: false });
    shape.refuseRefunds = true;
    await cancel("declined again");
    const [again] = (await page()).refused;
    await press({ intent: "by-hand", cancellationId: again!.cancellationId });
    expect((await page()).refused).toEqual([]);
  } finally {
    shape.refuseRefunds = false;
  }
});

it("is never tried again where Shopify may have done it: the merchant looks", async () => {
  await cancel("unknown");
  await withShop(shop.domain, (db) =>
    db.cancellation.updateMany({ data: { status: "refused", error: "too-late", refundMinor: null } }),
  );
  const [unknown] = (await page()).refused;
  expect(unknown).toMatchObject({ error: "too-late" });
  expect(await press({ intent: "try-again", cancellationId: unknown!.cancellationId })).toEqual({ isDone: false });
  await cancelWaiting();
  expect(order.lines[0]).toMatchObject({ currentQuantity: 1 });
  expect(await press({ intent: "by-hand", cancellationId: unknown!.cancellationId })).toEqual({ isDone: true });
  expect((await page()).refused).toEqual([]);
});

it("is a customer to call whose mail came back, and whose days begin with the call", async () => {
  await delay(shop, order, { before: on(-60), after: null });
  await withShop(shop.domain, (db) =>
    db.delayCase.updateMany({ data: { toldAt: new Date(0), bouncedAt: new Date(), deadlineOn: day(-20) } }),
  );
  const [call] = (await page()).toCall;
  expect(call).toMatchObject({ orderName: order.name, units: 2 });
  await press({ intent: "told", caseId: call!.caseId });
  expect((await page()).toCall).toEqual([]);
  expect(await withShop(shop.domain, (db) => db.delayCase.findMany({}))).toMatchObject([
    { status: "open", bouncedAt: null, deadlineOn: day(5) },
  ]);
});
