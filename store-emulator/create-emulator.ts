import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readAppDeclaration } from "./app-declaration.ts";
import type { Emulator, EmulatorEvent } from "./emulator.ts";
import { createWebhookQueue, type WebhookQueue } from "./webhooks/webhook-queue.ts";

export type EmulatorOptions = {
  appUrl?: string;
  apiKey?: string;
  apiSecret?: string;
  /** Where shopify.app.toml is; the project's own by default. */
  tomlPath?: string;
  /** Folder for bulk results; one for this process under the system's temporary folder by default. */
  filesDir?: string;
  /** How much faster than Shopify's four hours webhooks are retried. */
  retryScale?: number;
  /** How long after an order its fulfilment orders appear. */
  routingDelayMs?: number;
  readLagMs?: number;
};

const callLogLength = 5000;
const deliveryLogLength = 5000;
const mailsKept = 2000;

function keepLast<T>(list: T[], entry: T, length: number): void {
  list.push(entry);
  // In blocks, since a shift per entry would copy the whole list each time.
  if (list.length > length * 1.2) list.splice(0, list.length - length);
}

/** An emulator with no shop and no server yet: pure state with a clock, logs and a webhook queue. */
export function createEmulator(options: EmulatorOptions = {}): { emulator: Emulator; webhooks: WebhookQueue } {
  const listeners = new Set<(event: EmulatorEvent) => void>();
  const filesDir = options.filesDir ?? join(tmpdir(), `store-emulator-${process.pid}`);
  mkdirSync(filesDir, { recursive: true });
  let lastId = 7_900_000_000_000;

  const emulator: Emulator = {
    url: "",
    app: {
      ...readAppDeclaration(options.tomlPath ?? new URL("../shopify.app.toml", import.meta.url).pathname),
      url: (options.appUrl ?? "http://127.0.0.1:3000").replace(/\/$/, ""),
      apiKey: options.apiKey ?? "arrivo",
      apiSecret: options.apiSecret ?? "emulator-secret",
    },
    shops: new Map(),
    clock: {
      offsetMs: 0,
      now: () => Date.now() + emulator.clock.offsetMs,
      advance(ms) {
        emulator.clock.offsetMs += ms;
        emulator.publish({ kind: "clock", now: emulator.clock.now(), offsetMs: emulator.clock.offsetMs });
      },
    },
    webhookShape: { duplicate: 0, reorder: 0, lose: 0, delayMs: 0 },
    apiShape: {
      throttle: false,
      withoutBucket: false,
      errorRate: 0,
      timeoutRate: 0,
      cutRate: 0,
      readLagMs: options.readLagMs ?? 0,
      protectedCustomerData: 1,
      refuseRefunds: false,
    },
    calls: [],
    deliveries: [],
    mails: [],
    nextId: () => (lastId += 1),
    ids: {
      last: () => lastId,
      continueFrom: (id) => {
        lastId = Math.max(lastId, id);
      },
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    publish(event) {
      emulator.isDirty = true;
      for (const listener of listeners) listener(event);
    },
    logCall(entry) {
      keepLast(emulator.calls, entry, callLogLength);
      emulator.publish({ kind: "call", entry });
    },
    logDelivery(entry) {
      keepLast(emulator.deliveries, entry, deliveryLogLength);
      emulator.publish({ kind: "delivery", entry });
    },
    catchMail(mail) {
      keepLast(emulator.mails, mail, mailsKept);
      emulator.publish({ kind: "mail", mail });
    },
    sendWebhook: (...args) => webhooks.send(...args),
    pending: {
      count: 0,
      begin() {
        emulator.pending.count += 1;
        let isDone = false;
        return () => {
          if (isDone) return;
          isDone = true;
          emulator.pending.count -= 1;
        };
      },
    },
    memory: new Map(),
    filesDir,
    routingDelayMs: options.routingDelayMs ?? 300,
    isDirty: false,
  };
  const webhooks = createWebhookQueue(emulator, options.retryScale ?? 0.01);
  return { emulator, webhooks };
}
