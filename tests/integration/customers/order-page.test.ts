import { beforeEach, describe, expect, it } from "vitest";
import { givePlace } from "../../../app/backorders/give-place.server.ts";
import { withShop } from "../../../app/db.server.ts";
import { gid } from "../../../app/ids.ts";
import { action as actOnQueue, loader as loadQueue } from "../../../app/routes/app.queues.$number/route.tsx";
import { action, loader } from "../../../app/routes/app.waiting.$number/route.tsx";
import type { Order } from "../../../store-emulator/order-state.ts";
import { openLedgerShop } from "../backorders/ledger-shop.ts";
import { adminPost, routeArgs } from "../support/admin-request.ts";
import { openAdmin } from "../support/open-admin.ts";
import { pageRequest } from "../support/start-shop.ts";

const admin = openAdmin("order-page");
let shop: Awaited<ReturnType<typeof openLedgerShop>>;

beforeEach(async () => {
  shop = await openLedgerShop(admin);
});

const page = (order: Order, of: string = shop.domain) =>
  loader(routeArgs(pageRequest(admin.running(), of, `/app/waiting/${order.id}`), { number: String(order.id) }));
const post = (order: Order, body: unknown) =>
  action(
    routeArgs(adminPost(admin.running(), shop.domain, `/app/waiting/${order.id}`, body), { number: String(order.id) }),
  );
const itemNumber = () => shop.itemId().split("/").at(-1)!;
const queue = (body?: unknown) => {
  const params = { number: itemNumber() };
  const path = `/app/queues/${params.number}`;
  return body === undefined
    ? loadQueue(routeArgs(pageRequest(admin.running(), shop.domain, path), params))
    : actOnQueue(routeArgs(adminPost(admin.running(), shop.domain, path, body), params));
};

describe("an order's page", () => {
  it("says each line's units by what became of them, its place, and what was promised", async () => {
    await shop.buy(4);
    const order = await shop.buy([2, 1]);
    await shop.stock(-2);
    const found = await page(order);
    expect(found).toMatchObject({ name: order.name, waiting: { waitingUnits: 2 }, financialStatus: "PAID" });
    const [waits, served] = found.lines;
    expect(waits).toMatchObject({
      waitingUnits: 2,
      allocatedUnits: 0,
      place: { place: 1, lineCount: 1, unitsBefore: 0 },
      promise: { isReady: false, outcome: null },
    });
    expect(served).toMatchObject({ waitingUnits: 0, allocatedUnits: 1, place: null, promise: null });
    const ledger = found.timeline.filter(({ kind }) => kind === "ledger");
    expect(ledger).toHaveLength(3);
  });

  it("counts the places and units before a line", async () => {
    await shop.buy(4);
    await shop.buy(5);
    const order = await shop.buy(1);
    expect((await page(order)).lines[0]).toMatchObject({ place: { place: 3, lineCount: 3, unitsBefore: 9 } });
  });

  it("keeps the cause that the merchant corrects beside the one that was found", async () => {
    const order = await shop.buy(1);
    const lineId = gid("LineItem", order.lines[0]!.id);
    await withShop(shop.domain, (db) =>
      db.promiseChange.create({
        data: { shop: shop.domain, lineId, toTo: "2030-01-02", cause: { code: "day-passed" }, changedAt: new Date() },
      }),
    );
    const [move] = (await page(order)).lines[0]!.moves;
    expect(move).toMatchObject({ cause: { code: "day-passed" }, corrected: null });
    const body = { intent: "correct-cause", changeId: move!.id, cause: "short-receipt" };
    expect(await post(order, body)).toMatchObject({ isDone: true });
    expect((await page(order)).lines[0]!.moves[0]).toMatchObject({
      cause: { code: "day-passed" },
      corrected: { cause: "short-receipt" },
    });
    await post(order, { ...body, cause: null });
    expect((await page(order)).lines[0]!.moves[0]).toMatchObject({ corrected: null });
  });

  it("has who gave a place by hand and who took it back in its timeline", async () => {
    await shop.buy(1);
    const order = await shop.buy(1);
    const lineId = gid("LineItem", order.lines[0]!.id);
    await givePlace(shop.ports, shop.domain, lineId, "first", "7");
    expect((await page(order)).lines[0]).toMatchObject({ override: { place: "first", by: "7" } });
    await queue({ intent: "undo", lineId });
    const places = (await page(order)).timeline.filter(({ kind }) => kind.startsWith("place"));
    expect(places.map(({ kind }) => kind).sort()).toEqual(["place", "place-undone"]);
  });

  it("is nobody else's", async () => {
    const order = await shop.buy(1);
    const other = await openLedgerShop(admin);
    await expect(page(order, other.domain)).rejects.toMatchObject({ status: 404 });
  });
});

describe("an item's queue", () => {
  it("says who is served from what, previews a place and gives it", async () => {
    const [first, second] = [await shop.buy(1), await shop.buy(2)];
    const lineId = gid("LineItem", second.lines[0]!.id);
    expect(await queue()).toMatchObject({
      queue: {
        lineCount: 2,
        waitingUnits: 3,
        rows: [
          { orderName: first.name, place: 1, parts: [{ units: 1, source: "rule" }] },
          { orderName: second.name, place: 2 },
        ],
      },
    });
    expect(await queue({ intent: "preview", lineId, place: "first" })).toMatchObject({
      preview: { ok: true, moveCount: 2 },
    });
    expect(await queue({ intent: "give", lineId, place: "first" })).toMatchObject({ result: { ok: true } });
    expect(await queue()).toMatchObject({ queue: { rows: [{ orderName: second.name, override: "first" }, {}] } });
  });

  it("is empty where nobody waits", async () => {
    expect(await queue()).toEqual({ queue: null });
  });
});
