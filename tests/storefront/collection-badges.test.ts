import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Browser } from "playwright-core";
import { openBrowser } from "./open-browser.ts";
import { fixture } from "./read-fixtures.ts";
import { liquidVariant, type Page, type PageVariant, renderBlock } from "./render-block.ts";
import { extensionRoot } from "./shopify-liquid.ts";

const products: Record<string, PageVariant> = {
  lamp: { id: 1, arrivo: fixture("backorder"), live: -3 },
  "lamp-large": { id: 2, arrivo: fixture("in-stock-selling-beyond"), live: 3 },
  poster: { id: 3 },
  sofà: { id: 4, arrivo: fixture("preorder"), live: 0 },
};

function embed(page: Page = {}, of: Record<string, PageVariant> = products): Promise<string> {
  const listed = Object.entries(of).map(([handle, variant], index) => ({
    handle,
    selected_or_first_available_variant: liquidVariant(variant, index),
  }));
  return renderBlock("collection-badges", { ...page, objects: { collection: { products: listed } } });
}

const said = (html: string) =>
  Object.fromEntries(
    [...html.matchAll(/data-handle="([^"]*)"[\s\S]*?<span>(.*?)<\/span>(?:<span>(.*?)<\/span>)?/g)].map(
      ([, handle, heading, date]) => [handle, date === undefined ? heading : `${heading}, ${date}`],
    ),
  );

it("says the badge of each product that waits, and nothing of the others", async () => {
  expect(said(await embed())).toEqual({
    lamp: "Available on backorder, Ships 12–16 March",
    sofà: "Available to pre-order, Ships 30 December 2026 – 4 January 2027",
  });
});

it("speaks the shopper's language, in the shop's form, without the date where the merchant wants it short", async () => {
  const one = { lamp: products.lamp! };
  const page = { locale: "it", storefront: { dateForm: "part" } };
  expect(said(await embed(page, one))).toEqual({ lamp: "Ordinabile, in arrivo, Spedizione a metà marzo" });
  expect(said(await embed({ ...page, blockSettings: { date: false } }, one))).toEqual({
    lamp: "Ordinabile, in arrivo",
  });
});

it("leaves no trace where nothing waits, or on a page without a collection", async () => {
  expect((await embed({}, { poster: products.poster! })).trim()).toBe("");
  expect((await renderBlock("collection-badges", {})).trim()).toBe("");
});

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

it("lays each badge once over its own card, moves nothing, asks for nothing, and follows the filters", async () => {
  const card = (handle: string) => `<li><div class="card-wrapper"><div class="card" style="height:200px">
    <h3><a href="/collections/all/products/${encodeURIComponent(handle)}">${handle}</a></h3></div></div></li>`;
  const grid = Object.keys(products).map(card).join("");
  const tab = await (await browser.newContext()).newPage();
  const requests: string[] = [];
  await tab.route("**/*", async (route) => {
    if (route.request().url() !== "http://shop.test/collections/all") {
      requests.push(route.request().url());
      return route.abort();
    }
    const body = `<!doctype html><title>All</title><link rel="icon" href="data:,">
      <style>${readFileSync(`${extensionRoot}assets/arrivo.css`, "utf8")}</style>
      <nav><ul><li><a href="/products/lamp">Lamp</a></li></ul></nav><main><ul id="grid">${grid}</ul></main>`;
    return route.fulfill({ contentType: "text/html; charset=utf-8", body });
  });
  await tab.goto("http://shop.test/collections/all");
  const places = () =>
    tab.$$eval("a, .card", (all) => all.map((each) => JSON.stringify(each.getBoundingClientRect())).join());
  const before = await places();
  const html = await embed();
  await tab.evaluate((text) => {
    const range = document.createRange();
    document.body.append(range.createContextualFragment(text));
  }, html);
  const shown = () =>
    tab.$$eval("main .card-wrapper", (cards) =>
      cards.map((each) => [...each.querySelectorAll(".arrivo-badge")].map((badge) => badge.textContent?.trim())),
    );
  const expected = [[expect.stringContaining("12–16 March")], [], [], [expect.stringContaining("30 December")]];
  await tab.waitForSelector("main .arrivo-badge");
  expect(await shown()).toEqual(expected);
  expect(await tab.$$("nav .arrivo-badge")).toEqual([]);
  expect(await places()).toBe(before);

  await tab.evaluate((text) => {
    document.querySelector("#grid")!.innerHTML = text;
  }, card("lamp"));
  await tab.waitForSelector("main .arrivo-badge");
  expect(await shown()).toEqual([[expect.stringContaining("12–16 March")]]);
  expect(requests).toEqual([]);
});
