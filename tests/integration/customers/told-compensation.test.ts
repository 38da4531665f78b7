import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { giveCompensation } from "../../../app/customers/compensation/give-compensation.server.ts";
import { noteCauses } from "../../../app/customers/notices/note-causes.server.ts";
import { saveTemplate } from "../../../app/customers/notices/save-template.server.ts";
import { sendNotices } from "../../../app/customers/notices/send-notices.server.ts";
import { withShop } from "../../../app/db.server.ts";
import type { Ports, ShopAdmin } from "../../../app/ports.ts";
import { type SmtpSink, startSmtpSink } from "../support/smtp-sink.ts";
import { type NoticeShop, openNoticeShop, recallTime } from "./notice-shop.ts";

let sink: SmtpSink;
let shop: NoticeShop;
let ports: Ports;
beforeAll(async () => {
  sink = await startSmtpSink();
});
afterAll(() => sink.close());
beforeEach(async () => {
  sink.mails.length = 0;
  shop = await openNoticeShop(sink.url);
  const shopify = shop.ports.shopify(shop.shop);
  // Justified cast: nothing else of Shopify is asked for here.
  const giving = {
    ...shopify,
    readCodes: async (ids: readonly string[]) => new Map(ids.map((id) => [id, { usedCount: 0, isActive: true }])),
    createCode: async () => ({ ok: true, shopifyId: "gid://shopify/DiscountCodeNode/1" }),
    creditCustomer: async () => ({ ok: true, shopifyId: "gid://shopify/StoreCreditAccountCreditTransaction/1" }),
    disableCode: async () => "done",
  } as unknown as ShopAdmin;
  ports = { ...shop.ports, shopify: () => giving };
});

/** Approved, and given by the job. */
async function give(number: number, kind: "delay" | "wait", gives: object): Promise<void> {
  await withShop(shop.shop, (db) =>
    db.compensation.create({
      data: {
        shop: shop.shop,
        kind,
        whom: shop.orderId(number),
        cause: "c",
        orderId: shop.orderId(number),
        customerId: "gid://shopify/Customer/1",
        status: "approved",
        gives,
        currency: "EUR",
        createdAt: new Date(shop.clock.now),
      },
    }),
  );
  await giveCompensation(ports, shop.shop);
}
const stored = () => withShop(shop.shop, (db) => db.compensation.findFirstOrThrow());
const leave = async () => {
  shop.pass(recallTime);
  await sendNotices(ports, shop.shop);
};

it("tells the code in the customer's language, with its last whole day, and once", async () => {
  await shop.order(1, "de");
  await give(1, "delay", { kind: "percent", percent: 10 });
  await giveCompensation(ports, shop.shop);
  await leave();
  const { code } = await stored();
  expect(sink.mails).toHaveLength(1);
  expect(sink.mails[0]?.subject).toBe("Etwas für die Verspätung Ihrer Bestellung #1");
  expect(sink.mails[0]?.text).toContain("10 % Rabatt auf Ihre nächste Bestellung");
  expect(sink.mails[0]?.text).toContain(`Ihr Code: ${code}`);
  expect(sink.mails[0]?.text).toMatch(/Er gilt einmal, bis zum 2[45]\. Februar\./);
  expect(sink.mails[0]?.html).toContain(code);
});

it("joins the mail that confirms the answer", async () => {
  await shop.order(1);
  await withShop(shop.shop, (db) =>
    noteCauses(ports, db, shop.shop, [
      {
        causeKey: "answered k",
        kind: "answered",
        orderId: shop.orderId(1),
        lineId: null,
        details: { choice: "keep" },
        at: new Date(shop.clock.now),
      },
    ]),
  );
  await give(1, "delay", { kind: "free-shipping", upToMinor: 700 });
  await leave();
  expect(sink.mails).toHaveLength(1);
  expect(sink.mails[0]?.subject).toBe("Your order #1: we have your answer");
  expect(sink.mails[0]?.text).toContain("Free shipping on your next order, where it costs no more than €7.00");
  expect(sink.mails[0]?.text).toContain((await stored()).code ?? "none");
});

it("tells it whatever the merchant's own words leave out", async () => {
  await shop.order(1);
  const own = { subject: "Sorry", body: "<p>Sorry.</p>" };
  expect(await saveTemplate(ports, shop.shop, { kind: "compensated", locale: "en" }, own)).toEqual({ ok: true });
  await give(1, "delay", { kind: "amount", amountMinor: 500 });
  await leave();
  expect(sink.mails[0]?.text).toContain("€5.00 off your next order");
  expect(sink.mails[0]?.text).toContain((await stored()).code ?? "none");
});

it("names no code for store credit", async () => {
  await shop.order(1);
  await give(1, "delay", { kind: "store-credit", amountMinor: 900 });
  await leave();
  expect(sink.mails[0]?.text).toContain("€9.00 of store credit\nUse it at checkout until ");
  expect(sink.mails[0]?.text).not.toContain("code");
});

it("thanks those who waited", async () => {
  await shop.order(1);
  await give(1, "wait", { kind: "percent", percent: 5 });
  await leave();
  expect(sink.mails[0]?.subject).toBe("Thank you for waiting for your order #1");
  expect(sink.mails[0]?.text).toContain("5% off your next order");
});

it("tells nothing of what was taken back before the mail left", async () => {
  await shop.order(1);
  await give(1, "delay", { kind: "percent", percent: 10 });
  await withShop(shop.shop, (db) => db.compensation.updateMany({ data: { isToDisable: true } }));
  await leave();
  expect(sink.mails).toEqual([]);
  expect(await shop.notices()).toMatchObject([{ status: "dropped" }]);
  await giveCompensation(ports, shop.shop);
  expect(await stored()).toMatchObject({ status: "disabled" });
});
