import type { Browser, Page as BrowserPage } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openBrowser } from "./open-browser.ts";
import { fixture } from "./read-fixtures.ts";
import type { Page } from "./render-block.ts";
import { openThemePage, readShown, themeHtml } from "./theme-page.ts";

/** What Dawn's and Horizon's public sources do to a page, each as a theme of its own would do it to our block. */
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));

const page: Page = {
  variants: [
    { id: 100, arrivo: fixture("backorder"), live: -3 },
    { id: 102, arrivo: fixture("in-stock-selling-beyond"), live: 3 },
  ],
};
const horizon = {
  id: "BuyButtons-ProductForm-main",
  button: `<span aria-hidden="true"><svg width="9" height="9"></svg></span> Add to cart
    <span class="added"><span><svg width="9" height="9"></svg></span></span>`,
};
const window = `"from":"2027-03-12","to":"2027-03-16"`;
const lineOf = async (tab: BrowserPage) => (await readShown(tab))?.line ?? null;

/** What a form would send of ours. */
const sentBy = (tab: BrowserPage, form: string) =>
  tab.evaluate(
    (selector) =>
      [...new FormData(document.querySelector<HTMLFormElement>(selector) ?? undefined)].filter(([name]) =>
        name.startsWith("properties"),
      ),
    form,
  );

/** Chooses a variant as Horizon does: what the promise gives comes from the section that the theme fetched. */
const select = (tab: BrowserPage, result: unknown, from = "h1") =>
  tab.evaluate(
    ([selector, given]) => {
      const event = Object.assign(new Event("shopify:product:select", { bubbles: true }), {
        promise: Promise.resolve(given),
      });
      document.querySelector(selector as string)?.dispatchEvent(event);
    },
    [from, result],
  );

describe("Horizon", () => {
  it("sends the promise by a form whose id the block cannot know", async () => {
    const { tab } = await openThemePage(browser, page, horizon);
    await expect.poll(() => sentBy(tab, "[data-buys]")).toHaveLength(2);
    expect((await readShown(tab))?.properties._arrivo).toBe(`[{${window},"units":1}]`);
    await select(tab, { variant: { id: 102 } });
    await expect.poll(() => sentBy(tab, "[data-buys]")).toEqual([]);
  });

  it("says the variant that stands in the promise's detail alone", async () => {
    const { tab } = await openThemePage(browser, page, horizon);
    await select(tab, { variant: null, detail: { resource: { id: 102 } } });
    await expect.poll(() => lineOf(tab)).toBeNull();
    await select(tab, { variant: null, detail: { resource: { id: 100 } } });
    await expect.poll(() => lineOf(tab)).toBe("Ships 12–16 March");
    await select(tab, { variant: null, detail: { resource: null } });
    await expect.poll(() => lineOf(tab)).toBeNull();
  });

  it("puts its word beside the button's icons, and again once the theme has redrawn them", async () => {
    const { tab } = await openThemePage(browser, { ...page, blockSettings: { button: true } }, horizon);
    const button = tab.locator("[data-buys] button");
    await expect.poll(() => button.innerText()).toContain("Backorder");
    expect(await button.locator("svg").count()).toBe(2);
    await button.evaluate((node, html) => (node.innerHTML = html), horizon.button);
    await select(tab, { variant: { id: 100 } });
    await expect.poll(() => button.innerText()).toContain("Backorder");
    await select(tab, { variant: { id: 102 } });
    await expect.poll(() => button.innerText()).toContain("Add to cart");
    expect(await button.locator("svg").count()).toBe(2);
  });

  it("keeps apart the quick-add window, which repeats the ids of the page's own form", async () => {
    const { tab } = await openThemePage(browser, page, horizon);
    const other = await themeHtml({ variants: [{ id: 102, arrivo: fixture("preorder"), live: 0 }] }, horizon);
    await tab.evaluate((html) => {
      const dialog = document.createElement("dialog");
      const content = new DOMParser().parseFromString(html, "text/html").querySelector(".shopify-section");
      dialog.append(...(content?.childNodes ?? []));
      dialog.querySelector("[data-buys]")?.toggleAttribute("data-quick");
      document.body.append(dialog);
      dialog.showModal();
    }, other);
    const quick = "[data-quick]";
    await expect
      .poll(() => sentBy(tab, quick))
      .toContainEqual(["properties[Ships]", "30 December 2026 – 4 January 2027"]);
    expect(await sentBy(tab, "[data-buys]")).toEqual([
      ["properties[Ships]", "12–16 March"],
      ["properties[_arrivo]", `[{${window},"units":1}]`],
    ]);
    await select(tab, { variant: null }, "dialog h1");
    await expect.poll(() => sentBy(tab, quick)).toEqual([]);
    expect(await lineOf(tab)).toBe("Ships 12–16 March");
  });

  it("goes on in the block that takes the place of the first, script and all", async () => {
    const { tab } = await openThemePage(browser, page, horizon);
    const errors: string[] = [];
    tab.on("pageerror", (error) => errors.push(error.message));
    const fresh = await themeHtml({ ...page, chosen: 1 }, horizon);
    await tab.evaluate(async (html) => {
      document.body.innerHTML = html;
      const old = document.querySelector<HTMLScriptElement>("script[src]");
      const again = document.createElement("script");
      for (const { name, value } of old?.attributes ?? []) again.setAttribute(name, value);
      const run = new Promise((resolve) => again.addEventListener("load", resolve));
      old?.replaceWith(again);
      await run;
    }, fresh);
    expect(await lineOf(tab)).toBeNull();
    await tab.locator("[name=quantity]").fill("5");
    await expect.poll(() => lineOf(tab)).toBe("3 ship today, 2 ship 26–30 November");
    expect(await sentBy(tab, "[data-buys]")).toHaveLength(2);
    expect(errors).toEqual([]);
  });
});

