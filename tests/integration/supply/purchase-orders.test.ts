import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { getPorts } from "../../../app/composition.server.ts";
import { outsideShops, withShop } from "../../../app/db.server.ts";
import type { ShopDomain } from "../../../app/ids.ts";
import { stopBoss } from "../../../app/jobs/boss.server.ts";
import type { Mail } from "../../../app/ports.ts";
import { loader as csvLoader } from "../../../app/routes/app.purchase-orders.$id_.csv.tsx";
import { action as edit, loader as loadEdit } from "../../../app/routes/app.purchase-orders.$id_.edit/route.tsx";
import { loader as printLoader } from "../../../app/routes/app.purchase-orders.$id_.print/route.tsx";
import { action, loader } from "../../../app/routes/app.purchase-orders.$id/route.tsx";
import { loader as loadList } from "../../../app/routes/app.purchase-orders._index/route.tsx";
import { action as create, loader as loadNew } from "../../../app/routes/app.purchase-orders.new/route.tsx";
import { loader as findVariants } from "../../../app/routes/app.purchase-orders.variants.tsx";
import { dayFromNumber, dayNumber } from "../../../app/supply/day.ts";
import { sendPurchaseOrder } from "../../../app/supply/purchase-orders/send-purchase-order.server.ts";
import type { RunningEmulator } from "../../../store-emulator/start-emulator.ts";
import { adminPost, routeArgs } from "../support/admin-request.ts";
import { installedShop, pageRequest, startEmulatorForApp } from "../support/start-shop.ts";
import { stockShop } from "../support/stock-shop.ts";

const shop = "harbour.myshopify.com" as ShopDomain;
const other = "inland.myshopify.com" as ShopDomain;
let running: RunningEmulator;
let today: string;

const variant = (number: number) => `gid://shopify/ProductVariant/${number}`;
const location = "gid://shopify/Location/1";
const inDays = (days: number) => dayFromNumber(dayNumber(today) + days);
const path = "/app/purchase-orders";
const list = async (search = "", of = shop) =>
  (await loadList(routeArgs(pageRequest(running, of, `${path}?${search}`)))).list;
const numbers = async (search = "") => (await list(search)).orders.map(({ number }) => number);
const open = (id: string, of = shop) => loader(routeArgs(pageRequest(running, of, `${path}/${id}`), { id }));
const act = async (id: string, body: object, of = shop) =>
  (await action(routeArgs(adminPost(running, of, `${path}/${id}`, body), { id }))).result;
const save = (body: object) => create(routeArgs(adminPost(running, shop, `${path}/new`, body)));
const change = (id: string, body: object) =>
  edit(routeArgs(adminPost(running, shop, `${path}/${id}/edit`, body), { id }));

const line = { variantId: variant(1), units: "10", price: "2.50" };
const formOf = (...lines: object[]) => ({ supplierId: "mill", locationId: location, note: "", lines });
const draft = async (...lines: object[]) => {
  const id = randomUUID();
  expect(await save({ id, form: formOf(...lines), acceptsPastDays: false })).toEqual({ ok: true, id });
  return id;
};
const move = async (id: string, to: string, given: object = {}) =>
  act(id, {
    intent: "move",
    move: to,
    version: (await open(id)).version,
    orderedOn: null,
    acceptsPastDays: false,
    ...given,
  });
const ordered = async (...lines: object[]) => {
  const id = await draft(...lines);
  expect(await move(id, "order")).toEqual({ ok: true, move: "order" });
  return id;
};
const receive = async (id: string, units: Record<string, string>) =>
  act(id, {
    intent: "receive",
    key: randomUUID(),
    version: (await open(id)).version,
    form: { receivedOn: today, units },
    isBooked: false,
  });
const dirty = async () =>
  (await outsideShops().dirtyItem.findMany({ where: { shop }, orderBy: { item: "asc" } })).map(({ item }) =>
    item.slice(item.lastIndexOf("/") + 1),
  );

