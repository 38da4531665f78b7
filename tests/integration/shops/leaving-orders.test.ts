import { beforeEach, describe, expect, it } from "vitest";
import { withShop } from "../../../app/db.server.ts";
import { leaveArrivo } from "../../../app/shops/leave-arrivo.server.ts";
import type { MoveReport } from "../../../app/shops/move-task.ts";
import { saveSettings } from "../../../app/shops/save-settings.server.ts";
import type { Order } from "../../../store-emulator/order-state.ts";
import { openLedgerShop } from "../backorders/ledger-shop.ts";
import { openAdmin } from "../support/open-admin.ts";

const admin = openAdmin("leaving");
let shop: Awaited<ReturnType<typeof openLedgerShop>>;

beforeEach(async () => {
  shop = await openLedgerShop(admin);
});

const save = async (settings: object) => {
  expect(await saveSettings(shop.ports, shop.domain, settings)).toMatchObject({ ok: true });
  await shop.settle();
};
const holdsOf = (order: Order) =>
  order.fulfillmentOrderIds
    .flatMap((id) => shop.shop.fulfillmentOrders.get(id) ?? [])
    .flatMap(({ holds }) => holds.map(({ heldByApp }) => heldByApp));
const all = { holds: "ship-together", orderTags: { isOn: true, waiting: "Backorder", ready: "Ready" } };
const none = { holds: "none", orderTags: { isOn: false, waiting: "", ready: "" } };

describe("what Arrivo does to orders", () => {
  it("begins for those that wait as soon as it is switched on, and is taken back when it is switched off", async () => {
    const order = await shop.buy(2, { tags: ["vip"] });
    await save(all);
    expect([holdsOf(order), order.tags]).toEqual([[true], ["vip", "Backorder"]]);
    await save(none);
    expect([holdsOf(order), order.tags]).toEqual([[], ["vip"]]);
  });

  it("serves by other tags as soon as they are saved", async () => {
    await shop.buy(1);
    const vip = await shop.buy(1, { tags: ["vip"] });
    await withShop(shop.domain, (db) => db.linePromise.updateMany({ data: { givenFrom: null, givenTo: null } }));
    await save({ priorityTags: "vip" });
    await shop.stock(-1);
    expect((await shop.lines(vip))[0]).toMatchObject({ allocatedUnits: 1 });
  });

  it("is taken back whole when the shop leaves, and others' holds and tags stay", async () => {
    await save(all);
    const [waits, ready] = [await shop.buy(2), await shop.buy(1)];
    await shop.heardOf(ready);
    const [fulfillmentOrder] = waits.fulfillmentOrderIds.flatMap((id) => shop.shop.fulfillmentOrders.get(id) ?? []);
    fulfillmentOrder!.holds.push({ id: 1, reason: "OTHER", reasonNotes: null, handle: null, heldByApp: false });
    const result = await leaveArrivo(shop.ports, shop.domain);
    await shop.settle();
    expect([holdsOf(waits), waits.tags, holdsOf(ready), ready.tags]).toEqual([[false], [], [], []]);
    if (!result.ok) throw new Error(result.reason);
    const task = await withShop(shop.domain, (db) => db.task.findFirstOrThrow({ where: { id: result.taskId } }));
    // Justified cast: the report of these tasks.
    const report = task.report as unknown as MoveReport;
    expect(task.status).toBe("done");
    expect(report).toMatchObject({ waitingLines: 2 });
    expect(report.waitingCsv).toContain(waits.name);
    await shop.heardOf(waits);
    expect([holdsOf(waits), waits.tags]).toEqual([[false], []]);
  });
});
