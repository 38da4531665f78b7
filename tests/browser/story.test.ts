import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser } from "../storefront/open-browser.ts";
import { allVariants, untilIdle } from "./control.ts";

/** The demo as a stranger finds it: the control room, its guided story, and the shop that was installed a moment ago. */
const { emulatorUrl, shops } = inject("demo");
const second = shops[1] ?? "";
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
});
afterAll(() => browser.close());

describe("the control room", () => {
  it("tells the story: two are bought, the variant stays on sale with a date, five come, all is as before", async () => {
    await page.goto(`${emulatorUrl}/`);
    for (const step of ["buy", "date", "receive", "normal"]) {
      await page.locator(`[data-step="${step}"] button`).click();
      await page.locator(`[data-step="${step}"] .step__done`).waitFor({ state: "visible", timeout: 30_000 });
      if (step !== "date") continue;
      const storefront = page.frameLocator('iframe[name="storefront"], [data-pane="storefront"] iframe').first();
      await storefront.getByText("Available on backorder").first().waitFor({ timeout: 20_000 });
      await storefront
        .getByText(/Ships \d/)
        .first()
        .waitFor();
    }
  });

  it("shows what Shopify and Arrivo said to each other", async () => {
    await page.getByText("inventory_levels/update").first().waitFor({ timeout: 20_000 });
  });
});

describe("the shop that was installed a moment ago", () => {
  it("is as it was: no variant carries anything of Arrivo's, and each has the policy of its catalogue", async () => {
    await untilIdle();
    const variants = await allVariants(second);
    expect(variants.length).toBeGreaterThan(10);
    expect(variants.filter((variant) => variant.metafields.$app !== undefined)).toEqual([]);
    expect(variants.some((variant) => variant.inventoryPolicy === "CONTINUE")).toBe(true);
    expect(variants.some((variant) => variant.available < 0)).toBe(true);
  });
});
