import type { Browser, FrameLocator, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser } from "../storefront/open-browser.ts";
import { allVariants, control, untilIdle } from "./control.ts";

/** Notices switched on by the merchant, and what a waiting customer then gets. */
const { emulatorUrl } = inject("demo");
const shop = "harbour-and-home.myshopify.com";
/** Sold out and on backorder; the walks beside this one choose theirs by name or from the front. */
const sold = async () => {
  const found = (await allVariants(shop)).findLast(
    ({ available, sku, metafields }) =>
      available <= 0 && sku !== null && metafields.$app?.arrivo?.state === "backorder",
  );
  if (!found?.sku) throw new Error("Nothing is on backorder");
  return { sku: found.sku, available: found.available };
};
const customer = "waiting@example.com";
let browser: Browser;
let page: Page;
const faults: string[] = [];

interface Mail {
  to: string[];
  subject: string;
  text: string;
  html: string;
}
const mailsTo = (address: string) => control<Mail[]>("GET", `mail?to=${encodeURIComponent(address)}`);

async function openAdmin(path: string): Promise<FrameLocator> {
  await page.goto(`${emulatorUrl}/admin/${shop}/apps/arrivo${path}`);
  const frame = page.frameLocator("iframe").first();
  await frame.locator(".Polaris-Page").first().waitFor();
  return frame;
}

/** A page that is shown may still wait for its script: what is done before that is done again. */
async function actUntil(act: () => Promise<void>, seen: Locator): Promise<void> {
  for (let time = 0; time < 5; time += 1) {
    await act();
    if (
      await seen.waitFor({ timeout: 6_000 }).then(
        () => true,
        () => false,
      )
    )
      return;
  }
  await seen.waitFor();
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

describe("notices", () => {
  it("are switched on with a checked sender and a test that was read", async () => {
    const list = await openAdmin("/notices/settings");
    const isOn = list.getByLabel("Send notices to customers");
    await isOn.waitFor({ state: "attached" });
    // Another walk through the same demo may have come before.
    if (await isOn.isChecked()) return;
    await list.getByText("Check your sender and confirm the test first.").waitFor();
    const address = await list.getByLabel("Address", { exact: true }).first().inputValue();
    const check = list.getByRole("button", { name: "Check and send a test" });
    await actUntil(() => check.click(), list.getByText("SPF: set up"));
    await list.getByText("DKIM: set up").waitFor();
    const code = /: (\d{6})/.exec((await mailsTo(address)).at(-1)?.text ?? "")?.[1] ?? "";
    await list.getByLabel("Code", { exact: true }).fill(code);
    await list.getByRole("button", { name: "Confirm" }).click();
    await list.getByText("The test was read.").waitFor();
    await isOn.check({ force: true });
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Saved", { exact: true }).waitFor();
  });

  it("wait fifteen minutes, then reach the customer when what they waited for is here", async () => {
    const { sku, available } = await sold();
    await control("POST", `shops/${shop}/orders`, { lines: [{ sku, quantity: 2 }], email: customer });
    await untilIdle();
    await control("POST", `shops/${shop}/stock`, { sku, delta: Math.max(0, -available) + 40 });
    await untilIdle();
    const list = await openAdmin("/notices");
    await list.getByText("Ready", { exact: true }).first().waitFor();
    expect(await mailsTo(customer)).toEqual([]);
    await control("POST", "clock", { advanceHours: 1 });
    await untilIdle();
    const [mail] = await mailsTo(customer);
    expect(mail?.subject).toMatch(/^Your order #\d+ is ready to ship$/);
    expect(mail?.html).toContain("max-width:600px");
    const sent = await openAdmin("/notices?group=sent");
    await sent.getByText("Ready", { exact: true }).first().waitFor();
  });

  it("are written anew with a preview beside, and a mistake is named as it is typed", async () => {
    const words = await openAdmin("/notices/templates?kind=ready&language=it");
    const preview = words.frameLocator("iframe[title=Preview]");
    await preview.getByText("I tuoi articoli sono qui").waitFor();
    const subject = words.getByLabel("Subject");
    await actUntil(() => subject.fill("{{ order.nome }}"), words.getByText(/Subject\. Line 1: undefined variable/));
    await words.getByLabel("Subject").fill("Novità per {{ order.name }}");
    await words.getByText("Novità per #1001").waitFor();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await words.getByText("Your words are sent.").waitFor();
    expect(faults).toEqual([]);
  });
});
