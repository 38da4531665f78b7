import { readFileSync } from "node:fs";
import type { Browser, Page as BrowserPage } from "playwright-core";
import { type Page, renderBlock } from "./render-block.ts";
import { extensionRoot } from "./shopify-liquid.ts";

export const pageUrl = "http://shop.test/products/lamp";

/** A product page as themes lay it out: the block, then the form that buys, its quantity outside of it. */
export async function themeHtml(page: Page, button = "Add to cart"): Promise<string> {
  const block = await renderBlock("promise", page);
  const chosen = page.variants?.[page.chosen ?? 0]?.id ?? 100 + (page.chosen ?? 0);
  return `<div class="shopify-section" id="shopify-section-main">
    <h1>Lamp</h1>
    ${block}
    <p id="after">Free returns</p>
    <input type="number" name="quantity" value="1" form="product-form-main">
    <form action="/cart/add" id="instalments"><input type="hidden" name="id" value="1"></form>
    <form action="/cart/add" id="product-form-main">
      <input type="hidden" name="id" value="${chosen}">
      <button type="submit" name="add"><span>${button}</span></button>
    </form>
    <product-card><form action="/cart/add"><input name="id" value="1"><button type="submit">Quick add</button></form></product-card>
  </div>`;
}

/** Opens the page in Chromium with our script and style as the only assets; answers any further request by `serve`. */
export async function openThemePage(
  browser: Browser,
  page: Page,
  options: { head?: string; button?: string; serve?: (url: URL) => Promise<string> } = {},
): Promise<{ tab: BrowserPage; requests: string[] }> {
  const context = await browser.newContext();
  const tab = await context.newPage();
  const requests: string[] = [];
  const html = `<!doctype html><html lang="en"><head><title>Lamp</title><link rel="icon" href="data:,">
    <style>${readFileSync(`${extensionRoot}assets/arrivo.css`, "utf8")}</style>${options.head ?? ""}</head>
    <body>${await themeHtml(page, options.button)}
    <script>${readFileSync(`${extensionRoot}assets/arrivo.js`, "utf8")}</script></body></html>`;
  await context.route("**/*", async (route) => {
    const url = route.request().url();
    if (url === pageUrl) return route.fulfill({ contentType: "text/html; charset=utf-8", body: html });
    requests.push(url);
    if (options.serve === undefined) return route.abort();
    return route.fulfill({ contentType: "text/html; charset=utf-8", body: await options.serve(new URL(url)) });
  });
  await tab.goto(pageUrl);
  return { tab, requests };
}

export interface Shown {
  status: string;
  line: string;
  properties: Record<string, string>;
}

/** What the shopper sees and what the form would send; null where the block is hidden. */
export function readShown(tab: BrowserPage): Promise<Shown | null> {
  return tab.evaluate(() => {
    const block = document.querySelector("arrivo-promise") as HTMLElement;
    const form = new FormData(document.querySelector<HTMLFormElement>("#product-form-main") ?? undefined);
    const sent = [...form].flatMap(([name, value]) => {
      const property = /^properties\[(.*)\]$/.exec(name)?.[1];
      return property === undefined ? [] : [[property, String(value)]];
    });
    if (block.hidden) return null;
    return {
      status: block.querySelector(".arrivo__status")?.textContent ?? "",
      line: block.querySelector(".arrivo__line")?.textContent ?? "",
      properties: Object.fromEntries(sent) as Record<string, string>,
    };
  });
}
