import type { Server } from "node:http";
import type { Browser, Page as BrowserPage } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ArrivoMetafield, readMetafield } from "../../app/availability/metafield.ts";
import { storefrontSettings } from "../../app/availability/storefront-settings.ts";
import { tellQuantity } from "../../app/availability/tell-quantity.ts";
import { dayFromNumber, dayNumber } from "../../app/supply/day.ts";
import { pageDating } from "../../app/supply/page-dating.ts";
import { sayTold } from "../../app/i18n/say-told.ts";
import type { StorefrontWords } from "../../app/i18n/storefront-words.ts";
import { findLocation, findVariant } from "../../store-emulator/find-variant.ts";
import { serve } from "../../store-emulator/serve.ts";
import { setStock } from "../../store-emulator/set-stock.ts";
import { storefrontHandler } from "../../store-emulator/storefront/handle-storefront.ts";
import { publishPromise, sampleShop } from "../../store-emulator/storefront/sample-shop.ts";
import { openBrowser } from "./open-browser.ts";
import { extensionRoot, readWords } from "./shopify-liquid.ts";

/** Our own blocks in the emulator's two themes: product page, collection and cart, as a shopper goes through them. */
const { emulator, shop, product } = sampleShop([{ available: [3], inventoryPolicy: "CONTINUE" }]);
const variantId = product.variantIds[0] ?? 0;
const now = emulator.clock.now();
const settings = storefrontSettings.parse({ timeZone: shop.timeZone });
const dating = pageDating(settings, now);
const inDays = (days: number) => dayFromNumber(dayNumber(dating.today) + days);
const promise: ArrivoMetafield = {
  v: 1,
  state: "in-stock",
  policy: "CONTINUE",
  own: "DENY",
  seen: 3,
  segments: [
    { units: 4, from: inDays(20), to: inDays(24) },
    { units: 6, from: inDays(50), to: inDays(54) },
  ],
  left: 13,
  message: "default",
  on: dating.today,
};
let browser: Browser;
let server: Server;
let root = "";

beforeAll(async () => {
  publishPromise(emulator, shop, variantId, promise);
  const theme = shop.themes.find(({ role }) => role === "MAIN");
  if (theme) Object.assign(theme, { blocks: ["promise", "card-badge", "cart-dates"], embeds: ["collection-badges"] });
  const served = await serve(emulator, [storefrontHandler(extensionRoot)], "127.0.0.1", 0);
  server = served.server;
  root = `http://127.0.0.1:${served.port}/store/${shop.domain}`;
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
});

/** What the admin's preview says to that quantity, with so much in stock. */
function previewed(quantity: number, liveUnits: number, locale: string): string {
  const facts = { liveUnits, currentPolicy: "CONTINUE" } as const;
  const { state, message } = promise;
  // Justified cast: the locale files are held to one shape by extension-limits.test.ts.
  const words = readWords(locale) as unknown as StorefrontWords;
  const told = tellQuantity(promise, quantity, facts, dating, settings.largestQuantityTold);
  return sayTold(told, { quantity, locale, today: dating.today, settings, words, state, message })?.line ?? "";
}

function setLive(units: number): void {
  setStock(emulator, shop, findVariant(shop, { variantId }), findLocation(shop, null), { available: units });
}

const textOf = async (tab: BrowserPage, selector: string) =>
  (await tab.locator(selector).allTextContents()).map((text) => text.replaceAll(/\s+/g, " ").trim());

describe.each(["horizon", "dawn"])("in the %s theme", (theme) => {
  it.each(["en", "it", "de"])(
    "a split quantity is told on the page, kept in the cart, and corrected there: %s",
    async (locale) => {
      expect(readMetafield(promise).ok).toBe(true);
      setLive(3);
      const tab = await (await browser.newContext()).newPage();
      await tab.goto(`${root}/products/${product.handle}?theme=${theme}&locale=${locale}`);
      await tab.locator("main [name=quantity]").fill("5");
      const split = previewed(5, 3, locale);
      expect(split).toMatch(/3.*2/);
      await tab.locator(".arrivo__line", { hasText: split }).waitFor();
      await tab.locator('main form[action*="/cart/add"] [name=add]').click();
      await tab.locator("[data-cart-added]:not([hidden])").waitFor();

      await tab.goto(`${root}/cart`);
      expect(await textOf(tab, ".line__property dd")).toEqual([split]);
      expect(await textOf(tab, ".arrivo-cart")).toEqual([]);

      // Somebody else buys what was in stock, and more: two of the five are told a later day than they were.
      setLive(-2);
      await tab.reload();
      expect(await textOf(tab, ".arrivo-cart li")).toEqual([`Harbour mug: ${previewed(5, -2, locale)}`]);
      await tab.context().close();
    },
  );

  it("a product's card says once that it waits", async () => {
    setLive(-1);
    const tab = await (await browser.newContext()).newPage();
    await tab.goto(`${root}/collections/all?theme=${theme}&locale=en`);
    await tab.locator("main .arrivo-badge").first().waitFor();
    const [badge, ...others] = await textOf(tab, "main .arrivo-badge");
    expect(badge).toContain(previewed(1, -1, "en"));
    expect(others).toEqual([]);
    await tab.context().close();
  });
});
