import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { outsideShops, withShop } from "../../../app/db.server.ts";
import { stopBoss } from "../../../app/jobs/boss.server.ts";
import { action, loader } from "../../../app/routes/app.purchase-orders.import/route.tsx";
import type { ImportAnswers } from "../../../app/supply/import/import-answers.ts";
import { orderTemplate } from "../../../app/supply/import/order-fields.ts";
import type { RunningEmulator } from "../../../store-emulator/start-emulator.ts";
import { adminPost, routeArgs } from "../support/admin-request.ts";
import { installedShop, pageRequest, startEmulatorForApp } from "../support/start-shop.ts";
import { stockShop } from "../support/stock-shop.ts";

const shop = "importer.myshopify.com";
const other = "stranger.myshopify.com";
let running: RunningEmulator;

interface Upload {
  columns?: Record<string, number>;
  answers?: Partial<ImportAnswers>;
  fileName?: string;
  of?: string;
  shown?: string | null;
}
const post = (intent: "preview" | "save", text: string, { of = shop, fileName = "orders.csv", ...rest }: Upload) =>
  action(routeArgs(adminPost(running, of, "/app/purchase-orders/import", { intent, text, fileName, ...rest })));
const preview = (text: string, upload: Upload = {}) => post("preview", text, upload);
/** Saves what its preview shows. */
const save = async (text: string, upload: Upload = {}) => {
  const seen = await preview(text, upload);
  return seen.step === "preview" ? post("save", text, { ...upload, shown: seen.shown }) : seen;
};
const fixture = (name: string) => readFileSync(`tests/fixtures/purchase-orders/${name}.csv`, "utf8");
const file = (...rows: string[]) => `${orderTemplate}${rows.join("\r\n")}\r\n`;

const orders = (of = shop) =>
  withShop(of, (db) =>
    db.purchaseOrder.findMany({
      orderBy: { number: "asc" },
      include: { supplier: true, lines: { orderBy: { position: "asc" } } },
    }),
  );
const receipts = () => withShop(shop, (db) => db.receipt.findMany({ orderBy: { recordedAt: "asc" } }));
const dayChanges = () => withShop(shop, (db) => db.expectedDayChange.findMany({ orderBy: { id: "asc" } }));
const dirty = async (of = shop) =>
  (await outsideShops().dirtyItem.findMany({ where: { shop: of, kind: "decision" }, orderBy: { item: "asc" } })).map(
    ({ item }) => item.slice(item.lastIndexOf("/") + 1),
  );

beforeAll(async () => {
  running = await startEmulatorForApp();
  for (const domain of [shop, other]) {
    installedShop(running, domain);
    await loader(routeArgs(pageRequest(running, domain, "/app/purchase-orders/import")));
    await withShop(domain, (db) => db.location.deleteMany());
    await stockShop(domain, [
      { number: 1, name: "Teapot blue", sku: "TEA-1", available: -3, product: 1 },
      { number: 2, name: "Teapot red", sku: "TEA-2", available: 4, product: 1 },
      { number: 3, name: "Lamp", sku: "LAMP", available: 0 },
      { number: 4, name: "Cup", sku: "CUP", available: 0 },
      { number: 5, name: "Cup twin", sku: "CUP", available: 0 },
    ]);
  }
  await withShop(shop, (db) =>
    db.location.createMany({
      data: [
        { shop, locationId: "gid://shopify/Location/2", name: "Inland" },
        { shop, locationId: "gid://shopify/Location/3", name: "Old shed", isActive: false },
      ],
    }),
  );
});
beforeEach(async () => {
  await withShop(shop, async (db) => {
    await db.receipt.deleteMany();
    await db.expectedDayChange.deleteMany();
    await db.purchaseOrder.deleteMany();
    await db.supplier.deleteMany();
    await db.columnMapping.deleteMany();
    await db.assumedReceipt.deleteMany();
    await db.expectedRise.deleteMany();
  });
  await outsideShops().dirtyItem.deleteMany();
});
afterAll(async () => {
  await stopBoss();
  await running.close();
});

