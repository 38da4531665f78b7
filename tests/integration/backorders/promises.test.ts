import { beforeEach, describe, expect, it } from "vitest";
import { readMetafield } from "../../../app/availability/metafield.ts";
import { whatThePageShows } from "../../../app/availability/what-the-page-shows.ts";
import { sendChangeReport } from "../../../app/backorders/send-change-report.server.ts";
import { withShop } from "../../../app/db.server.ts";
import { gid } from "../../../app/ids.ts";
import { runDue } from "../../../app/jobs/run-due.server.ts";
import type { ExpectedDayMove } from "../../../app/supply/purchase-orders/expected-day-move.ts";
import { moveExpectedDay } from "../../../app/supply/purchase-orders/move-expected-day.server.ts";
import { supplyChanged } from "../../../app/supply/supply-changed.server.ts";
import { dayFromNumber, dayNumber } from "../../../app/supply/day.ts";
import { cancelOrder } from "../../../store-emulator/cancel-order.ts";
import { variantById } from "../../../store-emulator/find-variant.ts";
import { placeOrder } from "../../../store-emulator/place-order.ts";
import { type LampShop, openAdmin } from "../support/open-admin.ts";
import { orderOf } from "../supply/order-of.ts";

const admin = openAdmin("promises");
let shop: LampShop;

beforeEach(async () => {
  shop = await admin.open("selling");
});

const found = () => variantById(shop.shop, Number(shop.variantIds[0]!.split("/").at(-1)))!;
const today = () => new Date(admin.running().emulator.clock.now()).toISOString().slice(0, 10);
/** The next Monday so many weeks ahead: a day on which the warehouse works. */
const monday = (weeks: number) => {
  const from = dayNumber(today()) + weeks * 7;
  return dayFromNumber(from + ((11 - (from % 7)) % 7));
};
const itemId = () => gid("InventoryItem", found().item.id);
const tell = (cause: Parameters<typeof supplyChanged>[4]) =>
  withShop(shop.domain, (db) => supplyChanged(shop.ports, db, shop.domain, [itemId()], cause));

async function expect20On(expectedOn: string | null) {
  const location = [...shop.shop.locations.values()][0]!;
  const line = { inventoryItemId: itemId(), locationId: gid("Location", location.id), orderedUnits: 20, expectedOn };
  const lineId = await orderOf(shop.domain, line);
  await tell({ code: "ordered", lineId: `po:${lineId}`, name: "PO-1001" });
  await shop.settle();
  return lineId;
}

async function buy(quantity: number, told?: { from: string; to: string }) {
  const { emulator } = admin.running();
  const properties = told
    ? [
        { key: "Ships", value: "soon" },
        { key: "_arrivo", value: JSON.stringify([{ ...told, units: quantity }]) },
      ]
    : [];
  const placed = placeOrder(emulator, shop.shop, { lines: [{ found: found(), quantity, properties }] });
  if (!placed.ok) throw new Error(placed.reason);
  await heardOf(placed.order.id);
  return placed.order;
}

async function heardOf(orderId: number) {
  await shop.hint("order", `gid://shopify/Order/${orderId}`);
  await shop.hint("inventory-item", itemId());
  await shop.settle();
}

async function move(lineId: string, to: ExpectedDayMove, reason = "The boat is late") {
  const line = await withShop(shop.domain, (db) =>
    db.purchaseOrderLine.findUniqueOrThrow({
      where: { shop_id: { shop: shop.domain, id: lineId } },
      include: { purchaseOrder: true },
    }),
  );
  const input = { version: line.purchaseOrder.version, lineIds: [lineId], move: to, reason };
  const result = await moveExpectedDay(shop.ports, shop.domain, line.purchaseOrderId, input);
  expect(result).toMatchObject({ ok: true });
  await shop.settle();
}

const promises = () =>
  withShop(shop.domain, async (db) => {
    const rows = await db.linePromise.findMany({ where: { shop: shop.domain } });
    const lines = await db.orderLine.findMany({ orderBy: [{ placedAt: "asc" }, { lineId: "asc" }] });
    return lines.flatMap(({ lineId }) => rows.filter((row) => row.lineId === lineId));
  });
const reports = () => withShop(shop.domain, (db) => db.changeReport.findMany({ orderBy: { openedAt: "asc" } }));
const history = () => withShop(shop.domain, (db) => db.promiseChange.findMany({ orderBy: { id: "asc" } }));

describe("what the page promises", () => {
  it("is dated by what is inbound, and moves with it", async () => {
    const lineId = await expect20On(monday(4));
    const published = () => shop.inShopify(shop.variantIds[0]!).metafield?.segments;
    expect(published()).toEqual([
      { units: 20, from: monday(4), to: monday(4) },
      { units: null, inDays: [10, 15], days: "working" },
    ]);
    await move(lineId, { kind: "day", day: monday(6) });
    expect(published()).toMatchObject([{ units: 20, from: monday(6), to: monday(6) }, { units: null }]);
  });

  it("is what those who wait leave of it", async () => {
    await expect20On(monday(4));
    await buy(6);
    const read = readMetafield(shop.inShopify(shop.variantIds[0]!).metafield);
    const facts = { liveUnits: -6, currentPolicy: "CONTINUE", today: today() } as const;
    expect(whatThePageShows(read.ok ? read.metafield : null, facts)).toMatchObject({
      sellableUnits: 14,
      segments: [{ units: 14, to: monday(4) }],
    });
  });
});

