import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { cpus } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { setupDatabase } from "../prisma/setup-database.ts";
import { buildIfStale } from "../tools/demo/build-if-stale.ts";
import { startChild } from "../tools/demo/child-process.ts";
import { findFreePort } from "../tools/demo/require-free-port.ts";
import { startPostgres } from "../tools/postgres/start-postgres.ts";
import { measure, type Measured } from "./webhooks/measure.ts";
import { untilListening } from "./webhooks/until-listening.ts";

/**
 * `npm run bench:webhooks`: webhooks accepted durably, against the official template's webhook route and against the
 * least that a durable webhook can cost, on the same PostgreSQL with fsync on. Exits with 1 when a figure is missed.
 */
const shopCount = 20;
const root = resolve(import.meta.dirname, "..");
const template = join(root, "bench/baseline-template");
const modules = join(root, "node_modules");
const run = promisify(execFile);

const postgres = await startPostgres({ name: "bench-webhooks", fsync: true });
const logs = join(root, ".data/bench-webhooks");
await mkdir(logs, { recursive: true });

async function freshDatabase(): Promise<string> {
  const owner = new pg.Client(postgres.ownerUrl());
  await owner.connect();
  await owner.query("DROP DATABASE IF EXISTS bench WITH (FORCE)");
  await owner.query("CREATE DATABASE bench");
  await owner.end();
  const address = postgres.urlFor("arrivo_app", "only-for-the-bench", "bench");
  await setupDatabase(postgres.ownerUrl("bench"), address);
  const client = new pg.Client(postgres.ownerUrl("bench"));
  await client.connect();
  const domain = "'bench-' || n || '.myshopify.com'";
  const shops = `FROM generate_series(0, ${shopCount - 1}) AS n`;
  await client.query(`INSERT INTO "Shop" (domain) SELECT ${domain} ${shops}`);
  // What the library loads at every webhook: a token that is good for a year.
  await client.query(`INSERT INTO "Session" (id, shop, state, "accessToken", scope, expires)
    SELECT 'offline_' || ${domain}, ${domain}, '', 'shpat_bench', 'read_products', now() + interval '1 year' ${shops}`);
  await client.end();
  return address;
}

async function bench(name: string, script: string, args: string[]): Promise<Measured> {
  const databaseUrl = await freshDatabase();
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    PATH: process.env.PATH ?? "",
    HOME: process.env.HOME ?? "",
    NODE_ENV: "production" as const,
    LOG_LEVEL: "info",
    HOST: "127.0.0.1",
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    SHOPIFY_API_KEY: "bench",
    SHOPIFY_API_SECRET: "shpss_only_for_the_bench",
    SHOPIFY_APP_URL: url,
    TOKEN_KEYS: `k1:${Buffer.alloc(32).toString("base64")}`,
  };
  const child = startChild(name, script, env, join(logs, `${name}.log`), args);
  try {
    await Promise.race([
      untilListening(url),
      child.ended.then(({ lastWords }) => Promise.reject(new Error(`${name} stopped:\n${lastWords}`))),
    ]);
    return await measure(url, env, shopCount);
  } finally {
    await child.stop();
  }
}

try {
  await buildIfStale();
  await run(process.execPath, [join(modules, "@remix-run/dev/dist/cli.js"), "vite:build", "--logLevel", "warn"], {
    cwd: template,
    env: { ...process.env, NODE_ENV: "production" },
  });
  const serve = join(modules, "@remix-run/serve/dist/cli.js");
  const baseline = await bench("template", serve, [join(template, "build/server/index.js")]);
  const bare = await bench("bare", join(root, "bench/webhooks/serve-bare.ts"), []);
  const arrivo = await bench("arrivo", join(root, "app/start.server.ts"), ["web"]);

  const line = (name: string, { perSecond, p50, p99, failed }: Measured) =>
    `${name.padEnd(34)} ${Math.round(perSecond).toString().padStart(6)}/s   p50 ${p50} ms   p99 ${p99} ms   failed ${failed}`;
  const ratio = arrivo.perSecond / baseline.perSecond;
  console.log(line("official template (remix-serve)", baseline));
  console.log(line("bare node:http + HMAC + insert", bare));
  console.log(line("Arrivo: inbox, dirty item, job", arrivo));
  console.log(`Arrivo takes ${ratio.toFixed(1)} times the template's rate (must be 4 or more; p99 below 100 ms).`);
  const [cpu] = cpus();
  console.log(
    `Machine: ${cpus().length} × ${cpu?.model.trim()}, Node ${process.version}, PostgreSQL 18 with fsync, ` +
      "100 connections, bodies of 1.85 KB, load from the same machine.",
  );
  if (ratio < 4 || arrivo.p99 >= 100 || arrivo.failed > 0) process.exitCode = 1;
} finally {
  await postgres.stop();
  await postgres.remove();
}
