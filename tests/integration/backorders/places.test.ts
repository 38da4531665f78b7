import { beforeEach, describe, expect, it } from "vitest";
import { givePlace } from "../../../app/backorders/give-place.server.ts";
import { loadItemQueue } from "../../../app/backorders/load-item-queue.server.ts";
import { previewPlace } from "../../../app/backorders/preview-place.server.ts";
import { undoPlace } from "../../../app/backorders/undo-place.server.ts";
import { withShop } from "../../../app/db.server.ts";
import { gid } from "../../../app/ids.ts";
import type { Order } from "../../../store-emulator/order-state.ts";
import { openAdmin } from "../support/open-admin.ts";
import { openLedgerShop } from "./ledger-shop.ts";

const admin = openAdmin("places");
let shop: Awaited<ReturnType<typeof openLedgerShop>>;

beforeEach(async () => {
  shop = await openLedgerShop(admin);
});

const lineOf = (order: Order) => gid("LineItem", order.lines[0]!.id);
const served = async () =>
  (await loadItemQueue(shop.ports, shop.domain, shop.itemId(), 1))?.rows.map(({ orderName, place }) => [
    orderName,
    place,
  ]);
const allocated = async (order: Order) => (await shop.lines(order))[0]?.allocatedUnits;
const give = async (order: Order, place: "first" | "last") => {
  const result = await givePlace(shop.ports, shop.domain, lineOf(order), place, "7");
  await shop.settle();
  return result;
};

describe("a place by hand", () => {
  it("is shown before it is given: who would move, and from which place to which", async () => {
    const [first, second, third] = [await shop.buy(1), await shop.buy(2), await shop.buy(3)];
    const preview = await previewPlace(shop.ports, shop.domain, lineOf(third), "first");
    expect(preview).toMatchObject({ ok: true, moveCount: 3, brokenCount: 0 });
    const moves = preview.ok
      ? preview.moves.map(({ orderName, before, after }) => [orderName, before.place, after.place])
      : [];
    expect(moves.sort()).toEqual([
      [first.name, 1, 2],
      [second.name, 2, 3],
      [third.name, 3, 1],
    ]);
    expect(await served()).toEqual([
      [first.name, 1],
      [second.name, 2],
      [third.name, 3],
    ]);
  });

  it("is served first, is kept with who gave it, and can be undone", async () => {
    const [first, second] = [await shop.buy(1), await shop.buy(1)];
    expect(await give(second, "first")).toEqual({ ok: true });
    expect(await served()).toEqual([
      [second.name, 1],
      [first.name, 2],
    ]);
    await shop.stock(-1);
    expect([await allocated(first), await allocated(second)]).toEqual([0, 1]);
    expect(await undoPlace(shop.ports, shop.domain, lineOf(second), "8")).toBe(true);
    expect(await undoPlace(shop.ports, shop.domain, lineOf(second), "8")).toBe(false);
    await shop.settle();
    // Nobody was told of what it had been given.
    expect([await allocated(first), await allocated(second)]).toEqual([1, 0]);
    const kept = await withShop(shop.domain, (db) => db.queueOverride.findMany());
    expect(kept).toMatchObject([{ place: "first", by: "7", undoneBy: "8" }]);
  });

  it("keeps for good what it was given and somebody heard of", async () => {
    await shop.choose({ orderTags: { waiting: "waits", ready: "ready" } });
    const [first, second] = [await shop.buy(1), await shop.buy(1)];
    await give(second, "first");
    await shop.stock(-1);
    await undoPlace(shop.ports, shop.domain, lineOf(second), "8");
    await shop.settle();
    expect([await allocated(first), await allocated(second)]).toEqual([0, 1]);
  });

  it("does not touch what is allocated already", async () => {
    const [first, second] = [await shop.buy(1), await shop.buy(1)];
    await shop.stock(-1);
    expect(await give(first, "last")).toEqual({ ok: false, reason: "has-stock" });
    expect(await give(second, "first")).toEqual({ ok: true });
    expect([await allocated(first), await allocated(second)]).toEqual([1, 0]);
    const promises = await withShop(shop.domain, (db) => db.linePromise.findMany({ orderBy: { lineId: "asc" } }));
    expect(promises.map(({ isReady }) => isReady)).toEqual([true, false]);
  });

  it("replaces the one before, and is refused to who waits for nothing", async () => {
    const [first, second] = [await shop.buy(1), await shop.buy(1)];
    await give(first, "last");
    expect(await served()).toEqual([
      [second.name, 1],
      [first.name, 2],
    ]);
    await give(first, "first");
    expect((await served())?.[0]).toEqual([first.name, 1]);
    expect(await previewPlace(shop.ports, shop.domain, "gid://shopify/LineItem/1", "first")).toEqual({
      ok: false,
      reason: "not-waiting",
    });
    const other = await openLedgerShop(admin);
    expect(await givePlace(other.ports, other.domain, lineOf(second), "first", "")).toEqual({
      ok: false,
      reason: "not-waiting",
    });
  });
});