describe("the plain template", () => {
  it("is shown first, then saved whole, and its variants are decided again", async () => {
    expect(await preview(fixture("template"))).toMatchObject({
      step: "preview",
      summary: {
        orders: { new: 2, updated: 0, unchanged: 0, left: 0 },
        lines: { new: 3 },
        openUnits: 36,
        receivedUnits: 4,
        newSuppliers: ["Mill North", "Lamp Works"],
      },
    });
    expect(await orders()).toEqual([]);
    expect(await dirty()).toEqual([]);

    expect(await save(fixture("template"))).toMatchObject({ step: "saved" });
    expect(await orders()).toMatchObject([
      {
        number: "PO-77",
        status: "partly-received",
        source: "csv",
        currency: "EUR",
        orderedOn: "2026-09-01",
        note: "second half",
        locationId: "gid://shopify/Location/1",
        supplier: { name: "Mill North", currency: "EUR" },
        lines: [
          {
            variantId: "gid://shopify/ProductVariant/1",
            inventoryItemId: "gid://shopify/InventoryItem/1",
            title: "Teapot blue",
            supplierSku: "MN-17",
            orderedUnits: 24,
            receivedUnits: 0,
            priceMinor: 950n,
            expectedOn: "2027-03-05",
            statedOn: "2027-03-05",
          },
          // Nobody knows when the four came: they tell nothing of how late the supplier is.
          { orderedUnits: 10, receivedUnits: 4, expectedOn: "2027-03-12", statedOn: null },
        ],
      },
      {
        number: "PO-78",
        status: "ordered",
        locationId: "gid://shopify/Location/2",
        lines: [{ expectedOn: "2027-04-01" }],
      },
    ]);
    expect(await receipts()).toMatchObject([{ units: 4, source: "csv", booking: "recorded" }]);
    expect(await dirty()).toEqual(["1", "2", "3"]);
  });

  it("once more changes nothing", async () => {
    await save(fixture("template"));
    const before = await orders();
    await outsideShops().dirtyItem.deleteMany();
    expect(await save(fixture("template"))).toMatchObject({
      step: "saved",
      summary: { orders: { new: 0, updated: 0, unchanged: 2 }, lines: { unchanged: 3 }, receivedUnits: 0 },
    });
    expect(await orders()).toEqual(before);
    expect(await receipts()).toHaveLength(1);
    expect(await dirty()).toEqual([]);
  });
});

it("names items as the supplier's terms do where the file does not", async () => {
  const at = new Date();
  const variantId = (number: number) => `gid://shopify/ProductVariant/${number}`;
  await withShop(shop, async (db) => {
    for (const id of ["mill", "forge"])
      await db.supplier.create({ data: { shop, id, name: id, currency: "EUR", createdAt: at, updatedAt: at } });
    await db.supplierTerms.createMany({
      data: [
        { shop, supplierId: "mill", variantId: variantId(1), supplierSku: "M-1", updatedAt: at },
        { shop, supplierId: "mill", variantId: variantId(2), supplierSku: "M-2", updatedAt: at },
        { shop, supplierId: "forge", variantId: variantId(3), supplierSku: "F-3", updatedAt: at },
      ],
    });
  });
  const text = file(
    "PO-1,Mill,,TEA-1,5,,,,,,Harbour,",
    "PO-1,Mill,X-2,TEA-2,5,,,,,,Harbour,",
    "PO-1,Mill,,LAMP,5,,,,,,Harbour,",
  );
  await save(text);
  const names = async () => (await orders())[0]?.lines.map(({ supplierSku }) => supplierSku);
  expect(await names()).toEqual(["M-1", "X-2", null]);
  await save(text.replaceAll("X-2", ""));
  expect(await names()).toEqual(["M-1", "X-2", null]);
});

