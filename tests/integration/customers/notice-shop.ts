import { generateKeyPairSync } from "node:crypto";
import type { BackorderEvent } from "../../../app/backorders/backorder-event.ts";
import type { PromisePart } from "../../../app/backorders/promise-part.ts";
import { getPorts } from "../../../app/composition.server.ts";
import type { OrderContact } from "../../../app/customers/notices/customers-port.ts";
import { type NoticeSettings, noticeSettings } from "../../../app/customers/notices/notice-settings.ts";
import { storeNoticeSettings } from "../../../app/customers/notices/load-notice-settings.server.ts";
import { tellCustomers } from "../../../app/customers/tell-customers.server.ts";
import { outsideShops, withShop } from "../../../app/db.server.ts";
import type { ShopDomain } from "../../../app/ids.ts";
import { inlineQueue } from "../../../app/jobs/inline-queue.ts";
import { smtpNoticeMailer } from "../../../app/notice-mailer.server.ts";
import type { Ports, ShopAdmin } from "../../../app/ports.ts";

export const sender = "orders@lamps.example";
export const start = Date.UTC(2026, 10, 26, 10);
const minute = 60_000;

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
export const dkimKey = privateKey.export({ type: "pkcs8", format: "der" }).toString("base64");
export const readySender: Partial<NoticeSettings> = {
  isOn: true,
  sender: { address: sender, name: "" },
  checked: { address: sender, spf: true, dkim: true, at: "2026-11-20T09:00:00Z" },
  provenAddress: sender,
};

let count = 0;

/** A shop whose notices are switched on, with orders that wait; addresses are read from what the test says. */
export async function openNoticeShop(smtpUrl: string, settings: Partial<NoticeSettings> = readySender) {
  // Justified cast: a domain as Shopify makes them.
  const shop = `notices-${(count += 1)}.myshopify.com` as ShopDomain;
  await outsideShops().shop.create({ data: { domain: shop, name: "Lamp & Co", timeZone: "Europe/Rome" } });
  await withShop(shop, (db) => storeNoticeSettings(db, shop, noticeSettings.parse(settings)));
  const contacts = new Map<string, OrderContact>();
  const clock = { now: start, wall: Date.now() };
  const noticeMailer = smtpNoticeMailer({
    smtpUrl,
    spf: "include:spf.arrivo.example",
    dkimSelector: "arrivo",
    dkimKey,
    perSecond: 10_000,
  });
  const zone = new Map([
    ["lamps.example", ["v=spf1 include:spf.arrivo.example ~all"]],
    ["arrivo._domainkey.lamps.example", [noticeMailer.records?.dkimRecord ?? ""]],
  ]);
  const queue = inlineQueue();
  // Justified cast: nothing else of Shopify is asked for here.
  const shopify = {
    readContacts: async () => contacts,
    readShipTo: async (orderIds: readonly string[]) => new Map(orderIds.map((id) => [id, null])),
  } as unknown as ShopAdmin;
  const ports: Ports = {
    ...getPorts(),
    shopify: () => shopify,
    queue,
    noticeMailer,
    dns: { txt: async (name) => zone.get(name) ?? [] },
    clock: { businessNow: async () => clock.now, wallNow: () => clock.wall },
  };
  const gid = (type: string, number: number) => `gid://shopify/${type}/${number}`;
  let eventCount = 0;

  return {
    shop,
    ports,
    queue,
    clock,
    contacts,
    /** The domain's records: they vouch for us. */
    zone,
    orderId: (number: number) => gid("Order", number),
    /** Both clocks. */
    pass(ms: number): void {
      clock.now += ms;
      clock.wall += ms;
    },
    async order(number: number, locale = "en", parts: PromisePart[] = []): Promise<void> {
      const orderId = gid("Order", number);
      const lineId = gid("LineItem", number);
      contacts.set(orderId, { email: `buyer${number}@example.com`, locale, url: null });
      const at = new Date(start);
      await withShop(shop, async (db) => {
        await db.ledgerOrder.create({
          data: { shop, orderId, name: `#${number}`, placedAt: at, financialStatus: "PAID", locale, updatedAt: at },
        });
        await db.orderLine.create({
          data: {
            shop,
            lineId,
            orderId,
            orderName: `#${number}`,
            title: "Lamp",
            quantityUnits: 5,
            unfulfilledUnits: 5,
            placedAt: at,
            updatedAt: at,
          },
        });
        await db.linePromise.create({
          // Justified cast: parts are JSON.
          data: { shop, lineId, variantId: "v", inventoryItemId: "i", parts: parts as object[], computedAt: at },
        });
      });
    },
    /** backorders/ notes it, and the job takes it. */
    async happens(number: number, event: BackorderEvent): Promise<void> {
      const { kind, ...details } = event;
      await withShop(shop, (db) =>
        db.backorderEvent.create({
          data: {
            shop,
            key: `event ${(eventCount += 1)}`,
            kind,
            orderId: gid("Order", number),
            lineId: gid("LineItem", number),
            // Justified cast: details are JSON.
            details: details as object,
            at: new Date(clock.now),
          },
        }),
      );
      await tellCustomers(ports, shop);
    },
    notices: () => withShop(shop, (db) => db.notice.findMany({ orderBy: [{ createdAt: "asc" }, { id: "asc" }] })),
    causes: () => withShop(shop, (db) => db.noticeCause.findMany({ orderBy: { id: "asc" } })),
    dueAt: async () =>
      (await outsideShops().shop.findUniqueOrThrow({ where: { domain: shop } })).noticesDueAt?.getTime(),
  };
}
export type NoticeShop = Awaited<ReturnType<typeof openNoticeShop>>;

export const recallTime = 15 * minute;
export const early = { from: "2026-12-01", to: "2026-12-03" };
export const late = { from: "2026-12-21", to: "2026-12-23" };

export function slip(reportId: string, before = early, after: typeof late | null = late): BackorderEvent {
  return { kind: "promise-changed", units: 5, before, after, cause: { code: "queue-moved" }, reportId };
}
