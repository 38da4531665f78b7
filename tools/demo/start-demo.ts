import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import pg from "pg";
import { setupDatabase } from "../../prisma/setup-database.ts";
import { buildIfStale } from "./build-if-stale.ts";
import { startChild } from "./child-process.ts";
import { holdFolder } from "./hold-folder.ts";
import { keepChild } from "./keep-child.ts";
import { keepPostgres } from "./keep-postgres.ts";
import { makeStops, type Stops } from "./make-stops.ts";
import { openShops } from "./open-shops.ts";
import { findFreePort, requireFreePort } from "./require-free-port.ts";
import { untilAnswer } from "./until-answer.ts";

const root = resolve(import.meta.dirname, "../..");
const database = "arrivo";

export interface DemoOptions {
  /** Folder under `.data/`. */
  name: string;
  /** 0: any free one. */
  emulatorPort: number;
  appPort: number;
  /** Empties the emulator's state and the app's database together. */
  fresh: boolean;
  /** A product CSV for the first shop in place of the built-in catalogue. */
  catalog?: string;
  /** Imports the CSV's quantities as tracked. */
  track?: boolean;
  say(line: string): void;
}

export interface Demo {
  emulatorUrl: string;
  appUrl: string;
  shops: string[];
  /** Environment of the app's processes, for what else wants to look at its database. */
  env: Record<string, string>;
  /** Settles when a part ends that should not. */
  broke: Promise<{ name: string; lastWords: string }>;
  stop(): Promise<void>;
  /** Deletes what the stopped demo kept. */
  remove(): Promise<void>;
}

/** The whole of Arrivo on this machine: PostgreSQL, the emulator, the web process and a worker, with two shops. */
export async function startDemo(options: DemoOptions, stops: Stops = makeStops()): Promise<Demo> {
  const { say } = options;
  const folder = join(root, ".data", options.name);
  const emulatorPort = options.emulatorPort || (await findFreePort());
  const appPort = options.appPort || (await findFreePort());
  const emulatorUrl = `http://127.0.0.1:${emulatorPort}`;
  const appUrl = `http://127.0.0.1:${appPort}`;
  await mkdir(folder, { recursive: true });
  await stops.add(await holdFolder(folder, emulatorUrl));

  try {
    await requireFreePort(emulatorPort, "the control room", "--port");
    await requireFreePort(appPort, "the app", "--app-port");
    const doneFile = join(folder, "shops-opened");
    if (options.fresh) for (const file of [join(folder, "emulator.json"), doneFile]) await rm(file, { force: true });
    const secrets = await readOrMakeSecrets(join(folder, "secrets.json"));
    // What is only coming up when the demo is ended must be waited for, or it would be left behind.
    const ending = new AbortController();
    const building = buildIfStale(ending.signal);
    const keeping = keepPostgres({ name: `${options.name}/postgres`, signal: ending.signal }, say);
    await stops.add(async () => {
      ending.abort();
      const [kept] = await Promise.allSettled([keeping, building]);
      if (kept.status === "fulfilled") await kept.value.stop();
    });
    building.catch(() => undefined); // awaited below; a failure must not go unhandled meanwhile
    const kept = await keeping;
    const postgres = kept.first;
    if (postgres.notice) say(postgres.notice);
    const remove = async () => {
      await postgres.remove();
      await rm(folder, { recursive: true, force: true });
    };
    await makeDatabase(postgres.ownerUrl(), options.fresh);
    const databaseUrl = postgres.urlFor("arrivo_app", secrets.databasePassword, database);
    await setupDatabase(postgres.ownerUrl(database), databaseUrl);
    if (await building) say("The web part was built.");

    const smtpPort = await findFreePort();
    const shared = {
      PATH: process.env.PATH ?? "",
      HOME: process.env.HOME ?? "",
      HOST: "127.0.0.1",
      SHOPIFY_APP_URL: appUrl,
      SHOPIFY_API_KEY: secrets.apiKey,
      SHOPIFY_API_SECRET: secrets.apiSecret,
    };
    const emulatorEnv = {
      ...shared,
      EMULATOR_PORT: String(emulatorPort),
      SMTP_PORT: String(smtpPort),
      EMULATOR_STATE: join(folder, "emulator.json"),
    };
    const env = {
      ...shared,
      NODE_ENV: "production",
      LOG_LEVEL: process.env.LOG_LEVEL ?? "info",
      PORT: String(appPort),
      DATABASE_URL: databaseUrl,
      TOKEN_KEYS: secrets.tokenKeys,
      SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
      MAIL_FROM: "Arrivo <arrivo@example.com>",
      SHOPIFY_ORIGIN: `${emulatorUrl}/shopify`,
      STOREFRONT_ORIGIN: `${emulatorUrl}/store`,
      APP_BRIDGE_URL: `${emulatorUrl}/app-bridge.js`,
      FRAME_ANCESTORS: emulatorUrl,
      CLOCK_URL: `${emulatorUrl}/control/clock`,
      DNS_URL: `${emulatorUrl}/control/dns`,
      OUTGOING_HOSTS: `127.0.0.1:${emulatorPort}`,
      MAIL_SPF: "include:spf.arrivo.example",
      MAIL_DKIM_KEY: secrets.mailKey,
    };
    const program = (name: string, script: string, childEnv: Record<string, string>, args: string[] = []) =>
      startChild(name, join(root, script), childEnv, join(folder, `${name}.log`), args);
    const emulator = program("emulator", "store-emulator/main.ts", emulatorEnv);
    await stops.add(emulator.stop);
    const web = keepChild(() => program("web", "app/start.server.ts", env, ["web"]), say);
    await stops.add(web.stop);
    const workerEnv = { ...env, NODE_OPTIONS: "--max-semi-space-size=8" };
    const worker = keepChild(() => program("worker", "app/start.server.ts", workerEnv, ["worker"]), say);
    await stops.add(worker.stop);
    const broke = Promise.race([emulator.ended, web.broke, worker.broke, kept.broke]);
    const ready = Promise.all([untilAnswer(`${emulatorUrl}/control/clock`), untilAnswer(`${appUrl}/readyz`)]);
    const early = await Promise.race([ready.then(() => null), broke]);
    if (early) throw new Error(`The ${early.name} stopped while starting:\n${early.lastWords}`);

    await letMailsLeave(emulatorUrl, secrets.mailKey);
    const opening = openShops({
      emulatorUrl,
      env,
      catalog: options.catalog,
      track: options.track,
      logFile: join(folder, "worker.log"),
      doneFile,
      say,
    });
    const shops = await Promise.race([
      opening,
      broke.then((end) => Promise.reject(new Error(`The ${end.name} stopped:\n${end.lastWords}`))),
    ]);
    return { emulatorUrl, appUrl, shops, env, broke, stop: stops.all, remove };
  } catch (error) {
    await stops.all();
    throw error;
  }
}

