import { createServer, type Server } from "node:http";
import chromium from "@sparticuz/chromium";
import { chromium as playwright } from "playwright-core";
import { expect, it, vi } from "vitest";
import type { OrderBlock } from "../../app/customers/waiting-orders/load-order-block.server.ts";
import { importProductCsv } from "../catalogue/import-product-csv.ts";
import { createEmulator } from "../create-emulator.ts";
import { findVariant } from "../find-variant.ts";
import { grantInstallation } from "../install-app.ts";
import { makeShop } from "../make-shop.ts";
import { placeOrder } from "../place-order.ts";
import { serve } from "../serve.ts";
import { readSessionToken } from "../session-token.ts";
import { productCsv } from "../testing/csv-row.ts";
import { handleAdmin } from "./handle-admin.ts";

vi.setConfig({ testTimeout: 60_000 });

const API = { apiKey: "test-key", apiSecret: "test-secret" };
const block: OrderBlock = {
  heading: "Waiting order",
  summary: "Late",
  badges: [{ text: "Late", tone: "critical" }],
  lines: [{ title: "2 × Lamp", facts: ["Promised: <b>March</b>"] }],
  told: { heading: "Told to the customer", entries: ["Mail “delayed”: sent"] },
  reply: { label: "Answer for the customer", help: "Ready to copy", text: "Guten Tag,\n\nbis März" },
  open: { label: "Open in Arrivo", path: "/app/waiting/1" },
};

const addressOf = (server: Server) => {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
};

it("draws the app's block on an order's page, asked for with a staff member's token", async () => {
  const { emulator } = createEmulator(API);
  const { server } = await serve(emulator, [handleAdmin], "127.0.0.1", 0);
  const asked: string[] = [];
  const app = createServer((request, response) => {
    const token = request.headers.authorization?.replace("Bearer ", "") ?? "";
    if (request.method !== "OPTIONS" && readSessionToken(token, "sample.myshopify.com", API) !== null)
      asked.push(request.url ?? "");
    response.writeHead(200, { "access-control-allow-origin": "*", "access-control-allow-headers": "authorization" });
    response.end(JSON.stringify(block));
  });
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  emulator.app.url = addressOf(app);
  const shop = makeShop(emulator, "sample.myshopify.com");
  grantInstallation(emulator, shop);
  importProductCsv(emulator, shop, productCsv(["lamp", "LAMP", 5]), { track: true });
  const placed = placeOrder(emulator, shop, { lines: [{ found: findVariant(shop, { sku: "LAMP" }), quantity: 1 }] });
  if (!placed.ok) throw new Error(placed.reason);
  const { order } = placed;
  const args = chromium.args.filter((arg) => arg !== "--single-process" && arg !== "--disable-web-security");
  const browser = await playwright.launch({ executablePath: await chromium.executablePath(), args });
  try {
    const page = await browser.newPage();
    await page.goto(`${addressOf(server)}/admin/sample.myshopify.com/orders/${order.id}`);
    const frame = page.frameLocator("iframe[title=Arrivo]");
    await frame.getByRole("heading", { name: "Waiting order" }).waitFor();
    expect(await frame.locator("s-badge").allTextContents()).toEqual(["Late"]);
    await frame.getByText("Promised: <b>March</b>").waitFor();
    expect(await frame.getByLabel("Answer for the customer").inputValue()).toBe("Guten Tag,\n\nbis März");
    expect(await frame.locator("s-link").getAttribute("href")).toBe("app:/app/waiting/1");
    expect(asked).toEqual([`/api/order-block?order=${order.id}`]);
  } finally {
    await browser.close();
    for (const each of [server, app]) {
      each.closeAllConnections();
      each.close();
    }
  }
});
