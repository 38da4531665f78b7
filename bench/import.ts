/**
 * A file of purchase orders as long as one may be: `npm run bench:import [lines]`. 100,000 lines in 500 orders from 40
 * suppliers, each of another variant, through the use-case of the page: shown, saved, and saved once more as the next
 * week's file, in which half of the lines have come and the others are expected a week later. The use-case runs in this
 * process, whose memory is told; PostgreSQL (with fsync) in others on the same machine. Baseline of the same run: storing
 * one line after the other.
 */
import { disconnect, outsideShops, withShop } from "../app/db.server.ts";
import type { ShopDomain } from "../app/ids.ts";
import { inlineQueue } from "../app/jobs/inline-queue.ts";
import { smtpNoticeMailer } from "../app/notice-mailer.server.ts";
import type { Ports } from "../app/ports.ts";
import { dayFromNumber, dayNumber } from "../app/supply/day.ts";
import { importAnswers } from "../app/supply/import/import-answers.ts";
import { importOrders } from "../app/supply/import/import-orders.server.ts";
import { orderTemplate } from "../app/supply/import/order-fields.ts";
import { setupDatabase } from "../prisma/setup-database.ts";
import { startPostgres } from "../tools/postgres/start-postgres.ts";
import { numberArgument, printMachine, report } from "./reconcile/start-bench.ts";

const lines = numberArgument(2, 100_000);
const [orders, suppliers] = [500, 40];
const required = { seconds: 20, megabytes: 400 };
const sample = 200;

const shop = "bench.myshopify.com" as ShopDomain;
const postgres = await startPostgres({ name: "postgres-bench-import" });
const applicationUrl = postgres.urlFor("arrivo_app", "bench");
await setupDatabase(postgres.ownerUrl(), applicationUrl);
process.env.DATABASE_URL = applicationUrl;

const today = dayNumber(new Date().toISOString().slice(0, 10));
const ports: Ports = {
  shopify: () => {
    throw new Error("An import asks Shopify for nothing.");
  },
  queue: inlineQueue(),
  mailer: { isConfigured: false, send: async () => undefined },
  noticeMailer: smtpNoticeMailer({ perSecond: 1, dkimSelector: "arrivo" }),
  dns: { txt: async () => [] },
  clock: { businessNow: async () => Date.now(), wallNow: Date.now },
};
const megabytes = (bytes: number) => Math.round(bytes / 2 ** 20);
const peak = () => process.resourceUsage().maxRSS / 2 ** 10;

try {
  printMachine();
  await prepare();
  await importOrders(ports, shop, input(fileOf(orders, 0), null), false);
  const startMegabytes = megabytes(process.memoryUsage().rss);
  const first = await timedImport(fileOf(lines, 0));
  const second = await timedImport(fileOf(lines, 1));
  const stored = await withShop(shop, (db) => db.purchaseOrderLine.count());
  const received = await withShop(shop, (db) => db.receipt.count());
  console.log(`      ${lines} lines, ${megabytes(first.bytes)} MB: ${stored} stored, ${received} receipts`);
  tell("shown", first.previewSeconds);
  tell("saved", first.saveSeconds);
  tell("shown again, half of it received and the rest moved", second.previewSeconds);
  tell("saved again", second.saveSeconds);
  const above = Math.round(peak()) - startMegabytes;
  report(
    "peak of resident memory",
    `${above} MB above the ${startMegabytes} MB of the start`,
    above < required.megabytes,
    `< ${required.megabytes} MB`,
  );
  if (stored !== lines || received !== Math.floor(lines / 2)) process.exitCode = 1;
  console.log(
    `baseline  storing one line after the other: ${(await oneByOneSeconds()).toFixed(0)} s (from ${sample} of them)`,
  );
} finally {
  await disconnect();
  await postgres.stop();
  await postgres.remove();
}

function tell(what: string, seconds: number): void {
  report(what, `${seconds.toFixed(1)} s`, seconds < required.seconds, `< ${required.seconds} s`);
}

