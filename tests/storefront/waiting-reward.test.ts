import type { Browser, Page as BrowserPage } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { compensationSettings } from "../../app/customers/compensation/compensation-settings.ts";
import { rewardWords } from "../../app/customers/compensation/reward-words.ts";
import { storefrontLocales } from "../../app/i18n/storefront-locales.ts";
import { fixture } from "./read-fixtures.ts";
import { openBrowser } from "./open-browser.ts";
import { type Page, renderBlock } from "./render-block.ts";
import { openThemePage } from "./theme-page.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));

const reward = (rest: object) => compensationSettings.parse({ reward: { isOn: true, ...rest } }).reward;
const words = rewardWords(reward({ gives: { kind: "percent", percent: 5 } }), "EUR");
const page: Page = {
  variants: [
    { id: 100, arrivo: fixture("backorder"), live: -3 },
    { id: 101, live: 9 },
    { id: 102, arrivo: fixture("in-stock-selling-beyond"), live: 3 },
  ],
  storefront: { v: 1, reward: words },
  blockSettings: { reward: true },
};
const said = "5% off your next order, because you wait. The code comes when your order ships.";

const isShown = (tab: BrowserPage) => tab.locator(".arrivo__reward").isVisible();
async function choose(tab: BrowserPage, id: number, quantity = 1): Promise<void> {
  await tab.locator("[name=quantity]").fill(String(quantity));
  await tab.evaluate((chosen) => {
    const field = document.querySelector<HTMLInputElement>("[data-buys] [name=id]");
    if (field) field.value = String(chosen);
    field?.dispatchEvent(new Event("change", { bubbles: true }));
  }, id);
}

describe("the waiting reward on the product page", () => {
  it("stands beside what has to be waited for, and only there", async () => {
    const { tab, requests } = await openThemePage(browser, page);
    expect(await tab.locator(".arrivo__reward").textContent()).toBe(said);
    expect(await isShown(tab)).toBe(true);
    await choose(tab, 101);
    await expect.poll(() => isShown(tab)).toBe(false);
    await choose(tab, 102, 2);
    await expect.poll(() => isShown(tab)).toBe(false);
    await choose(tab, 102, 5);
    await expect.poll(() => isShown(tab)).toBe(true);
    await choose(tab, 100);
    await expect.poll(() => isShown(tab)).toBe(true);
    expect(requests).toEqual([]);
  });

  it("is silent on a page that begins with what is in stock", async () => {
    const { tab } = await openThemePage(browser, { ...page, chosen: 2 });
    expect(await isShown(tab)).toBe(false);
    await choose(tab, 100);
    await expect.poll(() => isShown(tab)).toBe(true);
  });

  it("needs neither our property on the order nor a script", async () => {
    const noProperty = { ...page, blockSettings: { reward: true, property: false } };
    const { tab } = await openThemePage(browser, noProperty);
    expect(await isShown(tab)).toBe(true);
    await choose(tab, 101);
    await expect.poll(() => isShown(tab)).toBe(false);
    const context = await browser.newContext({ javaScriptEnabled: false });
    const still = await context.newPage();
    await still.setContent(`<style>${await tab.locator("style").first().textContent()}</style>
      <div class="shopify-section">${await renderBlock("promise", page)}</div>`);
    expect(await isShown(still)).toBe(true);
  });

  it("is nothing where none is set, or where the block leaves it out", async () => {
    expect(await renderBlock("promise", { ...page, storefront: { v: 1 } })).not.toContain("arrivo__reward");
    expect(await renderBlock("promise", { ...page, blockSettings: { reward: false } })).not.toContain("arrivo__reward");
  });

  it("lets no markup of the merchant's words come alive", async () => {
    const html = await renderBlock("promise", { ...page, storefront: { v: 1, reward: { en: "<b>A gift</b>" } } });
    expect(html).toContain("&lt;b&gt;A gift&lt;/b&gt;");
  });
});

describe("its words", () => {
  it.each(storefrontLocales)("are there in %s, the merchant's own first", async (locale) => {
    const html = await renderBlock("promise", { ...page, locale });
    expect(html.replaceAll("&#39;", "'")).toContain(words[locale]);
    expect(words[locale]).toMatch(/5\s?%/);
    const own = rewardWords(reward({ words: { [locale]: "Own words" } }), "EUR");
    expect(own[locale]).toBe("Own words");
    expect(await renderBlock("promise", { ...page, locale, storefront: { v: 1, reward: own } })).toContain("Own words");
  });

  it("are English on a page in a language that we do not speak, and say so", async () => {
    const html = await renderBlock("promise", { ...page, locale: "fi" });
    expect(html).toMatch(new RegExp(`<p class="arrivo__reward" lang="en">${said.slice(0, 20)}`));
  });

  it("of a gift are the merchant's only: other languages say nothing", async () => {
    const gift = rewardWords(reward({ gives: { kind: "present" }, words: { it: "Una candela" } }), "EUR");
    expect(gift).toEqual({ it: "Una candela" });
    const storefront = { v: 1, reward: gift };
    expect(await renderBlock("promise", { ...page, storefront })).not.toContain("arrivo__reward");
    expect(rewardWords({ ...reward({}), isOn: false }, "EUR")).toEqual({});
  });
});