beforeAll(async () => {
  running = await startEmulatorForApp();
  for (const domain of [shop, other]) {
    installedShop(running, domain);
    await loadList(routeArgs(pageRequest(running, domain, path)));
  }
  await stockShop(shop, [
    { number: 1, name: "Lamp", sku: "LAMP", available: -2 },
    { number: 2, name: "Vase", sku: "VASE", available: 4 },
    { number: 3, name: "Poster", available: 0, tracked: false },
  ]);
  const at = new Date();
  await withShop(shop, async (db) => {
    await db.variant.updateMany({ where: { shop, variantId: variant(1) }, data: { owedUnits: 2 } });
    const supplier = { shop, currency: "EUR", workingWeekdays: [1, 2, 3, 4, 5, 6, 7], createdAt: at, updatedAt: at };
    await db.supplier.createMany({
      data: [
        { ...supplier, id: "mill", name: "North Mill", email: "mill@example.com", leadDays: 14 },
        { ...supplier, id: "gone", name: "Old Kiln", archivedAt: at },
      ],
    });
    await db.supplierTerms.create({
      data: {
        shop,
        supplierId: "mill",
        variantId: variant(1),
        supplierSku: "NM-7",
        priceMinor: 250n,
        packUnits: 6,
        minimumUnits: 12,
        leadDays: 5,
        updatedAt: at,
      },
    });
  });
  today = (await loadNew(routeArgs(pageRequest(running, shop, `${path}/new`)))).today;
});
beforeEach(async () => {
  await withShop(shop, (db) => db.purchaseOrder.deleteMany());
  await outsideShops().dirtyItem.deleteMany();
});
afterAll(async () => {
  await stopBoss();
  await running.close();
});

describe("a new order", () => {
  it("begins with the only active supplier, and offers its variants with its terms and a day", async () => {
    const page = await loadNew(routeArgs(pageRequest(running, shop, `${path}/new`)));
    expect(page).toMatchObject({ order: null, draft: { supplierId: "mill", locationId: location, lines: [] } });
    expect(page.suppliers.map(({ id }) => id)).toEqual(["mill"]);
    const find = async (search: string) =>
      (await findVariants(routeArgs(pageRequest(running, shop, `${path}/variants?supplier=mill&search=${search}`))))
        .variants;
    expect(await find("nm-7")).toMatchObject([
      {
        displayName: "Lamp",
        owedUnits: 2,
        terms: { supplierSku: "NM-7", price: "2.50", packUnits: 6, minimumUnits: 12 },
        expectedOn: inDays(5),
      },
    ]);
    expect(await find("vase")).toMatchObject([{ terms: null, expectedOn: inDays(14) }]);
    expect((await find("")).map(({ displayName }) => displayName)).toEqual(["Lamp", "Poster", "Vase"]);
  });

  it("gets the next number, however many are made at once, and one sent twice is one", async () => {
    const ids = Array.from({ length: 6 }, () => randomUUID());
    const twice = [...ids, ...ids];
    await Promise.all(twice.map((id) => save({ id, form: formOf(line), acceptsPastDays: false })));
    expect((await numbers("view=all")).toSorted()).toEqual([
      "PO-1001",
      "PO-1002",
      "PO-1003",
      "PO-1004",
      "PO-1005",
      "PO-1006",
    ]);
  });

  it("says of every field what is wrong, and saves nothing", async () => {
    const form = {
      supplierId: "gone",
      locationId: "gid://shopify/Location/9",
      lines: [{ variantId: variant(9), units: "3" }, line],
    };
    expect(await save({ id: randomUUID(), form, acceptsPastDays: false })).toEqual({
      ok: false,
      reason: "form",
      errors: {
        supplierId: "supplier-archived",
        locationId: "unknown-location",
        "lines.0.variantId": "unknown-variant",
      },
    });
    expect(await save({ id: randomUUID(), form: { supplierId: "none" }, acceptsPastDays: false })).toMatchObject({
      errors: { supplierId: "unknown-supplier", locationId: "required", lines: "no-lines" },
    });
    expect(await numbers("view=all")).toEqual([]);
  });

  it("with an expected day that is over is saved only by who says so", async () => {
    const id = randomUUID();
    const form = formOf({ ...line, expectedOn: inDays(-3) });
    expect(await save({ id, form, acceptsPastDays: false })).toEqual({
      ok: false,
      reason: "past-days",
      lines: [{ title: "Lamp", expectedOn: inDays(-3) }],
    });
    expect(await save({ id, form, acceptsPastDays: true })).toEqual({ ok: true, id });
    expect(await move(id, "order", { orderedOn: inDays(-20) })).toMatchObject({ reason: "past-days" });
    expect(await move(id, "order", { orderedOn: inDays(-20), acceptsPastDays: true })).toMatchObject({ ok: true });
    expect(await numbers("view=overdue")).toEqual(["PO-1001"]);
    expect((await open(id)).lines).toMatchObject([{ isOverdue: true }]);
  });

  it("warns of what Shopify does not track and of what the supplier may refuse, and takes both", async () => {
    const { lines } = await open(await draft(line, { variantId: variant(3), units: "1" }));
    expect(lines).toMatchObject([
      { isUntracked: false, terms: { packUnits: 6, minimumUnits: 12 } },
      { isUntracked: true, terms: null },
    ]);
  });
});

