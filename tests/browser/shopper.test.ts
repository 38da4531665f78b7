import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { openBrowser } from "../storefront/open-browser.ts";
import { control, untilIdle, variantBySku } from "./control.ts";

/** A shopper on the demo's storefront, in both themes. */
const { emulatorUrl, shops } = inject("demo");
const shop = shops[0] ?? "";
const sku = "HAR-STO-MUG";
let browser: Browser;
let page: Page;

const setStock = async (available: number) => {
  await control("POST", `shops/${shop}/stock`, { sku, available });
  await untilIdle();
};
const openProduct = async (theme: string) => {
  const { handle } = await variantBySku(shop, sku);
  await page.goto(`${emulatorUrl}/store/${shop}/products/${handle}?theme=${theme}`);
};

beforeAll(async () => {
  browser = await openBrowser();
});
beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  return () => page.close();
});
afterAll(() => browser.close());

describe.each(["horizon", "dawn"])("a shopper in the %s theme", (theme) => {
  it("reads nothing of Arrivo where the stock says it all", async () => {
    await setStock(8);
    await openProduct(theme);
    await page.getByRole("button", { name: /add to cart/i }).waitFor();
    expect(await page.getByText(/backorder/i).count()).toBe(0);
  });

  it("buys a sold-out variant with a date, and finds the same date in the cart", async () => {
    await setStock(0);
    await openProduct(theme);
    const told = await page
      .getByText(/^Ships \d/)
      .first()
      .innerText();
    await page.getByRole("button", { name: /add to cart/i }).click();
    await page.goto(`${emulatorUrl}/store/${shop}/cart`);
    await page
      .getByText(told.replace(/^Ships /, ""))
      .first()
      .waitFor();
    expect(await page.getByText("_arrivo").count()).toBe(0);
  });

  it("changes the quantity in the cart, and the line's own date follows", async () => {
    await setStock(0);
    await openProduct(theme);
    await page.getByRole("button", { name: /add to cart/i }).click();
    await page.goto(`${emulatorUrl}/store/${shop}/cart`);
    await page.locator('input[name="quantity"]').fill("3");
    await page.getByRole("button", { name: /update/i }).click();
    const told = async () => {
      const answer = await page.request.get(`${emulatorUrl}/store/${shop}/cart.js`);
      const { items } = (await answer.json()) as { items: { quantity: number; properties: { _arrivo?: string } }[] };
      const windows = JSON.parse(items[0]?.properties._arrivo ?? "[]") as { units: number }[];
      return { quantity: items[0]?.quantity, units: windows.reduce((sum, { units }) => sum + units, 0) };
    };
    await expect.poll(told, { timeout: 20_000 }).toEqual({ quantity: 3, units: 3 });
    await expect.poll(() => page.getByText("Changed since you added it").count(), { timeout: 20_000 }).toBe(0);
  });

  it("is refused beyond the limit, and reads how many there are", async () => {
    await setStock(-18);
    await openProduct(theme);
    await page.locator('input[name="quantity"]').fill("5");
    await page.locator('input[name="quantity"]').dispatchEvent("change");
    await page.getByText("Most that can be ordered: 2").waitFor();
    expect(await page.getByText(/^Ships \d/).count()).toBe(0);
  });

  it("can't buy once the limit is reached", async () => {
    await setStock(-20);
    expect(await variantBySku(shop, sku)).toMatchObject({ inventoryPolicy: "DENY" });
    await openProduct(theme);
    expect(await page.getByRole("button", { name: /sold out/i }).isDisabled()).toBe(true);
  });
});