describe("a file imported again", () => {
  const first = file(
    "PO-1,Mill North,,TEA-1,20,5,9.50,EUR,,2027-03-05,Harbour,",
    "PO-1,Mill North,,TEA-2,10,,,,,2027-03-05,Harbour,",
  );

  it("moves expected days with the file's name as the reason", async () => {
    await save(first);
    const moved = first.replaceAll("2027-03-05", "2027-03-19");
    expect(await save(moved, { fileName: "march.csv" })).toMatchObject({
      summary: { moveCount: 2, moves: [{ number: "PO-1", from: "2027-03-05", to: "2027-03-19" }, {}] },
    });
    expect(await dayChanges()).toMatchObject([
      { lineId: expect.stringMatching(/^po:/), fromDay: "2027-03-05", toDay: "2027-03-19", reason: "march.csv" },
      { toDay: "2027-03-19" },
    ]);
    expect((await orders())[0]?.lines).toMatchObject([
      { expectedOn: "2027-03-19", statedOn: null },
      { expectedOn: "2027-03-19", statedOn: "2027-03-05" },
    ]);
  });

  it("takes no day as stated for units that came before it, or with it on a day that nobody wrote down", async () => {
    const line = (sku: string, received: string, day: string) =>
      `PO-1,Mill North,,${sku},10,${received},,,,${day},Harbour,`;
    await save(file(line("TEA-1", "5", ""), line("TEA-2", "", ""), line("LAMP", "", "")));
    const day = "2027-03-05";
    await save(file(line("TEA-1", "5", day), line("TEA-2", "4", day), line("LAMP", "", day)));
    expect((await orders())[0]?.lines).toMatchObject([
      { receivedUnits: 5, expectedOn: day, statedOn: null },
      { receivedUnits: 4, expectedOn: day, statedOn: null },
      { receivedUnits: 0, expectedOn: day, statedOn: day },
    ]);
  });

  it("leaves what an empty cell does not say", async () => {
    await save(first);
    await save(file("PO-1,Mill North,,TEA-1,20,,,,,,,", "PO-1,Mill North,,TEA-2,10,,,,,,,"));
    expect((await orders())[0]).toMatchObject({
      currency: "EUR",
      lines: [{ expectedOn: "2027-03-05", priceMinor: 950n, receivedUnits: 5 }, { expectedOn: "2027-03-05" }],
    });
    expect(await dayChanges()).toEqual([]);
  });

  it("records only the units that came since, and never takes back or doubles what people counted", async () => {
    await save(first);
    const [order] = await orders();
    const [line] = order!.lines;
    await withShop(shop, async (db) => {
      await db.receipt.create({
        data: {
          shop,
          key: "by-hand",
          purchaseOrderId: order!.id,
          lineId: line!.id,
          units: 6,
          receivedOn: "2026-11-20",
          recordedAt: new Date(),
        },
      });
      await db.purchaseOrderLine.updateMany({ where: { id: line!.id }, data: { receivedUnits: 11 } });
    });
    const told = (units: number) => save(first.replace(",20,5,", `,20,${units},`));
    const received = async () => (await orders())[0]?.lines[0]?.receivedUnits;
    // It does not know of the six, or knows of some of them.
    await told(5);
    await told(9);
    expect(await received()).toBe(11);
    await told(14);
    expect(await received()).toBe(14);
    await told(14);
    // The file had told of eight; it takes back what it told itself, and not the six.
    await told(2);
    expect(await received()).toBe(8);
    await told(20);
    expect(await receipts()).toHaveLength(5);
    expect(await orders()).toMatchObject([{ status: "partly-received", lines: [{ receivedUnits: 20 }, {}] }]);
    expect((await receipts()).reduce((sum, { units }) => sum + units, 0)).toBe(20);
  });

  it("explains the stock that rose before the file told of it", async () => {
    await save(first);
    const [order] = await orders();
    const at = { shop, inventoryItemId: "gid://shopify/InventoryItem/1", locationId: "gid://shopify/Location/1" };
    await withShop(shop, (db) =>
      db.assumedReceipt.create({ data: { ...at, lineId: `po:${order!.lines[0]!.id}`, units: 7, seenAt: new Date() } }),
    );
    await save(first.replace(",20,5,", ",20,15,").replace(",10,,", ",10,2,"));
    const [assumed, rises] = await withShop(shop, async (db) => [
      await db.assumedReceipt.findMany(),
      await db.expectedRise.findMany({ orderBy: { units: "asc" } }),
    ]);
    expect(assumed).toMatchObject([{ answer: "explained" }]);
    expect(rises).toMatchObject([{ units: 2 }, { units: 3 }]);
  });

  it("tells of lines that are gone, and closes them only where the merchant says so", async () => {
    await save(first);
    const shorter = file("PO-1,Mill North,,TEA-1,20,5,9.50,EUR,,2027-03-05,Harbour,");
    expect(await save(shorter)).toMatchObject({
      summary: { goneCount: 1, gone: [{ number: "PO-1", title: "Teapot red", units: 10 }], orders: { unchanged: 1 } },
    });
    expect((await orders())[0]?.lines[1]).toMatchObject({ closedUnits: 0 });
    await save(shorter, { answers: { closesGone: true } });
    expect((await orders())[0]?.lines[1]).toMatchObject({ closedUnits: 10 });
  });

  it("leaves orders that are finished in Arrivo alone, and says so", async () => {
    await save(file("PO-1,Mill North,,TEA-1,20,,,,,,Harbour,", "PO-2,Mill North,,TEA-1,20,,,,,,Harbour,"));
    await withShop(shop, async (db) => {
      await db.purchaseOrder.updateMany({ where: { number: "PO-1" }, data: { status: "received" } });
      await db.purchaseOrder.updateMany({ where: { number: "PO-2" }, data: { status: "cancelled" } });
    });
    const before = await orders();
    expect(
      await save(file("PO-1,Mill North,,TEA-1,99,,,,,,Harbour,", "PO-2,Mill North,,TEA-1,99,5,,,,,Harbour,")),
    ).toMatchObject({
      summary: {
        orders: { left: 2, updated: 0 },
        left: [
          { number: "PO-1", status: "received" },
          { number: "PO-2", status: "cancelled" },
        ],
      },
    });
    expect(await orders()).toEqual(before);
  });

  it("updates an order that was made by hand where number and supplier are the same, and refuses another supplier's", async () => {
    await save(first);
    await withShop(shop, async (db) => {
      await db.purchaseOrder.updateMany({ data: { externalKey: null, source: "hand" } });
      await db.purchaseOrderLine.updateMany({ data: { externalKey: null } });
    });
    await save(first.replace(",20,5,", ",25,5,"));
    expect(await orders()).toMatchObject([{ lines: [{ orderedUnits: 25, receivedUnits: 5 }, { orderedUnits: 10 }] }]);
    expect(await preview(file("PO-1,Lamp Works,,LAMP,5,,,,,,Harbour,"))).toMatchObject({
      step: "problems",
      problems: [{ line: 2, column: "Order number", error: "number-taken", value: "PO-1" }],
    });
  });

  it("shows again what somebody changed between seeing and saving", async () => {
    await save(first);
    const seen = await preview(first.replace(",20,5,", ",25,5,"));
    await withShop(shop, (db) => db.purchaseOrder.updateMany({ data: { status: "cancelled" } }));
    const shown = seen.step === "preview" ? seen.shown : null;
    expect(await post("save", first.replace(",20,5,", ",25,5,"), { shown })).toMatchObject({
      step: "preview",
      hasChanged: true,
      summary: { orders: { left: 1 } },
    });
  });

  it("sent twice at once is one", async () => {
    const seen = await preview(first);
    const shown = seen.step === "preview" ? seen.shown : null;
    const results = await Promise.all([post("save", first, { shown }), post("save", first, { shown })]);
    expect(results.map(({ step }) => step).sort()).toEqual(["preview", "saved"]);
    expect(await orders()).toHaveLength(1);
  });
});

