import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import pg from "pg";

/** The least that a durable webhook can cost: node:http, the HMAC and one insert, committed by itself. */
const { DATABASE_URL: connectionString, PORT, SHOPIFY_API_SECRET: secret = "" } = process.env;
const pool = new pg.Pool({ connectionString, max: 20 });
const insert = {
  name: "insert",
  text: `INSERT INTO "WebhookInbox" ("webhookId", shop, topic, "triggeredAt") VALUES ($1, $2, $3, now())
         ON CONFLICT DO NOTHING`,
};

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const body = Buffer.concat(chunks);
    const given = Buffer.from(String(request.headers["x-shopify-hmac-sha256"]), "base64");
    const expected = createHmac("sha256", secret).update(body).digest();
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      response.writeHead(401).end();
      return;
    }
    const values = ["webhook-id", "shop-domain", "topic"].map((name) => request.headers[`x-shopify-${name}`]);
    pool.query({ ...insert, values }).then(
      () => response.writeHead(200).end(),
      () => response.writeHead(500).end(),
    );
  });
}).listen(Number(PORT), "127.0.0.1");
