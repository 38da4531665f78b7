import { Prisma } from "@prisma/client";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { outsideShops, withShop } from "../../../app/db.server.ts";
import { channelsWithoutDate } from "../../../app/shops/channels-without-date.server.ts";
import { publishStorefrontSettings } from "../../../app/shops/publish-storefront-settings.server.ts";
import { readLastMove } from "../../../app/shops/read-last-move.server.ts";
import { readSettings } from "../../../app/shops/read-settings.server.ts";
import { saveSettings } from "../../../app/shops/save-settings.server.ts";
import { setUpShop } from "../../../app/shops/set-up-shop.server.ts";
import { setupGuide } from "../../../app/shops/setup-guide.server.ts";
import { storeCheck } from "../../../app/shops/store-check.server.ts";
import { fillSecondShop } from "../../../store-emulator/catalogue/fill-second-shop.ts";
import { type InstalledShop, syncedShop } from "./install-shop.ts";

const appData = ({ shopify }: InstalledShop) => shopify.installation?.metafields ?? [];

describe("settings", () => {
  it("are saved whole, and published to the blocks only by a shop that sells", async () => {
    const installed = await syncedShop(fillSecondShop);
    const { shop, ports } = installed;
    expect(await saveSettings(ports, shop, { cutOff: "14:00", closedDays: "2020-01-01" })).toMatchObject({ ok: true });
    expect((await readSettings(shop)).storefront).toMatchObject({ cutOff: "14:00", timeZone: "Europe/Copenhagen" });
    expect(await publishStorefrontSettings(ports, shop)).toBe(false);
    expect(appData(installed)).toEqual([]);

    await outsideShops().shop.update({ where: { domain: shop }, data: { state: "selling" } });
    await setUpShop(ports, shop);
    const [metafield] = appData(installed);
    expect(metafield).toMatchObject({ namespace: "arrivo", key: "storefront", type: "json" });
    // What is past is nothing to the block's calendar.
    expect(JSON.parse(metafield?.value ?? "")).toMatchObject({ cutOff: "14:00", closedDays: [] });
    await ports.shopify(shop).removeAppData();
    await ports.shopify(shop).removeAppData();
    expect(appData(installed)).toEqual([]);
  });

  it("have the holidays of the shop's country among the closed days, save those that it works", async () => {
    const installed = await syncedShop(fillSecondShop);
    const { shop, ports } = installed;
    await outsideShops().shop.update({ where: { domain: shop }, data: { state: "selling" } });
    const christmas = nextChristmas(await ports.clock.businessNow());
    await saveSettings(ports, shop, { holidays: { country: "IT", worked: [] }, closedDays: "" });
    await publishStorefrontSettings(ports, shop);
    const closedDays = () => (JSON.parse(appData(installed)[0]?.value ?? "{}") as { closedDays: string[] }).closedDays;
    expect(closedDays()).toContain(christmas);
    expect(closedDays()).toEqual(closedDays().toSorted());
    // The merchant's own stay as they typed them.
    expect((await readSettings(shop)).storefront.closedDays).toEqual([]);

    await saveSettings(ports, shop, { holidays: { country: "IT", worked: [christmas] } });
    await publishStorefrontSettings(ports, shop);
    expect(closedDays()).not.toContain(christmas);
  });

  it("are not half saved", async () => {
    const { shop, ports } = await syncedShop(fillSecondShop);
    expect(await saveSettings(ports, shop, { cutOff: "14:00", handlingDays: "-1" })).toEqual({
      ok: false,
      errors: { handlingDays: "too-small" },
    });
    expect((await readSettings(shop)).storefront.cutOff).toBeNull();
  });

  it("of one shop are not seen by another", async () => {
    const [one, other] = [await syncedShop(fillSecondShop), await syncedShop(fillSecondShop)];
    await saveSettings(one.ports, one.shop, { cutOff: "09:00" });
    expect((await readSettings(other.shop)).storefront.cutOff).toBeNull();
    expect(await withShop(other.shop, (db) => db.shopSettings.findMany())).toHaveLength(1);
  });
});

