import { readFile, stat, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { buyBeforeArrivo } from "./buy-in-first-shop.ts";
import { startChild } from "./child-process.ts";
import { controlOf } from "./control-of.ts";

const firstShop = "harbour-and-home.myshopify.com";
const secondShop = "field-notes-supply.myshopify.com";

export interface OpenShopsInput {
  emulatorUrl: string;
  /** The app's environment: the first shop is settled with the app's own use-cases. */
  env: Record<string, string>;
  catalog?: string;
  track?: boolean;
  logFile: string;
  /** Stands once both shops were set up. */
  doneFile: string;
  say(line: string): void;
}

/**
 * Makes the demo's two shops unless they are there, and goes on where an interrupted first start left off: the first sells
 * by a shop-wide rule and has shoppers who wait, the second was installed a moment ago and is watching.
 * @returns their domains, the first one first.
 */
export async function openShops({
  emulatorUrl,
  env,
  catalog,
  track,
  logFile,
  doneFile,
  say,
}: OpenShopsInput): Promise<string[]> {
  const control = controlOf(emulatorUrl);
  const known = (await control("shops")) as { domain: string }[];
  const isThere = (domain: string) => known.some((shop) => shop.domain === domain);
  const wasOpened = await stat(doneFile).then(
    () => true,
    () => false,
  );
  if (wasOpened && isThere(firstShop)) return [firstShop, secondShop];

  if (!isThere(firstShop)) {
    const catalogue = catalog
      ? { catalogCsv: await readFile(resolve(catalog), "utf8"), track: track ?? false }
      : { catalogue: "first" };
    const made = (await control("shops", {
      domain: firstShop,
      name: "Harbour & Home",
      timeZone: "Europe/London",
      plan: "plus",
      ...catalogue,
    })) as {
      catalogue: { untracked?: number; withoutSku?: number; products?: number; variants?: number } | null;
    };
    if (catalog && made.catalogue) {
      const { products, variants, untracked, withoutSku } = made.catalogue;
      say(`${catalog}: ${products} products, ${variants} variants; ${untracked} untracked, ${withoutSku} without SKU.`);
    }
    if (!catalog) await buyBeforeArrivo(firstShop, control);
  }
  await control(`shops/${firstShop}/install`, {});
  await control("idle");
  // A catalogue of one's own has neither the products nor the makers of the morning's trade.
  const trade = catalog ? [] : [emulatorUrl];
  const settled = await startChild("settle", resolve(import.meta.dirname, "settle-first-shop.ts"), env, logFile, [
    firstShop,
    ...trade,
  ]).ended;
  if (settled.code !== 0) throw new Error(`The first shop could not be set up:\n${settled.lastWords}`);
  if (isThere(secondShop)) await control(`shops/${secondShop}/install`, {});
  else
    await control("shops", {
      domain: secondShop,
      name: "Field Notes Supply",
      timeZone: "America/New_York",
      plan: "standard",
      catalogue: "second",
      install: true,
    });
  await control("idle");
  await writeFile(doneFile, "");
  return [firstShop, secondShop];
}
