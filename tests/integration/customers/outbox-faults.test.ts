import { fork } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { resolve } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { claimMs } from "../../../app/customers/notices/claim-notices.server.ts";
import { sendNotices } from "../../../app/customers/notices/send-notices.server.ts";
import { ShopifyThrottled } from "../../../app/errors.ts";
import { smtpNoticeMailer } from "../../../app/notice-mailer.server.ts";
import type { ShopAdmin } from "../../../app/ports.ts";
import { type SmtpSink, startSmtpSink } from "../support/smtp-sink.ts";
import { dkimKey, type NoticeShop, openNoticeShop, recallTime, slip } from "./notice-shop.ts";

let sink: SmtpSink;
let shop: NoticeShop;
beforeAll(async () => {
  sink = await startSmtpSink();
});
afterAll(() => sink.close());
beforeEach(async () => {
  sink.mails.length = 0;
  sink.refusals.clear();
  sink.beforeAnswer = () => undefined;
  shop = await openNoticeShop(sink.url);
});

const minute = 60_000;
const send = (from = shop) => sendNotices(from.ports, from.shop);
/** A sender in a process of its own, with this shop's clocks. */
const forked = () =>
  fork(
    resolve(import.meta.dirname, "../support/send-notices.ts"),
    [shop.shop, String(shop.clock.now - Date.now()), String(shop.clock.wall - Date.now())],
    { env: { ...process.env, SMTP_URL: sink.url, MAIL_SPF: "include:spf.arrivo.example", MAIL_DKIM_KEY: dkimKey } },
  );
const isOpen = (status: string) => ["waiting", "claimed", "sending"].includes(status);

async function waiting(orders: number, from = shop): Promise<void> {
  for (let number = 1; number <= orders; number += 1) {
    await from.order(number);
    await from.happens(number, slip("report"));
  }
  from.pass(recallTime);
}

describe("the mail server", () => {
  it("refuses an address for good: it bounced, and the others are sent", async () => {
    await waiting(3);
    sink.refusals.set("buyer2@example.com", 550);
    await send();
    expect(sink.mails).toHaveLength(2);
    const bounced = (await shop.notices()).filter(({ status }) => status === "bounced");
    expect(bounced).toMatchObject([{ orderId: shop.orderId(2), fault: "bounced" }]);
    expect(bounced[0]?.faultText).toContain("550");
    expect(bounced[0]?.faultText).not.toContain("buyer2");
  });

  it("does not take one now: it is tried again, later each time", async () => {
    await waiting(1);
    sink.refusals.set("buyer1@example.com", 451);
    await send();
    await send();
    expect(await shop.notices()).toMatchObject([{ status: "waiting", fault: "later", tries: 1 }]);
    shop.pass(minute);
    await send();
    expect(await shop.notices()).toMatchObject([{ tries: 2 }]);
    shop.pass(minute);
    await send();
    expect(await shop.notices()).toMatchObject([{ tries: 2 }]);
    sink.refusals.clear();
    shop.pass(5 * minute);
    await send();
    expect(await shop.notices()).toMatchObject([{ status: "sent", tries: 3, fault: "" }]);
  });

  it("is down for a day: nothing is lost, nothing is sent twice, and what came meanwhile is in the same mail", async () => {
    const down = await openNoticeShop("smtp://127.0.0.1:1");
    await waiting(6, down);
    for (let hour = 0; hour < 24; hour += 1) {
      await send(down);
      down.pass(60 * minute);
    }
    await down.happens(1, { kind: "ready", units: 5 });
    expect(sink.mails).toEqual([]);
    expect((await down.notices()).every(({ status }) => status === "waiting")).toBe(true);
    down.pass(recallTime);
    const back = await openNoticeShop(sink.url);
    await sendNotices({ ...down.ports, noticeMailer: back.ports.noticeMailer }, down.shop);
    down.pass(60 * minute);
    await sendNotices({ ...down.ports, noticeMailer: back.ports.noticeMailer }, down.shop);
    expect(sink.mails).toHaveLength(6);
    expect(sink.mails.filter(({ subject }) => subject === "Your order #1 is ready to ship")).toHaveLength(1);
    expect((await down.notices()).every(({ status }) => status === "sent")).toBe(true);
  });

  it("is down for longer than mail servers wait: it has failed, and can be sent again", async () => {
    const down = await openNoticeShop("smtp://127.0.0.1:1");
    await waiting(1, down);
    await send(down);
    down.pass(5 * 24 * 60 * minute + minute);
    await send(down);
    expect(await down.notices()).toMatchObject([{ status: "failed", fault: "unreachable" }]);
  });

  it("takes a mail and loses its answer: sent once more with the same Message-ID, and marked", async () => {
    const answerless = await startAnswerless();
    const dark = await openNoticeShop(answerless.url);
    await waiting(1, dark);
    await send(dark);
    expect(await dark.notices()).toMatchObject([{ status: "sending", fault: "unknown" }]);
    expect(await dark.dueAt()).toBeLessThanOrEqual(dark.clock.now + minute);
    dark.pass(minute + 1);
    await send(dark);
    dark.pass(10 * minute);
    await send(dark);
    expect(await dark.notices()).toMatchObject([{ status: "uncertain", tries: 2 }]);
    expect(answerless.messageIds).toHaveLength(2);
    expect(new Set(answerless.messageIds).size).toBe(1);
    await answerless.close();
  });
});

