/**
 * A full outbox, two senders, and kill -9 of one of them now and then: `npm run bench:notices [rows]`. Real processes,
 * PostgreSQL with fsync, mails by SMTP to a server in this process that counts each Message-ID. Baseline of the same run:
 * one mail after the other, each with its own mark before and after.
 */
import { type ChildProcess, fork } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { SMTPServer } from "smtp-server";
import type { ShopDomain } from "../app/ids.ts";
import { setupDatabase } from "../prisma/setup-database.ts";
import { startPostgres } from "../tools/postgres/start-postgres.ts";
import { printMachine, report } from "./reconcile/start-bench.ts";

const rows = Number(process.argv[2] ?? 100_000);
const killEveryMs = Number(process.argv[3] ?? 15_000);
const baselineMails = 300;
/** Of what one sender hands over at once: more than these can't be in doubt after its death. */
const inDoubtAtOnce = 8;

const postgres = await startPostgres({ name: "postgres-bench-notices" });
const databaseUrl = postgres.urlFor("arrivo_app", "bench");
await setupDatabase(postgres.ownerUrl(), databaseUrl);

const copies = new Map<string, number>();
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  closeTimeout: 100,
  onData: (stream, _session, answer) => {
    let head = "";
    stream.on("data", (chunk: Buffer) => {
      if (head.length < 8_000) head += chunk.toString("latin1");
    });
    stream.on("end", () => {
      const messageId = /^Message-ID: (\S+)/im.exec(head)?.[1] ?? "";
      copies.set(messageId, (copies.get(messageId) ?? 0) + 1);
      answer();
    });
  },
});
server.on("error", () => undefined);
const listening = server.listen(0, "127.0.0.1");
await once(listening, "listening");
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
Object.assign(process.env, {
  NODE_ENV: "production",
  LOG_LEVEL: "warn",
  DATABASE_URL: databaseUrl,
  SHOPIFY_API_KEY: "bench",
  SHOPIFY_API_SECRET: "shpss_only_for_the_bench",
  SHOPIFY_APP_URL: "http://127.0.0.1:3000",
  TOKEN_KEYS: `k1:${Buffer.alloc(32).toString("base64")}`,
  SMTP_URL: `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`,
  MAIL_SPF: "include:spf.arrivo.example",
  MAIL_DKIM_KEY: privateKey.export({ type: "pkcs8", format: "der" }).toString("base64"),
  MAIL_PER_SECOND: "100000",
});
const { disconnect, outsideShops, withShop } = await import("../app/db.server.ts");
const { getPorts } = await import("../app/composition.server.ts");
const { noticeSettings } = await import("../app/customers/notices/notice-settings.ts");
const { storeNoticeSettings } = await import("../app/customers/notices/load-notice-settings.server.ts");

const address = "orders@lamps.example";

/** An outbox whose time has come: one slipped line an order. */
async function fill(shop: ShopDomain, count: number): Promise<void> {
  await outsideShops().shop.create({ data: { domain: shop, name: "Lamp & Co", noticesDueAt: new Date() } });
  const settings = noticeSettings.parse({
    isOn: true,
    sender: { address, name: "" },
    checked: { address, spf: true, dkim: true, at: new Date().toISOString() },
    provenAddress: address,
  });
  const details = JSON.stringify({
    units: 2,
    before: { from: "2026-12-01", to: "2026-12-03" },
    after: { from: "2026-12-21", to: "2026-12-23" },
  });
  await withShop(
    shop,
    async (db) => {
      await storeNoticeSettings(db, shop, settings);
      await db.$executeRaw`
        INSERT INTO "LedgerOrder" (shop, "orderId", name, "placedAt", "financialStatus", "updatedAt")
        SELECT ${shop}, 'gid://shopify/Order/' || n, '#' || n, now(), 'PAID', now() FROM generate_series(1, ${count}::int) n`;
      await db.$executeRaw`
        INSERT INTO "OrderLine" (shop, "lineId", "orderId", "orderName", title, "quantityUnits", "unfulfilledUnits",
          "placedAt", "updatedAt")
        SELECT ${shop}, 'gid://shopify/LineItem/' || n, 'gid://shopify/Order/' || n, '#' || n, 'Lamp', 2, 2, now(), now()
        FROM generate_series(1, ${count}::int) n`;
      await db.$executeRaw`
        INSERT INTO "LinePromise" (shop, "lineId", "variantId", "inventoryItemId", "computedAt")
        SELECT ${shop}, 'gid://shopify/LineItem/' || n, 'v', 'i', now() FROM generate_series(1, ${count}::int) n`;
      await db.$executeRaw`
        INSERT INTO "Notice" (shop, id, "orderId", "dueAt", "createdAt")
        SELECT ${shop}, 'notice-' || n, 'gid://shopify/Order/' || n, now() - interval '1 minute', now()
        FROM generate_series(1, ${count}::int) n`;
      await db.$executeRaw`
        INSERT INTO "NoticeCause" (shop, "causeKey", kind, "orderId", "lineId", details, at, "noticeId")
        SELECT ${shop}, 'slip ' || n, 'delayed', 'gid://shopify/Order/' || n, 'gid://shopify/LineItem/' || n,
          ${details}::jsonb, now(), 'notice-' || n
        FROM generate_series(1, ${count}::int) n`;
    },
    { timeoutMs: 120_000 },
  );
  await outsideShops()
    .$executeRawUnsafe("ANALYZE")
    .catch(() => undefined);
}

