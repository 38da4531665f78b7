import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { outsideShops, withShop } from "../../../app/db.server.ts";
import type { ShopDomain } from "../../../app/ids.ts";
import { stopBoss } from "../../../app/jobs/boss.server.ts";
import { action, loader } from "../../../app/routes/app.suppliers.$id._index/route.tsx";
import { loader as findVariants } from "../../../app/routes/app.suppliers.$id.variants.tsx";
import { loader as loadList } from "../../../app/routes/app.suppliers._index/route.tsx";
import { action as create, loader as loadNew } from "../../../app/routes/app.suppliers.new/route.tsx";
import { loadLateness } from "../../../app/supply/load-lateness.server.ts";
import type { RunningEmulator } from "../../../store-emulator/start-emulator.ts";
import { adminPost, routeArgs } from "../support/admin-request.ts";
import { installedShop, pageRequest, startEmulatorForApp } from "../support/start-shop.ts";
import { stockShop } from "../support/stock-shop.ts";

// Justified casts: what the factory takes are domains.
const shop = "kilns.myshopify.com" as ShopDomain;
const other = "forge.myshopify.com" as ShopDomain;
const at = new Date("2026-11-01T00:00:00Z");
const variant = (number: number) => `gid://shopify/ProductVariant/${number}`;
let running: RunningEmulator;

const list = async (query = "", of = shop) =>
  (await loadList(routeArgs(pageRequest(running, of, `/app/suppliers${query}`)))).list;
const open = (id: string, query = "", of = shop) =>
  loader(routeArgs(pageRequest(running, of, `/app/suppliers/${id}${query}`), { id }));
const add = (supplier: object, of = shop) =>
  create(routeArgs(adminPost(running, of, "/app/suppliers/new", { supplier })));
const post = async (id: string, body: unknown, of = shop) =>
  (await action(routeArgs(adminPost(running, of, `/app/suppliers/${id}`, body), { id }))).result;
const added = async (supplier: object): Promise<string> => {
  const result = await add(supplier);
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.supplierId;
};
const save = async (id: string, supplier: object) =>
  post(id, { intent: "save", supplier, updatedAt: (await open(id)).supplier.updatedAt });
const terms = async (number: number) =>
  (
    await withShop(shop, (db) =>
      db.supplierTerms.findMany({
        where: { variantId: variant(number) },
        include: { supplier: true },
        orderBy: { rank: "asc" },
      }),
    )
  ).map(({ supplier, rank }) => `${rank} ${supplier.name}`);
const dirty = async () =>
  (await outsideShops().dirtyItem.findMany({ where: { shop }, orderBy: { item: "asc" } })).map(({ item }) =>
    Number(item.split("/").at(-1)),
  );
const clean = () => outsideShops().dirtyItem.deleteMany();
const order = (supplierId: string, number: string, status: string, units = 5) =>
  withShop(shop, (db) =>
    db.purchaseOrder.create({
      data: {
        shop,
        number,
        supplierId,
        locationId: "gid://shopify/Location/1",
        status,
        currency: "EUR",
        closedOn: status === "received" ? "2026-10-01" : null,
        createdAt: at,
        updatedAt: at,
        lines: {
          create: {
            position: 1,
            variantId: variant(3),
            inventoryItemId: "gid://shopify/InventoryItem/3",
            orderedUnits: units,
            receivedUnits: status === "received" ? units : 0,
            expectedOn: "2027-03-12",
            updatedAt: at,
          },
        },
      },
    }),
  );

beforeAll(async () => {
  running = await startEmulatorForApp();
  for (const domain of [shop, other]) {
    installedShop(running, domain);
    await loadNew(routeArgs(pageRequest(running, domain, "/app/suppliers/new")));
  }
  await stockShop(shop, [
    { number: 1, name: "Teapot blue", sku: "TEA-1", available: 0 },
    { number: 2, name: "Teapot red", sku: "TEA-2", available: 4 },
    { number: 3, name: "Lamp", sku: "LAMP", available: -2 },
  ]);
});
beforeEach(async () => {
  await withShop(shop, async (db) => {
    await db.receipt.deleteMany();
    await db.purchaseOrder.deleteMany();
    await db.supplier.deleteMany();
    await db.latenessRecord.deleteMany();
  });
  await clean();
});
afterAll(async () => {
  await stopBoss();
  await running.close();
});

