import { setTimeout as pause } from "node:timers/promises";
import { afterAll } from "vitest";
import { shopAdmin } from "../../../app/composition.server.ts";
import { outsideShops, withShop } from "../../../app/db.server.ts";
import type { ShopDomain } from "../../../app/ids.ts";
import { type InlineQueue, inlineQueue } from "../../../app/jobs/inline-queue.ts";
import { smtpNoticeMailer } from "../../../app/notice-mailer.server.ts";
import type { JobName, Mail, Ports } from "../../../app/ports.ts";
import { shopifyClients } from "../../../app/shopify/client.server.ts";
import { runTask } from "../../../app/shops/run-task.server.ts";
import { setUpShop } from "../../../app/shops/set-up-shop.server.ts";
import type { Emulator } from "../../../store-emulator/emulator.ts";
import { grantInstallation } from "../../../store-emulator/install-app.ts";
import { makeShop } from "../../../store-emulator/make-shop.ts";
import type { Shop } from "../../../store-emulator/state.ts";
import { type RunningEmulator, startEmulator } from "../../../store-emulator/start-emulator.ts";

export interface InstalledShop {
  emulator: Emulator;
  /** The shop as Shopify has it. */
  shopify: Shop;
  shop: ShopDomain;
  ports: Ports;
  queue: InlineQueue;
  mails: Mail[];
  /** Carries the shop's waiting tasks on until none waits. */
  runTasks(): Promise<void>;
  /** Takes what waits of a kind of job out of the queue. */
  taken(name: JobName): number;
}

let running: Promise<RunningEmulator> | undefined;
afterAll(async () => (await running)?.close());

/** One for the test file: the app reads where it is once. */
function runningEmulator(): Promise<RunningEmulator> {
  running ??= startEmulator({ apiKey: "arrivo-test", apiSecret: "shpss_only_for_tests" }).then((started) => {
    started.emulator.sendWebhook = () => undefined;
    process.env.SHOPIFY_ORIGIN = `${started.url}/shopify`;
    return started;
  });
  return running;
}

const token = "shpat_only_for_tests";
let count = 0;

/** A shop of the emulator with Arrivo installed, as it is before set-up ran; its webhooks reach nobody. */
export async function installShop(
  fill: (emulator: Emulator, shop: Shop) => unknown,
  options: { mailer?: Partial<Ports["mailer"]>; contactEmail?: string } = {},
): Promise<InstalledShop> {
  const { emulator } = await runningEmulator();
  count += 1;
  const shop = `shop-${count}.myshopify.com` as ShopDomain;
  const shopify = makeShop(emulator, shop, { plan: "enterprise" });
  fill(emulator, shopify);
  grantInstallation(emulator, shopify);
  shopify.installation?.tokens.push({
    accessToken: token,
    expiresAtWall: null,
    refreshToken: null,
    refreshExpiresAtWall: null,
    scopes: shopify.installation.scopes,
    kind: "offline",
  });
  await outsideShops().shop.create({
    data: { domain: shop, timeZone: "UTC", contactEmail: options.contactEmail ?? null },
  });

  const tokens = {
    accessToken: async () => token,
    alone: <T>(_shop: ShopDomain, work: () => Promise<T>) => work(),
    isFresh: async () => true,
  };
  const clientOf = shopifyClients({ tokens, now: Date.now, pause: (ms) => pause(ms) });
  const queue = inlineQueue();
  const mails: Mail[] = [];
  const ports: Ports = {
    shopify: (domain) => shopAdmin(clientOf(domain)),
    queue,
    mailer: { isConfigured: true, send: async (mail) => void mails.push(mail), ...options.mailer },
    noticeMailer: smtpNoticeMailer({ perSecond: 1, dkimSelector: "arrivo" }),
    dns: { txt: async () => [] },
    clock: { businessNow: async () => emulator.clock.now(), wallNow: Date.now },
  };
  const taken = (name: JobName) => {
    // Justified cast: the list is ours to empty, and only readers see it as read-only.
    const waiting = queue.waiting as unknown as { name: JobName }[];
    const before = waiting.length;
    waiting.splice(0, before, ...waiting.filter((job) => job.name !== name));
    return before - waiting.length;
  };
  const runTasks = async () => {
    while (taken("run-task") > 0) {
      const open = await withShop(shop, (db) =>
        db.task.findMany({ where: { shop, status: { in: ["waiting", "running"] } } }),
      );
      for (const { id } of open) await runTask(ports, shop, id);
      await pause(20);
    }
  };
  return { emulator, shopify, shop, ports, queue, mails, runTasks, taken };
}

/** Installed, set up and synced. */
export async function syncedShop(...given: Parameters<typeof installShop>): Promise<InstalledShop> {
  const installed = await installShop(...given);
  await setUpShop(installed.ports, installed.shop);
  await installed.runTasks();
  return installed;
}