describe("files of others", () => {
  it("reads Stocky's export, with its byte-order mark: prices in the shop's currency, cancelled lines left out", async () => {
    const answers = { locationId: "gid://shopify/Location/1", expectedOn: "2027-02-01" };
    expect(await preview(fixture("stocky"))).toMatchObject({ step: "questions", questions: [{ kind: "location" }] });
    expect(await save(fixture("stocky"), { answers })).toMatchObject({
      step: "saved",
      summary: { orders: { new: 1 }, lines: { cancelled: 1 }, openUnits: 24, receivedUnits: 10 },
    });
    expect(await orders()).toMatchObject([
      {
        number: "22316",
        externalKey: "stocky:22316",
        currency: "USD",
        lines: [
          { supplierSku: "MN-17", orderedUnits: 24, priceMinor: 100_950n, expectedOn: "2027-02-01" },
          { orderedUnits: 10, receivedUnits: 10 },
        ],
      },
    ]);
    expect(await receipts()).toMatchObject([{ receivedOn: "2026-10-02" }]);
  });

  it("reads what is incoming in Shopify's inventory file, an order for each location", async () => {
    const text = fixture("shopify-inventory");
    expect(await preview(text)).toMatchObject({
      step: "questions",
      questions: [{ kind: "order-number" }, { kind: "supplier" }],
    });
    const answers = { orderNumber: "Incoming", supplier: "Mill North" };
    expect(await save(text, { answers })).toMatchObject({
      step: "saved",
      summary: { orders: { new: 2 }, lines: { empty: 1 }, dayless: 2 },
    });
    expect(await orders()).toMatchObject([
      { number: "Incoming Harbour", lines: [{ orderedUnits: 12, expectedOn: null }] },
      { number: "Incoming Inland", lines: [{ orderedUnits: 5 }] },
    ]);
  });

  it("asks once what the columns of any other file hold, and remembers it", async () => {
    const text = fixture("german");
    expect(await preview(text)).toMatchObject({
      step: "columns",
      file: {
        headings: ["Bestellung", "Lieferant", "Artikel", "Menge", "Preis", "Termin"],
        samples: [["B-7"], ["Mühle Süd"], ["TEA-1", "TEA-2"], {}, {}, ["31.12.2026", "05.01.2027"]],
      },
    });
    const columns = { orderNumber: 0, supplier: 1, sku: 2, quantity: 3, price: 4, expectedOn: 5 };
    const answers = { locationId: "gid://shopify/Location/1" };
    await save(text, { columns, answers });
    expect(await orders()).toMatchObject([
      {
        number: "B-7",
        supplier: { name: "Mühle Süd" },
        lines: [
          { orderedUnits: 1200, priceMinor: 350n, expectedOn: "2026-12-31" },
          { orderedUnits: 6, expectedOn: "2027-01-05" },
        ],
      },
    ]);
    expect(await preview(text)).toMatchObject({ step: "preview", summary: { orders: { unchanged: 1 } } });
    expect(await preview(text, { columns: { sku: 2 } })).toMatchObject({ step: "columns" });
    expect(await preview(text, { columns: { ...columns, note: 99 } })).toMatchObject({ step: "columns" });
  });

  it.each([
    ["Handle,Title,Vendor,Variant SKU,Variant Price\na,b,c,d,1", "products"],
    ["Name,Email,Financial Status,Fulfillment Status,Lineitem name\n#1,a@b.c,paid,,Teapot", "orders"],
    ["variant_id,sku,rule\n1,,on", "rules"],
    ["supplier,lead_days,sku\nMill,10,TEA-1", "suppliers"],
    ["First Name,Last Name,Email,Total Spent\na,b,c,1", "customers"],
  ])("says what %j is instead", async (text, otherFile) => {
    expect(await preview(text)).toEqual({ step: "other-file", otherFile });
  });
});

