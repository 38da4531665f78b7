import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Emulator } from "../emulator.ts";
import { isGranted } from "../scopes.ts";
import type { Shop } from "../state.ts";
import { postWebhook } from "./post-webhook.ts";
import { scopesOfTopic } from "./scopes-of-topic.ts";

/** Shopify: 8 retries over 4 hours. Seconds between attempts, multiplied by `retryScale`. */
const retryDelaysSeconds = [10, 60, 180, 420, 930, 1800, 3600, 7400];

const concurrency = 50;

type Delivery = {
  webhookId: string;
  eventId: string;
  topic: string;
  shop: string;
  uri: string;
  name: string | null;
  body: string;
  triggeredAt: number;
};

export type WebhookQueue = {
  send: Emulator["sendWebhook"];
  /** Gives up what is waiting, so that a stop is quick. */
  close(): void;
};

const topicsAfterUninstall = new Set(["app/uninstalled", "customers/data_request", "customers/redact", "shop/redact"]);

/** Only the fields asked for, by their dotted path; the whole body when none is named. */
function trimByFields(body: Record<string, unknown>, fields: string[]): Record<string, unknown> {
  if (fields.length === 0) return body;
  const trimmed: Record<string, unknown> = {};
  for (const field of fields) copyPath(body, trimmed, field.split("."));
  return trimmed;
}

function copyPath(from: Record<string, unknown>, to: Record<string, unknown>, path: string[]): void {
  const [head, ...rest] = path;
  if (head === undefined || !(head in from)) return;
  const value = from[head];
  if (rest.length === 0 || typeof value !== "object" || value === null) to[head] = value;
  else if (Array.isArray(value)) {
    const kept = (to[head] ?? value.map(() => ({}))) as Record<string, unknown>[];
    value.forEach((entry, index) => copyPath(entry as Record<string, unknown>, kept[index]!, rest));
    to[head] = kept;
  } else {
    const kept = (to[head] ?? {}) as Record<string, unknown>;
    copyPath(value as Record<string, unknown>, kept, rest);
    to[head] = kept;
  }
}

export function createWebhookQueue(emulator: Emulator, retryScale: number): WebhookQueue {
  const waiting: (() => Promise<void>)[] = [];
  const stop = new AbortController();
  let running = 0;

  function next(): void {
    while (running < concurrency && !stop.signal.aborted) {
      const job = waiting.shift();
      if (!job) return;
      running += 1;
      void job().finally(() => {
        running -= 1;
        next();
      });
    }
  }

  function enqueue(delivery: Delivery, delayMs: number, attempt: number): void {
    const done = emulator.pending.begin();
    const start = () => {
      waiting.push(() => attemptDelivery(delivery, attempt).finally(done));
      next();
    };
    if (delayMs <= 0) start();
    else void wait(delayMs, undefined, { signal: stop.signal }).then(start, done);
  }

  async function attemptDelivery(delivery: Delivery, attempt: number): Promise<void> {
    const shop = emulator.shops.get(delivery.shop);
    // Retries of a shop that uninstalled the app in the meantime have nowhere to go.
    if (!shop || (!shop.installation && !topicsAfterUninstall.has(delivery.topic))) return;
    const startedAt = performance.now();
    const { status, error } = await postWebhook(delivery.uri, delivery.body, headersOf(delivery));
    const isDelivered = status !== null && status >= 200 && status < 300;
    const retryAfter = retryDelaysSeconds[attempt - 1];
    emulator.logDelivery({
      id: delivery.webhookId,
      eventId: delivery.eventId,
      topic: delivery.topic,
      shop: delivery.shop,
      uri: delivery.uri,
      attempt,
      status,
      error,
      outcome: isDelivered ? "delivered" : retryAfter === undefined ? "failed" : "retrying",
      triggeredAt: delivery.triggeredAt,
      at: Date.now(),
      durationMs: Math.round(performance.now() - startedAt),
      body: delivery.body,
    });
    if (!isDelivered && retryAfter !== undefined && !stop.signal.aborted)
      enqueue(delivery, retryAfter * 1000 * retryScale, attempt + 1);
  }

  function headersOf(delivery: Delivery): Record<string, string> {
    return {
      "content-type": "application/json",
      "user-agent": "Shopify-Captain-Hook",
      "x-shopify-topic": delivery.topic,
      "x-shopify-shop-domain": delivery.shop,
      "x-shopify-api-version": emulator.app.apiVersion,
      "x-shopify-webhook-id": delivery.webhookId,
      "x-shopify-event-id": delivery.eventId,
      "x-shopify-triggered-at": new Date(delivery.triggeredAt).toISOString(),
      "x-shopify-hmac-sha256": createHmac("sha256", emulator.app.apiSecret).update(delivery.body).digest("base64"),
      ...(delivery.name === null ? {} : { "x-shopify-name": delivery.name }),
    };
  }

  /** Shaping is decided once for a delivery, not for its retries: what is lost never comes. */
  function shape(delivery: Delivery): void {
    const { duplicate, reorder, lose, delayMs } = emulator.webhookShape;
    if (Math.random() < lose) {
      emulator.logDelivery({ ...logged(delivery), outcome: "lost" });
      return;
    }
    const held = Math.random() < reorder ? 200 + Math.random() * 1800 : 0;
    enqueue(delivery, delayMs + held, 1);
    if (Math.random() < duplicate) enqueue(delivery, delayMs + Math.random() * 1000, 1);
  }

  const logged = (delivery: Delivery) => ({
    id: delivery.webhookId,
    eventId: delivery.eventId,
    topic: delivery.topic,
    shop: delivery.shop,
    uri: delivery.uri,
    attempt: 0,
    status: null,
    error: null,
    triggeredAt: delivery.triggeredAt,
    at: Date.now(),
    durationMs: 0,
    body: delivery.body,
  });

  return {
    send(shop: Shop, topic, body, options = {}) {
      if (stop.signal.aborted) return;
      const subscriptions = subscriptionsOf(emulator, shop, topic);
      if (subscriptions.length === 0) return;
      const full = body();
      for (const subscription of subscriptions) {
        shape({
          webhookId: randomUUID(),
          eventId: options.eventId ?? randomUUID(),
          topic,
          shop: shop.domain,
          uri: new URL(subscription.uri, emulator.app.url).href,
          name: subscription.name,
          body: JSON.stringify(trimByFields(full, subscription.includeFields)),
          triggeredAt: emulator.clock.now(),
        });
      }
    },
    close: () => stop.abort(),
  };
}

type Target = { uri: string; includeFields: string[]; name: string | null };

function subscriptionsOf(emulator: Emulator, shop: Shop, topic: string): Target[] {
  if (topicsAfterUninstall.has(topic)) return emulator.app.subscriptions.filter((each) => each.topic === topic);
  if (!shop.installation) return [];
  const needed = scopesOfTopic(topic);
  if (needed.length > 0 && !needed.some((scope) => isGranted(shop.installation!.scopes, scope))) return [];
  return [
    ...emulator.app.subscriptions.filter((each) => each.topic === topic),
    ...shop.webhookSubscriptions.filter((each) => each.topic === topic),
  ];
}
