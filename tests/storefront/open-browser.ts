import chromium from "@sparticuz/chromium";
import { type Browser, chromium as playwright } from "playwright-core";

/** The Chromium that comes with the packages: nothing is downloaded. One process would die with its first tab. */
export async function openBrowser(): Promise<Browser> {
  const args = chromium.args.filter((arg) => arg !== "--single-process" && arg !== "--no-zygote");
  return playwright.launch({ executablePath: await chromium.executablePath(), args, headless: true });
}