describe("a placed order", () => {
  it("states the days it was ordered for, and gives a line without one the lead time", async () => {
    const id = await draft({ ...line, expectedOn: inDays(9) }, line, { variantId: variant(2), units: "1" });
    expect(await dirty()).toEqual([]);
    expect(await move(id, "order", { orderedOn: inDays(1) })).toMatchObject({ errors: { orderedOn: "in-the-future" } });
    expect(await move(id, "order", { orderedOn: inDays(-1) })).toMatchObject({ ok: true });
    expect(await open(id)).toMatchObject({
      status: "ordered",
      orderedOn: inDays(-1),
      moves: ["confirm", "cancel"],
      waitingUnits: 2,
      lines: [
        { expectedOn: inDays(9), statedOn: inDays(9) },
        { expectedOn: inDays(4), statedOn: inDays(4) },
        { expectedOn: inDays(13), statedOn: inDays(13) },
      ],
    });
    expect(await dirty()).toEqual(["1", "2"]);
  });

  it("moves days with a reason, several lines at once, keeps what was first stated, and decides their variants again", async () => {
    const id = await ordered(line, { variantId: variant(2), units: "1" });
    await outsideShops().dirtyItem.deleteMany();
    const before = await open(id);
    const lineIds = before.lines.map(({ id: lineId }) => lineId);
    const moveDays = (body: object) => act(id, { intent: "move-days", version: before.version, lineIds, ...body });
    const shift = { kind: "shift", days: 7 };
    expect(await moveDays({ move: shift, reason: " " })).toEqual({
      ok: false,
      reason: "form",
      errors: { reason: "required" },
    });
    expect(await moveDays({ move: { kind: "day", day: inDays(-1) }, reason: "late" })).toMatchObject({
      errors: { day: "in-the-past" },
    });
    expect(await dirty()).toEqual([]);
    expect(await moveDays({ move: shift, reason: "No dye" })).toEqual({ ok: true, movedLines: 2 });
    expect((await open(id)).lines).toMatchObject([
      {
        expectedOn: inDays(12),
        statedOn: inDays(5),
        history: [{ fromDay: inDays(5), toDay: inDays(12), reason: "No dye" }],
      },
      { expectedOn: inDays(21), statedOn: inDays(14) },
    ]);
    expect(await dirty()).toEqual(["1", "2"]);
    expect(await moveDays({ move: shift, reason: "again" })).toEqual({ ok: false, reason: "changed-meanwhile" });
    const { version } = await open(id);
    expect(
      await moveDays({ version, move: { kind: "day", day: inDays(12) }, lineIds: [lineIds[0]], reason: "same" }),
    ).toEqual({ ok: true, movedLines: 0 });
  });

  it("takes the first day given as the one stated, but not for units of which some came before it", async () => {
    const id = await ordered(
      { variantId: variant(2), units: "5", expectedOn: "" },
      { variantId: variant(3), units: "5", expectedOn: "" },
    );
    const lineIds = (await open(id)).lines.map(({ id: lineId }) => lineId);
    await withShop(shop, (db) =>
      db.purchaseOrderLine.updateMany({
        where: { shop, purchaseOrderId: id },
        data: { expectedOn: null, statedOn: null },
      }),
    );
    await receive(id, { [lineIds[0]!]: "2" });
    const { version } = await open(id);
    const move = { kind: "day", day: inDays(30) };
    expect(await act(id, { intent: "move-days", version, lineIds, move, reason: "said by phone" })).toEqual({
      ok: true,
      movedLines: 2,
    });
    expect((await open(id)).lines).toMatchObject([
      { expectedOn: inDays(30), statedOn: null },
      { expectedOn: inDays(30), statedOn: inDays(30) },
    ]);
  });

  it("can be changed, but not below what came, nor in its supplier or its days", async () => {
    const id = await ordered(line, { variantId: variant(2), units: "5" });
    const [lamp, vase] = (await open(id)).lines;
    await receive(id, { [lamp!.id]: "4" });
    await outsideShops().dirtyItem.deleteMany();
    const put = async (...lines: object[]) =>
      change(id, {
        version: (await open(id)).version,
        form: { ...formOf(...lines), supplierId: "gone" },
        acceptsPastDays: false,
      });
    const keptLamp = { ...line, id: lamp!.id, expectedOn: inDays(99) };
    expect(await put({ ...keptLamp, units: "3" })).toMatchObject({ errors: { "lines.0.units": "below-received" } });
    expect(await put({ variantId: variant(2), units: "1" })).toMatchObject({ errors: { lines: "line-has-receipts" } });
    expect(await put({ ...keptLamp, units: "8" }, { ...line, expectedOn: inDays(30) })).toEqual({ ok: true, id });
    expect(await open(id)).toMatchObject({
      status: "partly-received",
      supplier: { id: "mill" },
      lines: [
        { id: lamp!.id, orderedUnits: 8, openUnits: 4, expectedOn: inDays(5) },
        { orderedUnits: 10, expectedOn: inDays(30), statedOn: inDays(30) },
      ],
    });
    expect((await open(id)).lines.map(({ id: lineId }) => lineId)).not.toContain(vase!.id);
    expect(await dirty()).toEqual(["1", "2"]);
    expect(await put({ ...keptLamp, units: "4" })).toMatchObject({ ok: true });
    expect(await open(id)).toMatchObject({ status: "received", closedOn: today });
    await expect(loadEdit(routeArgs(pageRequest(running, shop, `${path}/${id}/edit`), { id }))).rejects.toMatchObject({
      status: 404,
    });
  });

  it("is confirmed once, cancelled, refuses what comes then, and is received once it is open again", async () => {
    const id = await ordered(line);
    expect(await move(id, "confirm")).toMatchObject({ ok: true });
    expect(await open(id)).toMatchObject({ status: "confirmed", confirmedOn: today, moves: ["cancel"] });
    expect(await move(id, "confirm")).toEqual({ ok: false, reason: "not-allowed", standing: "confirmed" });
    expect(await move(id, "cancel")).toMatchObject({ ok: true });
    const lineId = (await open(id)).lines[0]!.id;
    expect(await receive(id, { [lineId]: "3" })).toEqual({ ok: false, reason: "cancelled" });
    expect(await move(id, "reopen")).toMatchObject({ ok: true });
    expect(await receive(id, { [lineId]: "3" })).toMatchObject({ ok: true, units: 3 });
    expect(await open(id)).toMatchObject({ status: "partly-received", lines: [{ openUnits: 7 }] });
  });

  it("cancelled after something came keeps that, and gives up the rest until it is reopened", async () => {
    const id = await ordered(line);
    const lineId = (await open(id)).lines[0]!.id;
    await receive(id, { [lineId]: "4" });
    await outsideShops().dirtyItem.deleteMany();
    expect(await move(id, "cancel")).toMatchObject({ ok: true });
    expect(await open(id)).toMatchObject({
      status: "partly-received",
      standing: "rest-cancelled",
      closedOn: today,
      lines: [{ receivedUnits: 4, closedUnits: 6, openUnits: 0 }],
    });
    expect(await dirty()).toEqual(["1"]);
    expect(await numbers()).toEqual([]);
    expect(await numbers("view=received")).toEqual(["PO-1001"]);
    expect(await receive(id, { [lineId]: "6" })).toEqual({ ok: false, reason: "cancelled" });
    await move(id, "reopen");
    expect(await open(id)).toMatchObject({ standing: "partly-received", closedOn: null, lines: [{ openUnits: 6 }] });
  });

  it("closed short is over once nothing is open, and what comes after all is still taken", async () => {
    const id = await ordered(line, { variantId: variant(2), units: "2" });
    const [lamp, vase] = (await open(id)).lines;
    await receive(id, { [lamp!.id]: "10" });
    const close = async (lineIds: string[]) =>
      act(id, { intent: "close-short", version: (await open(id)).version, lineIds });
    expect(await close([lamp!.id])).toEqual({ ok: true, closedLines: 0 });
    expect(await close([vase!.id])).toEqual({ ok: true, closedLines: 1 });
    expect(await open(id)).toMatchObject({ status: "received", standing: "received-short", closedOn: today });
    expect(await receive(id, { [vase!.id]: "1" })).toMatchObject({ ok: true });
    expect((await open(id)).lines[1]).toMatchObject({ receivedUnits: 1, closedUnits: 1, openUnits: 0 });
  });

  it("whose supplier is archived is carried to its end, while nothing new is ordered there", async () => {
    const [id, waiting] = [await ordered(line), await draft(line)];
    const archive = (archivedAt: Date | null) =>
      withShop(shop, (db) => db.supplier.updateMany({ where: { shop, id: "mill" }, data: { archivedAt } }));
    await archive(new Date());
    try {
      const lineId = (await open(id)).lines[0]!.id;
      expect(await receive(id, { [lineId]: "10" })).toMatchObject({ ok: true });
      expect(await open(id)).toMatchObject({ status: "received", supplier: { isArchived: true } });
      expect(await move(waiting, "order")).toEqual({ ok: false, reason: "supplier-archived" });
      expect(await act(id, { intent: "duplicate", newId: randomUUID() })).toEqual({
        ok: false,
        reason: "supplier-archived",
      });
    } finally {
      await archive(null);
    }
  });

  it("keeps a supplier from being deleted", async () => {
    await ordered(line);
    await expect(withShop(shop, (db) => db.supplier.deleteMany({ where: { shop, id: "mill" } }))).rejects.toThrow();
    expect(await numbers()).toEqual(["PO-1001"]);
  });

  it("duplicated is a draft of the same lines without days, once however often it is pressed", async () => {
    const id = await ordered({ ...line, expectedOn: inDays(9), supplierSku: "NM-7" });
    const newId = randomUUID();
    const press = () => act(id, { intent: "duplicate", newId });
    expect(await Promise.all([press(), press()])).toEqual([
      { ok: true, id: newId },
      { ok: true, id: newId },
    ]);
    expect(await open(newId)).toMatchObject({
      number: "PO-1002",
      status: "draft",
      orderedOn: null,
      lines: [{ orderedUnits: 10, priceMinor: 250, supplierSku: "NM-7", expectedOn: null, statedOn: null }],
    });
    expect((await list("view=all")).allCount).toBe(2);
  });
});

