import { beforeEach, describe, expect, it } from "vitest";
import { cancelUnits } from "../../../app/customers/cancellations/cancel-units.server.ts";
import { withShop } from "../../../app/db.server.ts";
import { action, loader } from "../../../app/routes/proxy.orders.$token.ts";
import { dayFromNumber, dayNumber } from "../../../app/supply/day.ts";
import { changeScopes } from "../../../store-emulator/install-app.ts";
import { currentTotalMinor } from "../../../store-emulator/order-figures.ts";
import type { Order } from "../../../store-emulator/order-state.ts";
import type { OrderRequest } from "../../../store-emulator/place-order.ts";
import { fulfillmentOrdersOf } from "../../../store-emulator/route-order.ts";
import { routeArgs } from "../support/admin-request.ts";
import { type LampShop, openAdmin } from "../support/open-admin.ts";
import { buyFrom, cancelScopes, delay, lineGid, orderGid, proxyRequest } from "./order-to-answer.ts";

/** When the merchant is late, cancelling costs no discount, no free shipping and no gift that the order has earned. */
const admin = openAdmin("earned");
let shop: LampShop;

const day = (ahead: number) => dayFromNumber(dayNumber(new Date().toISOString().slice(0, 10)) + ahead);
const window = (ahead: number) => ({ from: day(ahead), to: day(ahead + 2) });

beforeEach(async () => {
  shop = await admin.open("selling");
  changeScopes(admin.running().emulator, shop.shop, { grant: cancelScopes });
});

/** An order of which the first line is late: its customer was asked, and this is the answer page. */
async function late(quantities: readonly number[], rest: Partial<OrderRequest> = {}) {
  const order = await buyFrom(admin.running(), shop, quantities, { countryCode: "DE", locale: "en", ...rest });
  const { answerPath } = await delay(shop, order, { before: window(5), after: window(26) });
  return { order, path: answerPath };
}

/** The second line is a gift: with this order it costs nothing, as by "buy one, get one free". */
function makeGift(order: Order): void {
  const gift = order.lines[1]!;
  gift.discountMinor = gift.quantity * gift.unitPriceMinor;
}

async function ask(path: string, fields?: Record<string, string>): Promise<string> {
  const init = fields === undefined ? {} : { method: "POST", body: new URLSearchParams(fields) };
  const request = proxyRequest(admin.running(), shop.domain, path, init);
  const token = new URL(request.url).pathname.split("/").at(-1) ?? "";
  const answer = await (fields === undefined ? loader : action)(routeArgs(request, { token }));
  return answer.text();
}
const questionIn = (html: string) => /name="question" value="([^"]+)"/.exec(html)?.[1] ?? "";

/** The customer cancels all that is late, or so many units of it, and the worker does it. */
async function cancelByLink({ order, path }: { order: Order; path: string }, units?: number): Promise<string> {
  let html = await ask(path);
  if (units !== undefined)
    html = await ask(path, { question: questionIn(html), choice: "part", [`units ${lineGid(order)}`]: `${units}` });
  await ask(path, { question: questionIn(html), choice: "cancel" });
  const asked = await withShop(shop.domain, (db) =>
    db.cancellation.findMany({ where: { orderId: orderGid(order), status: "waiting" } }),
  );
  for (const { id } of asked) await cancelUnits(shop.ports, shop.domain, id);
  return html;
}

const cancellationsOf = (order: Order) =>
  withShop(shop.domain, (db) =>
    db.cancellation.findMany({ where: { orderId: orderGid(order) }, orderBy: { askedAt: "asc" } }),
  );
/** What the customer has paid for good, by Shopify's own books. */
function keptMinor(order: Order, paidMinor: number): number {
  return order.refundIds.reduce((sum, id) => sum - shop.shop.refunds.get(id)!.totalMinor, paidMinor);
}
const openUnitsOf = (order: Order, line: number) =>
  fulfillmentOrdersOf(shop.shop, order)
    .filter(({ status }) => status === "OPEN")
    .flatMap(({ lines }) => lines)
    .filter(({ lineItemId }) => lineItemId === order.lines[line]!.id)
    .reduce((sum, { remainingQuantity }) => sum + remainingQuantity, 0);

