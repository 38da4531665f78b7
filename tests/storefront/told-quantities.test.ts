import { describe, expect, it } from "vitest";
import { readMetafield } from "../../app/availability/metafield.ts";
import { fixture, readFixtures } from "./read-fixtures.ts";
import { type Told, readTold } from "./read-told.ts";
import { type Page, type PageVariant, renderBlock } from "./render-block.ts";

async function told(name: string, variant: Omit<PageVariant, "arrivo">, page: Page = {}): Promise<Told | null> {
  return readTold(await renderBlock("promise", { ...page, variants: [{ ...variant, arrivo: fixture(name) }] }));
}

async function line(name: string, variant: Omit<PageVariant, "arrivo">, page: Page = {}): Promise<string | undefined> {
  return (await told(name, variant, page))?.line;
}

describe("the metafields that TypeScript and Liquid share", () => {
  it.each(readFixtures())("reads $name alike", async ({ value, reads }) => {
    const read = readMetafield(value);
    expect(read.ok ? "ok" : read.reason).toBe(reads);
    const html = await renderBlock("promise", { variants: [{ arrivo: value, live: -3 }] });
    if (reads !== "ok") expect(html.trim()).toBe("");
  });
});

describe("one piece", () => {
  it("says state and window, and sends them with the order", async () => {
    expect(await told("backorder", { live: -3 })).toEqual({
      status: "Available on backorder",
      line: "Ships 12–16 March",
      properties: { Ships: "12–16 March", _arrivo: '[{"from":"2027-03-12","to":"2027-03-16","units":1}]' },
    });
  });
  it("prints the years where a window crosses one", async () => {
    expect(await told("preorder", { live: 0 })).toMatchObject({
      status: "Available to pre-order",
      line: "Ships 30 December 2026 – 4 January 2027",
    });
  });
  it("prints the year of a day more than 300 days ahead", async () => {
    expect(await line("backorder", { live: -3 }, { now: "2026-03-20T08:00:00Z" })).toBe("Ships 12–16 March 2027");
  });
  it("cuts the past off a window's front", async () => {
    expect(await line("backorder", { live: -3 }, { now: "2027-03-14T08:00:00Z" })).toBe("Ships 14–16 March");
    expect(await line("backorder", { live: -3 }, { now: "2027-03-16T08:00:00Z" })).toBe("Ships today");
  });
  it("never shows a window that has passed", async () => {
    expect(await told("window-passed", { live: -3 })).toEqual({
      status: "Available on backorder",
      line: "Date being confirmed",
      properties: { Ships: "Date being confirmed", _arrivo: '[{"units":1}]' },
    });
  });
  it("has words for a date that nobody knows", async () => {
    expect(await line("date-not-known", { live: -3 })).toBe("Date being confirmed");
  });
  it("ships at once what came back into stock", async () => {
    expect(await told("backorder", { live: 4 })).toEqual({ status: "In stock", line: "Ships today", properties: {} });
  });
});

describe("several pieces", () => {
  it("says once what leaves on one day, in stock or not", async () => {
    const page = { now: "2027-03-16T08:00:00Z" };
    expect(await told("backorder", { live: 2, least: 3 }, page)).toEqual({
      status: "Available on backorder",
      line: "Ships today",
      properties: { Ships: "today", _arrivo: '[{"from":"2027-03-16","to":"2027-03-16","units":3}]' },
    });
    expect(await told("backorder", { live: 2, least: 2 }, page)).toMatchObject({ status: "In stock", properties: {} });
  });
  it("tells units in stock from units that wait", async () => {
    expect(await told("in-stock-selling-beyond", { live: 3, least: 5 })).toEqual({
      status: "Available on backorder",
      line: "3 ship today, 2 ship 26–30 November",
      properties: {
        Ships: "3 ship today, 2 ship 26–30 November",
        _arrivo:
          '[{"from":"2026-11-23","to":"2026-11-23","units":3},{"from":"2026-11-26","to":"2026-11-30","units":2}]',
      },
    });
  });
  it("shifts the segments by what was sold since", async () => {
    const later = { left: null, blockSettings: {} };
    expect(await line("backorder-without-end", { live: -13, least: 3 }, later)).toBe(
      "2 ship 12–16 March, 1 ships 7–14 December",
    );
  });
  it("holds back what is promised to nobody", async () => {
    expect(await line("held-back", { live: 5, least: 3 })).toBe("2 ship today, 1 ships 25–27 November");
  });
  it("says one date for all where the merchant wants no counts", async () => {
    const page = { blockSettings: { split: false } };
    expect(await line("in-stock-selling-beyond", { live: 3, least: 5 }, page)).toBe("Ships 26–30 November");
  });
});

