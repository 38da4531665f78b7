import { beforeEach, describe, expect, it } from "vitest";
import { loadMoveProposals } from "../../../app/backorders/load-move-proposals.server.ts";
import { moveUnits } from "../../../app/backorders/move-units.server.ts";
import { withShop } from "../../../app/db.server.ts";
import { gid } from "../../../app/ids.ts";
import { loader as loadCheck } from "../../../app/routes/app.store-check/route.tsx";
import { makeLevel } from "../../../store-emulator/levels.ts";
import type { Order } from "../../../store-emulator/order-state.ts";
import { setStock } from "../../../store-emulator/set-stock.ts";
import { openAdmin } from "../support/open-admin.ts";
import { openLedgerShop } from "./ledger-shop.ts";

const admin = openAdmin("moves");
let shop: Awaited<ReturnType<typeof openLedgerShop>>;

beforeEach(async () => {
  shop = await openLedgerShop(admin);
});

const locations = () => [...shop.shop.locations.values()];
/** Another location that fulfils online orders has so many, which no order was routed to. */
async function elsewhere(available: number) {
  const { emulator } = admin.running();
  const [first] = locations();
  let other = locations()[1];
  if (other === undefined) {
    other = { ...first!, id: emulator.nextId(), name: "Harbour store" };
    shop.shop.locations.set(other.id, other);
    const { domain } = shop;
    const data = { shop: domain, locationId: gid("Location", other.id), name: other.name };
    await withShop(domain, (db) => db.location.create({ data }));
  }
  const { item } = shop.found();
  if (!item.levels.some(({ locationId }) => locationId === other.id))
    item.levels.push(makeLevel(emulator.nextId(), other.id, 0, emulator.clock.now()));
  setStock(emulator, shop.shop, shop.found(), other, { available });
  await shop.hint("inventory-item", shop.itemId(), new Date());
  await shop.settle();
  return { from: gid("Location", first!.id), to: gid("Location", other.id) };
}
const proposals = async () =>
  (await withShop(shop.domain, (db) => loadMoveProposals(db, shop.domain, Date.now(), null))).map(
    ({ orderId, units }) => [orderId, units],
  );
const move = (order: Order, { from, to }: { from: string; to: string }) =>
  moveUnits(shop.ports, shop.domain, {
    lineId: gid("LineItem", order.lines[0]!.id),
    fromLocationId: from,
    toLocationId: to,
  });
const statusOf = (order: Order) =>
  order.fulfillmentOrderIds
    .flatMap((id) => shop.shop.fulfillmentOrders.get(id) ?? [])
    .map(({ locationId, status, lines }) => [gid("Location", locationId), status, lines[0]?.remainingQuantity]);

describe("sending from another location", () => {
  it("is proposed to whoever waits longest, and done by a person's word only", async () => {
    const [first, second] = [await shop.buy(2), await shop.buy(2)];
    const places = await elsewhere(3);
    expect(await proposals()).toEqual([
      [gid("Order", first.id), 2],
      [gid("Order", second.id), 1],
    ]);
    expect(statusOf(first)).toEqual([[places.from, "OPEN", 2]]);
    expect(await move(first, places)).toEqual({ ok: true, units: 2 });
    await shop.settle();
    expect(statusOf(first)).toEqual([[places.to, "OPEN", 2]]);
    expect((await shop.lines(first))[0]).toMatchObject({ allocatedUnits: 2 });
    expect(await proposals()).toEqual([[gid("Order", second.id), 1]]);
    await shop.expectBalance();
  });

  it("moves a part of a line, and lets go of our hold on what leaves", async () => {
    await shop.choose({ holds: "ship-ready-first" });
    const order = await shop.buy(3);
    const places = await elsewhere(1);
    expect(await move(order, places)).toEqual({ ok: true, units: 1 });
    await shop.settle();
    expect(statusOf(order).sort()).toEqual(
      [
        [places.from, "ON_HOLD", 2],
        [places.to, "OPEN", 1],
      ].sort(),
    );
    await shop.expectBalance();
  });

  it("is not done where it is no longer proposed", async () => {
    const order = await shop.buy(1);
    const places = await elsewhere(1);
    await elsewhere(0);
    expect(await move(order, places)).toEqual({ ok: false, reason: "changed" });
  });

  it("stands in the Store check", async () => {
    const order = await shop.buy(1);
    await elsewhere(4);
    const { page } = await admin.get(loadCheck, shop.domain, "/app/store-check");
    expect(page.findings).toContainEqual(
      expect.objectContaining({ code: "could-move", units: 1, orderId: gid("Order", order.id) }),
    );
  });
});