describe("a gift that came with what is late", () => {
  it("stays where all of what is late is cancelled, and its value is not taken off the refund", async () => {
    const asked = await late([2, 1], { shippingMinor: 500 });
    makeGift(asked.order);
    const html = await cancelByLink(asked);
    expect(html).toContain("20.00");
    expect(await cancellationsOf(asked.order)).toMatchObject([{ status: "done", way: "refund", refundMinor: 2000n }]);
    expect(asked.order).toMatchObject({ cancelledAt: null, lines: [{ currentQuantity: 0 }, { currentQuantity: 1 }] });
    expect(openUnitsOf(asked.order, 1)).toBe(1);
    // The gift is sent for the shipping that was paid, and for no more.
    expect([currentTotalMinor(asked.order), keptMinor(asked.order, 2500)]).toEqual([500, 500]);
  });

  it("stays where one unit is cancelled, and where the rest follows", async () => {
    const asked = await late([3, 1]);
    makeGift(asked.order);
    expect(await cancelByLink(asked, 1)).toContain("10.00");
    expect(asked.order.lines).toMatchObject([{ currentQuantity: 2 }, { currentQuantity: 1 }]);
    expect(keptMinor(asked.order, 3000)).toBe(2000);
    await cancelByLink(asked);
    expect(asked.order).toMatchObject({ cancelledAt: null, lines: [{ currentQuantity: 0 }, { currentQuantity: 1 }] });
    expect([currentTotalMinor(asked.order), keptMinor(asked.order, 3000)]).toEqual([0, 0]);
    expect(openUnitsOf(asked.order, 1)).toBe(1);
  });
});

describe("a discount that the whole order has earned", () => {
  it("stays with what is left, however little that is, to the last cent", async () => {
    // 10.00 off from 30.00 on: three at 10.00, of which no two share it evenly.
    const asked = await late([2, 1], { discountMinor: 1000 });
    const whole = currentTotalMinor(asked.order);
    await cancelByLink(asked, 1);
    // One at 10.00 less its own 3.33.
    expect(keptMinor(asked.order, whole)).toBe(2000 - 667);
    await cancelByLink(asked);
    expect(await cancellationsOf(asked.order)).toMatchObject([{ refundMinor: 667n }, { refundMinor: 667n }]);
    // What is left costs what it did among the three, and not its 10.00.
    expect(currentTotalMinor(asked.order)).toBe(666);
    expect(keptMinor(asked.order, whole)).toBe(666);
  });

  it("goes back in full with the whole order: what was paid, and no more", async () => {
    const asked = await late([3], { discountMinor: 1000, shippingMinor: 500 });
    expect(await cancelByLink(asked)).toContain("25.00");
    expect(asked.order).toMatchObject({ financialStatus: "REFUNDED" });
    expect(keptMinor(asked.order, 2500)).toBe(0);
  });
});

describe("free shipping that the order has earned", () => {
  it("is charged neither for what is left nor off the refund", async () => {
    const asked = await late([3, 1], { shippingMinor: 0 });
    await cancelByLink(asked, 2);
    await cancelByLink(asked);
    expect(await cancellationsOf(asked.order)).toMatchObject([
      { refundMinor: 2000n, shippingMinor: 0n },
      { refundMinor: 1000n, shippingMinor: 0n },
    ]);
    expect([currentTotalMinor(asked.order), keptMinor(asked.order, 4000)]).toEqual([1000, 1000]);
  });
});

describe("an order that was not paid yet", () => {
  it("owes no shipping where nothing is left that ships", async () => {
    const { variantIds, productId } = shop.addProduct("card", [{ available: [9], requiresShipping: false }]);
    await shop.hint("product", productId);
    await shop.settle();
    const at = { ...shop, variantIds: [shop.variantIds[0]!, variantIds[0]!] };
    const unpaid = { isPaid: false, hasPaymentTerms: true, shippingMinor: 500, countryCode: "DE", locale: "en" };
    const order = await buyFrom(admin.running(), at, [2, 1], unpaid);
    const { answerPath: path } = await delay(shop, order, { before: window(5), after: window(26) });
    await cancelByLink({ order, path }, 1);
    expect([currentTotalMinor(order), order.shippingMinor]).toEqual([2500, 500]);
    await cancelByLink({ order, path });
    expect(order.lines).toMatchObject([{ currentQuantity: 0 }, { currentQuantity: 1 }]);
    // The card's 10.00, as a paid order would keep.
    expect([currentTotalMinor(order), order.refundIds]).toEqual([1000, []]);
  });

  for (const [name, unpaid] of [
    ["is owed", { isPaid: false, hasPaymentTerms: true }],
    ["is reserved", { isAuthorized: true }],
  ] as const)
    it(`keeps its gift, its discount and its shipping where the money ${name}`, async () => {
      const gift = await late([2, 1], { ...unpaid, shippingMinor: 500 });
      makeGift(gift.order);
      const discount = await late([2, 1], { ...unpaid, discountMinor: 1000 });
      for (const asked of [gift, discount]) {
        await cancelByLink(asked, 1);
        await cancelByLink(asked);
        expect(await cancellationsOf(asked.order)).toMatchObject([
          { status: "done", way: "edit", refundMinor: null },
          { status: "done", way: "edit", refundMinor: null },
        ]);
        expect(asked.order).toMatchObject({
          cancelledAt: null,
          refundIds: [],
          lines: [{ currentQuantity: 0 }, { currentQuantity: 1, quantity: 1 }],
        });
        expect(openUnitsOf(asked.order, 1)).toBe(1);
      }
      // Still to be paid: the gift nothing but its shipping, the other line its price among the three.
      expect([gift.order, discount.order].map(currentTotalMinor)).toEqual([500, 666]);
    });
});
