import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { withShop } from "../../../app/db.server.ts";
import { gid, type ShopDomain } from "../../../app/ids.ts";
import { stopBoss } from "../../../app/jobs/boss.server.ts";
import { loader } from "../../../app/routes/app.suppliers.$id.scorecard/route.tsx";
import { loader as loadList } from "../../../app/routes/app.suppliers._index/route.tsx";
import { dayFromNumber, dayNumber } from "../../../app/supply/day.ts";
import { latenessAt } from "../../../app/supply/lateness/lateness-quantiles.ts";
import { loadLateness } from "../../../app/supply/load-lateness.server.ts";
import { refreshLateness } from "../../../app/supply/refresh-lateness.server.ts";
import type { RunningEmulator } from "../../../store-emulator/start-emulator.ts";
import { routeArgs } from "../support/admin-request.ts";
import { installedShop, pageRequest, startEmulatorForApp } from "../support/start-shop.ts";
import { stockShop } from "../support/stock-shop.ts";
import { loader as loadRules } from "../../../app/routes/app.rules._index/route.tsx";

// Justified cast: what the factory takes is a domain.
const shop = "late.myshopify.com" as ShopDomain;
const at = new Date("2026-01-01T00:00:00Z");
const today = "2026-11-23";
let running: RunningEmulator;

interface Line {
  statedOn: string | null;
  receipts?: { on: string; units: number }[];
  orderedUnits?: number;
  closedUnits?: number;
  variant?: number;
  status?: string;
  /** Its expected day was moved to `to`, `on` that day. */
  moves?: { on: string; to: string }[];
}

async function supplier(id: string, lines: Line[], closures: object[] = []): Promise<void> {
  await withShop(shop, async (db) => {
    await db.supplier.create({
      data: { shop, id, name: id, currency: "EUR", closures, createdAt: at, updatedAt: at },
    });
    for (const [index, line] of lines.entries()) {
      const { statedOn, receipts = [], orderedUnits = 10, closedUnits = 0, variant = 1, status = "received" } = line;
      const { moves = [] } = line;
      const orderId = `${id}-${index}`;
      await db.purchaseOrder.create({
        data: {
          shop,
          id: orderId,
          number: orderId,
          supplierId: id,
          locationId: gid("Location", 1),
          status,
          currency: "EUR",
          createdAt: at,
          updatedAt: at,
          lines: {
            create: {
              id: orderId,
              position: 1,
              variantId: gid("ProductVariant", variant),
              inventoryItemId: gid("InventoryItem", variant),
              orderedUnits,
              receivedUnits: receipts.reduce((sum, { units }) => sum + units, 0),
              closedUnits,
              statedOn,
              expectedOn: moves.at(-1)?.to ?? statedOn,
              updatedAt: at,
            },
          },
        },
      });
      await db.receipt.createMany({
        data: receipts.map(({ on, units }, number) => ({
          shop,
          key: `${orderId}-${number}`,
          purchaseOrderId: orderId,
          lineId: orderId,
          units,
          receivedOn: on,
          recordedAt: new Date(at.getTime() + number * 1_000),
        })),
      });
      await db.expectedDayChange.createMany({
        data: moves.map(({ on, to }, number) => ({
          shop,
          lineId: `po:${orderId}`,
          fromDay: moves[number - 1]?.to ?? statedOn,
          toDay: to,
          changedAt: new Date(`${on}T09:00:00Z`),
        })),
      });
    }
  });
}

/** Lines due on Mondays, the last one three weeks ago, each so many calendar days late. */
const lines = (late: readonly number[], more: Partial<Line> = {}): Line[] =>
  late.map((days, index) => {
    const due = dayNumber("2026-11-02") - 7 * index;
    return { statedOn: dayFromNumber(due), receipts: [{ on: dayFromNumber(due + days), units: 10 }], ...more };
  });
const refresh = () => withShop(shop, (db) => refreshLateness(db, shop, today));
const records = () =>
  withShop(shop, (db) =>
    db.latenessRecord.findMany({ where: { shop }, orderBy: [{ supplierId: "asc" }, { variantId: "asc" }] }),
  );
