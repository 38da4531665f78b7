import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Pool } from "pg";
import { getClock } from "../clock.server.ts";
import { getEnv } from "../env.server.ts";
import { getBoss } from "../jobs/boss.server.ts";
import { log } from "../log.server.ts";
import type { Ports } from "../ports.ts";
import { webhookInbox } from "../shopify/webhook-inbox.server.ts";
import { handleWebhook, webhookPaths } from "./handle-webhook.server.ts";
import { readinessCheck } from "./readiness.server.ts";
import { writeMetrics } from "./write-metrics.server.ts";

export interface WebServer {
  port: number;
  /** Takes no new connection, ends what is under way, and leaves. */
  stop(): Promise<void>;
}

/** What answers everything that is not a webhook or a question about the process: Remix. */
export type PageHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** Longest that a stopping server waits for answers under way. */
const patienceMs = 10_000;

/**
 * The web process. Webhooks are answered before Remix and express see them: their rate is a hundred times that of pages.
 * @throws Error that names PORT when it is taken.
 */
export async function startWeb(ports: Ports, servePage: PageHandler): Promise<WebServer> {
  const env = getEnv();
  // One connection a lane, and one for what a failed one leaves behind. Shopify waits 5 seconds: so long, and no longer.
  const pool = new Pool({
    connectionString: env.DATABASE_URL,
    max: 3,
    application_name: "arrivo-webhooks",
    connectionTimeoutMillis: 3_000,
    statement_timeout: 4_000,
    query_timeout: 4_500,
  });
  pool.on("error", (error) => log.warn({ err: error }, "A connection of the webhook inbox was lost"));
  const inbox = webhookInbox(pool, await getBoss());
  const readiness = readinessCheck({ clock: getClock(), queue: ports.queue, inbox });

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://host");
    if (webhookPaths.has(pathname)) return handleWebhook(request, response, { inbox, secret: env.SHOPIFY_API_SECRET });
    switch (pathname) {
      case "/healthz":
        return write(response, 200, "text/plain", "ok");
      case "/readyz": {
        const state = await readiness(searchParams.get("idle") === "1");
        return write(response, state.ready ? 200 : 503, "application/json", JSON.stringify(state));
      }
      case "/metrics": {
        const { contentType, text } = await writeMetrics();
        return write(response, 200, contentType, text);
      }
      default:
        servePage(request, response);
    }
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      log.warn({ err: error }, "A request could not be answered");
      if (response.headersSent || request.destroyed) response.destroy();
      else write(response, 500, "text/plain", "");
    });
  });
  // Longer than a load balancer keeps its own side open, so that it never writes into a connection we just closed.
  server.keepAliveTimeout = 75_000;
  await listen(server, env.PORT, env.HOST);
  // Justified cast: a server that listens on a port has one.
  const { port } = server.address() as AddressInfo;

  return {
    port,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), patienceMs);
      await closed;
      clearTimeout(timer);
      await inbox.drain();
      await pool.end();
    },
  };
}

function write(response: ServerResponse, status: number, contentType: string, text: string): void {
  response.writeHead(status, { "content-type": contentType, "cache-control": "no-store" }).end(text);
}

function listen(server: ReturnType<typeof createServer>, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE"
          ? new Error(`Port ${port} is in use: set PORT to another one.`)
          : new Error(`Arrivo can't listen on ${host}:${port}: ${error.message}`, { cause: error }),
      ),
    );
    server.listen(port, host, resolve);
  });
}