describe("days and numbers", () => {
  it("are asked for where nothing in the file says how they are read", async () => {
    const text = file("PO-1,Mill North,,TEA-1,1.200,,,,,05/03/2027,Harbour,");
    expect(await preview(text)).toMatchObject({
      step: "questions",
      questions: [
        { kind: "day-order", examples: ["05/03/2027"] },
        { kind: "decimal-mark", examples: ["1.200"] },
      ],
    });
    await save(text, { answers: { dayOrder: "month-first", decimalMark: "," } });
    expect(await orders()).toMatchObject([{ lines: [{ orderedUnits: 1200, expectedOn: "2027-05-03" }] }]);
  });

  it("follow the file where one cell says it, whatever was answered", async () => {
    const text = file(
      "PO-1,Mill North,,TEA-1,5,,,,,05/03/2027,Harbour,",
      "PO-1,Mill North,,TEA-2,5,,,,,31/03/2027,Harbour,",
    );
    await save(text, { answers: { dayOrder: "month-first" } });
    expect(await orders()).toMatchObject([{ lines: [{ expectedOn: "2027-03-05" }, { expectedOn: "2027-03-31" }] }]);
  });

  it("written both ways in one file are refused, with the line of each", async () => {
    const text = file(
      'PO-1,Mill North,,TEA-1,5,,"9,50",,,31/03/2027,Harbour,',
      "PO-1,Mill North,,TEA-2,5,,9.50,,,03/31/2027,Harbour,",
    );
    expect(await preview(text)).toMatchObject({
      step: "problems",
      count: 4,
      problems: [
        { line: 2, column: "Expected on", error: "two-day-orders", value: "31/03/2027" },
        { line: 2, column: "Price", error: "two-number-forms", value: "9,50" },
        { line: 3, column: "Expected on", error: "two-day-orders" },
        { line: 3, column: "Price", error: "two-number-forms" },
      ],
    });
  });
});

