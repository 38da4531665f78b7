import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { z } from "zod";
import { parseShopDomain, type ShopDomain } from "../ids.ts";
import { optionalTopics } from "./optional-topics.ts";
import { type WebhookMeaning, webhookTopics } from "./webhook-topics.ts";

export interface Webhook extends WebhookMeaning {
  webhookId: string;
  eventId: string | null;
  shop: ShopDomain;
  topic: string;
  triggeredAt: Date;
  isForAnyShop: boolean;
}

/** Topics are told apart by their own names only, whatever an object inherits. */
const topics = new Map(Object.entries({ ...webhookTopics, ...optionalTopics }));

export type ReadWebhook =
  | { ok: true; webhook: Webhook }
  | { ok: false; reason: "forged" | "unreadable" | "unknown-topic"; topic: string | null };

/** Longer ids would not fit an index: one bad request must not make a group of good ones fail. */
const shortText = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[\x20-\x7e]+$/);
const headersSchema = z.object({
  "x-shopify-topic": shortText,
  "x-shopify-shop-domain": shortText,
  "x-shopify-webhook-id": shortText,
  "x-shopify-event-id": shortText.optional(),
  "x-shopify-triggered-at": z.string().max(64).optional(),
});

/**
 * Is it Shopify's, and what does it mean? The HMAC is of the raw body, compared in constant time, before anything else
 * is looked at. No session is loaded: the library's own check fails once the app is uninstalled.
 */
export function readWebhook(headers: IncomingHttpHeaders, body: Buffer, secret: string, now: number): ReadWebhook {
  const refuse = (reason: "forged" | "unreadable" | "unknown-topic", topic: string | null = null): ReadWebhook => ({
    ok: false,
    reason,
    topic,
  });
  if (!isSigned(headers["x-shopify-hmac-sha256"], body, secret)) return refuse("forged");
  const parsed = headersSchema.safeParse(headers);
  if (!parsed.success) return refuse("unreadable");
  const topicName = parsed.data["x-shopify-topic"];
  const shop = parseShopDomain(parsed.data["x-shopify-shop-domain"]);
  const triggeredAt = readInstant(parsed.data["x-shopify-triggered-at"], now);
  if (!shop || !triggeredAt) return refuse("unreadable");
  const topic = topics.get(topicName);
  if (!topic) return refuse("unknown-topic", topicName);
  const meaning = topic.read(parseJson(body));
  if (!meaning) return refuse("unreadable", topicName);
  return {
    ok: true,
    webhook: {
      ...meaning,
      webhookId: parsed.data["x-shopify-webhook-id"],
      eventId: parsed.data["x-shopify-event-id"] ?? null,
      shop,
      topic: topicName,
      triggeredAt,
      isForAnyShop: topic.isForAnyShop,
    },
  };
}

function isSigned(given: string | string[] | undefined, body: Buffer, secret: string): boolean {
  if (typeof given !== "string") return false;
  const expected = createHmac("sha256", secret).update(body).digest();
  const actual = Buffer.from(given, "base64");
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

function readInstant(text: string | undefined, now: number): Date | null {
  const date = text === undefined ? new Date(now) : new Date(text);
  return Number.isNaN(date.getTime()) ? null : date;
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
