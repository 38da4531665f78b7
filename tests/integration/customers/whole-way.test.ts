import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { storeNoticeSettings } from "../../../app/customers/notices/load-notice-settings.server.ts";
import { noticeSettings } from "../../../app/customers/notices/notice-settings.ts";
import { withShop } from "../../../app/db.server.ts";
import { runDue } from "../../../app/jobs/run-due.server.ts";
import { handlers } from "../../../app/jobs/handlers.server.ts";
import { smtpNoticeMailer } from "../../../app/notice-mailer.server.ts";
import { openLedgerShop } from "../backorders/ledger-shop.ts";
import { openAdmin } from "../support/open-admin.ts";
import { type SmtpSink, startSmtpSink } from "../support/smtp-sink.ts";
import { dkimKey, readySender } from "./notice-shop.ts";

const admin = openAdmin("whole-way");
let sink: SmtpSink;
let shop: Awaited<ReturnType<typeof openLedgerShop>>;
beforeAll(async () => {
  sink = await startSmtpSink();
});
afterAll(() => sink.close());
beforeEach(async () => {
  sink.mails.length = 0;
  admin.running().emulator.apiShape.protectedCustomerData = 2;
  shop = await openLedgerShop(admin);
  const settings = noticeSettings.parse({ ...readySender, flow: { isOn: true } });
  await withShop(shop.domain, (db) => storeNoticeSettings(db, shop.domain, settings));
});

/** Time passes, and what falls due is done. */
async function later(minutes: number): Promise<void> {
  const noticeMailer = smtpNoticeMailer({ smtpUrl: sink.url, dkimSelector: "arrivo", dkimKey, perSecond: 1_000 });
  const { clock } = shop.ports;
  const ports = {
    ...shop.ports,
    noticeMailer,
    clock: { ...clock, businessNow: async () => (await clock.businessNow()) + minutes * 60_000 },
  };
  await runDue(ports);
  await shop.queue.run(ports, handlers);
}
const notices = () => withShop(shop.domain, (db) => db.notice.findMany());

it("from stock that comes to the customer's mailbox, by the address that Shopify has then", async () => {
  await shop.buy(2, { email: "ana@example.com", locale: "de" });
  await shop.stock(10);
  await later(1);
  expect(sink.mails).toEqual([]);
  await later(16);
  expect(sink.mails.map(({ subject }) => subject)).toEqual([
    expect.stringMatching(/^Ihre Bestellung #\d+ ist versandbereit$/),
  ]);
  expect(sink.mails[0]?.to).toMatchObject({ text: "ana@example.com" });
  const stored = await withShop(shop.domain, async (db) => [
    await db.notice.findMany(),
    await db.noticeCause.findMany(),
  ]);
  const text = JSON.stringify(stored, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value));
  expect(text).not.toContain("ana@");
});

it("where Shopify keeps addresses from us, as a trigger only", async () => {
  admin.running().emulator.apiShape.protectedCustomerData = 1;
  await shop.buy(2, { email: "ana@example.com" });
  await shop.stock(10);
  await later(16);
  expect(sink.mails).toEqual([]);
  expect(await notices()).toMatchObject([{ status: "trigger-only", fault: "no-address" }]);
  const sent = await withShop(shop.domain, (db) => db.outgoingMessage.findMany({ where: { topic: "ready" } }));
  expect(sent).toMatchObject([{ channel: "flow", status: "sent" }]);
});
