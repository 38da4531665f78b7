import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { matchPath } from "@remix-run/react";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { handlers } from "../../../app/jobs/handlers.server.ts";
import type { JobName, Ports } from "../../../app/ports.ts";
import { makeSessionToken } from "../../../store-emulator/session-token.ts";
import { proxyRequest } from "../customers/order-to-answer.ts";
import { dkimKey } from "../customers/notice-shop.ts";
import { adminPost, routeArgs } from "../support/admin-request.ts";
import { openAdmin } from "../support/open-admin.ts";
import { startSmtpSink } from "../support/smtp-sink.ts";
import { pageRequest } from "../support/start-shop.ts";
import { type FullShop, openFullShop } from "./full-shop.ts";
import { requests, type TenantRequest } from "./requests.ts";
import { guardRows, readShopRows, type ShopRows, textsIn } from "./shop-rows.ts";

/** What takes no id: `route`, or `route what-is-asked`, each with the reason. */
const withoutIds: Record<string, string> = {
  _index: "leads to /app",
  "auth.$": "Shopify's library's own",
  "auth.login": "says where Arrivo is opened",
  app: "the frame: its shop is the session's",
  "app.compensation.settings": "the shop's own rules, whole",
  "app.notices.settings": "the shop's own settings",
  "app.settings": "the shop's own settings",
  "app.settings_.holidays": "a country's",
  "app.start": "the whole shop",
  "app.suppliers.new": "made from a form; a name is the shop's own",
  "app._index answer-outside": "all that is open in the shop",
  "app._index dismiss": "a word of ours",
  "app._index undo-start": "the whole shop",
  "app.inbound read-again": "the whole shop",
  "app.notices.templates save": "by kind and language",
  "app.notices.templates reset": "by kind and language",
  "app.purchase-orders.import save": "takes only what its preview showed, as import-orders.test.ts holds",
  "app.rules.import loader": "an empty page",
  "app.suppliers.import loader": "an empty page",
  "app.store-check read-again": "the whole shop",
  "app.store-check try-stuck": "the whole shop, as store-check.test.ts holds",
  "app.store-check restart-task": "by kind of task",
  "app.waiting._index preview-adoption": "the whole shop",
  "app.waiting._index adopt": "the whole shop",
};

type Handler = (args: LoaderFunctionArgs & ActionFunctionArgs) => Promise<unknown>;
type RouteModule = Partial<Record<"loader" | "action", Handler>>;

const folder = "../../../app/routes/";
const load = import.meta.glob<RouteModule>([
  "../../../app/routes/*.{ts,tsx}",
  "../../../app/routes/*/route.tsx",
  "!**/*.test.{ts,tsx}",
]);
const sources = import.meta.glob<string>(["../../../app/routes/**/*.{ts,tsx}", "!**/*.test.{ts,tsx}"], {
  query: "?raw",
  import: "default",
  eager: true,
});
const routeOf = (file: string) => file.slice(folder.length).replace(/\/.*$|\.tsx?$/, "");
const routes = new Map(Object.entries(load).map(([file, read]) => [routeOf(file), read]));

/** `app.purchase-orders.$id_.csv` as an address: `/app/purchase-orders/:id/csv`. */
const addressOf = (route: string) =>
  `/${route
    .split(".")
    .filter((part) => part !== "_index")
    .map((part) =>
      part
        .replace(/_$/, "")
        .replace(/^\((.+)\)$/, "$1?")
        .replace(/^\$/, ":"),
    )
    .join("/")}`;

// The environment is read once, by the first who asks.
const sink = await startSmtpSink();
Object.assign(process.env, { SMTP_URL: sink.url, MAIL_SPF: "include:spf.arrivo.example", MAIL_DKIM_KEY: dkimKey });
const admin = openAdmin("tenants");
const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL });
let theirs: FullShop;
let ours: FullShop;

beforeAll(async () => {
  await owner.connect();
  admin.running().emulator.sendWebhook = () => undefined;
  theirs = await openFullShop(admin, "Nightfall", 7_001);
  ours = await openFullShop(admin, "Daybreak", 2_001);
}, 120_000);
afterAll(async () => {
  await owner.end();
  await sink.close();
});

