import { describe, expect, it } from "vitest";
import { outsideShops, withShop } from "../../../app/db.server.ts";
import { action, loader } from "../../../app/routes/app.settings/route.tsx";
import { loader as holidays } from "../../../app/routes/app.settings_.holidays.tsx";
import { loader as waitingCsv } from "../../../app/routes/app.settings_.waiting-csv.tsx";
import { readSettings } from "../../../app/shops/read-settings.server.ts";
import { runTask } from "../../../app/shops/run-task.server.ts";
import { draftOf, inputOf } from "../../../app/shops/settings-draft.ts";
import { dayFromNumber, weekday } from "../../../app/supply/day.ts";
import { adminPost, routeArgs } from "../support/admin-request.ts";
import { type LampShop, openAdmin } from "../support/open-admin.ts";
import { pageRequest } from "../support/start-shop.ts";

const admin = openAdmin("settings");
const path = "/app/settings";
const mondays = Array.from({ length: 60 }, (_, week) => dayFromNumber(nextMonday() + week * 7));

/** Of now, as the app's clock has it: a Monday of this week or the next. */
function nextMonday(): number {
  const today = Math.floor(Date.now() / 86_400_000);
  return today - weekday(today) + 1;
}

const page = (shop: LampShop) => admin.get(loader, shop.domain, path);
const save = (shop: LampShop, settings: unknown) => admin.post(action, shop.domain, path, { intent: "save", settings });
const preview = (shop: LampShop, move: string) =>
  admin.post(action, shop.domain, path, { intent: "preview-move", move });
const stateOf = async ({ domain }: LampShop) =>
  (await outsideShops().shop.findUniqueOrThrow({ where: { domain } })).state;

/** Presses the button, and carries out what its job would. */
async function move(shop: LampShop, name: string) {
  const answer = await admin.post(action, shop.domain, path, { intent: "move", move: name });
  const open = await withShop(shop.domain, (db) =>
    db.task.findFirst({ where: { shop: shop.domain, status: "waiting" }, select: { id: true } }),
  );
  if (open !== null) await runTask(shop.ports, shop.domain, open.id);
  await shop.settle();
  return answer;
}