describe("a line's promise", () => {
  it("is what the shopper was told, where the page said so", async () => {
    await expect20On(monday(4));
    await buy(2, { from: monday(4), to: monday(4) });
    expect(await promises()).toMatchObject([
      {
        toldStanding: "told",
        toldTo: monday(4),
        computedTo: monday(4),
        givenTo: monday(4),
        isDelayedAtBirth: false,
        parts: [{ units: 2, source: "inbound" }],
      },
    ]);
    expect(await history()).toEqual([]);
  });

  it("is what was found, where the window told was never published", async () => {
    await expect20On(monday(4));
    await buy(2, { from: monday(1), to: monday(1) });
    expect(await promises()).toMatchObject([{ toldStanding: "not-published", toldTo: null, givenTo: monday(4) }]);
  });

  it("is delayed at birth where the server finds a later day than was told", async () => {
    const lineId = await expect20On(monday(4));
    await move(lineId, { kind: "day", day: monday(6) });
    await buy(2, { from: monday(4), to: monday(4) });
    expect(await promises()).toMatchObject([
      { toldStanding: "told", givenTo: monday(4), computedTo: monday(6), isDelayedAtBirth: true },
    ]);
    expect(await reports()).toMatchObject([{ status: "waiting", lineCount: 1, cause: { code: "delayed-at-birth" } }]);
    expect(await history()).toMatchObject([
      { fromTo: monday(4), toTo: monday(6), cause: { code: "delayed-at-birth" } },
    ]);
  });

  it("is kept in queue order: who comes later gets what is left", async () => {
    await expect20On(monday(4));
    await buy(18);
    await buy(4);
    expect(await promises()).toMatchObject([
      { parts: [{ units: 18, source: "inbound" }] },
      {
        parts: [
          { units: 2, source: "inbound" },
          { units: 2, source: "rule" },
        ],
      },
    ]);
  });

  it("ends when its order is cancelled, and those behind move up", async () => {
    await expect20On(monday(4));
    const first = await buy(18);
    await buy(4);
    const cancelled = cancelOrder(admin.running().emulator, shop.shop, first, { restock: true });
    expect(cancelled).toBeTruthy();
    await heardOf(first.id);
    expect(await promises()).toMatchObject([{ outcome: "cancelled" }, { parts: [{ units: 4, source: "inbound" }] }]);
  });
});

describe("a line that moves", () => {
  it("waits in a report that says who moves, from when to when, and why, until it is sent", async () => {
    const lineId = await expect20On(monday(4));
    await buy(2);
    await buy(3);
    await move(lineId, { kind: "day", day: monday(7) });
    const [report] = await reports();
    expect(report).toMatchObject({
      status: "waiting",
      lineCount: 2,
      orderCount: 2,
      mostDays: 21,
      dueAt: null,
      cause: { code: "line-moved", name: "PO-1001", reason: "The boat is late" },
    });
    expect(await promises()).toMatchObject([
      { givenTo: monday(4), computedTo: monday(7) },
      { givenTo: monday(4), computedTo: monday(7) },
    ]);
    expect(await history()).toMatchObject([
      { fromTo: monday(4), toTo: monday(7), reportId: report!.id, cause: { code: "line-moved" } },
      {},
    ]);
    expect(await sendChangeReport(shop.ports, shop.domain, report!.id)).toEqual({ ok: true, lineCount: 2 });
    expect(await sendChangeReport(shop.ports, shop.domain, report!.id)).toMatchObject({ ok: false });
    expect(await promises()).toMatchObject([{ givenTo: monday(7), reportId: null }, { givenTo: monday(7) }]);
  });

  it("and is put back before it was sent reaches nobody", async () => {
    const lineId = await expect20On(monday(4));
    await buy(2);
    await move(lineId, { kind: "day", day: monday(7) });
    await move(lineId, { kind: "day", day: monday(4) });
    expect(await reports()).toMatchObject([{ status: "nothing-moved", lineCount: 0 }]);
    expect(await promises()).toMatchObject([{ givenTo: monday(4), computedTo: monday(4), reportId: null }]);
    expect(await history()).toHaveLength(2);
  });

  it("by less than the merchant tolerates moves nobody", async () => {
    const lineId = await expect20On(monday(4));
    await buy(2);
    await move(lineId, { kind: "day", day: dayFromNumber(dayNumber(monday(4)) + 1) });
    expect(await reports()).toEqual([]);
    expect(await promises()).toMatchObject([{ givenTo: monday(4) }]);
  });

  it("to nobody knows leaves no date", async () => {
    const lineId = await expect20On(monday(4));
    await buy(2);
    await move(lineId, { kind: "unknown" });
    expect(await promises()).toMatchObject([{ computedTo: null, parts: [{ source: "unknown" }] }]);
    expect(await reports()).toMatchObject([{ status: "waiting", mostDays: 9_999, dueAt: null }]);
  });

  it("goes out by itself after fifteen minutes where the merchant lets small changes", async () => {
    await withShop(shop.domain, (db) =>
      db.shopSettings.upsert({
        where: { shop: shop.domain },
        create: { shop: shop.domain, discontinuedTags: [], dismissed: [], supply: { sendsSmallChanges: true } },
        update: { supply: { sendsSmallChanges: true } },
      }),
    );
    const lineId = await expect20On(monday(4));
    await buy(2);
    await move(lineId, { kind: "day", day: monday(6) });
    await runDue(shop.ports);
    expect(await reports()).toMatchObject([{ status: "waiting", dueAt: expect.any(Date) as unknown }]);
    const { clock } = shop.ports;
    const later = {
      ...shop.ports,
      clock: { ...clock, businessNow: async () => (await clock.businessNow()) + 16 * 60_000 },
    };
    await runDue(later);
    expect(await reports()).toMatchObject([{ status: "sent" }]);
    expect(await promises()).toMatchObject([{ givenTo: monday(6) }]);
  });
});
