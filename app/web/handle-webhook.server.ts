import type { IncomingMessage, ServerResponse } from "node:http";
import { log } from "../log.server.ts";
import { metrics } from "../metrics.server.ts";
import { readWebhook } from "../shopify/read-webhook.server.ts";
import type { WebhookInbox } from "../shopify/webhook-inbox.server.ts";
import { readBody } from "./read-body.server.ts";

export const webhookPaths = new Set(["/webhooks", "/webhooks/uninstalled", "/webhooks/privacy"]);

/** Shopify's own largest bodies, untrimmed, are far below. */
const maxBytes = 1024 * 1024;

/**
 * Takes a webhook before Remix sees it. 200 only once it is committed: anything else makes Shopify send it again.
 *
 * 401 forged · 400 unreadable · 413 too large · 404 a shop that is not ours, except for app/uninstalled and the privacy
 * topics · 503 not stored. A topic we never asked for is 200 and ignored, or Shopify would repeat it for hours.
 */
export async function handleWebhook(
  request: IncomingMessage,
  response: ServerResponse,
  { inbox, secret }: { inbox: WebhookInbox; secret: string },
): Promise<void> {
  const answer = (status: number, topic: string, outcome: string, words = "") => {
    metrics.webhooks.inc({ topic, outcome });
    // The connection ends with a refused body: what is left of it is not read.
    response.writeHead(status, {
      "content-length": Buffer.byteLength(words),
      ...(status === 413 ? { connection: "close" } : {}),
    });
    response.end(words);
  };
  if (request.method !== "POST") {
    response.writeHead(405, { allow: "POST" }).end();
    return;
  }
  const body = await readBody(request, maxBytes);
  if (!body) return answer(413, "", "too-large", "The body is larger than 1 MB.");
  const stopTimer = metrics.webhookSeconds.startTimer();
  const read = readWebhook(request.headers, body, secret, Date.now());
  if (!read.ok) {
    log.info({ topic: read.topic, reason: read.reason }, "A webhook was not taken");
    switch (read.reason) {
      case "forged":
        return answer(401, "", "forged");
      case "unreadable":
        return answer(400, read.topic ?? "", "unreadable");
      case "unknown-topic":
        return answer(200, "", "unknown-topic");
    }
  }
  const { webhook } = read;
  const ids = { shop: webhook.shop, webhookId: webhook.webhookId, topic: webhook.topic };
  try {
    const outcome = await inbox.accept(webhook);
    log.debug({ ...ids, outcome }, "Webhook");
    answer(outcome === "unknown-shop" && !webhook.isForAnyShop ? 404 : 200, webhook.topic, outcome);
  } catch (error) {
    log.error({ ...ids, err: error }, "A webhook could not be stored");
    answer(503, webhook.topic, "failed");
  }
  stopTimer();
}
