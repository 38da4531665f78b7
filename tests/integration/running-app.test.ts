import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { outsideShops } from "../../app/db.server.ts";
import type { RunningEmulator } from "../../store-emulator/start-emulator.ts";
import type { Shop } from "../../store-emulator/state.ts";
import { installedShop, pageRequest, startEmulatorForApp } from "./support/start-shop.ts";
import { until } from "./support/until.ts";
import { levelPayload, postWebhook } from "./support/webhook.ts";

/** The library answers no robot. */
const browser = "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0";
const domain = "harbour.myshopify.com";
let running: RunningEmulator;
let shop: Shop;
let app: ChildProcess;
let url: string;
let said = "";

interface Readiness {
  ready: boolean;
  idle: boolean;
  clockOffsetMs: number;
  waiting: Record<string, number>;
}
const readiness = async () => (await (await fetch(`${url}/readyz?idle=1`)).json()) as Readiness;
const lines = () =>
  said
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

beforeAll(async () => {
  running = await startEmulatorForApp();
  shop = installedShop(running, domain);
  app = fork(resolve(import.meta.dirname, "support/serve-small-app.ts"), {
    env: {
      ...process.env,
      PORT: "0",
      HOST: "127.0.0.1",
      LOG_LEVEL: "trace",
      CLOCK_URL: `${running.url}/control/clock`,
    },
    stdio: ["ignore", "inherit", "pipe", "ipc"],
  });
  app.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const [port] = (await once(app, "message")) as [number];
  url = `http://127.0.0.1:${port}`;
  running.emulator.app.url = url;
});
afterAll(async () => {
  const ended = once(app, "exit");
  app.send("stop");
  await ended;
  await running.close();
});

describe("the running app", () => {
  it("installs, takes webhooks and says when nothing is left to do", async () => {
    const page = new URL(pageRequest(running, domain).url);
    const opened = await fetch(`${url}${page.pathname}${page.search}`, { headers: { "user-agent": browser } });
    expect(await opened.text()).toBe(domain);
    await until("the set-up ran", async () => (await readiness()).idle);
    await postWebhook(url, levelPayload(5), { shop: domain, webhookId: "w-1" });
    expect(await readiness()).toMatchObject({ ready: true, idle: false, waiting: { "dirty-items": 1 } });
    await until("the job was given up", () => said.includes('"outcome":"refused"'));
    await outsideShops().dirtyItem.deleteMany();
    await until("nothing is left", async () => (await readiness()).idle);
  });

  it("takes a jump of business time in all its processes, and looks for what falls due", async () => {
    const due = () => lines().filter(({ job, outcome }) => job === "run-due" && outcome === "done").length;
    const before = due();
    running.emulator.clock.advance(48 * 3_600_000);
    const offset = running.emulator.clock.offsetMs;
    await until("the offset is everywhere", async () => {
      const state = await readiness();
      return state.clockOffsetMs === offset && state.idle;
    });
    expect(due()).toBeGreaterThan(before);
    const { dueRanOn } = await outsideShops().shop.findUniqueOrThrow({ where: { domain } });
    expect(dueRanOn).toBe(new Date(running.emulator.clock.now()).toISOString().slice(0, 10));
  });

  it("answers /healthz, and tells its figures in Prometheus' form", async () => {
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const text = await (await fetch(`${url}/metrics`)).text();
    expect(text).toMatch(/arrivo_webhooks_total\{topic="inventory_levels\/update",outcome="stored"\} 1/);
    expect(text).toContain("arrivo_workers_alive 1");
    expect(text).toContain("arrivo_job_seconds_bucket");
  });
});

it("its log carries shop, job and webhook ids, and neither a token nor a customer", async () => {
  const tokens = shop.installation?.tokens.flatMap(({ accessToken, refreshToken }) => [accessToken, refreshToken]);
  expect(tokens?.length).toBeGreaterThan(0);
  const customer = { email: "robin@example.com", first_name: "Robin", phone: "+4512345678" };
  const ofCustomer = { id: 7, customer, orders_to_redact: [1] };
  await postWebhook(url, ofCustomer, { shop: domain, topic: "orders/create", webhookId: "w-2" });
  await postWebhook(url, ofCustomer, { shop: domain, topic: "customers/redact", path: "/webhooks/privacy" });
  await postWebhook(url, ofCustomer, { shop: domain, topic: "customers/data_request", path: "/webhooks/privacy" });
  await postWebhook(url, ofCustomer, { shop: domain, hmac: "forged" });
  await postWebhook(url, null, { shop: domain, body: `{"customer": "${customer.email}"` });
  const forged = new URL(pageRequest(running, domain).url);
  forged.searchParams.set("id_token", `${forged.searchParams.get("id_token")}x`);
  await fetch(`${url}${forged.pathname}${forged.search}`, { headers: { "user-agent": browser } });
  await until("the webhook is in the log", () => lines().some(({ webhookId }) => webhookId === "w-2"));

  expect(lines()).toContainEqual(expect.objectContaining({ shop: domain, webhookId: "w-1" }));
  expect(lines()).toContainEqual(
    expect.objectContaining({ shop: domain, job: "set-up-shop", jobId: expect.any(String) }),
  );
  const secrets = [...(tokens ?? []), process.env.SHOPIFY_API_SECRET, process.env.TOKEN_KEYS, "only-for-tests"];
  for (const secret of secrets) if (secret) expect(said).not.toContain(secret);
  for (const word of [...Object.values(customer), "shpat_", "shprt_", "eyJhbGciOi"]) expect(said).not.toContain(word);
});