interface Answer {
  status: number;
  text: string;
}

/** As the app answers it: what is thrown as a Response is the answer. */
async function ask(of: FullShop, request: TenantRequest): Promise<Answer & { sent: string }> {
  const path = request.path(theirs.ids, of.ids);
  const body = request.body?.(theirs.ids, of.ids);
  const sent = `${decodeURIComponent(path)} ${JSON.stringify(body)}`;
  const signed = sign(of, request.signedBy, path, body);
  const params = matchPath(addressOf(request.route), decodeURIComponent(new URL(signed.url).pathname))?.params;
  if (params === undefined) throw new Error(`${path} is no address of ${request.route}`);
  const { loader, action } = await routes.get(request.route)!();
  const handler = body === undefined ? loader : action;
  // Justified cast: a parameter that is left out is not read.
  const answer = await handler!(routeArgs(signed, params as Record<string, string>)).catch((thrown: unknown) => {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  });
  if (!(answer instanceof Response)) return { status: 200, text: JSON.stringify(answer), sent };
  const headers = JSON.stringify([...answer.headers]);
  return { status: answer.status, text: `${headers}\n${await answer.text()}`, sent };
}

function sign(of: FullShop, signedBy: TenantRequest["signedBy"], path: string, body?: object): Request {
  const running = admin.running();
  const { app } = running.emulator;
  if (signedBy === "proxy") {
    const form = body === undefined ? {} : { method: "POST", body: new URLSearchParams({ ...body }) };
    return proxyRequest(running, of.domain, path, form);
  }
  if (body !== undefined) return adminPost(running, of.domain, path, body);
  if (path.startsWith("/app")) return pageRequest(running, of.domain, path);
  const dest = signedBy === "customer" ? { dest: of.domain } : {};
  const authorization = `Bearer ${makeSessionToken(of.domain, app, dest)}`;
  return new Request(new URL(path, app.url), { headers: { authorization } });
}

/** What a shop's requests have put into the queue, done: an id may leak there as well. */
async function doJobs({ domain, ports, settle }: FullShop): Promise<void> {
  for (;;) {
    const { rows } = await owner.query<{ name: JobName; data: never }>(
      `DELETE FROM pgboss.job WHERE data->>'shop' = $1 AND state = 'created' AND name = ANY($2) RETURNING name, data`,
      [domain, Object.keys(handlers)],
    );
    for (const { name, data } of rows) await (handlers[name] as (ports: Ports, data: never) => unknown)(ports, data);
    await settle();
    if (rows.length === 0) return;
  }
}

/** Texts of the other shop, here and at Shopify, that ours has not: ids, names, addresses, codes; no words of ours. */
function secretTexts(theirRows: ShopRows, ourRows: ShopRows): string[] {
  const known = textsIn([ourRows, ours.shop]);
  const isTelling = (text: string) => text.length >= 5 && !/^(?:[a-z-]+$|\d{4}-\d\d\b)/.test(text);
  const found = [...textsIn([theirRows, theirs.shop])].filter((text) => isTelling(text) && !known.has(text));
  const numbers = found.flatMap((text) => /^gid:\/\/.*\/(\d+)$/.exec(text)?.[1] ?? []);
  return [...new Set([...found, ...numbers])];
}
const isNamed = (sent: string, secret: string) =>
  sent.includes(secret) || (secret.startsWith("gid://") && sent.includes(secret.slice(secret.lastIndexOf("/") + 1)));
/** What is told of the other shop beyond what the request itself named. */
const leaked = (hidden: readonly string[], sent: string, text: string) =>
  hidden.filter((secret) => text.includes(secret) && !isNamed(sent, secret));