describe("a file with anything wrong in it", () => {
  it("is refused whole, by line and column, all at once", async () => {
    await withShop(shop, (db) =>
      db.supplier.create({
        data: {
          shop,
          name: "Closed Mill",
          currency: "EUR",
          archivedAt: new Date(),
          createdAt: new Date(),
          updatedAt: new Date(),
        },
      }),
    );
    const text = file(
      "PO-1,Mill North,,TEA-1,twelve,,,,,,Harbour,",
      "PO-1,Mill North,,TEA-2,-4,,,,,,Harbour,",
      "PO-1,Mill North,,LAMP,2.5,,,,,,Harbour,",
      "PO-2,Mill North,,,5,,,,,soon,Harbour,",
      "PO-3,closed mill,,TEA-1,5,,,,,,Harbour,",
      "PO-4,Mill North,,TEA-1,5,,,,,,Atlantis,",
      "PO-5,Mill North,,TEA-1,5,,,,,,Old shed,",
      "PO-6,Mill North,,TEA-1,5,,cheap,EURO,,2027-03-05,Harbour,",
      "PO-7,Mill North,,TEA-1,5,,,,,2027-03-05,Harbour,",
      "PO-7,Mill North,,TEA-1,6,,,,,2027-03-05,Harbour,",
      "PO-7,Lamp Works,,LAMP,6,,,,,2027-03-05,Harbour,",
      ",Mill North,,TEA-1,5,,,,,,Harbour,",
      "PO-8,Mill North,,TEA-1",
    );
    const result = await save(text);
    expect(result).toMatchObject({
      step: "problems",
      count: 14,
      problems: [
        { line: 2, column: "Quantity", error: "not-a-whole-number", value: "twelve" },
        { line: 3, column: "Quantity", error: "negative", value: "-4" },
        { line: 4, column: "Quantity", error: "not-a-whole-number", value: "2.5" },
        { line: 5, column: "SKU", error: "required" },
        { line: 5, column: "Expected on", error: "not-a-day", value: "soon" },
        { line: 6, column: "Supplier", error: "archived-supplier", value: "closed mill" },
        { line: 7, column: "Location", error: "unknown-location", value: "Atlantis" },
        { line: 8, column: "Location", error: "inactive-location", value: "Old shed" },
        { line: 9, column: "Price", error: "not-a-number", value: "cheap" },
        { line: 9, column: "Currency", error: "not-a-currency", value: "EURO" },
        { line: 11, column: "SKU", error: "twice", value: "TEA-1" },
        { line: 12, column: "Supplier", error: "differs-in-order", value: "Lamp Works" },
        { line: 13, column: "Order number", error: "required" },
        { line: 14, column: "Quantity", error: "too-few-cells" },
      ],
    });
    expect(await orders()).toEqual([]);
    expect(await withShop(shop, (db) => db.supplier.count())).toBe(1);
  });

  it("has its faults told before anything is asked of it", async () => {
    const location = { step: "questions", questions: [{ kind: "location" }] };
    const broken = "PO-1,Mill North,,TEA-1,twelve,,,,,,,";
    const unknown = "PO-1,Mill North,,NONE,5,,,,,,,";
    const sound = "PO-1,Mill North,,TEA-2,5,,,,,,,";
    expect(await preview(file(broken, sound))).toMatchObject({ step: "problems", count: 1, problems: [{ line: 2 }] });
    expect(await preview(file(sound, unknown))).toMatchObject({ step: "problems", unknown: { count: 1 } });
    expect(await preview(file(sound, unknown), { answers: { leavesOutUnknown: true } })).toMatchObject(location);
    expect(await preview(file(sound))).toMatchObject(location);
    expect(await post("save", file(sound), { shown: "" })).toMatchObject(location);
    expect(await orders()).toEqual([]);

    // "1.200" is a price either way, and units only one way: that is no fault of the line.
    const unsure = "PO-1,Mill North,,LAMP,1.200,,1.200,,,05/03/2027,,";
    expect(await preview(file(unsure, broken))).toMatchObject({
      step: "problems",
      count: 1,
      problems: [{ line: 3, column: "Quantity", error: "not-a-whole-number", value: "twelve" }],
    });
    expect(await preview(file(unsure, sound))).toMatchObject({
      step: "questions",
      questions: [{ kind: "day-order" }, { kind: "decimal-mark" }],
    });
  });

  it("is refused where a price has more decimals than its currency, instead of rounding it", async () => {
    const at = new Date();
    await withShop(shop, (db) =>
      db.supplier.create({ data: { shop, name: "Kyoto Mill", currency: "JPY", createdAt: at, updatedAt: at } }),
    );
    const text = file(
      'PO-1,Kyoto Mill,,TEA-1,5,,"12,50",,,,Harbour,',
      'PO-1,Kyoto Mill,,TEA-2,5,,"12,00",,,,Harbour,',
      'PO-2,Kyoto Mill,,TEA-1,5,,"12,50",EUR,,,Harbour,',
      'PO-3,New Mill,,TEA-1,5,,"12,505",EUR,,,Harbour,',
    );
    expect(await save(text)).toMatchObject({
      step: "problems",
      count: 2,
      problems: [
        { line: 2, column: "Price", error: "too-many-decimals", value: "12.50" },
        { line: 5, column: "Price", error: "too-many-decimals", value: "12.505" },
      ],
    });
    expect(await orders()).toEqual([]);
    await save(text.replace('"12,50",,', '"13,00",,').replace("12,505", "12,51"));
    expect((await orders()).map(({ lines }) => lines.map(({ priceMinor }) => priceMinor))).toEqual([
      [13n, 12n],
      [1250n],
      [1251n],
    ]);
  });

  it("leaves lines of unknown SKUs out only where the merchant says so", async () => {
    const text = file(
      "PO-1,Mill North,,TEA-1,5,,,,,,Harbour,",
      "PO-1,Mill North,,NONE,5,,,,,,Harbour,",
      "PO-1,Mill North,,CUP,5,,,,,,Harbour,",
      "PO-2,Mill North,,NONE,5,,,,,,Harbour,",
    );
    const unknown = {
      count: 3,
      problems: [
        { line: 3, column: "SKU", error: "unknown-sku", value: "NONE" },
        { line: 4, column: "SKU", error: "ambiguous-sku", value: "CUP" },
        { line: 5, column: "SKU", error: "unknown-sku", value: "NONE" },
      ],
    };
    expect(await save(text)).toMatchObject({ step: "problems", count: 0, unknown });
    expect(await orders()).toEqual([]);
    expect(await save(text, { answers: { leavesOutUnknown: true } })).toMatchObject({
      summary: { lines: { leftOut: 3 } },
    });
    expect(await orders()).toMatchObject([{ number: "PO-1", lines: [{ title: "Teapot blue" }] }]);
  });

  it("says how many lines are expected on a day that is over, or on none, and takes them", async () => {
    const text = file(
      "PO-1,Mill North,,TEA-1,5,,,,,2020-03-05,Harbour,",
      "PO-1,Mill North,,TEA-2,5,5,,,,2020-03-05,Harbour,",
      "PO-1,Mill North,,LAMP,5,,,,,,Harbour,",
      "PO-2,Mill North,,LAMP,5,,,,,2099-03-05,Harbour,",
    );
    expect(await save(text)).toMatchObject({ step: "saved", summary: { pastCount: 1, dayless: 1, openUnits: 15 } });
    expect(await orders()).toMatchObject([{ lines: [{ expectedOn: "2020-03-05" }, {}, { expectedOn: null }] }, {}]);
  });

  it("takes two deliveries of one SKU for two lines", async () => {
    const rows = [
      "PO-1,Mill North,,TEA-1,5,,,,,2027-03-05,Harbour,",
      "PO-1,Mill North,,tea-1,7,,,,,2027-04-05,Harbour,",
    ];
    await save(file(...rows));
    await save(file(rows[0]!, rows[1]!.replace("2027-04-05", "2027-04-09")));
    expect(await orders()).toMatchObject([
      {
        lines: [
          { orderedUnits: 5, expectedOn: "2027-03-05" },
          { orderedUnits: 7, expectedOn: "2027-04-09" },
        ],
      },
    ]);
  });

  it.each([
    ["", [{ line: 2, column: null, error: "no-rows" }]],
    [orderTemplate, [{ line: 2, column: null, error: "no-rows" }]],
    [`${orderTemplate}"PO-1,Mill North\r\n`, [{ line: 3, column: null, error: "not-csv" }]],
    [`${orderTemplate}PO-1,M\uFFFDhle\r\n`, [{ line: 2, column: null, error: "not-utf8" }]],
  ])("says why %j is no table", async (text, problems) => {
    expect(await preview(text)).toEqual({ step: "unreadable", problems });
  });

  it("is told the first line beyond 100,000", async () => {
    const rows = Array.from({ length: 100_001 }, (_, at) => `PO-${at},Mill,,TEA-1,5,,,,,,,`);
    expect(await preview(file(...rows))).toEqual({
      step: "unreadable",
      problems: [{ line: 100_002, column: null, error: "too-many-rows" }],
    });
  });
});

