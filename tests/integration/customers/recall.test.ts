import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { changeNotices } from "../../../app/customers/notices/change-notices.server.ts";
import { listNotices } from "../../../app/customers/notices/list-notices.server.ts";
import { saveNoticeSettings } from "../../../app/customers/notices/save-notice-settings.server.ts";
import { saveTemplate } from "../../../app/customers/notices/save-template.server.ts";
import { sendNotices } from "../../../app/customers/notices/send-notices.server.ts";
import { tellStillOnTime } from "../../../app/customers/notices/tell-still-on-time.server.ts";
import { sayGoodbye } from "../../../app/shops/say-goodbye.server.ts";
import { loadToday } from "../../../app/shops/load-today.server.ts";
import { outsideShops, withShop } from "../../../app/db.server.ts";
import { type SmtpSink, startSmtpSink } from "../support/smtp-sink.ts";
import { type NoticeShop, openNoticeShop, recallTime, slip } from "./notice-shop.ts";

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
const day = 24 * 3_600_000;
const report = (id: string) =>
  withShop(shop.shop, (db) =>
    db.changeReport.create({
      data: { shop: shop.shop, id, cause: { code: "queue-moved" }, openedAt: new Date(shop.clock.now) },
    }),
  );
const change = (what: Parameters<typeof changeNotices>[2]) => changeNotices(shop.ports, shop.shop, what);
const statuses = async () => (await shop.notices()).map(({ orderId, status }) => [orderId.split("/").at(-1), status]);

describe("a recall", () => {
  it("takes back all of one change that has not left, and nothing of another", async () => {
    for (const id of ["boat", "strike"]) await report(id);
    for (const number of [1, 2, 3]) await shop.order(number);
    await shop.happens(1, slip("boat"));
    await shop.happens(2, slip("boat"));
    await shop.happens(3, slip("strike"));
    expect((await listNotices(shop.shop, "waiting", 1)).batches).toMatchObject(
      [
        { reportId: "boat", count: 2 },
        { reportId: "strike", count: 1 },
      ].sort((one, other) => one.reportId.localeCompare(other.reportId)),
    );
    expect(await change({ kind: "recall", what: { kind: "report", reportId: "boat" } })).toBe(2);
    shop.pass(recallTime);
    await send();
    expect(sink.mails.map(({ subject }) => subject)).toEqual(["Your order #3: keep it or cancel it?"]);
    expect(await statuses()).toEqual(
      expect.arrayContaining([
        ["1", "recalled"],
        ["2", "recalled"],
        ["3", "sent"],
      ]),
    );
    expect(await change({ kind: "recall", what: { kind: "report", reportId: "strike" } })).toBe(0);
  });

  it("leaves what else the same mail tells", async () => {
    await report("boat");
    await shop.order(1);
    await shop.happens(1, slip("boat"));
    await shop.happens(1, { kind: "ready", units: 5 });
    expect(await change({ kind: "recall", what: { kind: "report", reportId: "boat" } })).toBe(0);
    shop.pass(recallTime);
    await send();
    expect(sink.mails.map(({ subject }) => subject)).toEqual(["Your order #1 is ready to ship"]);
    // Whose question was taken back was asked nothing.
    expect(await withShop(shop.shop, (db) => db.delayCase.findFirst())).toMatchObject({ toldAt: null });
  });

  it("can be thought better of: the mail leaves fifteen minutes later", async () => {
    await report("boat");
    await shop.order(1);
    await shop.happens(1, slip("boat"));
    const [notice] = await shop.notices();
    await change({ kind: "recall", what: { kind: "notices", ids: [notice!.id] } });
    shop.pass(day);
    expect(await change({ kind: "again", ids: [notice!.id] })).toBe(1);
    await send();
    expect(sink.mails).toEqual([]);
    shop.pass(recallTime);
    await send();
    expect(sink.mails).toHaveLength(1);
    expect(await change({ kind: "again", ids: [notice!.id] })).toBe(0);
  });

  it("is what switching notices off does with all that waits", async () => {
    await shop.order(1);
    await shop.happens(1, slip("boat"));
    const input = {
      isOn: false,
      kinds: {},
      earlierDays: 7,
      onTime: { overDays: 30, everyDays: null },
      flowIsOn: false,
      webhookIsOn: false,
      webhookUrl: "",
      newSecret: false,
    };
    expect(await saveNoticeSettings(shop.ports, shop.shop, input)).toEqual({ ok: true, recalled: 1 });
    expect(await saveNoticeSettings(shop.ports, shop.shop, { ...input, isOn: true })).toEqual({
      ok: true,
      recalled: 0,
    });
    shop.pass(day);
    await send();
    expect(sink.mails).toEqual([]);
  });
});

