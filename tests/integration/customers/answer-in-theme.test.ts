import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerUrl } from "../../../app/customers/delays/answer-link.server.ts";
import { withShop } from "../../../app/db.server.ts";
import { action, loader } from "../../../app/routes/proxy.orders.$token.ts";
import { dayFromNumber, dayNumber } from "../../../app/supply/day.ts";
import { changeScopes } from "../../../store-emulator/install-app.ts";
import type { Order } from "../../../store-emulator/order-state.ts";
import { openBrowser } from "../../storefront/open-browser.ts";
import { routeArgs } from "../support/admin-request.ts";
import { type LampShop, openAdmin } from "../support/open-admin.ts";
import { buyFrom, cancelScopes, delay, lineGid, orderGid } from "./order-to-answer.ts";

const admin = openAdmin("themes");
let browser: Browser;
let app: Server;
let shop: LampShop;

/** The app's page as its web process serves it, where the emulator's proxy looks for it. */
function serveApp(): Promise<string> {
  app = createServer((incoming, outgoing) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const { method = "GET", url = "/", headers } = incoming;
      const isPost = method === "POST";
      const request = new Request(new URL(url, "http://app"), {
        method,
        headers: { "content-type": headers["content-type"] ?? "", "accept-language": headers["accept-language"] ?? "" },
        ...(isPost ? { body: Buffer.concat(chunks) } : {}),
      });
      const args = routeArgs(request, { token: new URL(request.url).pathname.split("/").at(-1) ?? "" });
      const response = await (isPost ? action(args) : loader(args));
      outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text());
    })();
  });
  return new Promise((resolve) =>
    app.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(app.address() as AddressInfo).port}`)),
  );
}

beforeAll(async () => {
  browser = await openBrowser();
  const { emulator, url } = admin.running();
  emulator.app.url = await serveApp();
  process.env.STOREFRONT_ORIGIN = `${url}/store`;
  shop = await admin.open("selling");
  changeScopes(emulator, shop.shop, { grant: cancelScopes });
});
afterAll(async () => {
  await browser.close();
  app.closeAllConnections();
  app.close();
});

const on = (ahead: number) => {
  const day = dayFromNumber(dayNumber(new Date().toISOString().slice(0, 10)) + ahead);
  return { from: day, to: day };
};

async function delayedOrder(): Promise<{ order: Order; url: string }> {
  const order = await buyFrom(admin.running(), shop, [2, 1], { locale: "en" });
  const { caseId } = await delay(shop, order, { before: on(5), after: on(26) });
  // As the mail carries it; the environment may have been read before this test set it.
  const link = answerUrl(shop.domain, { orderId: orderGid(order), caseId }, Date.now());
  return { order, url: link.replace(`https://${shop.domain}`, `${process.env.STOREFRONT_ORIGIN}/${shop.domain}`) };
}

async function openWithoutScript(url: string, theme: string): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.goto(`${url}?theme=${theme}`);
  return page;
}
const answers = (order: Order) =>
  withShop(shop.domain, (db) => db.answer.findMany({ where: { orderId: orderGid(order) } }));

describe.each(["horizon", "dawn"])("in the theme %s, without JavaScript", (theme) => {
  it("a customer keeps their order, by buttons of one size", async () => {
    const { order, url } = await delayedOrder();
    const page = await openWithoutScript(url, theme);
    expect((await page.context().cookies()).find(({ name }) => name === "theme")?.value).toMatch(theme);
    expect(await page.locator("header.header").count()).toBe(1);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(`Your order ${order.name}`);
    const sizes = await Promise.all(
      ["Keep my order", "Cancel it"].map((name) => page.getByRole("button", { name, exact: true }).boundingBox()),
    );
    expect([sizes[0]?.width, sizes[0]?.height]).toEqual([sizes[1]?.width, sizes[1]?.height]);
    expect(sizes[0]!.height).toBeGreaterThanOrEqual(44);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await page.locator("body").innerText()).not.toContain("{{");
    await page.getByRole("button", { name: "Keep my order" }).click();
    expect(await page.getByRole("status").textContent()).toContain("We have noted your answer");
    expect(await answers(order)).toMatchObject([{ choice: "keep", language: "en" }]);
    await page.context().close();
  });

  it("three answers stand in one row, as large as each other", async () => {
    const { order, url } = await delayedOrder();
    await withShop(shop.domain, (db) =>
      db.orderLine.updateMany({ where: { lineId: lineGid(order) }, data: { allocatedUnits: 1 } }),
    );
    const page = await openWithoutScript(url, theme);
    await page.setViewportSize({ width: 1280, height: 900 });
    const boxes = await Promise.all(
      ["Keep my order", "Cancel it", "Take what is ready"].map((name) =>
        page.getByRole("button", { name, exact: true }).boundingBox(),
      ),
    );
    expect(new Set(boxes.map((box) => box?.y)).size).toBe(1);
    expect(new Set(boxes.map((box) => `${Math.round(box!.width)} × ${Math.round(box!.height)}`)).size).toBe(1);
    await page.context().close();
  });

  it("a customer cancels one of two, and sees what comes back before", async () => {
    const { order, url } = await delayedOrder();
    const page = await openWithoutScript(url, theme);
    await page.getByText("Cancel only some of it").click();
    await page.getByRole("spinbutton").fill("1");
    await page.getByRole("button", { name: "Show what I get back" }).click();
    expect(await page.locator("main").innerText()).toMatch(/give you back .*10\.00/);
    expect(await answers(order)).toEqual([]);
    await page.getByRole("button", { name: "Cancel it" }).click();
    expect(await page.locator("main").innerText()).toMatch(/We are cancelling 1\. You get .*10\.00 back/);
    expect(await answers(order)).toMatchObject([{ choice: "cancel", units: 1 }]);
    await page.context().close();
  });
});