it("shows and touches nothing of another shop", async () => {
  const at = new Date();
  await withShop(other, async (db) => {
    await db.supplier.create({
      data: { shop: other, id: "mill", name: "Mill North", currency: "JPY", createdAt: at, updatedAt: at },
    });
    await db.purchaseOrder.create({
      data: {
        shop: other,
        number: "PO-77",
        supplierId: "mill",
        locationId: "gid://shopify/Location/1",
        currency: "JPY",
        createdAt: at,
        updatedAt: at,
      },
    });
  });
  const before = await orders(other);
  expect(await loader(routeArgs(pageRequest(running, shop, "/app/purchase-orders/import")))).toEqual({
    locations: [
      { id: "gid://shopify/Location/1", name: "Harbour" },
      { id: "gid://shopify/Location/2", name: "Inland" },
    ],
    suppliers: [],
  });
  expect(await save(fixture("template"))).toMatchObject({ summary: { newSuppliers: ["Mill North", "Lamp Works"] } });
  expect(await orders(other)).toEqual(before);
  expect(await dirty(other)).toEqual([]);
});

it("reads 20,000 lines of 400 orders, and the same again changes nothing", async () => {
  const rows = Array.from({ length: 20_000 }, (_, at) => {
    const order = Math.floor(at / 50);
    const day = String(1 + (at % 28)).padStart(2, "0");
    const sku = ["TEA-1", "TEA-2", "LAMP"][at % 3];
    return `B-${order},Supplier ${order % 40},,${sku},${1 + (at % 9)},,3.50,EUR,,2027-${String(1 + (at % 12)).padStart(2, "0")}-${day},Harbour,`;
  });
  const unique = [
    ...new Map(
      rows.map((row, at) => [`${Math.floor(at / 50)} ${row.split(",")[3]} ${row.split(",")[9]}`, row]),
    ).values(),
  ];
  const text = file(...unique);
  const units = unique.reduce((sum, row) => sum + Number(row.split(",")[4]), 0);
  expect(await save(text)).toMatchObject({
    step: "saved",
    summary: { orders: { new: 400 }, lines: { new: unique.length }, openUnits: units },
  });
  const stored = await withShop(shop, (db) =>
    db.purchaseOrderLine.aggregate({ _count: true, _sum: { orderedUnits: true } }),
  );
  expect(stored).toEqual({ _count: unique.length, _sum: { orderedUnits: units } });
  expect(await withShop(shop, (db) => db.supplier.count())).toBe(40);
  expect(await preview(text)).toMatchObject({ summary: { orders: { unchanged: 400, updated: 0 }, moveCount: 0 } });
}, 180_000);