describe("what the cart would refuse", () => {
  it("says how many can be ordered, and no date", async () => {
    expect(await told("backorder", { live: -8, least: 9 })).toEqual({
      status: "Available on backorder",
      line: "Most that can be ordered: 7",
      properties: {},
    });
  });
  it("is sold out once nothing is left", async () => {
    expect(await told("backorder", { live: -15 })).toEqual({ status: "Sold out", line: "", properties: {} });
    expect(await told("sold-out", { live: -20, policy: "deny" })).toMatchObject({ status: "Sold out" });
  });
  it("promises nothing under Shopify's own deny", async () => {
    expect(await told("backorder", { live: -3, policy: "deny" })).toMatchObject({ status: "Sold out", line: "" });
    expect(await line("backorder", { live: 2, policy: "deny", least: 3 })).toBe("Most that can be ordered: 2");
  });
  it("keeps every count above the largest quantity told out of the page", async () => {
    const page = { variants: [{ arrivo: fixture("preorder"), live: 31, least: 25 }] };
    const html = await renderBlock("promise", page);
    expect(readTold(html)?.line).toBe("Dates are shown up to a quantity of 20");
    expect(html).not.toMatch(/\b(31|40|71)\b/);
  });
  it("tells units past the largest quantity the last window, where there is no end", async () => {
    expect(await line("backorder-without-end", { live: -3, least: 50 })).toBe(
      "12 ship 12–16 March, the rest ships 7–14 December",
    );
    expect(await line("backorder-without-end", { live: -20, least: 50 })).toBe("Ships 7–14 December");
  });
});

describe("silence", () => {
  it.each<[string, Page]>([
    ["in stock, within stock", { variants: [{ arrivo: fixture("in-stock-selling-beyond"), live: 3, least: 3 }] }],
    ["sold out by us, and yet on sale", { variants: [{ arrivo: fixture("sold-out"), live: 2 }] }],
  ])("%s", async (_, page) => {
    expect(readTold(await renderBlock("promise", page))).toBeNull();
  });
  it.each<[string, Page]>([
    ["an untracked variant", { variants: [{ arrivo: fixture("backorder"), tracked: false }] }],
    ["a product without variants", { variants: [] }],
    ["no product", { product: null }],
  ])("leaves no trace of %s", async (_, page) => {
    expect((await renderBlock("promise", page)).trim()).toBe("");
    expect((await renderBlock("card-badge", page)).trim()).toBe("");
  });
  it("tells the merchant in the theme editor why nothing stands there", async () => {
    expect(await renderBlock("promise", { designMode: true, variants: [{ live: 4 }] })).toContain("Arrivo");
  });
});

describe("the shop's settings", () => {
  const plain: Page = { storefront: { v: 1 } };
  it("reads an absent metafield and one without keys alike", async () => {
    expect(await told("backorder", { live: 0 }, plain)).toEqual(await told("backorder", { live: 0 }));
  });
  it.each<[string, unknown, string]>([
    ["a cut-off that has passed", { cutOff: "08:00" }, "Ships 26–30 November"],
    ["a cut-off to come", { cutOff: "09:00" }, "Ships 25–27 November"],
    ["closed days", { closedDays: ["2026-11-24", "2026-11-25"] }, "Ships 27 November – 1 December"],
    ["a shop that works on two days", { workingWeekdays: [1, 6] }, "Ships 30 November – 7 December"],
    ["the last day only", { dateForm: "latest" }, "Ships by 27 November"],
    ["days on the road", { verb: "arrives", transitDays: [2, 5] }, "Arrives 27 November – 2 December"],
    ["arrival without days on the road", { verb: "arrives" }, "Ships 25–27 November"],
    ["collection", { verb: "collect" }, "Ready to collect 25–27 November"],
    ["settings newer than known", { v: 2, verb: "flies" }, "Ships 25–27 November"],
  ])("obeys %s", async (_, storefront, expected) => {
    expect(await line("held-back", { live: 3 }, { storefront })).toBe(expected);
  });
  it("dates units in stock by the handling days", async () => {
    expect(await line("backorder", { live: 2 }, { storefront: { handlingDays: 2 } })).toBe("Ships 25 November");
  });
  it("counts from the shop's day, not the server's", async () => {
    const page = { now: "2026-11-23T11:30:00Z", timeZone: "Pacific/Auckland" };
    expect(await line("held-back", { live: 3 }, page)).toBe("Ships 26–30 November");
  });
  it("promises no date in a shop that never works", async () => {
    const closedDays = Array.from({ length: 400 }, (_, day) =>
      new Date(Date.UTC(2026, 10, 23 + day)).toISOString().slice(0, 10),
    );
    expect(await line("held-back", { live: 3 }, { storefront: { closedDays } })).toBe("Date being confirmed");
  });
  it("sends ship days with the order, whatever the verb", async () => {
    const page = { storefront: { verb: "arrives", transitDays: [2, 5] } };
    expect((await told("backorder", { live: -3 }, page))?.properties).toEqual({
      Arrives: "14–21 March",
      _arrivo: '[{"from":"2027-03-12","to":"2027-03-16","units":1}]',
    });
  });
  it("takes the merchant's own words, escaped, and the rule's before the block's", async () => {
    const own = { messages: { default: { en: "Back <soon>" } }, property: { label: { en: 'Leaves "us"' } } };
    const page = { storefront: own, blockSettings: { backorder_text: "Block" } };
    const told1 = await told("backorder", { live: -3 }, page);
    expect(told1?.status).toBe("Back <soon>");
    expect(told1?.properties).toHaveProperty(['Leaves "us"']);
    expect((await told("backorder", { live: -3 }, { blockSettings: { backorder_text: "Block" } }))?.status).toBe(
      "Block",
    );
  });
  it("keeps the property off the order where shop or block say so", async () => {
    const byShop = { storefront: { property: { shown: false } } };
    expect((await told("backorder", { live: -3 }, byShop))?.properties).toEqual({});
    const byBlock = { blockSettings: { property: false } };
    expect((await told("backorder", { live: -3 }, byBlock))?.properties).toEqual({});
  });
});
