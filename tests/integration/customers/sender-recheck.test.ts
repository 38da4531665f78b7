import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { getPorts } from "../../../app/composition.server.ts";
import { loadNoticeSettings, storeNoticeSettings } from "../../../app/customers/notices/load-notice-settings.server.ts";
import { noticeSettings } from "../../../app/customers/notices/notice-settings.ts";
import { sendNotices } from "../../../app/customers/notices/send-notices.server.ts";
import { withShop } from "../../../app/db.server.ts";
import { handlers } from "../../../app/jobs/handlers.server.ts";
import { runDue } from "../../../app/jobs/run-due.server.ts";
import { loader as homeLoader } from "../../../app/routes/app._index/route.tsx";
import { loader as listLoader } from "../../../app/routes/app.notices._index/route.tsx";
import { action as settingsAction, loader as settingsLoader } from "../../../app/routes/app.notices.settings/route.tsx";
import { type LampShop, openAdmin } from "../support/open-admin.ts";
import { startSmtpSink } from "../support/smtp-sink.ts";
import { dkimKey, type NoticeShop, openNoticeShop, readySender, recallTime, sender, slip } from "./notice-shop.ts";

// The environment is read once, by the first who asks.
const sink = await startSmtpSink();
Object.assign(process.env, { SMTP_URL: sink.url, MAIL_SPF: "include:spf.arrivo.example", MAIL_DKIM_KEY: dkimKey });
const dayMs = 86_400_000;
const admin = openAdmin("stopped-sender");

afterAll(() => sink.close());
beforeEach(() => {
  sink.mails.length = 0;
});

describe("a sender that is switched on, on each new day", () => {
  let shop: NoticeShop;
  beforeEach(async () => {
    shop = await openNoticeShop(sink.url);
    await shop.order(1);
    await shop.happens(1, slip("report"));
    shop.pass(recallTime);
  });

  const newDay = async () => {
    shop.pass(dayMs);
    await handlers["tell-still-on-time"](shop.ports, { shop: shop.shop });
  };
  const send = () => sendNotices(shop.ports, shop.shop);
  const stored = () => withShop(shop.shop, (db) => loadNoticeSettings(db, shop.shop));

  it("goes on sending while its domain vouches for us, and the day of the check is kept", async () => {
    await newDay();
    expect(await stored()).toMatchObject({
      isOn: true,
      checked: { address: sender, spf: true, dkim: true, at: new Date(shop.clock.wall).toISOString() },
    });
    await send();
    expect(sink.mails).toHaveLength(1);
  });

  it.each([
    ["SPF", "lamps.example", ["v=spf1 -all"]],
    ["SPF, with no record at all,", "lamps.example", []],
    ["DKIM", "arrivo._domainkey.lamps.example", []],
    ["DKIM, with another key,", "arrivo._domainkey.lamps.example", ["v=DKIM1; k=rsa; p=AAAA"]],
  ])(
    "stops where the domain says no by %s: what waits is kept and leaves once it is mended",
    async (_by, name, says) => {
      const good = shop.zone.get(name)!;
      shop.zone.set(name, says);
      await newDay();
      await send();
      expect(sink.mails).toEqual([]);
      expect(await shop.notices()).toMatchObject([{ status: "waiting", tries: 0 }]);
      // Still switched on: nothing has to be pressed once the records are back.
      expect(await stored()).toMatchObject({ isOn: true, provenAddress: sender });
      shop.zone.set(name, good);
      await newDay();
      await send();
      expect(sink.mails).toHaveLength(1);
    },
  );

  it("goes on sending where the DNS gives no answer, and is no better for it where it was stopped", async () => {
    const silent = { ...shop.ports, dns: { txt: () => Promise.reject(new Error("queryTxt ETIMEOUT")) } };
    const before = await stored();
    await handlers["tell-still-on-time"](silent, { shop: shop.shop });
    expect(await stored()).toEqual(before);
    await send();
    expect(sink.mails).toHaveLength(1);
    shop.zone.set("lamps.example", []);
    await newDay();
    const stopped = await stored();
    await handlers["tell-still-on-time"](silent, { shop: shop.shop });
    expect(await stored()).toEqual(stopped);
    expect(stopped).toMatchObject({ checked: { spf: false, dkim: true } });
  });

  it("is left alone where notices are off, and where another address was chosen meanwhile", async () => {
    shop.zone.set("lamps.example", []);
    await withShop(shop.shop, (db) =>
      storeNoticeSettings(db, shop.shop, noticeSettings.parse({ ...readySender, isOn: false })),
    );
    const off = await stored();
    await newDay();
    expect(await stored()).toEqual(off);
    const other = "shop@other.example";
    const chosen = noticeSettings.parse({
      ...readySender,
      sender: { address: other, name: "" },
      checked: { address: other, spf: true, dkim: true, at: "2026-11-26T09:00:00Z" },
      provenAddress: other,
    });
    await withShop(shop.shop, (db) => storeNoticeSettings(db, shop.shop, noticeSettings.parse(readySender)));
    const meanwhile = {
      ...shop.ports,
      dns: {
        txt: async () => {
          await withShop(shop.shop, (db) => storeNoticeSettings(db, shop.shop, chosen));
          return [];
        },
      },
    };
    await handlers["tell-still-on-time"](meanwhile, { shop: shop.shop });
    expect(await stored()).toEqual(chosen);
  });
});

