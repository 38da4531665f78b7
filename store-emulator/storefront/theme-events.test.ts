import type { Server } from "node:http";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import chromium from "@sparticuz/chromium";
import { chromium as playwright, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { serve } from "../serve.ts";
import { storefrontHandler } from "./handle-storefront.ts";
import { sampleShop } from "./sample-shop.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const { emulator, product } = sampleShop([
  { optionValues: ["Chalk"], available: [5] },
  { optionValues: ["Moss"], available: [0] },
]);
const mossId = product.variantIds[1] ?? 0;
const extensionDir = mkdtempSync(join(tmpdir(), "extension-"));
let browser: Browser;
let server: Server;
let url = "";

beforeAll(async () => {
  const served = await serve(emulator, [storefrontHandler(extensionDir)], "127.0.0.1", 0);
  server = served.server;
  url = `http://127.0.0.1:${served.port}/store/sample.myshopify.com/products/harbour-mug`;
  const args = chromium.args.filter((arg) => arg !== "--single-process" && arg !== "--disable-web-security");
  browser = await playwright.launch({ executablePath: await chromium.executablePath(), args });
});
afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
  rmSync(extensionDir, { recursive: true });
});

const heard = (page: Page): Promise<unknown[]> =>
  page.evaluate(() => (globalThis as unknown as { heard: unknown[] }).heard);

it("tells a chosen variant as Horizon does: the standard event with its promise, then variant:update", async () => {
  const page = await browser.newPage();
  await page.addInitScript(`
    window.heard = [];
    document.addEventListener("shopify:product:select", async (event) => {
      heard.push("select");
      heard.push(["chosen", (await event.promise).variant.id]);
    });
    document.addEventListener("variant:update", (event) => heard.push(["update", event.detail.resource.id]));`);
  await page.goto(`${url}?theme=horizon`);
  await page.getByRole("radio", { name: "Moss" }).check();
  await page.waitForURL(`**?*variant=${mossId}`);
  await page.getByRole("button", { name: "Sold out" }).waitFor();
  expect(await heard(page)).toEqual(["select", ["chosen", mossId], ["update", mossId]]);
  expect(await page.locator('form[action*="/cart/add"] [name=id]').inputValue()).toBe(String(mossId));
  await page.close();
});

it("tells a chosen variant as Dawn does: a change of the hidden id, then the theme's own channel", async () => {
  const page = await browser.newPage();
  await page.goto(`${url}?theme=dawn`);
  await page.evaluate(() => {
    const scope = globalThis as unknown as {
      heard: unknown[];
      subscribe(
        name: string,
        callback: (event: { data: { sectionId: string; variant: { id: number } } }) => void,
      ): void;
    };
    scope.heard = [];
    document.addEventListener("change", (event) => {
      if (event.target instanceof HTMLInputElement && event.target.name === "id")
        scope.heard.push(["id", event.target.value]);
    });
    scope.subscribe("variant-change", ({ data }) => scope.heard.push([data.sectionId, data.variant.id]));
  });
  await page.getByLabel("Colour").selectOption("Moss");
  await page.waitForURL(`**?*variant=${mossId}`);
  await page.getByRole("button", { name: "Sold out" }).waitFor();
  expect(await heard(page)).toEqual([
    ["id", String(mossId)],
    ["template--1__main", mossId],
  ]);
  await page.close();
});

it.each(["horizon", "dawn"])(
  "steps the quantity, adds without leaving the page and says a refusal there, in %s",
  async (theme) => {
    const page = await browser.newPage();
    await page.goto(`${url}?theme=${theme}`);
    await page.getByRole("button", { name: "Increase quantity" }).click();
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page.getByText("Added to your cart").waitFor();
    await page.locator("[data-cart-count]", { hasText: "2" }).waitFor();
    await page.getByRole("spinbutton", { name: "Quantity" }).fill("4");
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page.getByText("You can only add 5 Harbour mug - Chalk to the cart.").waitFor();
    await page.close();
  },
);
