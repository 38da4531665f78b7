import fc from "fast-check";
import type { Browser, Page as BrowserPage } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { randomPage } from "./random-page.ts";
import { fixture } from "./read-fixtures.ts";
import { openBrowser } from "./open-browser.ts";
import { readTold } from "./read-told.ts";
import { type Page, renderBlock } from "./render-block.ts";
import { openThemePage, readShown, themeHtml } from "./theme-page.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));

const two: Page = {
  variants: [
    { id: 100, arrivo: fixture("backorder"), live: -3 },
    { id: 101, live: 9 },
    { id: 102, arrivo: fixture("in-stock-selling-beyond"), live: 3 },
  ],
};

const lineOf = async (tab: BrowserPage) => (await readShown(tab))?.line ?? null;

async function setQuantity(tab: BrowserPage, quantity: number): Promise<void> {
  await tab.locator("[name=quantity]").fill(String(quantity));
}

describe("variant changes", () => {
  const changes: Record<string, (tab: BrowserPage, id: number | null) => Promise<void>> = {
    "Horizon's standard event": (tab, id) =>
      tab.evaluate((chosen) => {
        const variant = chosen === null ? null : { id: `gid://shopify/ProductVariant/${chosen}` };
        const event = Object.assign(new Event("shopify:product:select", { bubbles: true }), {
          promise: Promise.resolve({ variant }),
        });
        document.querySelector("h1")?.dispatchEvent(event);
      }, id),
    "older Horizon's event": (tab, id) =>
      tab.evaluate((chosen) => {
        const detail = { resource: chosen === null ? null : { id: chosen } };
        document.querySelector("h1")?.dispatchEvent(new CustomEvent("variant:update", { bubbles: true, detail }));
      }, id),
    "Dawn's channel": (tab, id) =>
      tab.evaluate((chosen) => {
        const field = document.querySelector<HTMLInputElement>("[data-buys] [name=id]");
        if (field) field.value = String(chosen ?? "");
        window.dispatchEvent(new CustomEvent("dawn", { detail: { sectionId: "main" } }));
      }, id),
  };
  const dawn = `<script>
    window.subscribe = (name, act) => addEventListener("dawn", ({ detail }) => act({ data: detail }));
  </script>`;

  it.each(Object.keys(changes))("follows %s, and asks for nothing", async (name) => {
    const { tab, requests } = await openThemePage(browser, two, { head: dawn });
    const change = changes[name];
    expect(await lineOf(tab)).toBe("Ships 12–16 March");
    await change?.(tab, 102);
    await expect.poll(() => lineOf(tab)).toBeNull();
    await setQuantity(tab, 5);
    await change?.(tab, 102);
    await expect.poll(() => lineOf(tab)).toBe("3 ship today, 2 ship 26–30 November");
    await change?.(tab, null);
    await expect.poll(() => lineOf(tab)).toBeNull();
    await change?.(tab, 100);
    await expect.poll(() => lineOf(tab)).toBe("Ships 12–16 March");
    await change?.(tab, 101);
    await expect.poll(() => lineOf(tab)).toBeNull();
    expect(requests).toEqual([]);
  });

  it("follows the form's own field", async () => {
    const { tab } = await openThemePage(browser, two);
    await tab.evaluate(() => {
      const field = document.querySelector<HTMLInputElement>("[data-buys] [name=id]");
      if (field) field.value = "101";
      field?.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await expect.poll(() => lineOf(tab)).toBeNull();
  });

  it("leaves alone what is chosen on a card and in other sections", async () => {
    const { tab } = await openThemePage(browser, two, { head: dawn });
    await tab.evaluate(() => {
      const detail = { resource: { id: 101 } };
      document
        .querySelector("product-card form")
        ?.dispatchEvent(new CustomEvent("variant:update", { bubbles: true, detail }));
      window.dispatchEvent(new CustomEvent("dawn", { detail: { sectionId: "other", variant: { id: 101 } } }));
    });
    expect(await lineOf(tab)).toBe("Ships 12–16 March");
  });

  it("asks once for the section of a variant that Liquid does not list", async () => {
    const many = Array.from({ length: 251 }, (_, at) => ({ id: 1000 + at, arrivo: fixture("backorder"), live: -3 }));
    const page = { variants: many, variantsCount: 2048 };
    const far: Page = { variants: [{ id: 9000, arrivo: fixture("preorder"), live: 0 }], variantsCount: 2048 };
    const { tab, requests } = await openThemePage(browser, page, { serve: () => themeHtml(far) });
    await tab.evaluate(() => {
      const field = document.querySelector<HTMLInputElement>("[data-buys] [name=id]");
      if (field) field.value = "9000";
      field?.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await expect.poll(() => lineOf(tab)).toBe("Ships 30 December 2026 – 4 January 2027");
    await setQuantity(tab, 2);
    expect(requests).toEqual(["http://shop.test/products/lamp?section_id=main&variant=9000"]);
  });
});

describe("quantity changes", () => {
  it("tells the quantity by segments and sends it with the form", async () => {
    const { tab } = await openThemePage(browser, { ...two, chosen: 2 });
    expect(await readShown(tab)).toBeNull();
    await setQuantity(tab, 5);
    expect(await readShown(tab)).toMatchObject({
      line: "3 ship today, 2 ship 26–30 November",
      properties: { Ships: "3 ship today, 2 ship 26–30 November" },
    });
    await setQuantity(tab, 2);
    expect(await readShown(tab)).toBeNull();
    const sent = await tab.evaluate(() => [
      ...new FormData(document.querySelector<HTMLFormElement>("[data-buys]") ?? undefined).keys(),
    ]);
    expect(sent.toSorted()).toEqual(["id", "quantity"]);
  });

  it("says in the browser what Liquid says, for any page", async () => {
    const { tab } = await openThemePage(browser, two);
    const samples = fc.sample(fc.tuple(randomPage, fc.constantFrom("en", "pl", "ja", "fr")), { numRuns: 120, seed: 7 });
    for (const [{ metafield, live, policy, storefront, now, quantity }, locale] of samples) {
      const page: Page = { storefront, now, timeZone: "UTC", locale };
      const variant = { id: 100, arrivo: metafield, live, policy };
      const html = await themeHtml({ ...page, variants: [variant] });
      await tab.evaluate((body) => (document.body.innerHTML = body), html);
      if ((await tab.locator("arrivo-promise").count()) === 0) continue;
      await setQuantity(tab, quantity);
      const liquid = readTold(await renderBlock("promise", { ...page, variants: [{ ...variant, least: quantity }] }));
      expect(await readShown(tab), JSON.stringify({ metafield, live, policy, quantity, locale })).toEqual(liquid);
    }
  });
});

describe("the page around it", () => {
  it("does not move while the page loads, nor ask for anything", async () => {
    const { tab, requests } = await openThemePage(browser, two);
    const shift = await tab.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let total = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) total += (entry as PerformanceEntry & { value: number }).value;
          }).observe({ type: "layout-shift", buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(total)));
        }),
    );
    expect(shift).toBe(0);
    expect(requests).toEqual([]);
  });

  it("speaks only when its words change", async () => {
    const { tab } = await openThemePage(browser, two);
    await tab.evaluate(() => {
      const seen = window as Window & { touched?: number };
      seen.touched = 0;
      new MutationObserver((list) => (seen.touched = (seen.touched ?? 0) + list.length)).observe(
        document.querySelector(".arrivo__words") as Element,
        { childList: true, characterData: true, subtree: true },
      );
    });
    await setQuantity(tab, 2);
    expect(await tab.evaluate(() => (window as Window & { touched?: number }).touched)).toBe(0);
  });

  it("puts its word on the button where the merchant wants it, never on a disabled one", async () => {
    const { tab } = await openThemePage(browser, { ...two, blockSettings: { button: true } });
    const label = () => tab.locator("[data-buys] button").innerText();
    expect(await label()).toBe("Backorder");
    const choose = (id: string) =>
      tab.evaluate((chosen) => {
        const detail = { resource: { id: chosen } };
        document.querySelector("h1")?.dispatchEvent(new CustomEvent("variant:update", { bubbles: true, detail }));
      }, id);
    await choose("101");
    await expect.poll(label).toBe("Add to cart");
    await tab.locator("[data-buys] button").evaluate((button: HTMLButtonElement) => (button.disabled = true));
    await choose("100");
    await expect.poll(() => lineOf(tab)).toBe("Ships 12–16 March");
    expect(await label()).toBe("Add to cart");
  });
});