describe("Dawn", () => {
  it("follows a quick-add window, whose channel names another section", async () => {
    const head = `<script>window.subscribe = (name, act) => addEventListener("dawn", () => act({ data: {} }));</script>`;
    const { tab } = await openThemePage(browser, { ...page, blockSettings: { button: true } }, { head });
    await expect.poll(() => tab.locator("[data-buys] button").innerText()).toBe("Backorder");
    await tab.evaluate(() => {
      // The theme says the variant first, and rewrites the button after it.
      const field = document.querySelector<HTMLInputElement>("[data-buys] [name=id]");
      field?.dispatchEvent(new Event("change", { bubbles: true }));
      const words = document.querySelector("[data-buys] button span");
      if (words) words.textContent = "Add to cart";
      dispatchEvent(new Event("dawn"));
    });
    await expect.poll(() => tab.locator("[data-buys] button").innerText()).toBe("Backorder");
  });

  it("hears the form of another section where its own has none", async () => {
    const { tab } = await openThemePage(browser, page);
    await tab.evaluate(() => {
      const section = document.createElement("div");
      section.className = "shopify-section";
      section.append(document.querySelector("arrivo-promise") as Element);
      document.body.append(section);
      const field = document.querySelector<HTMLInputElement>("[data-buys] [name=id]");
      if (field) field.value = "102";
      field?.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await expect.poll(() => lineOf(tab)).toBeNull();
    await tab.locator("[name=quantity]").fill("4");
    await expect.poll(() => lineOf(tab)).toBe("3 ship today, 1 ships 26–30 November");
  });
});

describe("a screen reader", () => {
  it("finds the live region before it has words, and no room is taken by it", async () => {
    const { tab } = await openThemePage(browser, { ...page, chosen: 1 });
    expect(await readShown(tab)).toBeNull();
    const region = tab.getByRole("status");
    expect(await region.count()).toBe(1);
    expect((await region.textContent())?.trim()).toBe("");
    const top = () => tab.locator("#after").evaluate((node) => node.getBoundingClientRect().top);
    const silent = await top();
    await tab.evaluate(() => ((document.querySelector("arrivo-promise") as HTMLElement).style.display = "none"));
    expect(await top()).toBe(silent);
  });
});
