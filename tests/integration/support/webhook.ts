import { createHmac, randomUUID } from "node:crypto";

export interface WebhookOptions {
  topic?: string;
  shop?: string;
  webhookId?: string;
  triggeredAt?: string;
  /** Sent as it is; JSON of the payload by default. */
  body?: string;
  hmac?: string | null;
  path?: string;
}

/** A webhook as Shopify signs it, posted to a running server. */
export async function postWebhook(url: string, payload: unknown, options: WebhookOptions = {}): Promise<Response> {
  const body = options.body ?? JSON.stringify(payload);
  const secret = process.env.SHOPIFY_API_SECRET ?? "";
  const hmac = options.hmac === undefined ? createHmac("sha256", secret).update(body).digest("base64") : options.hmac;
  return fetch(`${url}${options.path ?? "/webhooks"}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-shopify-topic": options.topic ?? "inventory_levels/update",
      "x-shopify-shop-domain": options.shop ?? "one.myshopify.com",
      "x-shopify-webhook-id": options.webhookId ?? randomUUID(),
      "x-shopify-triggered-at": options.triggeredAt ?? new Date().toISOString(),
      ...(hmac === null ? {} : { "x-shopify-hmac-sha256": hmac }),
    },
    body,
  });
}

export const levelPayload = (item: number, updatedAt = "2026-11-23T10:00:00-05:00") => ({
  inventory_item_id: item,
  location_id: 1,
  updated_at: updatedAt,
});
