import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser } from "../storefront/open-browser.ts";
import { allVariants, control, untilIdle, type SeenVariant } from "./control.ts";

/** A merchant's first minutes, in the admin frame, on a shop of their own: look, try one product, start, undo. */
const { emulatorUrl } = inject("demo");
const shop = "first-minutes.myshopify.com";
let browser: Browser;
let page: Page;
let before: SeenVariant[];
const faults: string[] = [];

const policies = (variants: SeenVariant[]) => variants.map(({ id, inventoryPolicy }) => [id, inventoryPolicy]);
const carried = (variants: SeenVariant[]) => variants.filter(({ metafields }) => metafields.$app?.arrivo !== undefined);

async function open(path: string): Promise<FrameLocator> {
  await page.goto(`${emulatorUrl}/admin/${shop}/apps/arrivo${path}`);
  const frame = page.frameLocator("iframe").first();
  await frame.locator(".Polaris-Page").first().waitFor();
  return frame;
}

beforeAll(async () => {
  await control("POST", "shops", { domain: shop, name: "First Minutes", catalogue: "second" });
  before = await allVariants(shop);
  await control("POST", `shops/${shop}/install`, {});
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

describe("a merchant who has just installed Arrivo", () => {
  it("reads that nothing has changed, and what was found", async () => {
    const home = await open("");
    await home.getByText("Nothing on your shop has changed. Arrivo is watching.").waitFor();
    await home.getByText(`${before.length} variants`).first().waitFor();
    expect(policies(await allVariants(shop))).toEqual(policies(before));
  });

  it("tries one product: limit and date beside what the shopper will read", async () => {
    const home = await open("");
    await home.getByRole("link", { name: /^Try/ }).first().click();
    await home.getByText("What the shopper will read").waitFor();
    await home.getByLabel("A number of units").check({ force: true });
    await home.getByLabel("Units", { exact: true }).fill("6");
    await home.getByLabel("A number of days after the order").check({ force: true });
    await home.getByLabel("At least").fill("10");
    await home.getByLabel("At most").fill("15");
    await home.getByText("For 5:").waitFor();
    await home.getByRole("button", { name: "Save and see what changes" }).click();
    await home.getByText("Seen on").waitFor();
    await untilIdle();
    expect(policies(await allVariants(shop))).toEqual(policies(before));
  });

  it("is told by the field what is wrong with a rule, and nothing is saved", async () => {
    const rule = await open("/rules/shop");
    await rule.getByLabel("A number of units").check({ force: true });
    await rule.getByLabel("Units", { exact: true }).fill("0");
    await rule.getByRole("button", { name: "See what changes" }).click();
    await rule.getByText("Nothing was saved").waitFor();
  });

  it("starts selling, and exactly the one variant is put on sale", async () => {
    const start = await open("/start");
    await start.getByRole("button", { name: "Start selling" }).click();
    await start.getByText("Arrivo is selling").waitFor();
    await untilIdle();
    const now = await allVariants(shop);
    const changed = now.filter(({ inventoryPolicy }, index) => inventoryPolicy !== before[index]?.inventoryPolicy);
    expect(changed.map(({ inventoryPolicy, metafields }) => [inventoryPolicy, metafields.$app?.arrivo?.state])).toEqual(
      [["CONTINUE", "backorder"]],
    );
    expect(carried(now)).toHaveLength(1);
  });

  it("undoes it, and everything is as it was before the installation", async () => {
    const home = await open("");
    await home.getByRole("button", { name: /^Undo/ }).click();
    const confirm = home.locator("dialog[open], .Polaris-Modal-Dialog").getByRole("button").last();
    if (await confirm.isVisible().catch(() => false)) await confirm.click();
    await home.getByText("Arrivo is selling").waitFor({ state: "detached" });
    await untilIdle();
    const now = await allVariants(shop);
    expect(policies(now)).toEqual(policies(before));
    expect(carried(now)).toEqual([]);
  });

  it("meets no fault in the browser's console", () => expect(faults).toEqual([]));
});
