import { createServer, type Server } from "node:http";
import chromium from "@sparticuz/chromium";
import { chromium as playwright, type Browser, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { createEmulator } from "../create-emulator.ts";
import type { Emulator } from "../emulator.ts";
import { grantInstallation } from "../install-app.ts";
import { makeShop } from "../make-shop.ts";
import { serve } from "../serve.ts";
import { readSessionToken } from "../session-token.ts";
import type { Shop } from "../state.ts";
import { handleAdmin } from "./handle-admin.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const API = { apiKey: "test-key", apiSecret: "test-secret" };
let browser: Browser;
let app: Server;
let emulatorServer: Server;
let emulator: Emulator;
let shop: Shop;
let admin = "";
let emulatorUrl = "";
/** What the app's server was asked, with the shop its session token names. */
let asked: { path: string; isTokenGood: boolean }[] = [];

/** The smallest app that uses each part of App Bridge; a real server, since tokens and origins are the point. */
const appPage = (bridge: string, path: string): string => `<!doctype html><html><head><title>App</title>
<script src="${bridge}" data-api-key="test-key"></script></head><body>
<ui-nav-menu><a href="/app" rel="home">Home</a><a href="/app/variants">Variants</a></ui-nav-menu>
<ui-title-bar title="Page ${path}"><button variant="primary" onclick="shopify.toast.show('Published')">Publish</button></ui-title-bar>
<form data-save-bar><input id="limit" name="limit" value="20"></form>
<ui-modal id="ask"><p>Really?</p><ui-title-bar title="Stop"><button variant="primary" onclick="document.title='stopped';shopify.modal.hide('ask')">Stop now</button></ui-title-bar></ui-modal>
<button id="open" onclick="shopify.modal.show('ask')">open</button>
<a id="theme" href="https://${"sample"}.myshopify.com/admin/themes/current/editor?addAppBlockId=test-key/promise" target="_top">theme</a>
<output id="out"></output>
<script>document.querySelector('form').addEventListener('submit', (event) => { event.preventDefault(); out.textContent = 'saved ' + limit.value; });</script>
</body></html>`;

beforeAll(async () => {
  const created = createEmulator(API);
  emulator = created.emulator;
  ({ server: emulatorServer } = await serve(emulator, [handleAdmin], "127.0.0.1", 0));
  const address = emulatorServer.address();
  emulatorUrl = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  app = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://app.test");
    const token = request.headers.authorization?.replace("Bearer ", "") ?? url.searchParams.get("id_token") ?? "";
    const isTokenGood = readSessionToken(token, "sample.myshopify.com", API) !== null;
    asked.push({ path: url.pathname, isTokenGood });
    if (url.pathname === "/app/stale" && asked.filter(({ path }) => path === "/app/stale").length === 1) {
      response.writeHead(401, { "X-Shopify-Retry-Invalid-Session-Request": "1" }).end();
      return;
    }
    if (url.pathname === "/app/bounce" && !url.searchParams.has("id_token")) {
      response
        .writeHead(302, { location: `/auth/session-token?shopify-reload=${encodeURIComponent("/app/bounce")}` })
        .end();
      return;
    }
    response.writeHead(200, { "content-type": "text/html" });
    const bridge = `${emulatorUrl}/app-bridge.js`;
    const isBounce = url.pathname === "/auth/session-token";
    response.end(
      isBounce ? `<script data-api-key="test-key" src="${bridge}"></script>` : appPage(bridge, url.pathname),
    );
  });
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  const appAddress = app.address();
  emulator.app.url = `http://127.0.0.1:${typeof appAddress === "object" && appAddress ? appAddress.port : 0}`;
  shop = makeShop(emulator, "sample.myshopify.com");
  grantInstallation(emulator, shop);
  admin = `${emulatorUrl}/admin/sample.myshopify.com`;
  // One process dies with its first page, and without web security origins would mean nothing.
  const args = chromium.args.filter((arg) => arg !== "--single-process" && arg !== "--disable-web-security");
  browser = await playwright.launch({ executablePath: await chromium.executablePath(), args });
});
afterAll(async () => {
  await browser.close();
  emulatorServer.closeAllConnections();
  app.closeAllConnections();
  emulatorServer.close();
  app.close();
});
afterEach(() => {
  asked = [];
});

