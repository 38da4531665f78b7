import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser } from "../storefront/open-browser.ts";
import { allVariants, control, untilIdle } from "./control.ts";

/** A merchant who brings forty suppliers and their purchase orders by file, in the admin frame, each import to its end. */
const { emulatorUrl } = inject("demo");
const shop = "forty-suppliers.myshopify.com";
let browser: Browser;
let page: Page;
let skus: string[];
const faults: string[] = [];

async function open(path: string): Promise<FrameLocator> {
  await page.goto(`${emulatorUrl}/admin/${shop}/apps/arrivo${path}`);
  const frame = page.frameLocator("iframe").first();
  await frame.locator(".Polaris-Page").first().waitFor();
  return frame;
}

/** Given again until it is taken: what the server alone has written does not listen yet. */
async function give(frame: FrameLocator, name: string, lines: string[]): Promise<void> {
  const input = frame.locator("input[type=file]");
  const file = { name, mimeType: "text/csv", buffer: Buffer.from(`\uFEFF${lines.join("\r\n")}`) };
  const isTaken = async () => {
    if ((await input.count()) > 0) await input.setInputFiles(file);
    return frame.getByText(name, { exact: true }).isVisible();
  };
  await expect.poll(isTaken, { timeout: 15_000, interval: 200 }).toBe(true);
}

const names = Array.from({ length: 40 }, (_, at) => `Supplier ${String(at + 1).padStart(2, "0")}`);
/** With semicolons, days in their order here and headings that nobody knows. */
const orderLines = () => [
  "Ref;Maker;Article;Pieces;Due",
  ...names
    .slice(0, 12)
    .map((name, at) => `PO-${300 + at};${name};${skus[at % skus.length] ?? ""};${10 + at};${13 + at}/02/2027`),
];

beforeAll(async () => {
  await control("POST", "shops", { domain: shop, name: "Forty Suppliers", catalogue: "second" });
  await control("POST", `shops/${shop}/install`, {});
  await untilIdle();
  skus = (await allVariants(shop)).flatMap(({ sku }) => sku ?? []);
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  page.setDefaultTimeout(15_000);
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(String(error)));
});
afterAll(() => browser.close());

