/**
 * A rule over 50,000 variants in 5,000 products: `npm run bench:rule [products] [variants a product] [seconds]`. The
 * use-cases run in this process, whose memory is told by quarters; the emulator and PostgreSQL (with fsync) run in others
 * on the same machine. The preview is measured five times, and what saving does is held against it. Publishing is then
 * measured for some seconds: the points it takes of the shop's API budget, beside what that budget gives in the time.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { parseVariantQuery } from "../app/availability/variant-query.ts";
import { reconcileBatch } from "../app/availability/reconcile-batch.server.ts";
import { reconcileShop } from "../app/availability/reconcile-shop.server.ts";
import { shopAdmin } from "../app/composition.server.ts";
import { disconnect, outsideShops, withShop } from "../app/db.server.ts";
import type { ShopDomain } from "../app/ids.ts";
import { inlineQueue } from "../app/jobs/inline-queue.ts";
import { editVariants } from "../app/policies/edit-variants.server.ts";
import { savePolicy } from "../app/policies/save-policy.server.ts";
import { stopRuleChange } from "../app/policies/stop-rule-change.server.ts";
import { smtpNoticeMailer } from "../app/notice-mailer.server.ts";
import type { Ports } from "../app/ports.ts";
import { shopifyClients } from "../app/shopify/client.server.ts";
import { setUpShop } from "../app/shops/set-up-shop.server.ts";
import { syncCatalogue } from "../app/shops/sync-catalogue.server.ts";
import { setupDatabase } from "../prisma/setup-database.ts";
import { startPostgres } from "../tools/postgres/start-postgres.ts";
import { printMachine, quantile, report } from "./reconcile/start-bench.ts";

const products = Number(process.argv[2] ?? 5_000);
const variantsPerProduct = Number(process.argv[3] ?? 10);
const seconds = Number(process.argv[4] ?? 60);
const previews = 5;
/** Points a second of a Standard shop, after the bucket it begins with is empty. */
const budget = { perSecond: 100, atFirst: 2_000 };
/** Memory may be no higher at the end than this much above the first quarter. */
const flatWithinMegabytes = 60;

const shop = "bench.myshopify.com" as ShopDomain;
const token = "shpat_bench";
const postgres = await startPostgres({ name: "postgres-bench-rule" });
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
  DATABASE_URL: applicationUrl,
  SHOPIFY_ORIGIN: `${url}/shopify`,
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

const memory: number[] = [];
const timer = setInterval(() => memory.push(process.memoryUsage().rss / 2 ** 20), 100);
const rule = {
  mode: "on",
  limit: { kind: "number", units: "20" },
  when: "beyond-stock",
  eta: { kind: "lead-time", minDays: "10", maxDays: "15", days: "working" },
};
const target = { level: "vendor", id: "Generator" } as const;
const timed = async <T>(work: () => Promise<T>) => {
  const startedAt = performance.now();
  const result = await work();
  return { result, ms: performance.now() - startedAt };
};

try {
  printMachine();
  await prepare();
  const measured = [];
  for (let time = 0; time < previews; time += 1)
    measured.push(await timed(() => savePolicy(ports, shop, target, rule, false)));
  const { result: told } = measured[0]!;
  if (!told.ok) throw new Error(JSON.stringify(told));
  const times = measured.map(({ ms }) => ms);
  const slowest = quantile(times, 1);
  report(
    `preview of a rule over ${told.change.touchedCount} variants, ${told.change.changedCount} of them changing`,
    `median ${Math.round(quantile(times, 0.5))} ms, slowest of ${previews} ${Math.round(slowest)} ms`,
    slowest < 2_000,
    "< 2 s",
  );
  const saved = await timed(() => savePolicy(ports, shop, target, rule, true));
  if (!saved.result.ok) throw new Error(JSON.stringify(saved.result));
  report(
    "saved, all of its variants marked",
    `${Math.round(saved.ms)} ms`,
    JSON.stringify(saved.result.change) === JSON.stringify(told.change),
    "the same change as the preview told",
  );
  await measurePublishing();
  await measureStopping();
} finally {
  clearInterval(timer);
  await disconnect();
  emulator.disconnect();
  await once(emulator, "exit");
  await postgres.stop();
  await postgres.remove();
}

