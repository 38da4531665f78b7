import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import pg from "pg";
import { setupDatabase } from "../prisma/setup-database.ts";
import { startPostgres } from "./postgres/start-postgres.ts";

/**
 * What `shopify app dev` runs (shopify.web.toml): PostgreSQL from the npm package unless DATABASE_URL names one, then web
 * and worker in one process, with Vite. The CLI gives PORT and SHOPIFY_*, and the tunnel's address as HOST.
 */
const root = resolve(import.meta.dirname, "..");
const folder = join(root, ".data/dev");
await mkdir(folder, { recursive: true });

const secretsFile = join(folder, "secrets.json");
const made = {
  databasePassword: randomBytes(16).toString("hex"),
  tokenKeys: `k1:${randomBytes(32).toString("base64")}`,
};
const kept = await readFile(secretsFile, "utf8").catch(() => null);
const secrets = kept === null ? made : (JSON.parse(kept) as typeof made);
if (kept === null) await writeFile(secretsFile, JSON.stringify(secrets), { mode: 0o600 });

const { HOST: tunnel, ...given } = process.env;
const postgres = given.DATABASE_URL ? null : await startPostgres({ name: "dev/postgres" });

async function localDatabase(local: NonNullable<typeof postgres>): Promise<string> {
  const owner = new pg.Client(local.ownerUrl());
  await owner.connect();
  const { rowCount } = await owner.query("SELECT 1 FROM pg_database WHERE datname = 'arrivo'");
  if (!rowCount) await owner.query("CREATE DATABASE arrivo");
  await owner.end();
  const address = local.urlFor("arrivo_app", secrets.databasePassword, "arrivo");
  await setupDatabase(local.ownerUrl("arrivo"), address);
  return address;
}

try {
  const app = spawn(process.execPath, [join(root, "app/start.server.ts"), "--dev"], {
    stdio: "inherit",
    env: {
      ...given,
      NODE_ENV: "development",
      HOST: "127.0.0.1",
      SHOPIFY_APP_URL: given.SHOPIFY_APP_URL || tunnel,
      DATABASE_URL: postgres ? await localDatabase(postgres) : given.DATABASE_URL,
      TOKEN_KEYS: given.TOKEN_KEYS || secrets.tokenKeys,
    },
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => app.kill(signal));
  const [code] = (await once(app, "exit")) as [number | null];
  process.exitCode = code ?? 1;
} finally {
  await postgres?.stop();
}
