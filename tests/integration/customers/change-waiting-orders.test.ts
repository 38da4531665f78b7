import { beforeEach, describe, expect, it } from "vitest";
import { noticeSettings } from "../../../app/customers/notices/notice-settings.ts";
import { storeNoticeSettings } from "../../../app/customers/notices/load-notice-settings.server.ts";
import { tellCustomers } from "../../../app/customers/tell-customers.server.ts";
import { withShop } from "../../../app/db.server.ts";
import { gid } from "../../../app/ids.ts";
import { action, loader } from "../../../app/routes/app.waiting._index/route.tsx";
import type { Order } from "../../../store-emulator/order-state.ts";
import { openAdmin } from "../support/open-admin.ts";
import { openLedgerShop } from "../backorders/ledger-shop.ts";

const admin = openAdmin("changing");
const scopes = ["write_merchant_managed_fulfillment_orders", "write_orders", "write_order_edits"];
let shop: Awaited<ReturnType<typeof openLedgerShop>>;

beforeEach(async () => {
  shop = await openLedgerShop(admin, scopes);
});

const post = (body: unknown) => admin.post(action, shop.domain, "/app/waiting", body);
const idOf = (order: Order) => gid("Order", order.id);
const preview = (kind: string, orders: Order[]) =>
  post({ intent: "preview", change: { kind, orderIds: orders.map(idOf) } });
const badges = async () =>
  (await admin.get(loader, shop.domain, "/app/waiting")).page.orders.map(({ holdRule }) => holdRule);

describe("cancelling what waits", () => {
  it("shows each order's refund before, and takes only what no stock is assigned to", async () => {
    const paid = await shop.buy(3);
    const ready = await shop.buy([0, 1]);
    await shop.stock(-2);
    const shown = await preview("cancel", [paid, ready]);
    expect(shown).toMatchObject({
      preview: {
        kind: "cancel",
        leftOut: 0,
        missingScopes: [],
        orders: [
          {
            name: paid.name,
            ok: true,
            units: 2,
            isWhole: false,
            refund: { amountMinor: expect.any(Number) as number },
          },
          { name: ready.name, ok: false, reason: "taken" },
        ],
      },
    });
  });

  it("is asked once for what was shown, and not where the refund is another by now", async () => {
    const [one, two] = [await shop.buy(1), await shop.buy(1)];
    const { preview: shown } = (await preview("cancel", [one, two])) as {
      preview: { token: string; orders: { orderId: string; refund: { amountMinor: number } }[] };
    };
    const [first, second] = shown.orders;
    const change = {
      kind: "cancel",
      token: shown.token,
      shown: { [first!.orderId]: first!.refund.amountMinor, [second!.orderId]: second!.refund.amountMinor - 1 },
    };
    expect(await post({ intent: "do", change })).toMatchObject({ done: { askedCount: 1, leftCount: 1 } });
    await post({ intent: "do", change });
    const rows = await withShop(shop.domain, (db) => db.cancellation.findMany());
    expect(rows).toMatchObject([
      { orderId: first!.orderId, source: "merchant", refundMinor: BigInt(first!.refund.amountMinor) },
    ]);
    expect(await preview("cancel", [one])).toMatchObject({ preview: { orders: [{ reason: "under-way" }] } });
  });

  it("says which access is missing before it asks Shopify anything", async () => {
    shop = await openLedgerShop(admin, []);
    const order = await shop.buy(1);
    expect(await preview("cancel", [order])).toMatchObject({
      preview: { orders: [], missingScopes: ["write_orders", "write_order_edits"] },
    });
    expect(await preview("hold", [order])).toMatchObject({
      preview: { count: 1, missingScopes: ["write_merchant_managed_fulfillment_orders"] },
    });
  });
});

describe("holding and releasing", () => {
  it("is one order's own rule, with who said so", async () => {
    const order = await shop.buy(1);
    const orderIds = [idOf(order)];
    expect(await post({ intent: "do", change: { kind: "hold", orderIds } })).toMatchObject({ done: { count: 1 } });
    expect(await badges()).toEqual(["ship-together"]);
    const kept = await withShop(shop.domain, (db) => db.ledgerOrder.findFirstOrThrow());
    expect(kept.holdRuleBy).not.toBe("");
    expect(await post({ intent: "do", change: { kind: "follow-rule", orderIds } })).toMatchObject({
      done: { count: 1 },
    });
    expect(await badges()).toEqual([null]);
  });
});