describe("the settings' form", () => {
  it("is sent as the page holds it, saved whole, and read back in order", async () => {
    const shop = await admin.open("selling");
    const draft = {
      ...draftOf((await page(shop)).settings),
      workingWeekdays: ["6", "1"],
      cutOff: "14:30",
      closedDays: ["2027-01-06", "2026-12-25"],
      handlingDays: "2",
      verb: "arrives" as const,
      transit: { minDays: "3", maxDays: "5" },
      largestQuantityTold: "8",
      propertyLabel: { it: " Consegna ", en: "" },
      messages: { "Made to order": { it: "Su ordinazione" } },
      strangerRule: "put-back" as const,
      discontinuedTags: "clearance, last season, clearance",
      dateForm: "part" as const,
      holidays: { country: "DE", region: "BY", worked: ["2027-01-06"] },
      caution: "safe" as const,
      toleranceDays: "4",
      sendsSmallChanges: true,
      morningMail: { isOn: true, to: "ada@lamps.example" },
    };
    expect(await save(shop, inputOf(draft))).toMatchObject({ intent: "save", result: { ok: true } });
    expect((await page(shop)).settings).toMatchObject({
      storefront: {
        workingWeekdays: [1, 6],
        cutOff: "14:30",
        closedDays: ["2026-12-25", "2027-01-06"],
        handlingDays: 2,
        verb: "arrives",
        transitDays: [3, 5],
        largestQuantityTold: 8,
        property: { shown: true, label: { it: "Consegna" } },
        messages: { "Made to order": { it: "Su ordinazione" } },
      },
      strangerRule: "put-back",
      discontinuedTags: ["clearance", "last season"],
      supply: {
        holidays: { country: "DE", region: "BY", worked: ["2027-01-06"] },
        caution: "safe",
        toleranceDays: 4,
        sendsSmallChanges: true,
        morningMail: { isOn: true, to: "ada@lamps.example" },
      },
    });
  });

  it("offers the countries whose holidays are known, and lists those of one", async () => {
    const shop = await admin.open("selling");
    const { countries } = await page(shop);
    expect(countries.find(({ code }) => code === "DE")?.regions).toContainEqual({ code: "BY", name: "Bayern" });
    const listed = (query: string) =>
      admin.get(holidays, shop.domain, `/app/settings/holidays?${query}`) as Promise<{ holidays: { day: string }[] }>;
    const [italian, none] = [await listed("country=IT"), await listed("country=ZZ")];
    expect(italian.holidays.length).toBeGreaterThan(10);
    expect(none.holidays).toEqual([]);
  });

  it.each([
    [{ workingWeekdays: [] }, { workingWeekdays: "required" }],
    [{ cutOff: "25:00" }, { cutOff: "not-a-time" }],
    [{ closedDays: ["2027-02-29"] }, { "closedDays.0": "not-a-day" }],
    [{ handlingDays: "2.5" }, { handlingDays: "not-a-whole-number" }],
    [{ handlingDays: "61" }, { handlingDays: "too-large" }],
    [{ transit: { minDays: "5", maxDays: "3" } }, { "transit.maxDays": "below-minimum" }],
    [{ verb: "arrives" }, { "transit.minDays": "required" }],
    [{ verb: "teleports" }, { verb: "not-a-choice" }],
    [{ largestQuantityTold: "0" }, { largestQuantityTold: "too-small" }],
    [{ propertyLabel: { it: "x".repeat(201) } }, { "propertyLabel.it": "too-long" }],
    [{ messages: { own: { it: "x".repeat(201) } } }, { "messages.own.it": "too-long" }],
    [{ strangerRule: "fight" }, { strangerRule: "not-a-choice" }],
    [{ discontinuedTags: "x".repeat(256) }, { "discontinuedTags.0": "too-long" }],
    [{ holidays: { country: "ZZ" } }, { "holidays.country": "not-a-choice" }],
    [{ holidays: { country: "IT", region: "BY" } }, { "holidays.region": "not-a-choice" }],
    [{ morningMail: { isOn: true, to: "" } }, { "morningMail.to": "required" }],
    // Every Monday of the calendar closed, and no other day works.
    [{ workingWeekdays: ["1"], closedDays: mondays }, { closedDays: "no-working-day" }],
  ])("with a wrong section says so, and saves nothing: %#", async (wrong, errors) => {
    const shop = await admin.open("selling");
    const before = await readSettings(shop.domain);
    expect(await save(shop, { dateForm: "latest", ...wrong })).toEqual({
      intent: "save",
      result: { ok: false, errors },
    });
    expect(await readSettings(shop.domain)).toEqual(before);
  });

  it("refuses what no form of ours sends", async () => {
    const shop = await admin.open("selling");
    for (const body of [{ intent: "save" }, { intent: "move", move: "stopped" }, "nonsense"])
      await expect(admin.post(action, shop.domain, path, body)).rejects.toMatchObject({ status: 400 });
  });

  it("counts what its discontinued tags would exclude, until a rule says never", async () => {
    const shop = await admin.open("selling");
    await save(shop, { discontinuedTags: "clearance" });
    expect((await page(shop)).discontinuedCount).toBe(0);
    await withShop(shop.domain, (db) =>
      db.product.updateMany({ where: { shop: shop.domain }, data: { tags: ["clearance"] } }),
    );
    expect((await page(shop)).discontinuedCount).toBe(2);
    await shop.setRule("variant", shop.variantIds[0]!, { mode: "never" });
    expect((await page(shop)).discontinuedCount).toBe(1);
  });
});

