import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loader } from "../../../app/routes/api.waiting-order.ts";
import { withShop } from "../../../app/db.server.ts";
import { dayFromNumber, dayNumber } from "../../../app/supply/day.ts";
import { variantById } from "../../../store-emulator/find-variant.ts";
import { placeOrder } from "../../../store-emulator/place-order.ts";
import { confirmationNumber } from "../../../store-emulator/confirmation-number.ts";
import type { Order } from "../../../store-emulator/order-state.ts";
import { makeSessionToken } from "../../../store-emulator/session-token.ts";
import { openBrowser } from "../../storefront/open-browser.ts";
import { routeArgs } from "../support/admin-request.ts";
import { type LampShop, openAdmin } from "../support/open-admin.ts";
import { buyFrom, delay } from "./order-to-answer.ts";

const admin = openAdmin("status");
let browser: Browser;
let app: Server;
let shop: LampShop;
let order: Order;

const on = (ahead: number) => {
  const day = dayFromNumber(dayNumber(new Date().toISOString().slice(0, 10)) + ahead);
  return { from: day, to: day };
};

beforeAll(async () => {
  browser = await openBrowser();
  app = createServer((incoming, outgoing) => {
    void (async () => {
      const headers = { authorization: incoming.headers.authorization ?? "" };
      const request = new Request(new URL(incoming.url ?? "/", "http://app"), { method: incoming.method, headers });
      const response = await loader(routeArgs(request));
      outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text());
    })();
  });
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  admin.running().emulator.app.url = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
  shop = await admin.open("selling");
  order = await buyFrom(admin.running(), shop, [2, 1]);
  await delay(shop, order, { before: on(5), after: on(26) });
});
afterAll(async () => {
  await browser.close();
  app.closeAllConnections();
  app.close();
});

function ask(number: string, domain: string = shop.domain, id = order.id): Promise<Response> {
  const url = `http://app/api/waiting-order?order=${id}&number=${number}`;
  const token = makeSessionToken(domain, admin.running().emulator.app, { dest: domain });
  return loader(routeArgs(new Request(url, { headers: { authorization: `Bearer ${token}` } })));
}

it("is told to the order's customer: each item with its date, why it waits, and where to answer", async () => {
  const response = await ask(confirmationNumber(order));
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  const list = (await response.json()) as Record<string, unknown>;
  expect(list).toMatchObject({
    note: expect.stringContaining("What would you like to do?") as unknown,
    items: [
      {
        name: "2 × lamp - lamp-1",
        lines: expect.arrayContaining([expect.stringContaining("Expected to ship")]) as unknown,
      },
      { name: "1 × lamp - lamp-2", lines: ["Set aside for you: 1"] },
    ],
    answer: { label: "Keep or cancel", url: expect.stringContaining("/apps/arrivo/orders/") as unknown },
  });
  expect(JSON.stringify(list)).not.toMatch(/@|shpat/);
});

it("is told to nobody else", async () => {
  const other = await admin.open("selling");
  expect((await ask("AAAAAAAAA")).status).toBe(404);
  expect((await ask("")).status).toBe(404);
  expect((await ask(confirmationNumber(order), other.domain)).status).toBe(404);
  const request = (authorization: string) =>
    new Request(`http://app/api/waiting-order?order=${order.id}&number=${confirmationNumber(order)}`, {
      headers: { authorization },
    });
  expect((await loader(routeArgs(request("Bearer a.b.c")))).status).toBe(401);
  expect((await loader(routeArgs(request("")))).status).toBe(401);
});

it("is empty for an order of which nothing waits, and not told where Shopify does not answer", async () => {
  const { emulator } = admin.running();
  const found = variantById(shop.shop, Number(shop.variantIds[1]!.split("/").at(-1)))!;
  const placed = placeOrder(emulator, shop.shop, { lines: [{ found, quantity: 1 }] });
  if (!placed.ok) throw new Error(placed.reason);
  const ready = await ask(confirmationNumber(placed.order), shop.domain, placed.order.id);
  expect(await ready.json()).toMatchObject({ items: [], answer: null });
  emulator.apiShape.errorRate = 1;
  try {
    expect((await ask(confirmationNumber(order))).status).toBe(404);
  } finally {
    emulator.apiShape.errorRate = 0;
  }
});

it("answers the browser's question before, and changes nothing", async () => {
  const before = await withShop(shop.domain, (db) => db.delayCase.findMany({}));
  const options = new Request("http://app/api/waiting-order", { method: "OPTIONS" });
  expect((await loader(routeArgs(options))).headers.get("access-control-allow-headers")).toBe("authorization");
  await ask(confirmationNumber(order));
  expect(await withShop(shop.domain, (db) => db.delayCase.findMany({}))).toEqual(before);
});

it("is shown by the extension on the order-status page", async () => {
  const page = await browser.newPage();
  await page.goto(`${admin.running().url}/store/${shop.domain}/orders/${order.id}`);
  const block = page.frameLocator("iframe.app-block");
  await block.getByText("2 × lamp - lamp-1").waitFor();
  expect(await block.getByRole("link", { name: "Keep or cancel" }).getAttribute("href")).toContain(
    "/apps/arrivo/orders/",
  );
  expect((await page.locator("iframe.app-block").boundingBox())!.height).toBeGreaterThan(100);
  await page.close();
});
