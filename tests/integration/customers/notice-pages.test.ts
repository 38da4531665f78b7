import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { action as listAction, loader as listLoader } from "../../../app/routes/app.notices._index/route.tsx";
import { action as settingsAction, loader as settingsLoader } from "../../../app/routes/app.notices.settings/route.tsx";
import {
  action as templateAction,
  loader as templateLoader,
} from "../../../app/routes/app.notices.templates/route.tsx";
import { getPorts } from "../../../app/composition.server.ts";
import { checkSender } from "../../../app/customers/notices/check-sender.server.ts";
import { storeNoticeSettings } from "../../../app/customers/notices/load-notice-settings.server.ts";
import { noticeSettings } from "../../../app/customers/notices/notice-settings.ts";
import { withShop } from "../../../app/db.server.ts";
import { type LampShop, openAdmin } from "../support/open-admin.ts";
import { startSmtpSink } from "../support/smtp-sink.ts";
import { dkimKey, readySender } from "./notice-shop.ts";

// The environment is read once, by the first who asks.
const sink = await startSmtpSink();
Object.assign(process.env, { SMTP_URL: sink.url, MAIL_SPF: "include:spf.arrivo.example", MAIL_DKIM_KEY: dkimKey });
const zone = new Map<string, string[]>();
const admin = openAdmin("notice-pages");
let shop: LampShop;

afterAll(() => sink.close());
beforeEach(async () => {
  sink.mails.length = 0;
  shop = await admin.open("selling");
  getPorts().dns.txt = async (name) => zone.get(name) ?? [];
  const { dkimRecord } = getPorts().noticeMailer.records!;
  zone.clear();
  zone.set("lamps.example", ["v=spf1 include:mail.lamps.example ~all", "some-other-text"]);
  zone.set("else.example", ["v=spf1 ip4:192.0.2.1 -all"]);
  zone.set("mail.lamps.example", ["v=spf1 include:spf.arrivo.example -all"]);
  zone.set("arrivo._domainkey.lamps.example", [dkimRecord.replace("; p=", ";p=")]);
});

const settingsPath = "/app/notices/settings";
const settings = () => admin.get(settingsLoader, shop.domain, settingsPath);
const act = (body: unknown) => admin.post(settingsAction, shop.domain, settingsPath, body);
const choose = (address: string) => act({ intent: "sender", sender: { address, name: "Lamps" } });
const switches = {
  isOn: true,
  kinds: {},
  earlierDays: 7,
  onTime: { overDays: 30, everyDays: null },
  flowIsOn: false,
  webhookIsOn: false,
  webhookUrl: "",
};
const save = (change: object) => act({ intent: "save", settings: { ...switches, ...change } });

