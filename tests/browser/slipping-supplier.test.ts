import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser } from "../storefront/open-browser.ts";
import { control, untilIdle, variantBySku } from "./control.ts";

/** A supplier slips three weeks: what the shopper reads, who waits, and what the merchant sees before anybody is told. */
const { emulatorUrl } = inject("demo");
const shop = "harbour-and-home.myshopify.com";
const sku = "ALD-FLO-LAM-OAK";
let browser: Browser;
let page: Page;
let told = "";
const faults: string[] = [];

async function openAdmin(path: string): Promise<FrameLocator> {
  await page.goto(`${emulatorUrl}/admin/${shop}/apps/arrivo${path}`);
  const frame = page.frameLocator("iframe").first();
  await frame.locator(".Polaris-Page").first().waitFor();
  return frame;
}

async function readPage(): Promise<{ words: string; hidden: string }> {
  const { handle, id } = await variantBySku(shop, sku);
  await page.goto(`${emulatorUrl}/store/${shop}/products/${handle}?variant=${id.split("/").at(-1) ?? ""}`);
  const block = page.locator("arrivo-promise").first();
  await block.getByText(/Ships/).waitFor();
  const field = page.locator('form[action*="/cart/add"] [name="properties[_arrivo]"]').first();
  return { words: await block.innerText(), hidden: await field.inputValue() };
}

beforeAll(async () => {
  await untilIdle();
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  page.setDefaultTimeout(15_000);
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(String(error)));
});
afterAll(() => browser.close());

describe("a supplier that slips three weeks", () => {
  it("had its delivery promised to the shopper, by its record", async () => {
    const { words, hidden } = await readPage();
    expect(words).toContain("Available on backorder");
    const [window] = JSON.parse(hidden) as { from: string; to: string }[];
    expect(window).toMatchObject({ from: expect.any(String) as unknown, to: expect.any(String) as unknown });
    told = words;
    await control("POST", `shops/${shop}/orders`, {
      lines: [{ sku, quantity: 2, properties: { Ships: "soon", _arrivo: hidden } }],
    });
    await untilIdle();
  });

  it("is moved by the merchant with a reason", async () => {
    const orders = await openAdmin("/purchase-orders");
    await orders.getByRole("link", { name: "HH-409" }).click();
    await orders.getByRole("button", { name: "Change expected days" }).click();
    await orders.getByLabel("By a number of days").check({ force: true });
    await orders.getByLabel("Days later").fill("21");
    await orders.getByLabel("Why?").fill("The boat is late");
    await orders.getByRole("button", { name: "Change", exact: true }).click();
    await orders.getByLabel("Why?").waitFor({ state: "hidden" });
    await untilIdle();
  });

  it("changes the page for the next shopper", async () => {
    expect((await readPage()).words).not.toBe(told);
  });

  it("is told to nobody before the merchant has seen who moves, and sends it", async () => {
    const home = await openAdmin("");
    await home.getByText(/^\d+ date changes? waits? for you$/).waitFor();
    await home.getByRole("link", { name: "Look and send" }).click();
    // Those that were sent before stand below.
    await home
      .getByRole("link", { name: /HH-409 is now expected/ })
      .first()
      .click();
    await home.getByText("Reason given: The boat is late").waitFor();
    await home.getByText("Nobody has heard of it yet.").waitFor();
    await home.getByRole("button", { name: "Send" }).click();
    await home.getByText("Send the new dates?").waitFor();
    await home.getByRole("button", { name: "Send", exact: true }).last().click();
    await home
      .getByText(/^Sent /)
      .first()
      .waitFor();
    expect(faults).toEqual([]);
  });
});
