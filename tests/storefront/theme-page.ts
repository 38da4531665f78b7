import { readFileSync } from "node:fs";
import type { Browser, Page as BrowserPage } from "playwright-core";
import { type Page, renderBlock } from "./render-block.ts";
import { extensionRoot } from "./shopify-liquid.ts";

export const pageUrl = "http://shop.test/products/lamp";

/** The form as Dawn names it, and its button's inside. */
interface Form {
  id?: string;
  button?: string;
}

/** A product page as themes lay it out: the block, then the form that buys, its quantity outside of it. */
export async function themeHtml(page: Page, form: Form = {}): Promise<string> {
  const { id = "product-form-main", button = "<span>Add to cart</span>" } = form;
  const block = await renderBlock("promise", page);
  const chosen = page.variants?.[page.chosen ?? 0]?.id ?? 100 + (page.chosen ?? 0);
  return `<div class="shopify-section" id="shopify-section-main">
    <h1>Lamp</h1>
    ${block}
    <p id="after">Free returns</p>
    <input type="number" name="quantity" value="1" form="${id}">
    <form action="/cart/add" id="instalments"><input type="hidden" name="id" value="1"></form>
    <form action="/cart/add" id="${id}" data-buys>
      <input type="hidden" name="id" value="${chosen}">
      <button type="submit" name="add">${button}</button>
    </form>
    <product-card><form action="/cart/add"><input name="id" value="1"><button type="submit">Quick add</button></form></product-card>
  </div>`;
}

/** Opens the page in Chromium with our style as the only other asset than the block's script; answers any further request by `serve`. */
export async function openThemePage(
  browser: Browser,
  page: Page,
  options: Form & { head?: string; serve?: (url: URL) => Promise<string> } = {},
): Promise<{ tab: BrowserPage; requests: string[] }> {
  const context = await browser.newContext();
  const tab = await context.newPage();
  const requests: string[] = [];
  const html = `<!doctype html><html lang="en"><head><title>Lamp</title><link rel="icon" href="data:,">
    <style>${readFileSync(`${extensionRoot}assets/arrivo.css`, "utf8")}</style>${options.head ?? ""}</head>
    <body>${await themeHtml(page, options)}</body></html>`;
  await context.route("**/*", async (route) => {
    const url = route.request().url();
    if (url === pageUrl) return route.fulfill({ contentType: "text/html; charset=utf-8", body: html });
    if (url.endsWith("/assets/arrivo.js"))
      return route.fulfill({ contentType: "text/javascript", path: `${extensionRoot}assets/arrivo.js` });
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
    const form = new FormData(document.querySelector<HTMLFormElement>("[data-buys]") ?? undefined);
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