describe("a request that names what is another shop's", () => {
  let before: ShopRows;
  beforeEach(async () => {
    before = await readShopRows(owner, theirs.domain);
  });

  /** Asked from our shop it tells and does nothing of theirs, nor does what it put into the queue. */
  async function expectApart(request: TenantRequest) {
    const { emulator } = admin.running();
    const shopify = structuredClone(theirs.shop);
    const hidden = secretTexts(before, await readShopRows(owner, ours.domain));
    emulator.calls.length = 0;
    sink.mails.length = 0;
    const { sent, text } = await ask(ours, request);
    expect(leaked(hidden, sent, text)).toEqual([]);
    expect(await readShopRows(owner, theirs.domain)).toEqual(before);
    await doJobs(ours);
    expect(await readShopRows(owner, theirs.domain)).toEqual(before);
    expect(theirs.shop).toEqual(shopify);
    expect(emulator.calls.filter(({ shop }) => shop === theirs.domain)).toEqual([]);
    expect(leaked(hidden, sent, JSON.stringify(await readShopRows(owner, ours.domain)))).toEqual([]);
    expect(leaked(hidden, sent, JSON.stringify(sink.mails))).toEqual([]);
    return { hidden, text };
  }
  const each = requests.map((request): [string, TenantRequest] => [titleOf(request), request]);

  // A wall behind which a hole in the other would never show: each query names its shop as well.
  describe("tells and does nothing, were there no row-level security", () => {
    beforeAll(() => guardRows(owner, false));
    afterAll(() => guardRows(owner, true));
    it.each(each)("%s", async (_title, request) => {
      await expectApart(request);
    });
  });

  describe("tells and does nothing, unlike the same request of whose it is", () => {
    it.each(each)("%s", async (_title, request) => {
      const refused = await expectApart(request);
      // Were these ids of nothing, or were it no request that a page sends, all of this held too.
      const { sent, text, status } = await ask(theirs, request);
      expect(status).not.toBe(400);
      const isShown = leaked(refused.hidden, sent, text).length > 0;
      const isOther = withoutUuids(text) !== withoutUuids(refused.text);
      const isDone = isOther || !isSame(await readShopRows(owner, theirs.domain), before);
      const isReached = isShown || (request.asks !== "loader" && isDone);
      expect(isReached, text).toBe(request.sameForOwner === undefined);
    });
  });
});

const withoutUuids = (text: string) => text.replace(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, "");
const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
function titleOf({ route, asks, of }: TenantRequest): string {
  return [route, asks, ...(of === undefined ? [] : [`(${of})`])].join(" ");
}

describe("the list of requests", () => {
  /** All that can be asked of the app: `route loader`, and of an action each intent. */
  async function askable(): Promise<string[]> {
    const asked: string[] = [];
    for (const [route, read] of routes) {
      const { loader, action } = await read();
      if (loader === undefined && action === undefined) asked.push(route);
      if (loader !== undefined) asked.push(`${route} loader`);
      if (action === undefined) continue;
      const intents = intentsOf(route);
      asked.push(...(intents.length === 0 ? ["action"] : intents).map((asks) => `${route} ${asks}`));
    }
    return asked;
  }
  function intentsOf(route: string): string[] {
    const source = Object.entries(sources).flatMap(([file, text]) => (routeOf(file) === route ? text : []));
    const schemas = [...source.join("\n").matchAll(/\bintent: z\.(?:literal|enum)\(([^)]*)\)/g)];
    return [
      ...new Set(schemas.flatMap(([, words = ""]) => [...words.matchAll(/"([^"]+)"/g)].map(([, word]) => word!))),
    ];
  }

  it("has whatever takes an id, and nothing that is gone", async () => {
    const all = await askable();
    const listed = new Set(requests.map(({ route, asks }) => `${route} ${asks}`));
    const isExcused = (asked: string) => asked in withoutIds || asked.slice(0, asked.indexOf(" ")) in withoutIds;
    const missing = all.filter((asked) => !listed.has(asked) && !isExcused(asked));
    expect(missing, "belongs in requests.ts, or takes no id: say so in withoutIds").toEqual([]);
    expect([...listed].filter((each) => !all.includes(each))).toEqual([]);
    expect(Object.keys(withoutIds).filter((each) => !all.includes(each) && !routes.has(each))).toEqual([]);
  });
});