const daysAt = (supplierId: string | null, level: number) =>
  withShop(shop, async (db) => {
    const found = (await loadLateness(db, shop))(supplierId, gid("ProductVariant", 1));
    return found === null ? null : latenessAt(found, level);
  });
const open = (id: string) => loader(routeArgs(pageRequest(running, shop, `/app/suppliers/${id}/scorecard`), { id }));

beforeAll(async () => {
  running = await startEmulatorForApp();
  installedShop(running, shop);
  await loadRules(routeArgs(pageRequest(running, shop, "/app/rules")));
  await stockShop(shop, [{ number: 1, name: "Lamp", available: 0, sold30Units: 60 }]);
});
beforeEach(async () => {
  await withShop(shop, async (db) => {
    await db.latenessRecord.deleteMany();
    await db.receipt.deleteMany();
    await db.expectedDayChange.deleteMany();
    await db.purchaseOrder.deleteMany();
    await db.supplier.deleteMany();
  });
});
afterAll(async () => {
  await stopBoss();
  await running.close();
});

describe("the record of lateness", () => {
  it("is not kept from too few receipts, and what was kept before goes", async () => {
    await supplier("slow", lines([1, 2, 3, 4]));
    expect(await refresh()).toEqual({ recordCount: 0, changedSupplierIds: [] });
    await supplier("other", lines([0, 0]));
    expect((await refresh()).changedSupplierIds).toEqual(["", "other", "slow"]);
    await withShop(shop, (db) => db.receipt.deleteMany({ where: { lineId: { startsWith: "other" } } }));
    await refresh();
    expect(await records()).toEqual([]);
    expect(await daysAt("slow", 0.9)).toBeNull();
  });

  it("is kept of all suppliers, each one, and each variant with enough; a second time nothing is new", async () => {
    await supplier("slow", lines([3, 3, 3, 3, 3, 3]));
    await supplier("prompt", lines([0, 0, 0]));
    expect((await refresh()).changedSupplierIds).toEqual(["", "prompt", "slow"]);
    expect((await records()).map((row) => [row.supplierId, row.variantId, row.receiptCount, row.basis])).toEqual([
      ["", "", 9, "all-suppliers"],
      ["prompt", "", 3, "supplier"],
      ["slow", "", 6, "supplier"],
      ["slow", gid("ProductVariant", 1), 6, "supplier-variant"],
    ]);
    expect(await daysAt("slow", 0.9)).toBe(3);
    expect(await daysAt("prompt", 0.5)).toBe(0);
    expect((await refresh()).changedSupplierIds).toEqual([]);
  });

  it("counts no closure, no weekend, and no receipt that was taken back", async () => {
    const due = "2026-07-31";
    const shut: Line = { statedOn: due, receipts: [{ on: "2026-08-31", units: 10 }] };
    const undone: Line = {
      statedOn: due,
      receipts: [
        { on: due, units: 10 },
        { on: "2026-10-30", units: 5 },
        { on: "2026-10-30", units: -5 },
      ],
    };
    await supplier(
      "shut",
      [...Array.from({ length: 6 }, () => shut), undone],
      [{ from: "2026-08-01", to: "2026-08-30", why: "" }],
    );
    await refresh();
    expect(await daysAt("shut", 0.95)).toBe(1);
  });

  it("tells lines on their first day from lines that were moved: a day announced and then kept is late once", async () => {
    const moved = lines([7, 7, 7, 7, 7, 7]).map(({ statedOn, receipts = [] }): Line => ({
      statedOn,
      receipts,
      moves: [{ on: dayFromNumber(dayNumber(statedOn!) - 20), to: receipts[0]!.on }],
    }));
    await supplier("honest", moved);
    await supplier("prompt", lines([0, 0, 0]));
    await refresh();
    const found = await withShop(shop, async (db) => (await loadLateness(db, shop))("honest", null));
    expect(latenessAt(found!, 0.8)).toBe(5);
    expect(latenessAt(found!.moved!, 0.8)).toBe(0);
    expect(latenessAt(found!.moved!, 0.95)).toBe(0);
    // Of its own moved lines nothing is known: it is as all suppliers are with theirs.
    const other = await withShop(shop, async (db) => (await loadLateness(db, shop))("prompt", null));
    expect(latenessAt(other!.moved!, 0.9)).toBe(0);
    expect((await refresh()).changedSupplierIds).toEqual([]);
  });

  it("keeps how often announced days are missed again, and nothing of it before five moved lines came", async () => {
    const missed = lines([14, 14, 14, 14, 14, 14]).map(({ statedOn, receipts = [] }): Line => ({
      statedOn,
      receipts,
      moves: [{ on: dayFromNumber(dayNumber(statedOn!) - 20), to: dayFromNumber(dayNumber(statedOn!) + 7) }],
    }));
    await supplier("slipping", missed.slice(0, 4));
    await supplier("prompt", lines([0, 0, 0]));
    await refresh();
    const of = () => withShop(shop, async (db) => (await loadLateness(db, shop))("slipping", null));
    expect((await of())?.moved).toBeNull();
    await supplier("slipping too", missed.slice(0, 2));
    expect((await refresh()).changedSupplierIds).toContain("slipping");
    expect(latenessAt((await of())!.moved!, 0.9)).toBe(5);
  });

  it("leaves another shop's receipts alone", async () => {
    await supplier("slow", lines([3, 3, 3, 3, 3, 3]));
    // Justified cast: as above.
    const other = "inland.myshopify.com" as ShopDomain;
    expect(await withShop(other, (db) => refreshLateness(db, other, today))).toEqual({
      recordCount: 0,
      changedSupplierIds: [],
    });
  });
});