async function open(path = ""): Promise<{ page: Page; inApp: ReturnType<Page["frameLocator"]> }> {
  const page = await browser.newPage();
  await page.goto(`${admin}${path}`);
  return { page, inApp: page.frameLocator("[data-app-frame]") };
}

it("opens the app with a session token, and draws its menu, title and buttons", async () => {
  const { page } = await open();
  await page.locator("[data-app-title]", { hasText: "Page /app" }).waitFor();
  expect(asked[0]).toEqual({ path: "/app", isTokenGood: true });
  expect(await page.locator("[data-app-nav] a").allTextContents()).toEqual(["Variants"]);
  await page.getByRole("button", { name: "Publish" }).click();
  await page.locator(".toast", { hasText: "Published" }).waitFor();
  await page.close();
});

it("follows the app's path from the menu, and opens a deep address", async () => {
  const { page } = await open("/apps/arrivo");
  await page.locator("[data-app-nav] a").click();
  await page.locator("[data-app-title]", { hasText: "Page /app/variants" }).waitFor();
  await page.waitForURL(`${admin}/apps/arrivo/variants`);
  await page.goto(`${admin}/apps/arrivo/settings?tab=two`);
  await page.locator("[data-app-title]", { hasText: "Page /app/settings" }).waitFor();
  await page.waitForURL(`${admin}/apps/arrivo/settings?tab=two`);
  await page.close();
});

it("shows the save bar on the first change, asks before leaving, and saves", async () => {
  const { page, inApp } = await open();
  await inApp.locator("#limit").fill("30");
  await page.locator("[data-save-bar]").waitFor();
  await page.locator("[data-app-nav] a").click();
  await page.getByRole("button", { name: "Stay" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await inApp.locator("#out", { hasText: "saved 30" }).waitFor();
  await page.locator("[data-save-bar]").waitFor({ state: "hidden" });
  await inApp.locator("#limit").fill("40");
  await page.getByRole("button", { name: "Discard" }).click();
  await page.locator("[data-save-bar]").waitFor({ state: "hidden" });
  expect(await inApp.locator("#limit").inputValue()).toBe("20");
  await page.close();
});

it("shows a modal with the buttons of its title bar", async () => {
  const { page, inApp } = await open();
  await inApp.locator("#open").click();
  await inApp.getByText("Really?").waitFor();
  await inApp.getByRole("button", { name: "Stop now" }).click();
  await inApp.locator("dialog").waitFor({ state: "hidden" });
  await page.close();
});

it("puts a fresh token on the app's own requests, and tries once more where it was too old", async () => {
  const { page, inApp } = await open();
  await inApp.locator("#open").waitFor();
  asked = [];
  const status = await inApp
    .locator("body")
    .evaluate(async () => (await fetch("/app/stale", { method: "POST", body: "x" })).status);
  expect(status).toBe(200);
  expect(asked).toEqual([
    { path: "/app/stale", isTokenGood: true },
    { path: "/app/stale", isTokenGood: true },
  ]);
  await page.close();
});

it("comes back from the library's bounce page with a token", async () => {
  const { page, inApp } = await open();
  await inApp.locator("#open").waitFor();
  await inApp.locator("body").evaluate(() => location.assign("/app/bounce"));
  await page.locator("[data-app-title]", { hasText: "Page /app/bounce" }).waitFor();
  expect(asked.at(-1)).toEqual({ path: "/app/bounce", isTokenGood: true });
  await page.close();
});

it("carries the deep link to the theme editor to its stand-in, which places the block", async () => {
  const theme = shop.themes[0];
  if (theme) theme.blocks = [];
  const { page, inApp } = await open();
  await inApp.locator("#theme").click();
  await page.getByRole("button", { name: "Add and save" }).click();
  await page.getByText("is in your theme").waitFor();
  expect(theme?.blocks).toEqual(["promise"]);
  await page.close();
});

it("goes into the admin where the app is opened on its own", async () => {
  const page = await browser.newPage();
  await page.goto(`${emulator.app.url}/app/variants?shop=sample.myshopify.com`);
  await page.waitForURL(`${admin}/apps/arrivo/variants`);
  await page.close();
});
