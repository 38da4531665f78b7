/**
 * The first sync of a large catalogue: `npm run bench:first-sync`. Measured from the first question to Shopify until the
 * task is done, in this process; the emulator and PostgreSQL (with fsync) run in others on the same machine. Baseline of
 * the same run: what reading the catalogue in pages would cost at the shop's rate limit, from the measured cost of a page.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { cpus, totalmem } from "node:os";
import { resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { reconcileShop } from "../app/availability/reconcile-shop.server.ts";
import { shopAdmin } from "../app/composition.server.ts";
import { disconnect, outsideShops, withShop } from "../app/db.server.ts";
import type { ShopDomain } from "../app/ids.ts";
import { inlineQueue } from "../app/jobs/inline-queue.ts";
import { smtpNoticeMailer } from "../app/notice-mailer.server.ts";
import type { Ports } from "../app/ports.ts";
import { apiVersion } from "../app/shopify/api-version.ts";
import { shopifyClients } from "../app/shopify/client.server.ts";
import { ReadChangedVariants } from "../app/shopify/documents/catalogue.ts";
import { setUpShop } from "../app/shops/set-up-shop.server.ts";
import { syncCatalogue } from "../app/shops/sync-catalogue.server.ts";
import { setupDatabase } from "../prisma/setup-database.ts";
import { startPostgres } from "../tools/postgres/start-postgres.ts";

const products = Number(process.argv[2] ?? 1_000);
const variantsPerProduct = Number(process.argv[3] ?? 100);
const variants = products * variantsPerProduct;
const required = { seconds: 60, megabytes: 400 };
const pagePointsPerSecond = 100;

const shop = "bench.myshopify.com" as ShopDomain;
const token = "shpat_bench";
const postgres = await startPostgres({ name: "postgres-bench-first-sync" });
const ownerUrl = postgres.ownerUrl();
const applicationUrl = postgres.urlFor("arrivo_app", "bench");
await setupDatabase(ownerUrl, applicationUrl);

const emulator = fork(
  resolve(import.meta.dirname, "first-sync/serve-shop.ts"),
  [shop, token, String(products), String(variantsPerProduct)],
  { stdio: "inherit" },
);
const [message] = (await once(emulator, "message")) as unknown[];
const { url } = z.object({ url: z.string() }).parse(message);
Object.assign(process.env, {
  NODE_ENV: "production",
  LOG_LEVEL: "warn",
  DATABASE_URL: applicationUrl,
  SHOPIFY_API_KEY: "bench",
  SHOPIFY_API_SECRET: "bench",
  SHOPIFY_APP_URL: "http://127.0.0.1:3000",
  SHOPIFY_ORIGIN: `${url}/shopify`,
  TOKEN_KEYS: `k1:${Buffer.alloc(32).toString("base64")}`,
});

const queue = inlineQueue();
const clientOf = shopifyClients({
  tokens: { accessToken: async () => token, alone: (_shop, work) => work(), isFresh: async () => true },
  now: Date.now,
  pause: (ms) => pause(ms),
});
const ports: Ports = {
  shopify: (domain) => shopAdmin(clientOf(domain)),
  queue,
  mailer: { isConfigured: false, send: async () => undefined },
  noticeMailer: smtpNoticeMailer({ perSecond: 1, dkimSelector: "arrivo" }),
  dns: { txt: async () => [] },
  clock: { businessNow: async () => Date.now(), wallNow: Date.now },
};

try {
  await outsideShops().shop.deleteMany({ where: { domain: shop } });
  await withShop(shop, (db) => db.$executeRaw`DELETE FROM "Product" WHERE shop = ${shop}`, { timeoutMs: 60_000 });
  await outsideShops().dirtyItem.deleteMany({ where: { shop } });
  await outsideShops().shop.create({ data: { domain: shop } });
  await setUpShop(ports, shop);
  const task = await withShop(shop, (db) =>
    db.task.findFirstOrThrow({ where: { shop, kind: "catalogue-sync", status: "waiting" } }),
  );

  const progress = () =>
    withShop(shop, (db) => db.task.findUniqueOrThrow({ where: { shop_id: { shop, id: task.id } } }));
  const memory: { share: number; megabytes: number }[] = [];
  let share = 0;
  const megabytes = () => process.memoryUsage().rss / 2 ** 20;
  const timer = setInterval(() => memory.push({ share, megabytes: megabytes() }), 100);
  const startedAt = performance.now();
  let storedAt: number | null = null;
  for (;;) {
    const watching = setInterval(() => {
      void progress().then(({ doneUnits, totalUnits }) => {
        if (totalUnits !== null) storedAt ??= performance.now();
        share = totalUnits === null ? 0 : doneUnits / totalUnits;
      });
    }, 500);
    await syncCatalogue(ports, shop, task.id);
    clearInterval(watching);
    if ((await progress()).status === "done") break;
    await pause(100);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const waitedSeconds = ((storedAt ?? startedAt) - startedAt) / 1000;
  clearInterval(timer);

  const decidedFrom = performance.now();
  while ((await outsideShops().dirtyItem.count({ where: { shop } })) > 0) await reconcileShop(ports, shop);
  const decideSeconds = (performance.now() - decidedFrom) / 1000;
  const stored = await withShop(shop, (db) => db.variant.count({ where: { shop } }));

  const pageCost = await costOfPage();
  const pagedSeconds = ((variants / 50) * pageCost) / pagePointsPerSecond;
  const peak = Math.max(...memory.map((each) => each.megabytes));
  const at = (from: number, to: number) => {
    const within = memory.filter((each) => each.share >= from && each.share < to).map((each) => each.megabytes);
    return within.length === 0 ? "–" : String(Math.round(Math.max(...within)));
  };
  const [cpu] = cpus();
  console.log(
    [
      `First sync of ${variants.toLocaleString("en")} variants (${products} products), stored: ${stored.toLocaleString("en")}`,
      `  whole task            ${seconds.toFixed(1)} s (required: < ${required.seconds} s), of which waiting for Shopify's file ${waitedSeconds.toFixed(1)} s`,
      `  rate                  ${Math.round(variants / seconds).toLocaleString("en")} variants/s`,
      `  resident memory       peak ${Math.round(peak)} MB (required: < ${required.megabytes} MB); by quarters ${at(0.01, 0.25)}, ${at(0.25, 0.5)}, ${at(0.5, 0.75)}, ${at(0.75, 2)} MB`,
      `  deciding all of them  ${decideSeconds.toFixed(1)} s more, from the stored rows, without asking Shopify`,
      `  baseline              pages of 50 cost ${pageCost} points each: ${Math.round(pagedSeconds).toLocaleString("en")} s at ${pagePointsPerSecond} points/s`,
      `  machine               ${cpus().length} × ${cpu?.model ?? "?"}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`,
    ].join("\n"),
  );
  if (stored !== variants || (variants >= 100_000 && (seconds > required.seconds || peak > required.megabytes)))
    process.exitCode = 1;
} finally {
  await disconnect();
  emulator.disconnect();
  await once(emulator, "exit");
  await postgres.stop();
  await postgres.remove();
}

/** What Shopify asks for one page of the same fields. */
async function costOfPage(): Promise<number> {
  const answer = await fetch(`${url}/shopify/${shop}/admin/api/${apiVersion}/graphql.json`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-shopify-access-token": token },
    body: JSON.stringify({ query: ReadChangedVariants, variables: { query: "", after: null } }),
  });
  const cost = z.object({ extensions: z.object({ cost: z.object({ actualQueryCost: z.number() }) }) });
  return cost.parse(await answer.json()).extensions.cost.actualQueryCost;
}