/**
 * In the demo Shopify lets Arrivo read addresses, and every domain vouches for its mail server; take either away at
 * `PUT /control/api` and `PUT /control/dns`.
 */
async function letMailsLeave(emulatorUrl: string, mailKey: string): Promise<void> {
  const key = createPrivateKey({ key: Buffer.from(mailKey, "base64"), format: "der", type: "pkcs8" });
  const published = createPublicKey(key).export({ type: "spki", format: "der" }).toString("base64");
  const records = {
    "*": ["v=spf1 include:spf.arrivo.example ~all"],
    "arrivo._domainkey.*": [`v=DKIM1; k=rsa; p=${published}`],
  };
  const put = (path: string, body: object) =>
    fetch(`${emulatorUrl}/control/${path}`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  await put("dns", { records });
  await put("api", { protectedCustomerData: 2 });
}

interface Secrets {
  apiKey: string;
  apiSecret: string;
  databasePassword: string;
  tokenKeys: string;
  /** PKCS #8, base64: signs mails to customers. */
  mailKey: string;
}

async function readOrMakeSecrets(file: string): Promise<Secrets> {
  const kept = await readFile(file, "utf8").catch(() => null);
  const known = kept === null ? {} : (JSON.parse(kept) as Partial<Secrets>);
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const secrets: Secrets = {
    apiKey: "arrivo",
    apiSecret: `shpss_${randomBytes(16).toString("hex")}`,
    databasePassword: randomBytes(16).toString("hex"),
    tokenKeys: `k1:${randomBytes(32).toString("base64")}`,
    mailKey: privateKey.export({ type: "pkcs8", format: "der" }).toString("base64"),
    // What an older demo kept stays as it was.
    ...known,
  };
  await writeFile(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}

async function makeDatabase(ownerUrl: string, fresh: boolean): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  if (fresh) await owner.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
  const { rowCount } = await owner.query("SELECT 1 FROM pg_database WHERE datname = $1", [database]);
  if (!rowCount) await owner.query(`CREATE DATABASE ${database}`);
  await owner.end();
}