describe("the list", () => {
  it("finds by number, supplier and either SKU, by view and by supplier, the earliest expected first", async () => {
    await ordered({ ...line, expectedOn: inDays(20), supplierSku: "NM-7" });
    await ordered({ variantId: variant(2), units: "3", expectedOn: inDays(4) });
    await draft(line);
    expect(await numbers()).toEqual(["PO-1002", "PO-1001"]);
    expect(await numbers("view=draft")).toEqual(["PO-1003"]);
    expect(await numbers("search=1001")).toEqual(["PO-1001"]);
    expect(await numbers("search=nm-7")).toEqual(["PO-1001"]);
    expect(await numbers("search=vase")).toEqual(["PO-1002"]);
    expect(await numbers("search=north+mill")).toHaveLength(2);
    expect(await numbers("search=%25")).toEqual([]);
    expect(await numbers("supplier=gone")).toEqual([]);
    expect(await list("view=all")).toMatchObject({ matchingCount: 3, allCount: 3, overdueCount: 0 });
    expect((await list()).orders[1]).toMatchObject({
      supplierName: "North Mill",
      locationName: "Harbour",
      nextExpectedOn: inDays(20),
      openUnits: 10,
      totalMinor: 2500,
    });
  });

  it("shows no shop another's orders, and no order that is not there", async () => {
    const id = await ordered(line);
    expect((await list("view=all", other)).allCount).toBe(0);
    await expect(open(id, other)).rejects.toMatchObject({ status: 404 });
    await expect(open(randomUUID())).rejects.toMatchObject({ status: 404 });
    const cancel = { intent: "move", move: "cancel", version: 2, orderedOn: null, acceptsPastDays: false };
    expect(await act(id, cancel, other)).toEqual({ ok: false, reason: "gone" });
    await expect(act(id, { intent: "burn" })).rejects.toMatchObject({ status: 400 });
  });
});