async function measurePublishing(): Promise<void> {
  memory.length = 0;
  const from = Date.now();
  const startedAt = performance.now();
  const left = () => outsideShops().dirtyItem.count({ where: { shop } });
  const marked = await left();
  while (performance.now() - startedAt < seconds * 1_000 && (await reconcileBatch(ports, shop)) === "done");
  const taken = (performance.now() - startedAt) / 1_000;
  const points = await pointsUsed(from);
  const done = marked - (await left());
  const allowed = budget.atFirst + budget.perSecond * taken;
  report(
    `published ${done} of ${marked} variants in ${taken.toFixed(0)} s, ${(done / taken).toFixed(0)} a second`,
    `${points} points of ${Math.round(allowed)} that the budget of a Standard shop gives`,
    done === marked || points >= allowed * 0.8,
    "≥ 80 % of the budget, or all of them",
  );
  const quarters = [0, 1, 2, 3].map((quarter) => {
    const from = Math.floor((memory.length * quarter) / 4);
    return Math.round(
      Math.max(...memory.slice(from, Math.max(from + 1, Math.floor((memory.length * (quarter + 1)) / 4)))),
    );
  });
  const growth = (quarters[3] ?? 0) - (quarters[0] ?? 0);
  report(
    "resident memory while publishing",
    `by quarters ${quarters.join(", ")} MB`,
    growth < flatWithinMegabytes,
    `less than ${flatWithinMegabytes} MB more at the end than in the first quarter`,
  );
}

/** As many rules of variants' own, edited at once and stopped on their way, each of them put back. */
async function measureStopping(): Promise<void> {
  const edit = { kind: "give", form: { limit: { kind: "number", units: "7" } } } as const;
  const all = { filter: parseVariantQuery(new URLSearchParams()) };
  const own = () => withShop(shop, (db) => db.policy.count({ where: { shop, level: "variant" } }));
  const peak = async <T>(work: () => Promise<T>) => {
    memory.length = 0;
    const done = await timed(work);
    return { ...done, megabytes: Math.round(Math.max(process.memoryUsage().rss / 2 ** 20, ...memory)) };
  };
  // Their own rules as they were: the second edit is the one that is stopped.
  const given = { ...edit, form: { ...rule, limit: { kind: "number", units: "9" } } } as const;
  for (const each of [given, edit]) {
    const saved = await peak(() => editVariants(ports, shop, all, each, true));
    if (!saved.result.ok) throw new Error(JSON.stringify(saved.result));
    const { taskId } = saved.result;
    const [kept] = await withShop(
      shop,
      (db) => db.$queryRaw<{ bytes: number }[]>`
        SELECT octet_length(checkpoint::text) AS bytes FROM "Task" WHERE id = ${taskId}`,
    );
    console.log(
      `      ${await own()} rules of variants' own edited in ${Math.round(saved.ms)} ms, peak ${saved.megabytes} MB; ` +
        `kept to put back: ${((kept?.bytes ?? 0) / 1e6).toFixed(1)} MB`,
    );
    if (each === given) continue;
    await reconcileBatch(ports, shop);
    const stopped = await peak(() => stopRuleChange(ports, shop, taskId ?? ""));
    const [wrong] = await withShop(
      shop,
      (db) => db.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM "Policy" WHERE level = 'variant' AND gives->'limit'->>'units' <> '9'`,
    );
    report(
      `stopped: ${await own()} rules put back`,
      `${Math.round(stopped.ms)} ms, peak ${stopped.megabytes} MB`,
      stopped.result.ok && (wrong?.count ?? 1) === 0,
      "all of them as they were",
    );
  }
}

/** What the emulator has charged since. */
async function pointsUsed(from: number): Promise<number> {
  const calls = await fetch(`${url}/control/calls?limit=100000`);
  const log = z.array(z.object({ at: z.coerce.date(), cost: z.number().nullable() })).parse(await calls.json());
  return log.reduce((sum, { at, cost }) => (at.getTime() < from ? sum : sum + (cost ?? 0)), 0);
}

async function prepare(): Promise<void> {
  await outsideShops().shop.deleteMany({ where: { domain: shop } });
  await withShop(shop, (db) => db.$executeRaw`DELETE FROM "Product" WHERE shop = ${shop}`, { timeoutMs: 60_000 });
  await withShop(shop, (db) => db.policy.deleteMany({ where: { shop } }));
  await withShop(shop, (db) => db.task.deleteMany({ where: { shop } }));
  await outsideShops().dirtyItem.deleteMany({ where: { shop } });
  await outsideShops().shop.create({ data: { domain: shop } });
  await setUpShop(ports, shop);
  const task = await withShop(shop, (db) =>
    db.task.findFirstOrThrow({ where: { shop, kind: "catalogue-sync", status: "waiting" } }),
  );
  const status = () =>
    withShop(
      shop,
      async (db) => (await db.task.findUniqueOrThrow({ where: { shop_id: { shop, id: task.id } } })).status,
    );
  for (;;) {
    await syncCatalogue(ports, shop, task.id);
    if ((await status()) === "done") break;
    await pause(100);
  }
  while ((await outsideShops().dirtyItem.count({ where: { shop } })) > 0) await reconcileShop(ports, shop);
  await outsideShops().shop.update({ where: { domain: shop }, data: { state: "selling" } });
}