describe("switching notices on", () => {
  it("needs a sender whose domain names us and a test that was read; nothing is sent before", async () => {
    expect((await settings()).settings).toMatchObject({ isOn: false, sender: null });
    expect(await save({})).toMatchObject({ result: { ok: false, errors: { isOn: "not-ready" } } });
    expect(await choose("orders@lamps.example")).toMatchObject({ result: { ok: true } });
    expect(await settings()).toMatchObject({
      settings: { checked: { spf: true, dkim: true }, provenAddress: null },
      waitsForCode: true,
      isReady: false,
    });
    expect(JSON.stringify(await settings())).not.toContain("hash");
    expect(await save({})).toMatchObject({ result: { ok: false, errors: { isOn: "not-ready" } } });
    const code = /: (\d{6})/.exec(sink.mails[0]?.text ?? "")?.[1] ?? "";
    expect(sink.mails[0]?.to).toMatchObject({ text: "orders@lamps.example" });
    const other = code === "000000" ? "000001" : "000000";
    expect(await act({ intent: "prove", code: other })).toMatchObject({ result: { reason: "wrong-code" } });
    expect(await act({ intent: "prove", code: ` ${code} ` })).toMatchObject({ result: { ok: true } });
    expect(await save({})).toMatchObject({ result: { ok: true } });
    expect((await settings()).settings).toMatchObject({ isOn: true });
  });

  it("takes no more than five guesses", async () => {
    await choose("orders@lamps.example");
    const code = /: (\d{6})/.exec(sink.mails[0]?.text ?? "")?.[1] ?? "";
    const other = code === "000000" ? "000001" : "000000";
    for (let guess = 0; guess < 5; guess += 1) await act({ intent: "prove", code: other });
    expect(await act({ intent: "prove", code })).toMatchObject({ result: { reason: "too-late" } });
  });

  it("sends no test where a record is missing, and says which", async () => {
    zone.delete("arrivo._domainkey.lamps.example");
    await choose("orders@lamps.example");
    expect(sink.mails).toEqual([]);
    expect(await settings()).toMatchObject({ settings: { checked: { spf: true, dkim: false } }, waitsForCode: false });
  });

  it("with another address begins anew", async () => {
    await withShop(shop.domain, (db) => storeNoticeSettings(db, shop.domain, noticeSettings.parse(readySender)));
    zone.set("other.example", ["v=spf1 include:spf.arrivo.example"]);
    zone.set("arrivo._domainkey.other.example", zone.get("arrivo._domainkey.lamps.example")!);
    await choose("orders@other.example");
    expect((await settings()).settings).toMatchObject({ isOn: false, provenAddress: null });
  });

  it.each([
    ["two records", ["v=spf1 include:spf.arrivo.example", "v=spf1 -all"]],
    ["another mechanism", ["v=spf1 include:spf.else.example -all"]],
    ["a record that includes itself", ["v=spf1 include:lamps.example"]],
    ["a refusal of us", ["v=spf1 -include:spf.arrivo.example ~all"]],
    ["what comes after the word that ends it", ["v=spf1 -all include:spf.arrivo.example"]],
    ["a redirect beside that word", ["v=spf1 ~all redirect=mail.lamps.example"]],
    ["what comes after one that has no record", ["v=spf1 include:none.example include:spf.arrivo.example -all"]],
    ["an eleventh look-up", [`v=spf1 a mx ${"include:else.example ".repeat(8)}include:spf.arrivo.example -all`]],
  ])("does not take for SPF: %s", async (_what, records) => {
    zone.set("lamps.example", records);
    expect(await checkSender(getPorts(), "a@lamps.example")).toMatchObject({ ok: true, spf: false });
  });
});

it.each([
  [
    "the tenth look-up of a record",
    `v=spf1 a mx/24 ${"include:else.example ".repeat(7)}include:spf.arrivo.example -all`,
  ],
  ["a redirect", "v=spf1 mx redirect=mail.lamps.example"],
  ["addresses, which cost no look-up", `v=spf1 ${"ip4:192.0.2.1 ".repeat(12)}+include:spf.arrivo.example ~all`],
])("a domain vouches for us by %s", async (_what, record) => {
  zone.set("lamps.example", [record]);
  expect(await checkSender(getPorts(), "a@lamps.example")).toMatchObject({ ok: true, spf: true });
});

