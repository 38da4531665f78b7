import { createServer, type Server } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { grantInstallation } from "../install-app.ts";
import { makeShop, type ShopOptions } from "../make-shop.ts";
import { makeSessionToken } from "../session-token.ts";
import { startEmulator, type RunningEmulator, type StartOptions } from "../start-emulator.ts";
import type { Shop } from "../state.ts";

export type Received = { topic: string; headers: Record<string, string | string[] | undefined>; body: string };

export type TestShop = {
  running: RunningEmulator;
  shop: Shop;
  received: Received[];
  /** Statuses the app answers its next webhooks with; 200 when there is none left. */
  nextStatuses: number[];
  control(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
  oauth(form: Record<string, unknown>): Promise<{ status: number; body: Record<string, string> }>;
  exchange(): Promise<Record<string, string>>;
  graphql(query: string, variables?: Record<string, unknown>, token?: string): Promise<GraphqlAnswer>;
  until(condition: () => boolean): Promise<void>;
  close(): Promise<void>;
};

type GraphqlAnswer = {
  status: number;
  data: Record<string, unknown>;
  errors: { message: string; extensions: Record<string, unknown> }[] | undefined;
  extensions: { cost: { requestedQueryCost: number; actualQueryCost: number; throttleStatus: Record<string, number> } };
};

const tokenExchange = "urn:ietf:params:oauth:grant-type:token-exchange";

/** An emulator with one installed, empty shop, and an app that writes down the webhooks it gets. */
export async function startTestShop(options: StartOptions = {}, shopOptions: ShopOptions = {}): Promise<TestShop> {
  const received: Received[] = [];
  const nextStatuses: number[] = [];
  const app = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      if (request.url?.startsWith("/readyz")) {
        const clockOffsetMs = running.emulator.clock.offsetMs;
        response.end(JSON.stringify({ ready: true, idle: true, clockOffsetMs }));
        return;
      }
      const topic = String(request.headers["x-shopify-topic"] ?? request.url);
      received.push({ topic, headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.statusCode = nextStatuses.shift() ?? 200;
      response.end();
    });
  });
  const appUrl = await listen(app);
  const running = await startEmulator({ appUrl, routingDelayMs: 5, retryScale: 0.001, ...options });
  const shop = makeShop(running.emulator, "test-shop.myshopify.com", shopOptions);
  grantInstallation(running.emulator, shop);
  const base = `${running.url}/shopify/${shop.domain}/admin`;
  const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  let accessToken: string | undefined;

  const test: TestShop = {
    running,
    shop,
    received,
    nextStatuses,
    async control(method, path, body) {
      const response = await fetch(`${running.url}/control${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: (await response.json()) as unknown };
    },
    async oauth(form) {
      const { apiKey, apiSecret } = running.emulator.app;
      const response = await post(`${base}/oauth/access_token`, {
        client_id: apiKey,
        client_secret: apiSecret,
        ...form,
      });
      return { status: response.status, body: (await response.json()) as Record<string, string> };
    },
    async exchange() {
      const { body } = await test.oauth({
        grant_type: tokenExchange,
        subject_token: makeSessionToken(shop.domain, running.emulator.app),
        subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
        expiring: "1",
      });
      return body;
    },
    async graphql(query, variables, token) {
      accessToken ??= token ?? (await test.exchange()).access_token;
      const headers = { "x-shopify-access-token": token ?? accessToken ?? "" };
      const response = await post(`${base}/api/2026-10/graphql.json`, { query, variables }, headers);
      return { status: response.status, ...((await response.json()) as Omit<GraphqlAnswer, "status">) };
    },
    async until(condition) {
      const end = Date.now() + 8000;
      while (!condition()) {
        if (Date.now() > end) throw new Error(`waited in vain for ${condition.toString()}`);
        await wait(10);
      }
    },
    async close() {
      await running.close();
      app.closeAllConnections();
      await new Promise((resolve) => app.close(resolve));
    },
  };
  return test;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("the test's app has no port");
  return `http://127.0.0.1:${address.port}`;
}