describe("a supplier", () => {
  it("is added, opened and changed", async () => {
    const id = await added({ name: "Northern Mill", email: "ada@mill.example", currency: "gbp", leadDays: "12" });
    const { supplier, countries } = await open(id);
    expect(supplier).toMatchObject({
      isArchived: false,
      fields: { name: "Northern Mill", currency: "GBP", leadDays: 12, workingWeekdays: [1, 2, 3, 4, 5] },
    });
    expect(countries).toContain("IT");
    expect(await save(id, { minimumOrder: "250.50", holidayCountry: "gb" })).toMatchObject({ ok: true });
    expect((await open(id)).supplier.fields).toMatchObject({
      name: "Northern Mill",
      minimumOrderMinor: 25_050,
      holidayCountry: "GB",
    });
  });

  it("says of every field what is wrong, and saves nothing", async () => {
    expect(await add({ name: "", email: "x", workingWeekdays: [], holidayCountry: "Italy" })).toEqual({
      ok: false,
      reason: "form",
      errors: {
        name: "required",
        email: "not-an-email",
        workingWeekdays: "no-working-day",
        holidayCountry: "too-long",
      },
    });
    expect(await add({ name: "Mill", holidayCountry: "QQ" })).toMatchObject({
      errors: { holidayCountry: "not-a-country" },
    });
    expect((await list()).currentCount).toBe(0);
  });

  it("never has another's name, however it is written, nor when two are saved at once", async () => {
    const id = await added({ name: "Northern Mill" });
    const taken = { ok: false, reason: "form", errors: { name: "name-taken" } };
    expect(await add({ name: " northern MILL " })).toEqual(taken);
    const second = await added({ name: "Forge" });
    expect(await save(second, { name: "NORTHERN mill" })).toEqual(taken);
    expect(await save(id, { name: "Northern mill" })).toMatchObject({ ok: true });
    const both = await Promise.all([add({ name: "Twin" }), add({ name: "Twin" })]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(both).toContainEqual(taken);
    expect(await add({ name: "Northern Mill" }, other)).toMatchObject({ ok: true });
  });

  it("is not overwritten by a form opened before somebody else saved", async () => {
    const id = await added({ name: "Mill" });
    const { updatedAt } = (await open(id)).supplier;
    await save(id, { note: "first" });
    expect(await post(id, { intent: "save", supplier: { note: "second" }, updatedAt })).toEqual({
      ok: false,
      reason: "changed-meanwhile",
    });
    expect((await open(id)).supplier.fields.note).toBe("first");
  });

  it("changed in its days makes what it delivers and what is on its way decided again, and nothing else", async () => {
    const id = await added({ name: "Mill" });
    await post(id, { intent: "add-terms", variantIds: [variant(1)] });
    await order(id, "PO-1", "ordered");
    await clean();
    await save(id, { note: "no date follows from this" });
    expect(await dirty()).toEqual([]);
    await save(id, { closures: [{ from: "2027-08-02", to: "2027-08-27", why: "Shut in August" }] });
    expect(await dirty()).toEqual([1, 3]);
    await clean();
    await save(id, { leadDays: "20" });
    expect(await dirty()).toEqual([1, 3]);
  });

  it("shut when its goods were late was not late: its record is another at once", async () => {
    const id = await added({ name: "Mill", workingWeekdays: ["1", "2", "3", "4", "5", "6", "7"] });
    for (const number of [1, 2, 3, 4, 5]) {
      await order(id, `PO-${String(number)}`, "received");
      await withShop(shop, async (db) => {
        const line = await db.purchaseOrderLine.findFirstOrThrow({
          where: { purchaseOrder: { number: `PO-${String(number)}` } },
        });
        const { id: lineId, purchaseOrderId } = line;
        await db.purchaseOrderLine.updateMany({ where: { id: lineId }, data: { statedOn: "2026-08-03" } });
        const recordedAt = new Date("2026-08-20T09:00:00Z");
        const receipt = { key: lineId, purchaseOrderId, lineId, units: 5, receivedOn: "2026-08-13", recordedAt };
        await db.receipt.create({ data: { shop, ...receipt } });
      });
    }
    const lateness = () => withShop(shop, async (db) => (await loadLateness(db, shop))(id, null)?.days.at(-1) ?? null);
    expect(await lateness()).toBeNull();
    await save(id, { closures: [{ from: "2026-12-24", to: "2026-12-31", why: "Christmas" }] });
    expect(await lateness()).toBe(10);
    await save(id, { closures: [{ from: "2026-08-01", to: "2026-08-12", why: "Shut in August" }] });
    expect(await lateness()).toBe(0);
  });

  it("of another shop is not there", async () => {
    const id = await added({ name: "Mill" });
    await expect(open(id, "", other)).rejects.toMatchObject({ status: 404 });
    expect(await post(id, { intent: "remove" }, other)).toEqual({ ok: false, reason: "gone" });
    expect(await post(id, { intent: "add-terms", variantIds: [variant(1)] }, other)).toEqual({
      ok: false,
      reason: "gone",
    });
    expect((await list("", other)).suppliers.map(({ name }) => name)).not.toContain("Mill");
  });
});

describe("a supplier deleted", () => {
  it("with open purchase orders is refused, and they are named", async () => {
    const id = await added({ name: "Mill" });
    const first = await order(id, "PO-1", "ordered");
    const draft = await order(id, "PO-2", "draft");
    await order(id, "PO-0", "received");
    expect(await post(id, { intent: "remove" })).toEqual({
      ok: false,
      reason: "open-orders",
      orderCount: 2,
      orders: expect.arrayContaining([
        { id: first.id, number: "PO-1" },
        { id: draft.id, number: "PO-2" },
      ]),
    });
    expect((await open(id)).supplier.isArchived).toBe(false);
    expect((await open(id)).openOrders.map(({ number, openUnits }) => [number, openUnits])).toEqual([
      ["PO-1", 5],
      ["PO-2", 5],
    ]);
  });

  it("that had purchase orders is archived with all it knows, and can be brought back", async () => {
    const id = await added({ name: "Mill" });
    await post(id, { intent: "add-terms", variantIds: [variant(1)] });
    await order(id, "PO-0", "received");
    await clean();
    expect(await post(id, { intent: "remove" })).toEqual({ ok: true, outcome: "archived" });
    expect(await dirty()).toEqual([1]);
    expect((await list()).suppliers).toEqual([]);
    expect(await list("?show=archived")).toMatchObject({ archivedCount: 1, suppliers: [{ id, isArchived: true }] });
    await clean();
    expect(await post(id, { intent: "bring-back" })).toEqual({ ok: true });
    expect(await dirty()).toEqual([1]);
    expect(await list()).toMatchObject({ archivedCount: 0, suppliers: [{ id, variantCount: 1 }] });
  });

  it("that never had any is gone with its terms, and the next source is preferred", async () => {
    const [mill, forge] = [await added({ name: "Mill" }), await added({ name: "Forge" })];
    for (const id of [mill, forge]) await post(id, { intent: "add-terms", variantIds: [variant(1)] });
    expect(await terms(1)).toEqual(["1 Mill", "2 Forge"]);
    await clean();
    expect(await post(mill, { intent: "remove" })).toEqual({ ok: true, outcome: "deleted" });
    expect(await terms(1)).toEqual(["1 Forge"]);
    expect(await dirty()).toEqual([1]);
    expect(await post(mill, { intent: "remove" })).toEqual({ ok: false, reason: "gone" });
    await expect(open(mill)).rejects.toMatchObject({ status: 404 });
  });
});

describe("terms", () => {
  it("are added to what a search finds, once each, as the last source", async () => {
    const [mill, forge] = [await added({ name: "Mill" }), await added({ name: "Forge" })];
    await post(mill, { intent: "add-terms", variantIds: [variant(1)] });
    await clean();
    const body = { intent: "add-terms", variantIds: [variant(1), variant(2), variant(99)] };
    expect(await post(forge, body)).toEqual({ ok: true, count: 2 });
    expect(await post(forge, body)).toEqual({ ok: true, count: 0 });
    expect([await terms(1), await terms(2)]).toEqual([["1 Mill", "2 Forge"], ["1 Forge"]]);
    expect(await dirty()).toEqual([1, 2]);
    const found = await findVariants(
      routeArgs(pageRequest(running, shop, `/app/suppliers/${mill}/variants?search=teapot`), { id: mill }),
    );
    expect(found.map(({ sku, isAdded }) => [sku, isAdded])).toEqual([
      ["TEA-2", false],
      ["TEA-1", true],
    ]);
  });

  it("are saved in the supplier's currency, and a rank moves the other sources", async () => {
    const [mill, forge] = [await added({ name: "Mill", currency: "JPY" }), await added({ name: "Forge" })];
    for (const id of [mill, forge]) await post(id, { intent: "add-terms", variantIds: [variant(1)] });
    await clean();
    const given = { supplierSku: "M-1", price: "1200", packUnits: "12", minimumUnits: "24", leadDays: "9", rank: "2" };
    expect(await post(mill, { intent: "save-terms", variantId: variant(1), terms: given })).toEqual({ ok: true });
    expect(await terms(1)).toEqual(["1 Forge", "2 Mill"]);
    expect(await dirty()).toEqual([1]);
    expect((await open(mill)).terms).toMatchObject({
      allCount: 1,
      rows: [
        {
          sku: "TEA-1",
          supplierSku: "M-1",
          priceMinor: 1200,
          packUnits: 12,
          minimumUnits: 24,
          leadDays: 9,
          rank: 2,
          sources: ["Forge", "Mill"],
        },
      ],
    });
    expect(
      await post(mill, { intent: "save-terms", variantId: variant(1), terms: { price: "1.5", packUnits: "0" } }),
    ).toEqual({
      ok: false,
      reason: "form",
      errors: { price: "not-an-amount", packUnits: "too-small" },
    });
    expect(await post(mill, { intent: "save-terms", variantId: variant(99), terms: {} })).toEqual({
      ok: false,
      reason: "gone",
    });
  });

  it("two people move at once end in one order, without a gap", async () => {
    const ids = await Promise.all(["A", "B", "C"].map((name) => added({ name })));
    for (const id of ids) await post(id, { intent: "add-terms", variantIds: [variant(1)] });
    await Promise.all(ids.map((id) => post(id, { intent: "save-terms", variantId: variant(1), terms: { rank: "1" } })));
    expect((await terms(1)).map((each) => each[0])).toEqual(["1", "2", "3"]);
  });

  it("taken away make the next source the preferred one", async () => {
    const [mill, forge] = [await added({ name: "Mill" }), await added({ name: "Forge" })];
    for (const id of [mill, forge]) await post(id, { intent: "add-terms", variantIds: [variant(1), variant(2)] });
    await clean();
    expect(await post(mill, { intent: "remove-terms", variantIds: [variant(1)] })).toEqual({ ok: true, count: 1 });
    expect([await terms(1), await terms(2)]).toEqual([["1 Forge"], ["1 Mill", "2 Forge"]]);
    expect(await dirty()).toEqual([1]);
  });
});

describe("the list of suppliers", () => {
  it("says what is on order, how punctual each is and when it is shut next, and is searched", async () => {
    await outsideShops().shop.update({ where: { domain: shop }, data: { timeZone: "Europe/Rome" } });
    const id = await added({
      name: "Northern Mill",
      contactName: "Ada",
      leadDays: "12",
      leadDayCount: "working",
      closures: [
        { from: "2020-08-01", to: "2020-08-31", why: "long over" },
        { from: "2099-08-03", to: "2099-08-28", why: "Shut in August" },
      ],
    });
    await added({ name: "forge" });
    await order(id, "PO-1", "confirmed");
    await order(id, "PO-0", "received");
    const { suppliers, currentCount } = await list();
    expect(currentCount).toBe(2);
    expect(suppliers).toMatchObject([
      { name: "forge", openOrderCount: 0, onTime: null, nextClosure: null },
      {
        name: "Northern Mill",
        openOrderCount: 1,
        leadDays: 12,
        leadDayCount: "working",
        onTime: null,
        nextClosure: { from: "2099-08-03", why: "Shut in August" },
      },
    ]);
    expect((await list("?search=ADA")).suppliers.map(({ name }) => name)).toEqual(["Northern Mill"]);
    expect(await list("?search=100%25&page=7")).toMatchObject({ matchingCount: 0, page: 1, suppliers: [] });
  });

  it("is paged", async () => {
    await withShop(shop, (db) =>
      db.supplier.createMany({
        data: Array.from({ length: 51 }, (_, index) => ({
          shop,
          name: `Supplier ${String(index).padStart(2, "0")}`,
          currency: "EUR",
          createdAt: at,
          updatedAt: at,
        })),
      }),
    );
    expect(await list("?page=2")).toMatchObject({
      pageCount: 2,
      matchingCount: 51,
      suppliers: [{ name: "Supplier 50" }],
    });
  });
});
