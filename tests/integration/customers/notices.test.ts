import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sendNotices } from "../../../app/customers/notices/send-notices.server.ts";
import { tellCustomers } from "../../../app/customers/tell-customers.server.ts";
import { withShop } from "../../../app/db.server.ts";
import { type SmtpSink, startSmtpSink } from "../support/smtp-sink.ts";
import { early, late, type NoticeShop, openNoticeShop, readySender, recallTime, sender, slip } from "./notice-shop.ts";

let sink: SmtpSink;
let shop: NoticeShop;
beforeAll(async () => {
  sink = await startSmtpSink();
});
afterAll(() => sink.close());
beforeEach(async () => {
  sink.mails.length = 0;
  sink.refusals.clear();
  shop = await openNoticeShop(sink.url);
});

const send = () => sendNotices(shop.ports, shop.shop);
const hour = 3_600_000;

describe("a slipped promise", () => {
  it("reaches the customer fifteen minutes after Send, in their language, once", async () => {
    await shop.order(1, "it");
    await shop.happens(1, slip("report"));
    await send();
    expect(sink.mails).toEqual([]);
    expect(await shop.dueAt()).toBe(shop.clock.now + recallTime);
    shop.pass(recallTime);
    await send();
    await send();
    const [mail] = sink.mails;
    expect(sink.mails).toHaveLength(1);
    expect(mail).toMatchObject({
      subject: "Il tuo ordine #1: tenerlo o annullarlo?",
      from: { text: `"Lamp & Co" <${sender}>` },
    });
    expect(mail?.text).toContain("5 × Lamp");
    expect(mail?.text).toContain("Spedizione 21–23 dicembre");
    expect(mail?.text).toContain("Prima: Spedizione 1–3 dicembre");
    expect(mail?.text).toMatch(/Se non ti sentiamo entro il \d+ dicembre/);
    expect(mail?.html).toContain(`https://${shop.shop}/apps/arrivo/orders/`);
    expect(mail?.headers.get("dkim-signature")).toMatchObject({ params: { d: "lamps.example", s: "arrivo" } });
    expect(await shop.notices()).toMatchObject([{ status: "sent", kind: "keep-or-cancel", locale: "it", tries: 1 }]);
    expect(await shop.dueAt()).toBeUndefined();
  });

  it("names what may be taken before the rest, where something is set aside", async () => {
    await shop.order(1, "it");
    await shop.order(2, "en");
    await withShop(shop.shop, (db) =>
      db.orderLine.updateMany({ where: { orderName: "#1" }, data: { allocatedUnits: 1 } }),
    );
    await shop.happens(1, slip("report"));
    await shop.happens(2, slip("report"));
    shop.pass(recallTime);
    await send();
    const textOf = (name: string) => sink.mails.find(({ subject }) => subject?.includes(name))?.text;
    expect(textOf("#1")).toMatch(/Prendere ciò che è pronto\s+Spediamo/);
    expect(textOf("#2")).toContain("keep your order");
    expect(textOf("#2")).not.toContain("Take what is ready");
  });

  it("is told once, though the job that notes it dies and runs again", async () => {
    await shop.order(1);
    await shop.happens(1, slip("report"));
    await withShop(shop.shop, (db) => db.backorderEvent.updateMany({ data: { isHandled: false } }));
    await tellCustomers(shop.ports, shop.shop);
    shop.pass(recallTime);
    await send();
    expect(sink.mails).toHaveLength(1);
    expect(await shop.causes()).toHaveLength(1);
  });

  it("says a split as everywhere: part by part", async () => {
    await shop.order(1, "en", [
      { units: 3, source: "stock", from: "2026-11-26", to: "2026-11-26" },
      { units: 2, source: "inbound", from: "2026-12-23", to: "2026-12-23", inboundLineId: "po:1" },
    ]);
    await shop.happens(1, slip("report", early, { from: "2026-11-26", to: "2026-12-23" }));
    shop.pass(recallTime);
    await send();
    expect(sink.mails[0]?.text).toContain("3 ship today, 2 ship 23 December");
  });
});

describe("nothing is sent", () => {
  it.each([
    ["before the merchant switches notices on", { isOn: false }],
    ["from an address that nobody has proven", { ...readySender, provenAddress: null }],
    [
      "from a domain whose records do not name us",
      { ...readySender, checked: { address: sender, spf: false, dkim: true, at: "2026-11-20T09:00:00Z" } },
    ],
  ])("%s", async (_what, settings) => {
    shop = await openNoticeShop(sink.url, settings);
    await shop.order(1);
    await shop.happens(1, slip("report"));
    shop.pass(recallTime);
    await send();
    expect(sink.mails).toEqual([]);
  });

  it("of what Shopify mails itself, unless the merchant wants it", async () => {
    await shop.order(1);
    await shop.happens(1, { kind: "placed", units: 5, window: early, isDelayedAtBirth: false });
    await shop.happens(1, { kind: "shipped", units: 5, isLast: true });
    expect(await shop.notices()).toEqual([]);
  });

  it("of what is over before its mail left", async () => {
    await shop.order(1);
    await shop.happens(1, slip("report"));
    await shop.happens(1, slip("put back", late, early));
    shop.pass(recallTime);
    await send();
    expect(sink.mails).toEqual([]);
    expect(await shop.notices()).toMatchObject([{ status: "dropped", fault: "nothing-left" }]);
  });

  it("to a customer whose address Shopify keeps from us", async () => {
    await shop.order(1);
    shop.contacts.set(shop.orderId(1), { email: null, locale: null, url: null });
    await shop.happens(1, slip("report"));
    shop.pass(recallTime);
    await send();
    expect(await shop.notices()).toMatchObject([{ status: "trigger-only", fault: "no-address" }]);
  });
});

describe("a storm of causes", () => {
  it("is one mail: what comes before it leaves joins it", async () => {
    await shop.order(1);
    await shop.happens(1, slip("first"));
    shop.pass(5 * 60_000);
    await shop.happens(1, slip("second", late, { from: "2027-01-11", to: "2027-01-13" }));
    shop.pass(recallTime);
    await send();
    expect(sink.mails).toHaveLength(1);
    expect(sink.mails[0]?.text).toContain("Ships 11–13 January");
    expect(sink.mails[0]?.text).toContain("Before: Ships 1–3 December");
  });

  it("after the day's mail waits for the next morning, on the shop's clock", async () => {
    await shop.order(1);
    await shop.happens(1, slip("first"));
    shop.pass(recallTime);
    await send();
    await shop.happens(1, { kind: "ready", units: 5 });
    await shop.happens(1, { kind: "cancelled", units: 2, isLast: false });
    expect(await shop.dueAt()).toBe(Date.UTC(2026, 10, 27, 7));
    shop.pass(12 * hour);
    await send();
    expect(sink.mails).toHaveLength(1);
    shop.pass(12 * hour);
    await send();
    expect(sink.mails).toHaveLength(2);
    expect(sink.mails[1]?.subject).toBe("Your order #1 is ready to ship");
  });
});