it("written some thousand lines at a time, leaves nothing behind of a file that is wrong at its end or was not shown", async () => {
  const rows = Array.from(
    { length: 6_000 },
    (_, at) => `C-${at},Supplier ${at % 40},,LAMP,5,2,3.50,EUR,,2027-01-04,Harbour,`,
  );
  const nothing = async () => {
    expect(await orders()).toEqual([]);
    expect(await receipts()).toEqual([]);
    expect(await withShop(shop, (db) => db.supplier.count())).toBe(0);
    expect(await dirty()).toEqual([]);
  };
  const seen = await preview(file(...rows));
  expect(seen).toMatchObject({ step: "preview", summary: { orders: { new: 6_000 } } });
  await nothing();
  const shown = seen.step === "preview" ? seen.shown : null;
  const wrong = file(...rows, "C-9999,Supplier 1,,UNHEARD-OF,5,,3.50,EUR,,2027-01-04,Harbour,");
  expect(await post("save", wrong, { shown })).toMatchObject({ step: "problems", unknown: { count: 1 } });
  await nothing();
  const more = file(...rows, "C-9999,Supplier 1,,TEA-1,5,,3.50,EUR,,2027-01-04,Harbour,");
  expect(await post("save", more, { shown })).toMatchObject({ step: "preview", hasChanged: true });
  await nothing();
}, 180_000);