describe("telling customers where their orders stand", () => {
  const turnOn = () =>
    withShop(shop.domain, (db) => storeNoticeSettings(db, shop.domain, noticeSettings.parse({ isOn: true })));

  it("waits for notices to be on", async () => {
    const order = await shop.buy(1);
    expect(await preview("notify", [order])).toMatchObject({ preview: { result: { reason: "notices-off" } } });
  });

  it("is that the date holds, once a day, and never where it does not", async () => {
    await turnOn();
    const [holds, moved] = [await shop.buy(1), await shop.buy(1)];
    await withShop(shop.domain, (db) =>
      db.linePromise.updateMany({
        where: { lineId: gid("LineItem", moved.lines[0]!.id) },
        data: { computedTo: "2099-01-01" },
      }),
    );
    expect(await preview("notify", [holds, moved])).toMatchObject({
      preview: { result: { ok: true, tellCount: 1, moveCount: 0, skippedCount: 1 } },
    });
    const causes = () => withShop(shop.domain, (db) => db.noticeCause.findMany({ where: { kind: "on-time" } }));
    expect(await causes()).toEqual([]);
    const change = { kind: "notify", orderIds: [idOf(holds), idOf(moved)] };
    await post({ intent: "do", change });
    await post({ intent: "do", change });
    expect(await causes()).toMatchObject([{ kind: "on-time", orderId: idOf(holds) }]);
  });

  it("is the new date with its question where it moved, for these orders alone and once", async () => {
    await turnOn();
    const [late, other] = [await shop.buy(1), await shop.buy(1)];
    const cause = { code: "stock-changed", key: "stock" };
    await withShop(shop.domain, async (db) => {
      const report = { shop: shop.domain, id: "slip", cause, lineCount: 2, orderCount: 2, mostDays: 21 };
      await db.changeReport.create({ data: { ...report, openedAt: new Date() } });
      const moved = { givenFrom: "2999-01-01", givenTo: "2999-01-01" };
      const to = { computedFrom: "2999-01-22", computedTo: "2999-01-22" };
      await db.linePromise.updateMany({ data: { ...moved, ...to, reportId: "slip" } });
    });
    expect(await preview("notify", [late])).toMatchObject({
      preview: { result: { ok: true, tellCount: 0, moveCount: 1, skippedCount: 0 } },
    });
    const change = { kind: "notify", orderIds: [idOf(late)] };
    await post({ intent: "do", change });
    await post({ intent: "do", change });
    await tellCustomers(shop.ports, shop.domain);
    await post({ intent: "do", change });
    const kept = await withShop(shop.domain, async (db) => ({
      reports: await db.changeReport.findMany({ orderBy: { status: "asc" } }),
      promises: await db.linePromise.findMany({ orderBy: { lineId: "asc" } }),
      asked: await db.noticeCause.findMany(),
    }));
    expect(kept).toMatchObject({
      reports: [
        { status: "sent", lineCount: 1 },
        { id: "slip", status: "waiting", lineCount: 1, orderCount: 1 },
      ],
      promises: [
        { lineId: gid("LineItem", late.lines[0]!.id), givenTo: "2999-01-22", reportId: null },
        { lineId: gid("LineItem", other.lines[0]!.id), givenTo: "2999-01-01", reportId: "slip" },
      ],
      asked: [{ kind: "keep-or-cancel", orderId: idOf(late) }],
    });
  });
});

describe("orders older than Arrivo", () => {
  it("are left alone until the merchant has seen them and said so", async () => {
    const old = await shop.buy(2, { placedAt: Date.now() - 3 * 86_400_000 });
    const promises = () => withShop(shop.domain, (db) => db.linePromise.count());
    expect(await post({ intent: "preview-adoption" })).toMatchObject({
      adoption: {
        confirmedAt: null,
        orderCount: 1,
        unitCount: 2,
        examples: [{ name: old.name, waitingUnits: 2 }],
        holds: "none",
        tags: false,
        mails: false,
      },
    });
    expect(await promises()).toBe(0);
    expect(await shop.told()).toEqual([]);
    expect(await post({ intent: "adopt" })).toMatchObject({ isNew: true });
    expect(await post({ intent: "adopt" })).toMatchObject({ isNew: false });
    await shop.heardOf(old);
    expect(await promises()).toBe(1);
    // It was placed long ago: nobody is thanked for it now.
    expect(await shop.told()).toEqual([]);
  });
});
