import { createHmac, randomUUID } from "node:crypto";
import autocannon from "autocannon";

/** The load, in a process of its own: signed webhooks of about 1.85 KB, each with its own id, from 100 connections. */
const [url = "", seconds = "8", shopCount = "20", shopPrefix = "bench"] = process.argv.slice(2);
const secret = process.env.SHOPIFY_API_SECRET ?? "";
const bodyBytes = 1850;

const variants = Array.from({ length: 1000 }, (_, index) => {
  const payload = { inventory_item_id: 1 + index, location_id: 1, updated_at: new Date().toISOString(), filler: "" };
  payload.filler = "x".repeat(bodyBytes - JSON.stringify(payload).length);
  const body = JSON.stringify(payload);
  return { body, hmac: createHmac("sha256", secret).update(body).digest("base64") };
});
let sent = 0;

const result = await autocannon({
  url,
  connections: 100,
  duration: Number(seconds),
  requests: [
    {
      method: "POST",
      path: "/webhooks",
      setupRequest: (request) => {
        const variant = variants[sent % variants.length];
        sent += 1;
        return {
          ...request,
          body: variant?.body,
          headers: {
            "content-type": "application/json",
            "x-shopify-topic": "inventory_levels/update",
            "x-shopify-shop-domain": `${shopPrefix}-${sent % Number(shopCount)}.myshopify.com`,
            "x-shopify-api-version": "2026-10",
            "x-shopify-webhook-id": randomUUID(),
            "x-shopify-triggered-at": new Date().toISOString(),
            "x-shopify-hmac-sha256": variant?.hmac,
          },
        };
      },
    },
  ],
});
process.send?.({
  perSecond: result.requests.average,
  p50: result.latency.p50,
  p99: result.latency.p99,
  ok: result["2xx"],
  failed: result.non2xx + result.errors + result.timeouts,
});