function input(text: string, shown: string | null) {
  return { text, fileName: "orders.csv", columns: null, answers: importAnswers.parse({}), shown };
}

async function timedImport(text: string) {
  const startedAt = performance.now();
  const seen = await importOrders(ports, shop, input(text, null), false);
  if (seen.step !== "preview") throw new Error(JSON.stringify(seen).slice(0, 2_000));
  const shownAt = performance.now();
  const saved = await importOrders(ports, shop, input(text, seen.shown), true);
  if (saved.step !== "saved") throw new Error(JSON.stringify(saved).slice(0, 2_000));
  return {
    bytes: text.length,
    previewSeconds: (shownAt - startedAt) / 1_000,
    saveSeconds: (performance.now() - shownAt) / 1_000,
  };
}

function fileOf(count: number, week: number): string {
  const rows = Array.from({ length: count }, (_, line) => {
    const order = line % orders;
    const ordered = dayFromNumber(today - 40 + (order % 20));
    const received = week > 0 && line % 2 === 1 ? "12" : "";
    const expected = dayFromNumber(today + (order % 60) + week * 7);
    const supplier = `Supplier, works of ${order % suppliers}`;
    return `PO-${10_000 + order},"${supplier}",M-${line},SKU-${line},12,${received},3.50,EUR,${ordered},${expected},Harbour,`;
  });
  return `${orderTemplate}${rows.join("\r\n")}\r\n`;
}

/** The catalogue as a finished sync leaves it. */
async function prepare(): Promise<void> {
  await outsideShops().shop.deleteMany({ where: { domain: shop } });
  await outsideShops().dirtyItem.deleteMany({ where: { shop } });
  await outsideShops().shop.create({ data: { domain: shop, currency: "EUR" } });
  await withShop(
    shop,
    async (db) => {
      // What a run that was stopped left behind.
      await db.purchaseOrder.deleteMany({ where: { shop } });
      await db.receipt.deleteMany({ where: { shop } });
      await db.supplier.deleteMany({ where: { shop } });
      await db.product.deleteMany({ where: { shop } });
      await db.location.deleteMany({ where: { shop } });
      await db.shopSettings.deleteMany({ where: { shop } });
      await db.shopSettings.create({ data: { shop } });
      await db.location.create({ data: { shop, locationId: "gid://shopify/Location/1", name: "Harbour" } });
      await db.$executeRaw`
        INSERT INTO "Product" (shop, "productId", handle, title, status, tags, "createdAt", "updatedAt")
        SELECT ${shop}, 'gid://shopify/Product/' || n, 'p-' || n, 'Product ' || n, 'ACTIVE', '{}', now(), now()
        FROM generate_series(0, ${lines / 10}::int) AS n`;
      await db.$executeRaw`
        INSERT INTO "Variant" (shop, "productId", "variantId", "inventoryItemId", title, "displayName", sku, tracked,
          "inventoryPolicy", "reversedAt", "updatedAt")
        SELECT ${shop}, 'gid://shopify/Product/' || n / 10, 'gid://shopify/ProductVariant/' || n,
          'gid://shopify/InventoryItem/' || n, 'Variant ' || n, 'Product ' || n / 10 || ' - Variant ' || n, 'SKU-' || n,
          true, 'DENY', '{}', now()
        FROM generate_series(0, ${lines}::int) AS n`;
    },
    { timeoutMs: 120_000 },
  );
}

async function oneByOneSeconds(): Promise<number> {
  const some = await withShop(shop, (db) => db.purchaseOrderLine.findMany({ where: { shop }, take: sample }));
  const startedAt = performance.now();
  for (const { id, position } of some)
    await withShop(shop, (db) =>
      db.purchaseOrderLine.update({ where: { shop_id: { shop, id } }, data: { position, updatedAt: new Date() } }),
    );
  return ((performance.now() - startedAt) / some.length / 1_000) * lines;
}
