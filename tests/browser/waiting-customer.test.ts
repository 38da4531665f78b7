import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser } from "../storefront/open-browser.ts";
import { control, untilIdle } from "./control.ts";

/** A customer whose date slips: the mail, the page inside the shop's theme without a script, the refund. */
const { emulatorUrl } = inject("demo");
const shop = "harbour-and-home.myshopify.com";
const sku = "ALD-FLO-LAM-OAK";
const customer = "patient@example.com";
const unlucky = "unlucky@example.com";
let browser: Browser;
let page: Page;
let order: { id: string; name: string };
let declined: { id: string; name: string };

interface Mail {
  subject: string;
  text: string;
  html: string;
}
const mailsTo = (address: string) => control<Mail[]>("GET", `mail?to=${encodeURIComponent(address)}`);
const orderNow = ({ id } = order) =>
  control<{ cancelledAt: string | null; refunds: { totalMinor: number }[]; lines: { currentQuantity: number }[] }>(
    "GET",
    `shops/${shop}/orders/${id.split("/").at(-1) ?? ""}`,
  );

const linkIn = (mail: Mail | undefined) =>
  /href="([^"]*\/apps\/arrivo\/orders\/[^"]*)"/.exec(mail?.html ?? "")?.[1]?.replaceAll("&amp;", "&") ?? "";

async function openAdmin(path: string): Promise<FrameLocator> {
  await page.goto(`${emulatorUrl}/admin/${shop}/apps/arrivo${path}`);
  const frame = page.frameLocator("iframe").first();
  await frame.locator(".Polaris-Page").first().waitFor();
  return frame;
}

async function switchOnNotices(): Promise<void> {
  const settings = await openAdmin("/notices/settings");
  const isOn = settings.getByLabel("Send notices to customers");
  await isOn.waitFor({ state: "attached" });
  if (await isOn.isChecked()) return;
  const address = await settings.getByLabel("Address", { exact: true }).first().inputValue();
  await settings.getByRole("button", { name: "Check and send a test" }).click();
  await settings.getByText("DKIM: set up").waitFor();
  const code = /: (\d{6})/.exec((await mailsTo(address)).at(-1)?.text ?? "")?.[1] ?? "";
  await settings.getByLabel("Code", { exact: true }).fill(code);
  await settings.getByRole("button", { name: "Confirm" }).click();
  await settings.getByText("The test was read.").waitFor();
  await isOn.check({ force: true });
  // Shopify's save bar stands outside the app's frame.
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Saved").first().waitFor();
}

beforeAll(async () => {
  await untilIdle();
  await control("POST", `shops/${shop}/scopes`, { grant: ["write_orders", "write_order_edits"] });
  await control("PUT", "api", { protectedCustomerData: 2 });
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  page.setDefaultTimeout(30_000);
  await switchOnNotices();
  order = await control("POST", `shops/${shop}/orders`, {
    lines: [{ sku, quantity: 2 }],
    email: customer,
    shippingMinor: 700,
  });
  declined = await control("POST", `shops/${shop}/orders`, { lines: [{ sku, quantity: 1 }], email: unlucky });
  await untilIdle();
});
afterAll(() => browser.close());

describe("a customer whose date slips", () => {
  it("hears of it once the merchant has pressed Send, with a link", async () => {
    const orders = await openAdmin("/purchase-orders");
    await orders.getByRole("link", { name: "HH-409" }).click();
    await orders.getByRole("button", { name: "Change expected days" }).click();
    await orders.getByLabel("By a number of days").check({ force: true });
    await orders.getByLabel("Days later").fill("21");
    await orders.getByLabel("Why?").fill("The boat is late");
    await orders.getByRole("button", { name: "Change", exact: true }).click();
    await orders.getByLabel("Why?").waitFor({ state: "hidden" });
    await untilIdle();
    const changes = await openAdmin("/changes");
    await changes
      .getByRole("link", { name: /HH-409 is now expected/ })
      .first()
      .click();
    await changes.getByRole("button", { name: "Send" }).click();
    await changes.getByText("Send the new dates?").waitFor();
    await changes.getByRole("dialog").getByRole("button", { name: "Send" }).click();
    await changes
      .getByText(/^Sent /)
      .first()
      .waitFor();
    await untilIdle();
    await control("POST", "clock", { advanceHours: 1 });
    await untilIdle();
    const [mail] = await mailsTo(customer);
    expect(mail?.subject).toContain("keep it or cancel it");
    expect(mail?.html).toMatch(/\/apps\/arrivo\/orders\//);
  });

  it("opens the page from the mailbox in a tab of its own, where an answer can be given", async () => {
    await page.goto(`${emulatorUrl}/mail`);
    await page.getByRole("link", { name: unlucky }).first().click();
    const opened = page.waitForEvent("popup");
    await page.frameLocator("iframe").getByRole("link", { name: "Keep or cancel" }).click();
    const tab = await opened;
    await tab.getByRole("button", { name: "Keep my order" }).click();
    await tab.getByText("We have noted your answer").waitFor();
    await tab.close();
  });

  it("cancels on a page inside the theme, without a script, and gets back what the page said", async () => {
    const [mail] = await mailsTo(customer);
    const link = linkIn(mail);
    const context = await browser.newContext({ javaScriptEnabled: false });
    const tab = await context.newPage();
    await tab.goto(link);
    expect(await tab.getByRole("heading", { level: 1 }).textContent()).toContain(order.name);
    expect((await orderNow()).refunds).toEqual([]);
    const shown = /give you back \D*([\d.,]+)/.exec(await tab.locator("main").innerText())?.[1] ?? "";
    await tab.getByRole("button", { name: "Cancel it" }).click();
    expect(await tab.getByRole("status").textContent()).toContain("We have noted your answer");
    await untilIdle();
    const cancelled = await orderNow();
    expect(cancelled.cancelledAt).not.toBeNull();
    expect(cancelled.refunds.map(({ totalMinor }) => totalMinor)).toEqual([
      Math.round(Number(shown.replace(",", "")) * 100),
    ]);
    await tab.goto(link);
    expect(await tab.locator("main").innerText()).toContain("This order is cancelled.");
    await context.close();
  });

  it("whose bank declines the refund loses nothing: the merchant is told, and tries again", async () => {
    await control("PUT", "api", { refuseRefunds: true });
    const context = await browser.newContext({ javaScriptEnabled: false });
    const tab = await context.newPage();
    const link = linkIn((await mailsTo(unlucky))[0]);
    await tab.goto(link);
    await tab.getByRole("button", { name: "Cancel it" }).click();
    await tab.getByRole("status").waitFor();
    await untilIdle();
    await tab.goto(link);
    expect(await tab.locator("main").innerText()).toContain("Nothing is lost: the shop knows");
    await context.close();
    const home = await openAdmin("");
    await home.getByText("1 delay needs you: a refund or a call").waitFor();
    const todos = await openAdmin("/delays");
    await todos.getByText("The payment gateway gave no money back.").waitFor();
    await control("PUT", "api", { refuseRefunds: false });
    await todos.getByRole("button", { name: "Try again" }).click();
    await todos.getByText("Nothing to do").waitFor();
    await untilIdle();
    expect((await orderNow(declined)).cancelledAt).not.toBeNull();
  });
});