describe("Shopify", () => {
  it("gives no addresses now: all goes back, and what was noted meanwhile is in the same mail", async () => {
    await waiting(2);
    const throttled = {
      readContacts: async () => {
        await shop.happens(1, { kind: "ready", units: 5 });
        throw new ShopifyThrottled(1_000);
      },
      // Justified cast: nothing else is asked for.
    } as unknown as ShopAdmin;
    await expect(sendNotices({ ...shop.ports, shopify: () => throttled }, shop.shop)).rejects.toThrow(ShopifyThrottled);
    expect(await shop.notices()).toMatchObject([{ status: "waiting" }, { status: "waiting" }]);
    shop.pass(24 * 60 * minute);
    await send();
    expect(sink.mails.map(({ subject }) => subject).sort()).toEqual([
      "Your order #1 is ready to ship",
      "Your order #2: keep it or cancel it?",
    ]);
    expect(await shop.causes()).toHaveLength(3);
  });
});

describe("a customer's address", () => {
  it("that is none bounces, and holds nobody up", async () => {
    await waiting(2);
    shop.contacts.set(shop.orderId(1), { email: "no address\r\nRCPT TO:<x@example.com>", locale: "en", url: null });
    await send();
    expect(sink.mails.map(({ subject }) => subject)).toEqual(["Your order #2: keep it or cancel it?"]);
    const ended = (await shop.notices()).map(({ status }) => status).sort();
    expect(ended).toEqual(["bounced", "sent"]);
  });
});

describe("mails", () => {
  it("leave no faster than they may", async () => {
    const session = smtpNoticeMailer({ smtpUrl: sink.url, dkimSelector: "arrivo", perSecond: 50 }).open();
    const mail = {
      from: { name: "", address: "a@lamps.example" },
      to: "b@example.com",
      subject: "x",
      text: "x",
      html: "x",
    };
    const startedAt = performance.now();
    await Promise.all(
      Array.from({ length: 11 }, (_, n) => session.send({ ...mail, messageId: `<${n}@lamps.example>` })),
    );
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(195);
    expect(sink.mails).toHaveLength(11);
    session.close();
  });
});

describe("senders", () => {
  it("two at once send each notice once", async () => {
    await waiting(30);
    await Promise.all([send(), send()]);
    expect(sink.mails).toHaveLength(30);
    expect(new Set(sink.mails.map(({ messageId }) => messageId)).size).toBe(30);
  });

  it("one that is killed before the server answers: sent at most once more, then marked", async () => {
    await waiting(3);
    const child = forked();
    sink.beforeAnswer = (mail) => {
      // The server has the mail, and nobody to answer.
      if (mail.to !== undefined && "text" in mail.to && mail.to.text === "2@example.com") child.kill("SIGKILL");
    };
    await once(child, "exit");
    sink.beforeAnswer = () => undefined;
    await send();
    expect((await shop.notices()).filter(({ status }) => isOpen(status)).length).toBeGreaterThan(0);
    shop.pass(2 * claimMs);
    await send();
    await send();
    const copies = new Map<string, number>();
    for (const { messageId = "" } of sink.mails) copies.set(messageId, (copies.get(messageId) ?? 0) + 1);
    const notices = await shop.notices();
    expect(copies.size).toBe(3);
    for (const { id, status } of notices) {
      const times = copies.get(`<${id}@lamps.example>`) ?? 0;
      expect(times).toBeLessThanOrEqual(2);
      expect(status).toBe(times === 2 ? "uncertain" : status === "uncertain" ? "uncertain" : "sent");
    }
    expect([...copies.values()]).toContain(2);
  });

  it("killed twice over one notice: nobody sends it a third time", async () => {
    await waiting(1);
    for (const _time of [1, 2]) {
      const child = forked();
      sink.beforeAnswer = () => void child.kill("SIGKILL");
      await once(child, "exit");
      shop.pass(2 * claimMs);
    }
    sink.beforeAnswer = () => undefined;
    await send();
    expect(sink.mails).toHaveLength(2);
    expect(await shop.notices()).toMatchObject([{ status: "uncertain" }]);
  });
});

/** A mail server that takes every mail whole and then hangs up without a word. */
async function startAnswerless() {
  const messageIds: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    let isData = false;
    let text = "";
    socket.write("220 dark\r\n");
    socket.on("data", (chunk: Buffer) => {
      text += chunk.toString("latin1");
      if (isData) {
        if (!text.endsWith("\r\n.\r\n")) return;
        messageIds.push(/^Message-ID: (.*)$/im.exec(text)?.[1] ?? "");
        socket.destroy();
        return;
      }
      for (let end = text.indexOf("\r\n"); end >= 0 && !isData; end = text.indexOf("\r\n")) {
        isData = text.startsWith("DATA");
        socket.write(isData ? "354 go on\r\n" : "250 yes\r\n");
        text = text.slice(end + 2);
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    messageIds,
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