describe("the setup guide", () => {
  it("says that it can't see the theme without the scope, and sees the block with it", async () => {
    const { shop, ports, shopify } = await syncedShop(fillSecondShop);
    expect(await setupGuide(ports, shop)).toMatchObject({
      isSynced: true,
      hasPolicy: false,
      themeBlocks: { ok: false, reason: "no-scope" },
    });
    shopify.installation?.scopes.push("read_themes");
    expect((await setupGuide(ports, shop)).themeBlocks).toMatchObject({ ok: true, hasPromiseBlock: true });
    const [theme] = shopify.themes;
    if (theme) theme.blocks = [];
    expect((await setupGuide(ports, shop)).themeBlocks).toMatchObject({ ok: true, hasPromiseBlock: false });
  });

  it("names the channels where no date is seen", async () => {
    const { shop, ports } = await syncedShop(fillSecondShop);
    expect(await channelsWithoutDate(ports, shop)).toEqual({ names: ["Point of Sale", "TikTok"], from: "channels" });
  });
});

describe("the Store check", () => {
  it("finds nothing but the theme it can't see in a shop that is well", async () => {
    const { shop, ports } = await syncedShop(fillSecondShop);
    expect(await storeCheck(ports, shop)).toEqual([{ code: "theme-not-visible" }]);
  });

  it("finds a missing block, a limit that can't bind, closed places, failed work and what is stuck", async () => {
    const { shop, ports, shopify } = await syncedShop(fillSecondShop);
    shopify.installation?.scopes.push("read_themes");
    for (const theme of shopify.themes) theme.blocks = [];
    const now = new Date();
    await withShop(shop, async (db) => {
      const [first, second] = await db.location.findMany({ where: { shop }, orderBy: { name: "asc" } });
      const gives = {
        mode: "on",
        limit: { kind: "number", units: 5 },
        countedLocations: [first?.locationId ?? "", "gid://shopify/Location/1"],
      };
      await db.policy.create({ data: { shop, level: "shop", targetId: shop, gives, createdAt: now, updatedAt: now } });
      expect(second).toBeDefined();
      await db.task.create({ data: { shop, kind: "stop", status: "failed", errorCode: "bulk-timeout" } });
    });
    const since = new Date(Date.now() - 600_000);
    await outsideShops().dirtyItem.create({ data: { shop, kind: "variant", item: "x", hintedAt: since, since } });
    const findings = await storeCheck(ports, shop);
    expect(findings.map(({ code }) => code).sort()).toEqual([
      "failed-task",
      "limit-cannot-bind",
      "location-mismatch",
      "stuck-items",
      "theme-block-missing",
    ]);
  });

  it("reads no checkpoint of a task: what would stop a change of rules may be megabytes", async () => {
    const { shop, ports } = await syncedShop(fillSecondShop);
    await withShop(shop, (db) => db.task.create({ data: { shop, kind: "bulk-edit", status: "failed" } }));
    const owner = new pg.Client(process.env.DATABASE_OWNER_URL);
    await owner.connect();
    const columns = Object.values(Prisma.TaskScalarFieldEnum).filter((name) => name !== "checkpoint");
    const readable = columns.map((name) => `"${name}"`).join();
    const [role] = await outsideShops().$queryRaw<{ name: string }[]>`SELECT current_user::text AS name`;
    await owner.query(
      `REVOKE SELECT ON "Task" FROM ${role?.name}; GRANT SELECT (${readable}) ON "Task" TO ${role?.name}`,
    );
    try {
      expect((await storeCheck(ports, shop)).map(({ code }) => code)).toEqual(["theme-not-visible", "failed-task"]);
      expect(await setupGuide(ports, shop)).toMatchObject({ isSynced: true });
      await withShop(shop, (db) => readLastMove(db, shop));
    } finally {
      await owner.query(`GRANT SELECT ON "Task" TO ${role?.name}`);
      await owner.end();
    }
  });
});

function nextChristmas(now: number): string {
  const year = new Date(now).getUTCFullYear();
  return `${new Date(now).toISOString() < `${year}-12-24` ? year : year + 1}-12-25`;
}
