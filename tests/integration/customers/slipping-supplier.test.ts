import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sendChangeReport } from "../../../app/backorders/send-change-report.server.ts";
import { storeNoticeSettings } from "../../../app/customers/notices/load-notice-settings.server.ts";
import { noticeSettings } from "../../../app/customers/notices/notice-settings.ts";
import { cancelUnits } from "../../../app/customers/cancellations/cancel-units.server.ts";
import { withShop } from "../../../app/db.server.ts";
import { gid } from "../../../app/ids.ts";
import { handlers } from "../../../app/jobs/handlers.server.ts";
import { runDue } from "../../../app/jobs/run-due.server.ts";
import { smtpNoticeMailer } from "../../../app/notice-mailer.server.ts";
import { action, loader } from "../../../app/routes/proxy.orders.$token.ts";
import { dayFromNumber, dayNumber } from "../../../app/supply/day.ts";
import { moveExpectedDay } from "../../../app/supply/purchase-orders/move-expected-day.server.ts";
import { supplyChanged } from "../../../app/supply/supply-changed.server.ts";
import { openLedgerShop } from "../backorders/ledger-shop.ts";
import { orderOf } from "../supply/order-of.ts";
import { routeArgs } from "../support/admin-request.ts";
import { openAdmin } from "../support/open-admin.ts";
import { type SmtpSink, startSmtpSink } from "../support/smtp-sink.ts";
import { dkimKey, readySender } from "./notice-shop.ts";
import { proxyRequest } from "./order-to-answer.ts";

const admin = openAdmin("slips");
let sink: SmtpSink;
let shop: Awaited<ReturnType<typeof openLedgerShop>>;

beforeAll(async () => {
  sink = await startSmtpSink();
});
afterAll(() => sink.close());
beforeEach(async () => {
  sink.mails.length = 0;
  admin.running().emulator.apiShape.protectedCustomerData = 2;
  shop = await openLedgerShop(admin, [
    "write_orders",
    "write_order_edits",
    "write_merchant_managed_fulfillment_orders",
  ]);
  const settings = noticeSettings.parse(readySender);
  await withShop(shop.domain, (db) => storeNoticeSettings(db, shop.domain, settings));
});

/** The next Monday so many weeks ahead. */
const monday = (weeks: number) => {
  const from = Math.floor(admin.running().emulator.clock.now() / 86_400_000) + weeks * 7;
  return dayFromNumber(from + ((11 - (from % 7)) % 7));
};

/** Time passes, and what falls due is done. */
async function later(minutes: number): Promise<void> {
  const noticeMailer = smtpNoticeMailer({ smtpUrl: sink.url, dkimSelector: "arrivo", dkimKey, perSecond: 1_000 });
  const { clock } = shop.ports;
  const businessNow = async () => (await clock.businessNow()) + minutes * 60_000;
  const ports = { ...shop.ports, noticeMailer, clock: { ...clock, businessNow } };
  await runDue(ports);
  await shop.queue.run(ports, handlers);
}

/** A supplier whose delivery is awaited by a customer slips by so many weeks, and the merchant presses "Send". */
async function slip(weeks: number) {
  const location = [...shop.shop.locations.values()][0]!;
  const line = { inventoryItemId: shop.itemId(), locationId: gid("Location", location.id), orderedUnits: 20 };
  const lineId = await orderOf(shop.domain, { ...line, expectedOn: monday(4) });
  const cause = { code: "ordered", lineId: `po:${lineId}`, name: "PO-1001" } as const;
  await withShop(shop.domain, (db) => supplyChanged(shop.ports, db, shop.domain, [shop.itemId()], cause));
  await shop.settle();
  const order = await shop.buy(2, { email: "ana@example.com", locale: "en", shippingMinor: 500 });
  const { purchaseOrder } = await withShop(shop.domain, (db) =>
    db.purchaseOrderLine.findUniqueOrThrow({
      where: { shop_id: { shop: shop.domain, id: lineId } },
      include: { purchaseOrder: true },
    }),
  );
  const move = { kind: "day", day: monday(4 + weeks) } as const;
  await moveExpectedDay(shop.ports, shop.domain, purchaseOrder.id, {
    version: purchaseOrder.version,
    lineIds: [lineId],
    move,
    reason: "The boat is late",
  });
  await shop.settle();
  const report = await withShop(shop.domain, (db) =>
    db.changeReport.findFirstOrThrow({ where: { status: "waiting" } }),
  );
  await sendChangeReport(shop.ports, shop.domain, report.id);
  await shop.settle();
  await later(16);
  return order;
}

const linksOf = (mail: { text?: string | undefined; html?: string | false }) => [
  ...new Set(
    `${mail.text ?? ""} ${mail.html || ""}`
      .match(/https?:\/\/[^\s"'<>)]+/g)
      ?.map((link) => link.replaceAll("&amp;", "&")),
  ),
];
const tokenOf = (link: string) => /\/apps\/arrivo\/orders\/([^/?]+)/.exec(link)?.[1] ?? null;
const at = (token: string, init: RequestInit = {}) =>
  routeArgs(proxyRequest(admin.running(), shop.domain, `/apps/arrivo/orders/${token}`, init), { token });
const stored = () =>
  withShop(shop.domain, async (db) => [
    await db.delayCase.findMany({ orderBy: { openedAt: "asc" } }),
    await db.answer.count(),
    await db.cancellation.count(),
  ]);

describe("a supplier that slips three weeks", () => {
  it("is told to the customer with a link, which scanners open as they like, and which takes the answer", async () => {
    const order = await slip(3);
    expect(sink.mails).toHaveLength(1);
    const mail = sink.mails[0]!;
    expect(mail.subject).toContain("keep it or cancel it");
    const before = await stored();
    const links = linksOf(mail);
    const tokens = links.map(tokenOf).filter((token) => token !== null);
    expect(tokens.length).toBeGreaterThan(0);
    for (const token of tokens)
      for (const method of ["HEAD", "GET", "GET"]) expect((await loader(at(token, { method }))).status).toBe(200);
    expect(await stored()).toEqual(before);
    expect(order).toMatchObject({ cancelledAt: null, refundIds: [] });

    const html = await (await loader(at(tokens[0]!))).text();
    expect(html).toContain("€25.00");
    const body = new URLSearchParams({ choice: "cancel", question: /name="question" value="([^"]+)"/.exec(html)![1]! });
    expect(await (await action(at(tokens[0]!, { method: "POST", body }))).text()).toContain("We are cancelling 2");
    const [cancellation] = await withShop(shop.domain, (db) => db.cancellation.findMany({}));
    await cancelUnits(shop.ports, shop.domain, cancellation!.id);
    expect(order).toMatchObject({ financialStatus: "REFUNDED", cancelReason: "CUSTOMER" });
    await shop.heardOf(order);
    await shop.expectBalance();
    const [line] = await shop.lines(order);
    expect(line).toMatchObject({ cancelledUnits: 2, unfulfilledUnits: 0 });
    expect(await stored()).toMatchObject([
      [{ status: "answered", law: "other", deadlineOn: expect.any(String) as unknown }],
      1,
      1,
    ]);
    const told = (await withShop(shop.domain, (db) => db.delayCase.findFirstOrThrow({}))).toldAt;
    expect(told).not.toBeNull();
    // The answer is confirmed, the next day: one mail a day.
    await later(60 * 48);
    expect(sink.mails.map(({ subject }) => subject)).toEqual([
      mail.subject,
      expect.stringMatching(/answer|cancelled/) as unknown,
    ]);
    expect(dayNumber(monday(7)) - dayNumber(monday(4))).toBe(21);
  });
});