describe("what goes to the supplier", () => {
  const mail = { to: "mill@example.com", subject: "Purchase order PO-1001", text: "Please deliver." };
  const sending = async (id: string, input: typeof mail, isTaken = true) => {
    const sent: Mail[] = [];
    const mailer = {
      isConfigured: true,
      send: async (each: Mail) => {
        if (!isTaken) await getPorts().mailer.send(each);
        sent.push(each);
      },
    };
    return { result: await sendPurchaseOrder({ ...getPorts(), mailer }, shop, id, input), sent };
  };

  it("is a file and a sheet to print", async () => {
    const id = await ordered({ ...line, supplierSku: "NM-7", expectedOn: inDays(9) });
    const file = await (await csvLoader(routeArgs(pageRequest(running, shop, `${path}/${id}/csv`), { id }))).text();
    expect(file).toContain(`PO-1001,North Mill,NM-7,LAMP,Lamp,10,2.50,EUR,${today},${inDays(9)},Harbour`);
    expect(await printLoader(routeArgs(pageRequest(running, shop, `${path}/${id}/print`), { id }))).toMatchObject({
      number: "PO-1001",
      lines: [{ title: "Lamp" }],
    });
  });

  it("is mailed with the file, and the order says to whom", async () => {
    const id = await ordered(line);
    const { result, sent } = await sending(id, mail);
    expect(result).toEqual({ ok: true, to: "mill@example.com" });
    expect(sent).toMatchObject([{ to: "mill@example.com", attachments: [{ filename: "PO-1001.csv" }] }]);
    expect(sent[0]?.attachments?.[0]?.content).toContain("PO-1001,North Mill");
    expect(await open(id)).toMatchObject({ mailedTo: "mill@example.com" });
  });

  it("is not mailed to what is no address, with a second header, or where no mail is sent", async () => {
    const id = await ordered(line);
    const { result, sent } = await sending(id, { to: "mill", subject: "a\r\nBcc: x@example.com", text: " " });
    expect(result).toEqual({
      ok: false,
      reason: "form",
      errors: { to: "not-an-address", subject: "too-long", text: "required" },
    });
    expect(sent).toEqual([]);
    expect((await sending(id, mail, false)).result).toEqual({ ok: false, reason: "not-taken" });
    expect(await act(id, { intent: "mail", ...mail })).toEqual({ ok: false, reason: "no-mailer" });
    expect(await open(id)).toMatchObject({ mailedAt: null });
  });
});
