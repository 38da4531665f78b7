import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { disconnect } from "../../app/db.server.ts";

/** A database of its own for the test file, copied from the migrated template; the app's environment names it. */
const { ownerUrl, applicationUrl } = inject("postgres");
const database = `arrivo_${randomBytes(6).toString("hex")}`;

const inDatabase = (address: string) => Object.assign(new URL(address), { pathname: `/${database}` }).toString();

async function asOwner(sql: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query(sql);
  await owner.end();
}

await asOwner(`CREATE DATABASE ${database} TEMPLATE arrivo_template`);
Object.assign(process.env, {
  NODE_ENV: "test",
  LOG_LEVEL: "silent",
  DATABASE_URL: inDatabase(applicationUrl),
  DATABASE_OWNER_URL: inDatabase(ownerUrl),
  SHOPIFY_API_KEY: "arrivo-test",
  SHOPIFY_API_SECRET: "shpss_only_for_tests",
  SHOPIFY_APP_URL: "http://127.0.0.1:3000",
  TOKEN_KEYS: "k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
});

afterAll(async () => {
  await disconnect();
  await asOwner(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
});
