import { beforeEach, describe, expect, it } from "vitest";
import { givePlace } from "../../../app/backorders/give-place.server.ts";
import { noteCauses } from "../../../app/customers/notices/note-causes.server.ts";
import { withShop } from "../../../app/db.server.ts";
import { storefrontLocales } from "../../../app/i18n/storefront-locales.ts";
import { gid } from "../../../app/ids.ts";
import { loader as loadBlock } from "../../../app/routes/api.order-block.ts";
import { action as actOnQueue, loader as loadQueue } from "../../../app/routes/app.queues.$number/route.tsx";
import { action, loader } from "../../../app/routes/app.waiting.$number/route.tsx";
import type { Order } from "../../../store-emulator/order-state.ts";
import { makeSessionToken } from "../../../store-emulator/session-token.ts";
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

  it("names a mail that still waits by the weightiest of what it tells", async () => {
    const order = await shop.buy(1);
    const said = { orderId: gid("Order", order.id), lineId: null, details: {}, at: new Date() };
    await withShop(shop.domain, (db) =>
      noteCauses(shop.ports, db, shop.domain, [
        { ...said, causeKey: "ready", kind: "ready" },
        { ...said, causeKey: "asked", kind: "keep-or-cancel" },
      ]),
    );
    const mails = (await page(order)).timeline.filter(({ kind }) => kind === "notice");
    expect(mails).toMatchObject([{ noticeKind: "keep-or-cancel", status: "waiting" }]);
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

describe("an answer for the customer", () => {
  const speak = (locale: string) => withShop(shop.domain, (db) => db.ledgerOrder.updateMany({ data: { locale } }));

  it("says in their language what they wait for, why, until when, and what they can do", async () => {
    const order = await shop.buy(2);
    await speak("de-DE");
    const lineId = gid("LineItem", order.lines[0]!.id);
    await withShop(shop.domain, (db) =>
      db.linePromise.updateMany({
        where: { lineId },
        data: {
          givenFrom: "2030-03-12",
          givenTo: "2030-03-16",
          toldStanding: "told",
          toldFrom: "2030-03-01",
          toldTo: "2030-03-02",
        },
      }),
    );
    const { reply } = await page(order);
    expect(reply).toMatchObject({ locale: "de" });
    expect(reply?.text).toContain(`Bestellung ${order.name}`);
    expect(reply?.text).toContain("2 × lamp");
    expect(reply?.text).toContain("Versand voraussichtlich: 12.–16. März 2030");
    expect(reply?.text).toContain("Bei der Bestellung haben wir Ihnen genannt: 1.–2. März 2030");
    expect(reply?.text).toContain("/apps/arrivo/orders/");
    expect(reply?.text).not.toMatch(/\{\{|undefined|null/);
    expect(reply?.ownText).toMatch(/Expected to ship: 12.*16 March 2030/);
  });

  it("is there for every language, and for none that we don't know", async () => {
    const order = await shop.buy(1);
    const texts = new Set<string>();
    for (const locale of [...storefrontLocales, "xx"]) {
      await speak(locale);
      texts.add((await page(order)).reply!.text);
    }
    expect(texts.size).toBe(storefrontLocales.length);
  });

  it("is nothing where nothing was promised", async () => {
    expect((await page(await shop.buy([0, 1]))).reply).toBeNull();
  });
});

describe("the block on Shopify's order page", () => {
  const ask = (order: string, of: string = shop.domain) => {
    const { emulator } = admin.running();
    return loadBlock(
      routeArgs(
        new Request(new URL(`/api/order-block?order=${order}`, emulator.app.url), {
          headers: {
            authorization: `Bearer ${makeSessionToken(of, emulator.app)}`,
            origin: "https://extensions.shopifycdn.com",
          },
        }),
      ),
    );
  };

  it("says how the order stands, with the answer to copy", async () => {
    const order = await shop.buy(2);
    const response = await ask(String(order.id));
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(await response.json()).toMatchObject({
      heading: "Waiting order",
      summary: "Waiting · 2 waiting, 0 ready",
      lines: [{ title: expect.stringContaining("2 × lamp") as string }],
      reply: { text: expect.stringContaining(order.name) as string },
      open: { path: `/app/waiting/${order.id}` },
    });
  });

  it("has nothing to say of an order that never waited, another shop's, or none", async () => {
    const served = await shop.buy([0, 1]);
    const order = await shop.buy(1);
    const other = await openLedgerShop(admin);
    expect((await ask(String(served.id))).status).toBe(404);
    expect((await ask(String(order.id), other.domain)).status).toBe(404);
    expect((await ask("1%20OR%201")).status).toBe(400);
  });
});
