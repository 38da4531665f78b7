import { getPorts } from "../../app/composition.server.ts";
import { disconnect, withShop } from "../../app/db.server.ts";
import { parseShopDomain, type ShopDomain } from "../../app/ids.ts";
import { stopBoss } from "../../app/jobs/boss.server.ts";
import { savePolicy } from "../../app/policies/save-policy.server.ts";
import { readShopHeader } from "../../app/shops/read-shop-header.server.ts";
import { startSelling } from "../../app/shops/start-selling.server.ts";
import { importAnswers } from "../../app/supply/import/import-answers.ts";
import { importOrders } from "../../app/supply/import/import-orders.server.ts";
import { buyInFirstShop } from "./buy-in-first-shop.ts";
import { firstShopOrders, type OrderedVariant } from "./first-shop-orders.ts";
import { slipDelivery } from "./slip-delivery.ts";

/**
 * What the merchant of the demo's first shop did yesterday: one rule for the whole shop, the file of what is ordered from
 * the makers, then "Start selling". By the use-cases that the admin's pages call. With the emulator's address, shoppers
 * have bought since, and a delivery has slipped.
 */
const storySku = "HAR-STO-MUG";
const [domain = "", emulatorUrl] = process.argv.slice(2);
const shop = parseShopDomain(domain);
if (!shop) throw new Error("Usage: settle-first-shop.ts shop.myshopify.com [emulator]");
const ports = getPorts();
try {
  const saved = await savePolicy(
    ports,
    shop,
    { level: "shop" },
    {
      mode: "on",
      limit: { kind: "number", units: "20" },
      when: "sold-out",
      countedLocations: "online",
      bufferUnits: "0",
      eta: { kind: "lead-time", minDays: "10", maxDays: "14", days: "working" },
      handlingDays: "1",
      joinsNewProducts: "on",
    },
    true,
  );
  if (!saved.ok) throw new Error(`The rule was not saved: ${JSON.stringify(saved)}`);
  await orderFromMakers(shop);
  // An interrupted first start may have come this far.
  const started = await startSelling(ports, shop);
  if (!started.ok && (await readShopHeader(shop)).state !== "selling")
    throw new Error(`Selling did not start: ${started.reason}`);
  if (emulatorUrl !== undefined) {
    await buyInFirstShop(emulatorUrl, shop);
    await slipDelivery(ports, shop, "Nordlys");
  }
} finally {
  await stopBoss();
  await disconnect();
}

/** Sold-out variants come first: what is on its way dates them. The story's own mug is left as it is. */
async function orderFromMakers(domain: ShopDomain): Promise<void> {
  const { variants, location } = await withShop(domain, async (db) => ({
    variants: await db.$queryRaw<OrderedVariant[]>`
      SELECT v.sku, p.vendor, round(v."priceMinor" / 200.0, 2)::text AS price FROM "Variant" v JOIN "Product" p ON p.shop = v.shop AND p."productId" = v."productId"
      WHERE v.shop = ${domain} AND v.sku <> '' AND v.sku <> ${storySku} AND v.tracked AND p.vendor <> ''
      ORDER BY greatest(v."availableUnits", 0), v.sku`,
    location: await db.location.findFirst({
      where: { shop: domain, fulfillsOnlineOrders: true },
      orderBy: { locationId: "asc" },
    }),
  }));
  // A catalogue of one's own may have neither makers nor SKUs.
  if (variants.length === 0 || location === null) return;
  const today = new Date(await ports.clock.businessNow()).toISOString().slice(0, 10);
  const text = firstShopOrders(variants, today, location.name);
  const input = {
    text,
    fileName: "open-orders.csv",
    columns: null,
    answers: importAnswers.parse({ leavesOutUnknown: true }),
  };
  const first = await importOrders(ports, domain, { ...input, shown: null }, false);
  // More columns than the template has: the merchant says once what they hold, and takes what is proposed.
  const mapped = { ...input, columns: first.step === "columns" ? first.file.columns : null };
  const seen = await importOrders(ports, domain, { ...mapped, shown: null }, false);
  if (seen.step !== "preview") throw new Error(`The purchase orders were not read: ${JSON.stringify(seen)}`);
  const saved = await importOrders(ports, domain, { ...mapped, shown: seen.shown }, true);
  if (saved.step !== "saved") throw new Error(`The purchase orders were not saved: ${JSON.stringify(saved)}`);
}