const script = resolve(import.meta.dirname, "../tests/integration/support/send-notices.ts");
const start = (shop: ShopDomain) => fork(script, [shop], { stdio: "inherit", execArgv: ["--max-semi-space-size=8"] });
const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

async function megabytesOf(child: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${child.pid}/status`, "utf8").catch(() => "");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024;
}

try {
  printMachine();
  const shop = "bench.myshopify.com" as ShopDomain;
  await fill(shop, rows);
  const senders = [start(shop), start(shop)];
  const startedAt = performance.now();
  const quarters = [0, 0, 0, 0];
  let kills = 0;
  let allOutMs = 0;
  let lastKillAt = performance.now();
  while (senders.some((child) => !hasEnded(child))) {
    await pause(250);
    const index = Math.min(3, Math.floor((copies.size / rows) * 4));
    for (const child of senders) quarters[index] = Math.max(quarters[index] ?? 0, await megabytesOf(child));
    if (allOutMs === 0 && copies.size >= rows - 2 * inDoubtAtOnce * (kills + 1))
      allOutMs = performance.now() - startedAt;
    const isFull = copies.size < rows * 0.98;
    if (isFull && performance.now() - lastKillAt > killEveryMs) {
      const victim = kills % 2;
      senders[victim]?.kill("SIGKILL");
      if (senders[victim] !== undefined && !hasEnded(senders[victim])) await once(senders[victim], "exit");
      senders[victim] = start(shop);
      kills += 1;
      lastKillAt = performance.now();
    }
  }
  const endedMs = performance.now() - startedAt;

  const statuses = await withShop(
    shop,
    (db) => db.$queryRaw<{ id: string; status: string }[]>`SELECT id, status FROM "Notice" WHERE shop = ${shop}`,
  );
  const statusOf = new Map(statuses.map(({ id, status }) => [`<${id}@lamps.example>`, status]));
  const twice = [...copies].filter(([, times]) => times === 2);
  const more = [...copies].filter(([, times]) => times > 2);
  const unmarked = twice.filter(([messageId]) => statusOf.get(messageId) !== "uncertain");
  const marked = statuses.filter(({ status }) => status === "uncertain").length;
  const open = statuses.filter(({ status }) => status !== "sent" && status !== "uncertain").length;
  const missing = [...statusOf.keys()].filter((messageId) => !copies.has(messageId)).length;

  report(`sent of ${rows}`, String(copies.size), missing === 0 && open === 0, "every one, none left open");
  report("sent more than twice", String(more.length), more.length === 0, "0");
  report(`sent twice over ${kills} kills, and not marked`, String(unmarked.length), unmarked.length === 0, "0");
  report(
    "marked as uncertain",
    `${marked}, of which ${twice.length} did reach the server twice`,
    marked <= kills * inDoubtAtOnce,
    `≤ ${inDoubtAtOnce} a kill`,
  );
  console.log(
    `      ${Math.round(rows / (allOutMs / 1_000))} notices/s over ${Math.round(allOutMs / 1_000)} s with ${kills} kills; ` +
      `the last in doubt after ${Math.round(endedMs / 1_000)} s; memory of a sender by quarters ` +
      `${quarters.map((each) => Math.round(each)).join(", ")} MB`,
  );

  const plain = "baseline.myshopify.com" as ShopDomain;
  await fill(plain, baselineMails);
  const session = getPorts().noticeMailer.open();
  const plainAt = performance.now();
  for (let number = 1; number <= baselineMails; number += 1) {
    const id = `notice-${number}`;
    const mark = (status: string) =>
      withShop(plain, (db) => db.notice.updateMany({ where: { shop: plain, id }, data: { status } }));
    await mark("sending");
    await session.send({
      messageId: `<baseline-${number}@lamps.example>`,
      from: { name: "", address },
      to: "a@example.com",
      subject: "A new date",
      text: "A new date",
      html: "<p>A new date</p>",
    });
    await mark("sent");
  }
  console.log(
    `baseline  one after the other, not rendered: ${Math.round(baselineMails / ((performance.now() - plainAt) / 1_000))} notices/s`,
  );
  session.close();
} finally {
  await disconnect();
  await new Promise<void>((done) => server.close(() => done()));
  await postgres.stop();
  await postgres.remove();
}
