import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser } from "../storefront/open-browser.ts";
import { control, untilIdle } from "./control.ts";

/** A day at the backorder desk: who waits, in which order, what is held, and what a customer is answered. */
const { emulatorUrl } = inject("demo");
const shop = "harbour-and-home.myshopify.com";
const sku = "HAR-ESP-CUP-MOS";
interface PlacedOrder {
  id: string;
  name: string;
  fulfillmentOrders: { status: string }[];
}
let browser: Browser;
let page: Page;
let first: PlacedOrder;
let second: PlacedOrder;
const faults: string[] = [];

async function openAdmin(path: string): Promise<FrameLocator> {
  await page.goto(`${emulatorUrl}/admin/${shop}/apps/arrivo${path}`);
  const frame = page.frameLocator("iframe").first();
  await frame.locator(".Polaris-Page").first().waitFor();
  return frame;
}

const numberOf = ({ id }: PlacedOrder) => id.split("/").at(-1) ?? "";
const seen = (order: PlacedOrder) => control<PlacedOrder>("GET", `shops/${shop}/orders/${numberOf(order)}`);
const buy = (quantity: number) => control<PlacedOrder>("POST", `shops/${shop}/orders`, { lines: [{ sku, quantity }] });

beforeAll(async () => {
  await untilIdle();
  first = await buy(1);
  second = await buy(2);
  await untilIdle();
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  page.setDefaultTimeout(20_000);
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(String(error)));
});
afterAll(() => browser.close());

describe("the backorder desk", () => {
  it("lists who waits, and finds an order by its number", async () => {
    const list = await openAdmin("/waiting");
    await list.getByRole("link", { name: first.name, exact: true }).waitFor();
    const found = await openAdmin(`/waiting?search=${second.name.slice(1)}`);
    await found.getByRole("link", { name: second.name, exact: true }).waitFor();
    expect(await found.getByRole("link", { name: first.name, exact: true }).count()).toBe(0);
  });

  it("shows an order's place and an answer for its customer", async () => {
    const order = await openAdmin(`/waiting/${numberOf(second)}`);
    await order.getByText(/^Place \d+ of \d+, units before it: \d+/).waitFor();
    await order.getByText(`Thank you for writing to us about your order ${second.name}.`).waitFor();
  });

  it("gives a place by hand after saying who moves, and takes it back", async () => {
    const order = await openAdmin(`/waiting/${numberOf(second)}`);
    await order.getByRole("link", { name: "See the queue" }).click();
    await order.getByRole("button", { name: `Change the place of ${second.name}` }).click();
    await order.getByRole("button", { name: "Put first" }).click();
    await order.getByText(`${first.name}: Place`).waitFor();
    await order.getByRole("button", { name: "Confirm" }).click();
    await order.getByText("Put first", { exact: true }).waitFor();
    await order.getByRole("button", { name: `Change the place of ${second.name}` }).click();
    await order.getByRole("button", { name: "Undo: its own place" }).click();
    await order.getByRole("button", { name: "Confirm" }).click();
    await order.getByText("Put first", { exact: true }).waitFor({ state: "detached" });
  });

  it("asks for access where it is needed, and holds an order in Shopify", async () => {
    const order = await openAdmin(`/waiting/${numberOf(first)}`);
    await order.getByRole("button", { name: "Hold", exact: true }).click();
    await order.getByRole("button", { name: "Give access" }).click();
    await page.getByRole("button", { name: "Allow" }).click();
    await order.getByText("The order is put on hold in Shopify").waitFor();
    await order.getByRole("button", { name: "Hold", exact: true }).last().click();
    await order.getByText("On hold by hand").waitFor();
    await untilIdle();
    expect((await seen(first)).fulfillmentOrders).toMatchObject([{ status: "ON_HOLD" }]);
  });

  it("tells the same on Shopify's own order page", async () => {
    await page.goto(`${emulatorUrl}/admin/${shop}/orders/${numberOf(second)}`);
    const block = page.frameLocator("iframe[title=Arrivo]");
    await block.getByRole("heading", { name: "Waiting order" }).waitFor();
    expect(await block.getByLabel("Answer for the customer").inputValue()).toContain(second.name);
  });

  it("leaves nothing wrong in the browser", () => expect(faults).toEqual([]));
});
