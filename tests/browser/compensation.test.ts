import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser } from "../storefront/open-browser.ts";
import { allVariants, control, untilIdle } from "./control.ts";

/** A merchant who rewards waiting, the shopper who reads it, and the code that comes with the parcel. */
const { emulatorUrl } = inject("demo");
const shop = "harbour-and-home.myshopify.com";
const customer = "rewarded@example.com";
let browser: Browser;
let page: Page;
let order: { id: string; name: string };
let sku = "";
let address = "";

async function openAdmin(path: string): Promise<FrameLocator> {
  await page.goto(`${emulatorUrl}/admin/${shop}/apps/arrivo${path}`);
  const frame = page.frameLocator("iframe").first();
  await frame.locator(".Polaris-Page").first().waitFor();
  return frame;
}
const save = async () => {
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Saved", { exact: true }).first().waitFor();
  await untilIdle();
};
const discounts = () =>
  control<{ code: string; percentage: number; usedCount: number }[]>("GET", `shops/${shop}/discounts`);

beforeAll(async () => {
  await untilIdle();
  await control("POST", `shops/${shop}/scopes`, { grant: ["write_discounts", "read_customers"] });
  const sold = (await allVariants(shop)).find(
    ({ available, metafields }) => available <= 0 && metafields.$app?.arrivo?.state === "backorder",
  );
  if (!sold?.sku) throw new Error("Nothing is on backorder");
  sku = sold.sku;
  address = `${emulatorUrl}/store/${shop}/products/${sold.handle}?variant=${sold.id.split("/").at(-1) ?? ""}`;
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  page.setDefaultTimeout(15_000);
});
afterAll(async () => {
  const rules = await openAdmin("/compensation/settings");
  await rules.getByLabel("Reward waiting").uncheck({ force: true });
  await save();
  await browser.close();
});

describe("a waiting reward", () => {
  it("is set with the merchant's own words, and told what is wrong before it is saved", async () => {
    const rules = await openAdmin("/compensation/settings");
    await rules.getByLabel("Reward waiting").check({ force: true });
    await rules.getByLabel("Percentage", { exact: true }).fill("0");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await rules.getByText("1 field needs a look").waitFor();
    await rules.getByLabel("Percentage", { exact: true }).fill("5");
    await rules.getByText("5% off your next order, because you wait.").waitFor();
    await rules.getByLabel("Your own words on the product page").fill("5 % off next time, for your patience.");
    await save();
  });

  it("stands beside the date on the product page, on a telephone too", async () => {
    for (const [width, theme] of [
      [1280, "horizon"],
      [390, "dawn"],
    ] as const) {
      const tab = await browser.newPage({ viewport: { width, height: 844 } });
      await tab.goto(`${address}&theme=${theme}`);
      await tab.getByText("5 % off next time, for your patience.").waitFor({ state: "visible" });
      expect(await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
      await tab.close();
    }
  });

  it("is promised with the order, and a code for that customer once it ships", async () => {
    order = await control("POST", `shops/${shop}/orders`, { lines: [{ sku, quantity: 1 }], email: customer });
    await untilIdle();
    const promised = await openAdmin("/compensation?group=promised");
    await promised.getByRole("link", { name: order.name }).waitFor();
    expect(await discounts()).toEqual([]);
    await control("POST", `shops/${shop}/orders/${order.id.split("/").at(-1) ?? ""}/fulfil`, {});
    await untilIdle();
    const [discount] = await discounts();
    expect(discount).toMatchObject({ percentage: 0.05, usedCount: 0 });
    const given = await openAdmin("/compensation?group=unused");
    await given.getByText(discount?.code ?? "none").waitFor();
    const buy = (email: string) =>
      control("POST", `shops/${shop}/orders`, { lines: [{ sku, quantity: 1 }], email, discountCode: discount?.code });
    await expect(buy("stranger@example.com")).rejects.toThrow("isn't available to you");
    await buy(customer);
    await expect(buy(customer)).rejects.toThrow("usage limit");
    await untilIdle();
  });
});