describe("a template", () => {
  const path = "/app/notices/templates";
  const key = { kind: "delayed", locale: "en" };
  const open = () => admin.get(templateLoader, shop.domain, `${path}?kind=delayed&language=en`);
  const change = (body: object) => admin.post(templateAction, shop.domain, path, { key, ...body });
  const good = { subject: "News of {{ order.name }}", body: "<p>Later.</p>{% items %}" };

  it("is previewed as it is typed, saved, and can be taken back", async () => {
    const { template } = await open();
    expect(template.body).toContain("{% items %}");
    const preview = await change({ intent: "preview", template: good, order: null });
    expect(preview).toMatchObject({ result: { ok: true, mail: { subject: "News of #1001" } } });
    expect(await change({ intent: "save", template: good })).toMatchObject({ result: { ok: true } });
    expect(await open()).toMatchObject({ template: good, sends: "own", fault: null, written: ["delayed en"] });
    await change({ intent: "reset" });
    expect(await open()).toMatchObject({ template, sends: "default" });
  });

  it("with a mistake is kept as a draft with its place, and the one before goes on being sent", async () => {
    await change({ intent: "save", template: good });
    const bad = { subject: "News", body: "<p>Later.</p>\n{% for line in lines %}{{ line.titel }}{% endfor %}" };
    expect(await change({ intent: "save", template: bad })).toMatchObject({
      result: { ok: false, fault: { field: "body", line: 2, message: expect.stringContaining("titel") as unknown } },
    });
    expect(await open()).toMatchObject({ template: bad, sends: "own", fault: { field: "body", line: 2 } });
    const row = await withShop(shop.domain, (db) => db.noticeTemplate.findFirstOrThrow());
    expect(row).toMatchObject({ ...good, isLive: true });
  });

  it("that never was right leaves Arrivo's own", async () => {
    await change({ intent: "save", template: { subject: "{{ order.name", body: "" } });
    expect(await open()).toMatchObject({ sends: "default", fault: { field: "subject", line: 1 } });
  });

  it("can't hide the question, read files or run for ever", async () => {
    const asked = { kind: "keep-or-cancel", locale: "en" };
    const fault = async (body: string) => {
      const { result } = await change({ intent: "save", key: asked, template: { subject: "x", body } });
      return result.ok ? null : "fault" in result ? result.fault.message : null;
    };
    expect(await fault("<p>Later.</p>")).toContain("{% question %}");
    expect(await fault('<a href="{{ question.url }}">Choose</a>')).toContain("{% question %}");
    expect(await fault('<a href="{{ question.url }}">Choose</a> {{ question.consequence }}')).toBeNull();
    expect(await fault("{% include 'secrets' %}")).toContain("include");
    expect(await fault("{% render 'secrets' %}")).toContain("render");
    expect(await fault("{% for a in (1..999999999) %}{{ a }}{% endfor %}{% question %}")).toMatch(/limit/);
  });

  it("writes a customer's own words as text, never as HTML", async () => {
    await withShop(shop.domain, async (db) => {
      const at = new Date();
      const line = {
        shop: shop.domain,
        lineId: "l",
        orderId: "o",
        orderName: "#7",
        quantityUnits: 2,
        unfulfilledUnits: 2,
      };
      await db.orderLine.create({ data: { ...line, title: "<img src=x onerror=1>", placedAt: at, updatedAt: at } });
      await db.linePromise.create({
        data: { shop: shop.domain, lineId: "l", variantId: "v", inventoryItemId: "i", computedAt: at },
      });
    });
    const template = { subject: "x", body: "{% items %}{% for line in lines %}{{ line.title }}{% endfor %}" };
    const { result } = await change({ intent: "preview", template, order: "7" });
    if (!result.ok || !("mail" in result)) throw new Error("no mail");
    expect(result.mail.html).toContain("&lt;img");
    expect(result.mail.html).not.toContain("<img");
    expect((await open()).orders).toEqual(["#7"]);
    expect(await change({ intent: "preview", template, order: "#8" })).toMatchObject({
      result: { ok: false, reason: "no-such-order" },
    });
  });
});

describe("the outbox", () => {
  it("is listed in its groups, and refuses what no page of ours sends", async () => {
    expect(await admin.get(listLoader, shop.domain, "/app/notices?group=bounced&page=x")).toMatchObject({
      group: "bounced",
      counts: { waiting: 0, sent: 0 },
      rows: [],
      page: 1,
    });
    await expect(admin.post(listAction, shop.domain, "/app/notices", { intent: "recall" })).rejects.toMatchObject({
      status: 400,
    });
  });
});