describe("a merchant with forty suppliers", () => {
  it("is told by line and column what a wrong file of suppliers should hold", async () => {
    const frame = await open("/suppliers/import");
    await give(frame, "suppliers.csv", ["supplier,lead_days,lead_days_are", `${names[0] ?? ""},7,moons`]);
    const row = frame.getByRole("row", { name: /lead_days_are/ });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/2\s+lead_days_are\s+Not understood. The column holds: working or calendar./);
  });

  it("imports them, and opens one without a fault", async () => {
    const frame = await open("/suppliers/import");
    await give(frame, "suppliers.csv", [
      "supplier,currency,lead_days,sku,price",
      ...names.map((name, at) => `${name},EUR,${7 + at},${skus[at % skus.length] ?? ""},12.50`),
    ]);
    await frame.getByText("40 new suppliers").waitFor();
    await frame.getByRole("button", { name: "Save" }).click();
    await frame.getByText("40 suppliers", { exact: true }).first().waitFor();
    await frame.getByRole("link", { name: names[17] ?? "", exact: true }).click();
    await frame.getByRole("heading", { name: names[17] ?? "" }).waitFor();
    // Read anew, as from a bookmark: what the server wrote is what the browser makes of it.
    await page.reload();
    await frame.getByLabel("Currency").locator("option", { hasText: "Japanese Yen" }).waitFor({ state: "attached" });
    expect(await frame.getByLabel("Currency").inputValue()).toBe("EUR");
  });

  it("is told by line, column and cell what is wrong with purchase orders", async () => {
    const frame = await open("/purchase-orders/import");
    await give(frame, "wrong.csv", [
      "Order number;Supplier;SKU;Quantity;Expected on",
      `BAD-1;${names[0] ?? ""};${skus[0] ?? ""};twelve;31/12/2026`,
    ]);
    const row = frame.getByRole("row", { name: /twelve/ });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/2\s+Quantity\s+twelve\s+This is not a whole number of units./);
  });

  it("imports purchase orders to the end: columns, destination, what changes, saved", async () => {
    const frame = await open("/purchase-orders/import");
    await give(frame, "orders.csv", orderLines());
    for (const [field, heading] of [
      ["Order number", "Ref"],
      ["Supplier", "Maker"],
      ["SKU", "Article"],
      ["Quantity", "Pieces"],
      ["Expected on", "Due"],
    ] as const)
      await frame.getByLabel(field, { exact: true }).selectOption({ label: heading });
    await frame.getByRole("button", { name: "Continue" }).click();
    await arriveAtMain(frame);
    await frame.getByText("12 new, 0 updated, 0 unchanged").first().waitFor();
    await frame
      .getByRole("row", { name: /PO-300/ })
      .getByText("Feb 13, 2027")
      .waitFor();
    await frame.getByRole("button", { name: "Import these orders" }).click();
    await frame.getByText("The purchase orders are imported").waitFor();
    await frame.getByRole("link", { name: "PO-311" }).click();
    await frame.getByText("0 of 21 received").first().waitFor();
    await frame.getByText("Expected: Feb 24, 2027").waitFor();
  });

  it("imports the same file again, and nothing is doubled", async () => {
    const frame = await open("/purchase-orders/import");
    await give(frame, "orders.csv", orderLines());
    await frame.getByText("The file says nothing that Arrivo does not know already.").waitFor();
    expect(await frame.getByRole("button", { name: "Import these orders" }).isDisabled()).toBe(true);
  });

  it("is offered the last destination for the next order", async () => {
    const frame = await open("/purchase-orders/new");
    const place = frame.getByLabel("Arrives at");
    expect(await place.locator("option:checked").innerText()).toBe("Main warehouse");
  });

  it("carries an order to its end: mailed, received in part, the rest closed short", async () => {
    const frame = await openOrder("PO-300");
    await choose(frame, "Mail to supplier");
    await dialog(frame).getByLabel("To", { exact: true }).fill("no address");
    await press(frame, "Send");
    await frame.getByText("Enter an e-mail address.").waitFor();
    await dialog(frame).getByLabel("To", { exact: true }).fill("orders@mill.example");
    await press(frame, "Send");
    await frame.getByText("Mailed to orders@mill.example").waitFor();
    const mails = await control<{ subject: string }[]>("GET", "mail?to=orders%40mill.example");
    expect(mails.map(({ subject }) => subject)).toEqual(["Purchase order PO-300 from Forty Suppliers"]);

    await frame.getByRole("button", { name: "Receive", exact: true }).click();
    await dialog(frame)
      .getByLabel(/^Units of/)
      .fill("11");
    await frame.getByText("1 more than is open").waitFor();
    await dialog(frame)
      .getByLabel(/^Units of/)
      .fill("4");
    await press(frame, "Record receipt");
    await frame.getByText("4 of 10 received").first().waitFor();
    await choose(frame, "Close short");
    await press(frame, "Close short");
    await frame.getByText("Received short").waitFor();
    await frame.getByText("6 will not come").waitFor();
  });

  it("duplicates an order, and cancels one: nothing of it is still to come", async () => {
    const frame = await openOrder("PO-301");
    await choose(frame, "Duplicate");
    await frame.getByRole("heading", { name: /^Edit / }).waitFor();
    expect(await frame.getByLabel("Quantity").inputValue()).toBe("11");
    await openOrder("PO-301");
    await choose(frame, "Cancel order");
    await press(frame, "Cancel order");
    await frame.getByText("Cancelled: nothing of it is expected.").waitFor();
    const open = frame.getByText("Still to come", { exact: true }).locator("xpath=../..");
    expect(await open.innerText()).toMatch(/Still to come\s+0$/m);
  });

  it("is told what the columns of a file of rules hold, and saves it once it is right", async () => {
    const frame = await open("/rules/import");
    const sku = skus[0] ?? "";
    await give(frame, "rules.csv", ["sku,rule,limit,date", `${sku},on,20,moon`]);
    await frame.getByText("The column holds: supply, working-days, calendar-days").waitFor();
    await open("/rules/import");
    await give(frame, "rules.csv", ["sku,rule,limit,date,date_from,date_to", `${sku},on,20,working-days,10,15`]);
    await frame.getByRole("button", { name: "Save these rules" }).click();
    await frame.getByText("On · limit 20 · 10–15 working days").waitFor();
  });

  it("is asked whether stock that rose has arrived, and finds it received", async () => {
    const variants = await allVariants(shop);
    const at = skus.findIndex((sku, index) => index > 1 && variants.some((each) => each.sku === sku && each.tracked));
    await control("POST", `shops/${shop}/stock`, { sku: skus[at], location: "Main warehouse", delta: 3 });
    await untilIdle();
    const frame = await open("/store-check");
    const question = frame.getByText(new RegExp(`3 units of .* on PO-${300 + at}`));
    await question.waitFor();
    await frame.getByRole("button", { name: "They have arrived" }).click();
    await question.waitFor({ state: "hidden" });
    await openOrder(`PO-${300 + at}`);
    await frame
      .getByText(`3 of ${10 + at} received`)
      .first()
      .waitFor();
  });

  it("keeps the days that a date may move by, and where the morning's mail goes", async () => {
    const frame = await open("/settings");
    const tolerance = frame.getByLabel("Leave a given date alone if it moves by fewer days than");
    await tolerance.fill("4");
    await frame.getByLabel("Mail each morning").check();
    await frame.getByLabel("Send it to").fill("no address");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await frame.getByText("Enter an email address").waitFor();
    await frame.getByLabel("Send it to").fill("buyer@forty.example");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await frame.getByText("Enter an email address").waitFor({ state: "hidden" });
    await open("/settings");
    expect(await tolerance.inputValue()).toBe("4");
    expect(await frame.getByLabel("Send it to").inputValue()).toBe("buyer@forty.example");
  });

  it("meets no fault in the browser's console", () => expect(faults).toEqual([]));

  it("is led from an order that is no more to the purchase orders", async () => {
    const frame = await open("/purchase-orders/00000000-0000-4000-8000-000000000000");
    await frame.getByText("There is nothing here", { exact: true }).waitFor();
    await frame.getByRole("link", { name: "Purchase orders" }).click();
    await frame.getByRole("link", { name: "PO-311" }).waitFor();
  });
});

/** Not the first of the places, which might stand there unasked. */
async function arriveAtMain(frame: FrameLocator): Promise<void> {
  await frame.getByLabel("Where do the units arrive?").selectOption({ label: "Main warehouse" });
  await frame.getByRole("button", { name: "Continue" }).click();
}

async function openOrder(number: string): Promise<FrameLocator> {
  const frame = await open("/purchase-orders");
  await frame.getByRole("link", { name: number, exact: true }).click();
  await frame.getByRole("heading", { name: number, exact: true }).waitFor();
  return frame;
}

const dialog = (frame: FrameLocator) => frame.getByRole("dialog");
const press = (frame: FrameLocator, name: string) => dialog(frame).getByRole("button", { name, exact: true }).click();

/** An action of the page, wherever there is room for it. */
async function choose(frame: FrameLocator, name: string): Promise<void> {
  const action = frame.getByRole("button", { name, exact: true });
  if (!(await action.first().isVisible())) await frame.getByRole("button", { name: "More actions" }).click();
  await action.last().click();
}