describe("a shop that leaves", () => {
  it("tells nobody anything any more, and nothing by itself when it is back", async () => {
    await shop.order(1);
    await shop.happens(1, slip("boat"));
    await outsideShops().shop.update({ where: { domain: shop.shop }, data: { state: "uninstalled" } });
    await sayGoodbye(shop.ports, shop.shop);
    await outsideShops().shop.update({ where: { domain: shop.shop }, data: { state: "watching" } });
    shop.pass(day);
    await shop.order(2);
    await shop.happens(2, slip("boat"));
    shop.pass(day);
    await send();
    expect(sink.mails).toEqual([]);
    expect(await statuses()).toEqual([["1", "recalled"]]);
  });
});

describe("a mail that came back", () => {
  it("to the merchant's own mailbox is marked by hand, and its case counts as not told", async () => {
    await shop.order(1);
    await shop.happens(1, slip("boat"));
    shop.pass(recallTime);
    await send();
    const told = () => withShop(shop.shop, (db) => db.delayCase.findFirstOrThrow());
    expect(await told()).toMatchObject({ toldAt: new Date(shop.clock.now), bouncedAt: null });
    const [notice] = await shop.notices();
    expect(await change({ kind: "bounced", ids: [notice!.id] })).toBe(1);
    expect(await told()).toMatchObject({ bouncedAt: new Date(shop.clock.now) });
    const today = await withShop(shop.shop, (db) => loadToday(db, shop.shop, "2026-11-26"));
    expect(today.lostNotices).toBe(1);
    expect((await listNotices(shop.shop, "bounced", 1)).rows).toMatchObject([{ orderName: "#1", fault: "by-hand" }]);
  });
});

describe("the merchant's words", () => {
  it("are sent, and Arrivo's own where they fail on this very order", async () => {
    const key = { kind: "ready", locale: "en" } as const;
    const template = {
      subject: "Here: {{ lines[0].item }}",
      body: "{% if lines.size > 1 %}{{ lines[9].item }}{% endif %}{% items %}",
    };
    expect(await saveTemplate(shop.ports, shop.shop, key, template)).toEqual({ ok: true });
    await shop.order(1);
    await shop.happens(1, { kind: "ready", units: 5 });
    shop.pass(recallTime);
    await send();
    expect(sink.mails[0]?.subject).toBe("Here: 5 × Lamp");
    // As one does that an older Arrivo took.
    await withShop(shop.shop, (db) => db.noticeTemplate.updateMany({ data: { subject: "{{ gone.since }}" } }));
    await shop.order(2);
    await shop.happens(2, { kind: "ready", units: 5 });
    shop.pass(recallTime);
    await send();
    expect(sink.mails[1]?.subject).toBe("Your order #2 is ready to ship");
  });
});

describe("who waits long", () => {
  it("hears once, mid-wait, that the date holds; not where it does not", async () => {
    await shop.order(1);
    await shop.order(2);
    const to = "2027-01-29";
    await withShop(shop.shop, async (db) => {
      const window = { givenFrom: "2027-01-27", givenTo: to, computedFrom: "2027-01-27", computedTo: to };
      await db.linePromise.updateMany({ data: window });
      await db.linePromise.updateMany({ where: { lineId: { endsWith: "/2" } }, data: { computedTo: "2027-02-20" } });
    });
    shop.pass(31 * day);
    await tellStillOnTime(shop.ports, shop.shop);
    expect(await shop.notices()).toEqual([]);
    shop.pass(day);
    await tellStillOnTime(shop.ports, shop.shop);
    await tellStillOnTime(shop.ports, shop.shop);
    shop.pass(recallTime);
    await send();
    shop.pass(day);
    await tellStillOnTime(shop.ports, shop.shop);
    expect(await shop.notices()).toHaveLength(1);
    expect(sink.mails.map(({ subject }) => subject)).toEqual(["Your order #1 is still on time"]);
    expect(sink.mails[0]?.text).toContain("Ships 27–29 January");
  });
});
