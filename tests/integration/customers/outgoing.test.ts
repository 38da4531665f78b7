import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { saveNoticeSettings } from "../../../app/customers/notices/save-notice-settings.server.ts";
import { sendOutgoing } from "../../../app/customers/notices/send-outgoing.server.ts";
import { webhookSecret } from "../../../app/customers/notices/webhook-secret.server.ts";
import { isPublicAddress, postWebhook } from "../../../app/customers/notices/post-webhook.server.ts";
import { tellCustomers } from "../../../app/customers/tell-customers.server.ts";
import { withShop } from "../../../app/db.server.ts";
import { flowTriggersOf } from "../../../store-emulator/graphql/resolvers/flow.ts";
import { openAdmin } from "../support/open-admin.ts";
import { type NoticeShop, openNoticeShop, slip } from "./notice-shop.ts";

let server: Server;
let shop: NoticeShop;
let url: string;
const heard: { headers: IncomingMessage["headers"]; body: string }[] = [];
const answers: number[] = [];
const admin = openAdmin("flow");

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      heard.push({ headers: request.headers, body });
      const status = answers.shift() ?? 200;
      response.writeHead(status, status === 302 ? { location: "http://127.0.0.1:1/" } : {}).end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  // Read once, before anything else asks for the environment.
  process.env.OUTGOING_HOSTS = `127.0.0.1:${port}`;
  url = `http://127.0.0.1:${port}/hook`;
});
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
beforeEach(async () => {
  heard.length = 0;
  answers.length = 0;
  shop = await openNoticeShop("smtp://127.0.0.1:1", {
    webhook: { isOn: true, url, salt: "0123456789" },
  });
});

const messages = () => withShop(shop.shop, (db) => db.outgoingMessage.findMany({ orderBy: { key: "asc" } }));
const send = () => sendOutgoing(shop.ports, shop.shop);

describe("the outgoing webhook", () => {
  it("tells each event once, signed, without a person, though no notice is sent", async () => {
    await shop.order(1);
    await shop.happens(1, slip("report"));
    await withShop(shop.shop, (db) => db.backorderEvent.updateMany({ data: { isHandled: false } }));
    await tellCustomers(shop.ports, shop.shop);
    await send();
    await send();
    expect(heard.map(({ headers }) => headers["x-arrivo-topic"]).sort()).toEqual(["delayed", "promise-changed"]);
    const { headers, body } = heard[0]!;
    const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers["x-arrivo-signature"])) ?? [];
    const secret = webhookSecret(shop.shop, "0123456789");
    expect(signature).toBe(createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex"));
    expect(JSON.parse(body)).toMatchObject({
      id: headers["x-arrivo-id"],
      shop: shop.shop,
      order_id: shop.orderId(1),
      units: 5,
      from: "2026-12-21",
      to: "2026-12-23",
      previous_to: "2026-12-03",
      silence: "keeps",
    });
    expect(body).not.toContain("@");
    expect(await shop.notices()).toEqual([]);
  });

  it("is tried again, later each time, under the same id, and shown", async () => {
    await shop.order(1);
    await shop.happens(1, { kind: "ready", units: 5 });
    answers.push(500, 302);
    await send();
    await send();
    expect(await messages()).toMatchObject([{ status: "waiting", tries: 1, httpCode: 500, fault: "bad-answer" }]);
    expect(shop.queue.waiting.at(-1)).toMatchObject({ name: "send-outgoing", afterMs: 10_000 });
    shop.pass(10_000);
    await send();
    expect(await messages()).toMatchObject([{ status: "waiting", tries: 2, httpCode: 302 }]);
    shop.pass(2 * 60_000);
    await send();
    expect(await messages()).toMatchObject([{ status: "sent", tries: 3, httpCode: 200 }]);
    expect(new Set(heard.map(({ headers }) => headers["x-arrivo-id"])).size).toBe(1);
  });

  it("never reaches inside: only public addresses, by https", async () => {
    for (const address of [
      "https://127.0.0.1/",
      "https://10.1.2.3/",
      "https://169.254.169.254/latest",
      "https://[::1]/",
      "https://[fd00::1]/",
      "https://[::ffff:127.0.0.1]/",
      "http://example.com/",
      "https://user:pass@example.com/",
      "https://localhost/",
      "ftp://example.com/",
      "nonsense",
    ])
      expect(await postWebhook(address, "{}", {}), address).toEqual({
        ok: false,
        httpCode: null,
        fault: "not-allowed",
      });
    expect(["8.8.8.8", "2600::1"].map(isPublicAddress)).toEqual([true, true]);
    expect(["0.0.0.0", "100.64.0.1", "172.31.0.1", "2002:7f00:1::", "64:ff9b::7f00:1"].map(isPublicAddress)).toEqual(
      Array(5).fill(false),
    );
  });

  it("with an address inside can't be saved", async () => {
    const input = {
      isOn: false,
      kinds: {},
      earlierDays: 7,
      onTime: { overDays: 30, everyDays: null },
      flowIsOn: false,
      webhookIsOn: true,
      webhookUrl: "https://192.168.0.1/",
      newSecret: false,
    };
    expect(await saveNoticeSettings(shop.ports, shop.shop, input)).toEqual({
      ok: false,
      errors: { webhookUrl: "not-allowed" },
    });
  });
});

describe("Shopify Flow", () => {
  it("hears each event in the fields that our extensions declare", async () => {
    const open = await admin.open("selling");
    shop = await openNoticeShop("smtp://127.0.0.1:1", { flow: { isOn: true } });
    const ports = { ...shop.ports, shopify: () => open.ports.shopify(open.domain) };
    await shop.order(1);
    await shop.happens(1, { kind: "placed", units: 5, window: null, isDelayedAtBirth: false });
    await shop.happens(1, slip("report"));
    await shop.happens(1, { kind: "ready", units: 5 });
    await shop.happens(1, { kind: "cancelled", units: 5, isLast: true });
    await sendOutgoing(ports, shop.shop);
    const triggers = flowTriggersOf(admin.running().emulator, open.domain);
    expect(triggers.map(({ handle }) => handle).sort()).toEqual([
      "backorder-cancelled",
      "backorder-delayed",
      "backorder-placed",
      "backorder-ready",
      "promise-changed",
    ]);
    expect(triggers.find(({ handle }) => handle === "backorder-delayed")?.payload).toMatchObject({
      order_id: 1,
      Units: 5,
      "Last day": "2026-12-23",
      "Previous last day": "2026-12-03",
      Silence: "keeps",
    });
    expect((await messages()).every(({ status }) => status === "sent")).toBe(true);
  });
});