describe("a merchant whose sender was stopped", () => {
  const zone = new Map<string, string[]>();
  let shop: LampShop;
  beforeAll(async () => {
    getPorts().dns.txt = async (name) => zone.get(name) ?? [];
    shop = await admin.open("selling");
    await withShop(shop.domain, (db) => storeNoticeSettings(db, shop.domain, noticeSettings.parse(readySender)));
    zone.set("arrivo._domainkey.lamps.example", [getPorts().noticeMailer.records!.dkimRecord]);
    // By the clock that runs every minute, as the worker does.
    await runDue(shop.ports);
    await shop.settle();
  });

  const path = "/app/notices/settings";
  const page = () => admin.get(settingsLoader, shop.domain, path);
  const act = (body: unknown) => admin.post(settingsAction, shop.domain, path, body);

  it("reads so on Home, above the outbox and beside the records to mend", async () => {
    const home = await admin.get(homeLoader, shop.domain, "/app");
    expect(home).toMatchObject({ home: { today: { isSenderStopped: true } } });
    expect(await admin.get(listLoader, shop.domain, "/app/notices")).toMatchObject({ isOn: true, isStopped: true });
    expect(await page()).toMatchObject({
      isReady: false,
      isStopped: true,
      settings: { isOn: true, checked: { spf: false, dkim: true } },
    });
  });

  it("reads so in the morning's mail, where they have it sent", async () => {
    const supply = { morningMail: { isOn: true, to: "ada@lamps.example" } };
    await withShop(shop.domain, (db) => db.shopSettings.update({ where: { shop: shop.domain }, data: { supply } }));
    await handlers["send-morning-mail"](shop.ports, { shop: shop.domain });
    expect(sink.mails).toHaveLength(1);
    expect(sink.mails[0]?.text).toContain("Mails to your customers have stopped");
  });

  it("can still change what is told, and checks again by hand", async () => {
    const switches = {
      isOn: true,
      kinds: { shipped: true },
      earlierDays: 7,
      onTime: { overDays: 30, everyDays: null },
      flowIsOn: false,
      webhookIsOn: false,
      webhookUrl: "",
    };
    expect(await act({ intent: "save", settings: switches })).toMatchObject({ result: { ok: true, recalled: 0 } });
    const again = { intent: "sender", sender: { address: sender, name: "" } };
    expect(await act(again)).toMatchObject({ result: { ok: true } });
    expect(await page()).toMatchObject({ isStopped: true, settings: { isOn: true } });
    zone.set("lamps.example", ["v=spf1 include:spf.arrivo.example ~all"]);
    expect(await act(again)).toMatchObject({ result: { ok: true } });
    expect(await page()).toMatchObject({ isReady: true, isStopped: false, settings: { isOn: true } });
  });
});