describe("the ways out", () => {
  it("say exactly what they will do, then do that and report it", async () => {
    const shop = await admin.open("watching");
    const before = shop.variantIds.map(shop.inShopify);
    expect(await preview(shop, "start")).toMatchObject({
      preview: { start: { changes: { total: 1, switchedOn: 1 } } },
    });
    expect(await move(shop, "start")).toMatchObject({ result: { ok: true } });
    expect(await page(shop)).toMatchObject({ managedCount: 1, lastMove: { kind: "start", report: { published: 1 } } });

    expect(await preview(shop, "stop")).toEqual({
      intent: "preview-move",
      move: "stop",
      preview: {
        kind: "restore",
        restore: {
          managedCount: 1,
          turnedOffCount: 1,
          turnedOnCount: 0,
          sameCount: 0,
          leftAloneCount: 0,
          waitingOrders: 0,
          waitingUnits: 0,
          unusedCodes: 0,
        },
      },
    });
    expect(await move(shop, "stop")).toMatchObject({ result: { ok: true } });
    expect(shop.variantIds.map(shop.inShopify)).toEqual(before);
    expect(await stateOf(shop)).toBe("paused");
    expect(await page(shop)).toMatchObject({
      managedCount: 0,
      lastMove: { kind: "stop", status: "done", report: { restored: 1, leftAlone: 0 } },
    });
  });

  it("show how far they are while they run", async () => {
    const shop = await admin.open("selling");
    await admin.post(action, shop.domain, path, { intent: "move", move: "stop" });
    expect((await page(shop)).lastMove).toMatchObject({ kind: "stop", status: "waiting", report: null });
  });

  it("leave what somebody else changed, say so before, and name it after", async () => {
    const shop = await admin.open("selling");
    const [soldOut] = shop.variantIds;
    // Nobody told us: LampShopify's webhook is lost, and our own row is what the preview goes by.
    shop.shop.variants.get(Number(soldOut!.split("/").at(-1)))!.inventoryPolicy = "DENY";
    await withShop(shop.domain, (db) =>
      db.variant.updateMany({ where: { shop: shop.domain, variantId: soldOut! }, data: { inventoryPolicy: "DENY" } }),
    );
    expect(await preview(shop, "stop")).toMatchObject({
      preview: { restore: { managedCount: 1, turnedOffCount: 0, leftAloneCount: 1 } },
    });
    await move(shop, "stop");
    expect((await page(shop)).lastMove?.report).toMatchObject({
      restored: 0,
      leftAlone: 1,
      leftAloneVariants: [{ variantId: soldOut, policy: "DENY" }],
    });
  });

  it("refuse a press that comes too late", async () => {
    const shop = await admin.open("watching");
    expect(await move(shop, "pause")).toMatchObject({ result: { ok: false, reason: "not-from-here" } });
    expect(await stateOf(shop)).toBe("watching");
  });

  it("give a CSV of all who wait, of now and as it was on leaving", async () => {
    const shop = await admin.open("selling");
    await owe(shop);
    expect(await preview(shop, "leave")).toMatchObject({ preview: { restore: { waitingOrders: 1, waitingUnits: 2 } } });
    const file = (query = "", of: LampShop = shop) =>
      admin.get(waitingCsv, of.domain, `/app/settings/waiting-csv${query}`);
    const now = await file();
    expect(now.headers.get("content-type")).toContain("text/csv");
    expect(await now.text()).toContain("#1001");

    await move(shop, "leave");
    const { lastMove } = await page(shop);
    expect(lastMove).toMatchObject({ kind: "leave", report: { waitingLines: 1 } });
    expect(lastMove?.report).not.toHaveProperty("waitingCsv");
    expect(await (await file(`?task=${lastMove?.taskId}`)).text()).toContain("#1001");
    // Of another shop, the same task is none.
    const other = await admin.open("selling");
    await expect(file(`?task=${lastMove?.taskId}`, other)).rejects.toMatchObject({ status: 404 });
    expect(await (await file("", other)).text()).not.toContain("#1001");
  });
});

describe("another shop's session token", () => {
  it("sees and saves its own settings only", async () => {
    const [one, other] = [await admin.open("selling"), await admin.open("watching")];
    await save(one, { cutOff: "09:00", discontinuedTags: "secret" });
    expect((await page(other)).settings).toMatchObject({ storefront: { cutOff: null }, discontinuedTags: [] });
    expect(
      await withShop(other.domain, (db) => db.shopSettings.findMany({ where: { cutOff: undefined } as object })),
    ).toEqual([]);
    await save(other, { cutOff: "17:00" });
    expect((await page(one)).settings.storefront.cutOff).toBe("09:00");
  });

  it("that is forged, or missing, gets nothing", async () => {
    const shop = await admin.open("selling");
    const running = admin.running();
    const [page, post] = [
      pageRequest(running, shop.domain, path),
      adminPost(running, shop.domain, path, { intent: "move", move: "leave" }),
    ];
    const address = new URL(page.url);
    address.searchParams.set("id_token", `${address.searchParams.get("id_token")?.slice(0, -4)}AAAA`);
    post.headers.set("authorization", `${post.headers.get("authorization")?.slice(0, -4)}AAAA`);
    await expect(loader(routeArgs(new Request(address, page)))).rejects.toBeInstanceOf(Response);
    await expect(action(routeArgs(post.clone()))).rejects.toBeInstanceOf(Response);
    post.headers.delete("authorization");
    await expect(action(routeArgs(post))).rejects.toBeInstanceOf(Response);
    expect(await stateOf(shop)).toBe("selling");
  });
});

/** An order of two units of what is sold out, which Shopify has taken off its stock. */
async function owe(shop: LampShop): Promise<void> {
  const variantId = shop.variantIds[0]!;
  await withShop(shop.domain, async (db) => {
    const key = { shop_variantId: { shop: shop.domain, variantId } };
    const { inventoryItemId } = await db.variant.findUniqueOrThrow({ where: key });
    const at = new Date();
    await db.orderLine.create({
      data: {
        shop: shop.domain,
        lineId: "gid://shopify/LineItem/1",
        orderId: "gid://shopify/Order/1",
        orderName: "#1001",
        inventoryItemId,
        variantId,
        title: "lamp",
        quantityUnits: 2,
        unfulfilledUnits: 2,
        placedAt: at,
        updatedAt: at,
      },
    });
  });
  await shop.setStock(variantId, -2);
  await shop.settle();
}