describe("the scorecard", () => {
  it("says how a supplier delivers, what that does to dates, and what better would be worth", async () => {
    await supplier("slow", [
      ...lines([0, 0, 0, 0, 1, 1, 1, 2, 3, 4]),
      { statedOn: "2026-10-05", receipts: [{ on: "2026-10-05", units: 5 }], closedUnits: 5 },
      { statedOn: "2026-11-02", status: "ordered" },
    ]);
    await refresh();
    const card = await open("slow");
    expect(card).toMatchObject({
      supplier: { id: "slow", name: "slow" },
      soldUnitsADay: 2,
      openLineCount: 1,
      overdueLineCount: 1,
      score: { receiptCount: 11, confidence: "some", fillRate: 105 / 110, figures: { medianDays: 1, mostDays: 3 } },
    });
    expect(card.score.figures?.worth).toEqual([
      { term: "half-as-late", days: 2, units: 4 },
      { term: "on-time", days: 3, units: 6 },
    ]);
    expect(card.promises?.basis).toBe("supplier");
    expect(card.promises?.windows.map(({ caution, isCurrent }) => [caution, isCurrent])).toEqual([
      ["optimistic", false],
      ["balanced", true],
      ["safe", false],
    ]);
    for (const { fromDays, toDays } of card.promises?.windows ?? []) expect(fromDays).toBeLessThanOrEqual(toDays);
  });

  it("says that there is not enough, and that stated days stand", async () => {
    await supplier("new", lines([1, 2, 3]));
    await refresh();
    expect(await open("new")).toMatchObject({
      score: { receiptCount: 3, confidence: "not-enough", figures: null },
      promises: null,
    });
  });

  it("says the same share and count as the list of suppliers, from the first receipt on", async () => {
    const listed = async (id: string) => {
      const { list } = await loadList(routeArgs(pageRequest(running, shop, "/app/suppliers")));
      return list.suppliers.find((supplier) => supplier.id === id)?.onTime;
    };
    await supplier("mill", lines([0, 4, 0, 9]));
    await refresh();
    expect(await listed("mill")).toEqual({ share: null, receiptCount: 4 });
    expect((await open("mill")).score).toMatchObject({ receiptCount: 4, confidence: "not-enough" });

    await supplier("forge", [
      ...lines([0, 0, 6, 9, -1, 12, 15, 3]),
      {
        statedOn: "2026-11-02",
        receipts: [
          { on: "2026-11-02", units: 5 },
          { on: "2026-11-05", units: 15 },
        ],
      },
    ]);
    await refresh();
    const { score } = await open("forge");
    expect(score.figures?.onTime.share).toBeCloseTo(3.25 / 9);
    expect(await listed("forge")).toEqual({ share: score.figures?.onTime.share, receiptCount: score.receiptCount });
  });

  it("of nobody is not found", async () => {
    await expect(open("nobody")).rejects.toMatchObject({ status: 404 });
  });
});
