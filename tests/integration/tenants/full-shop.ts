import { getPorts } from "../../../app/composition.server.ts";
import { cancelUnits } from "../../../app/customers/cancellations/cancel-units.server.ts";
import { requestCancellation } from "../../../app/customers/cancellations/request-cancellation.server.ts";
import { giveCompensation } from "../../../app/customers/compensation/give-compensation.server.ts";
import { storeNoticeSettings } from "../../../app/customers/notices/load-notice-settings.server.ts";
import { noticeSettings } from "../../../app/customers/notices/notice-settings.ts";
import { withShop } from "../../../app/db.server.ts";
import { ShopifyRejected } from "../../../app/errors.ts";
import type { LocationGid, ShopDomain } from "../../../app/ids.ts";
import { listDeadLetters } from "../../../app/jobs/dead-letters.server.ts";
import { startWorker } from "../../../app/jobs/worker.server.ts";
import { loader as answerPage } from "../../../app/routes/proxy.orders.$token.ts";
import { setUpShop } from "../../../app/shops/set-up-shop.server.ts";
import { inboundScopes } from "../../../app/supply/inbound/inbound-scopes.ts";
import { readInbound } from "../../../app/supply/inbound/read-inbound.server.ts";
import { confirmationNumber } from "../../../store-emulator/confirmation-number.ts";
import { gid } from "../../../store-emulator/ids.ts";
import { makeLevel } from "../../../store-emulator/levels.ts";
import { makeTransfer } from "../../../store-emulator/make-transfer.ts";
import type { Order } from "../../../store-emulator/order-state.ts";
import { setStock } from "../../../store-emulator/set-stock.ts";
import { shipTransfer } from "../../../store-emulator/ship-transfer.ts";
import { openLedgerShop } from "../backorders/ledger-shop.ts";
import { compensationsOf, givingScopes, keep, setCompensation, windowIn } from "../customers/compensation-shop.ts";
import { readySender } from "../customers/notice-shop.ts";
import { cancelScopes, delay, lineGid, orderGid, proxyRequest } from "../customers/order-to-answer.ts";
import { orderOf } from "../supply/order-of.ts";
import { routeArgs } from "../support/admin-request.ts";
import type { Admin } from "../support/open-admin.ts";
import { plainRule } from "../support/open-shop.ts";
import { until } from "../support/until.ts";

const scopes = [
  ...new Set([
    "write_merchant_managed_fulfillment_orders",
    "write_third_party_fulfillment_orders",
    "read_payment_terms",
    ...cancelScopes,
    ...givingScopes,
    ...inboundScopes,
  ]),
];

/** What each purchase order is there for: each stands at its first version. */
const purchaseOrderUses = [
  "shown",
  "moved",
  "moved-days",
  "received",
  "closed-short",
  "copied",
  "mailed",
  "booked",
  "linked",
  "confirmed",
  "undone",
  "confirmed in the check",
  "undone in the check",
  "edited",
] as const;

const noticeUses = ["waiting", "batched", "sent", "failed"] as const;

const tail = (id: string) => id.slice(id.lastIndexOf("/") + 1);

/** A selling shop that has one of everything that a request can name by an id. `mark` stands in each of its texts. */
export async function openFullShop(admin: Admin, mark: string, firstOrderNumber: number) {
  const running = admin.running();
  const { emulator } = running;
  const shop = await openLedgerShop(admin, scopes);
  const { domain } = shop;
  const inShop = <T>(work: Parameters<typeof withShop<T>>[1]) => withShop(domain, work);
  const now = new Date();

  shop.shop.nextOrderNumber = firstOrderNumber;
  const product = [...shop.shop.products.values()][0]!;
  Object.assign(product, {
    title: `${mark} lamp`,
    vendor: `${mark} vendor`,
    productType: `${mark} type`,
    tags: [`${mark} tag`],
  });
  await shop.hint("product", shop.productId, new Date());
  await shop.settle();
  await setCompensation(running, shop, { isAutomatic: false }, scopes);
  await setUpShop(shop.ports, domain);
  await inShop((db) => storeNoticeSettings(db, domain, noticeSettings.parse(readySender)));

  const buy = (name: string, units: number[] = [2]) =>
    shop.buy(units, { email: `${name}.${mark.toLowerCase()}@example.com`, shippingMinor: 500 });
  const slip = (order: Order, reportId: string) =>
    delay(shop, order, { before: windowIn(5), after: windowIn(26), reportId });

  // Customers: one who was asked, one to be called, one to be refunded, two to be compensated, one whose refund failed.
  const asked = await buy("asked", [2, 1]);
  const { caseId, answerPath } = await slip(asked, `${mark} report 1`);
  const toCall = await slip(await buy("called"), `${mark} report 2`);
  const toRefund = await slip(await buy("refunded"), `${mark} report 3`);
  await inShop(async (db) => {
    const bounced = { toldAt: now, bouncedAt: now };
    await db.delayCase.update({ where: { shop_id: { shop: domain, id: toCall.caseId } }, data: bounced });
    const due = { status: "refund-due", toldAt: now, refundDueOn: windowIn(3).from };
    await db.delayCase.update({ where: { shop_id: { shop: domain, id: toRefund.caseId } }, data: due });
    await db.delayCaseLine.updateMany({ where: { caseId: toRefund.caseId }, data: { silence: "cancels" } });
  });
  for (const name of ["given", "declined"])
    await keep(shop, (await slip(await buy(name), `${mark} report of ${name}`)).caseId);
  await giveCompensation(shop.ports, domain);
  const refusals: string[] = [];
  for (const name of ["again", "by-hand"]) {
    const order = await buy(name);
    const lines = [{ lineId: lineGid(order), units: 1 }];
    const cancellation = { key: name, orderId: orderGid(order), caseId: null, lines, shown: null };
    await inShop((db) => requestCancellation(shop.ports, db, domain, { ...cancellation, source: "merchant" }));
    const { id } = await inShop((db) => db.cancellation.findFirstOrThrow({ where: { key: name } }));
    emulator.apiShape.refuseRefunds = true;
    await cancelUnits(shop.ports, domain, id).finally(() => (emulator.apiShape.refuseRefunds = false));
    refusals.push(id);
  }
  const cancelled = await buy("cancelled");
  const queued = await buy("queued");
  const unreadable = await buy("unreadable");
  const noticed: Record<string, Order> = {};
  for (const use of noticeUses) noticed[use] = await buy(use, [0, 1]);

  // Supply: an order for each doing, and a shipment of Shopify's.
  const purchaseOrders: Record<string, { id: string; lineId: string }> = {};
  const location = [...shop.shop.locations.values()][0]!;
  const locationId = gid("Location", location.id);
  for (const use of purchaseOrderUses) {
    const lineId = await orderOf(domain, {
      inventoryItemId: shop.itemId(),
      locationId,
      orderedUnits: 1,
      expectedOn: windowIn(40).from,
      status: use === "edited" ? "draft" : "ordered",
      number: `${mark} ${use}`,
    });
    const line = await inShop((db) => db.purchaseOrderLine.findFirstOrThrow({ where: { id: lineId } }));
    purchaseOrders[use] = { id: line.purchaseOrderId, lineId };
  }
  const lineOf = (use: (typeof purchaseOrderUses)[number]) => purchaseOrders[use]!;
  const supplier = await inShop((db) => db.supplier.findFirstOrThrow({}));
  const supplierId = supplier.id;
  const spareSupplierId = crypto.randomUUID();
  const archivedSupplierId = crypto.randomUUID();
  await inShop(async (db) => {
    const plain = { shop: domain, currency: "EUR", createdAt: now, updatedAt: now };
    await db.supplier.update({
      where: { shop_id: { shop: domain, id: supplierId } },
      data: { name: `${mark} Works`, email: `works@${mark.toLowerCase()}.example`, contactName: `${mark} Smith` },
    });
    await db.supplier.createMany({
      data: [
        { ...plain, id: spareSupplierId, name: `${mark} Spares` },
        { ...plain, id: archivedSupplierId, name: `${mark} Archive`, archivedAt: now },
      ],
    });
    const terms = { shop: domain, supplierId, supplierSku: `${mark}-SKU`, updatedAt: now };
    await db.supplierTerms.create({ data: { ...terms, variantId: shop.variantIds[0]! } });
    await db.receipt.create({
      data: {
        shop: domain,
        key: `${mark} receipt`,
        purchaseOrderId: lineOf("booked").id,
        lineId: lineOf("booked").lineId,
        units: 1,
        receivedOn: "2026-11-20",
        recordedAt: now,
        booking: "refused",
        bookingError: "not-stocked",
      },
    });
    const assumed = { shop: domain, inventoryItemId: shop.itemId(), locationId, units: 1, seenAt: now };
    await db.assumedReceipt.createMany({
      data: (["confirmed", "undone", "confirmed in the check", "undone in the check"] as const).map((use) => ({
        ...assumed,
        lineId: `po:${lineOf(use).lineId}`,
      })),
    });
  });
  const transfer = makeTransfer(emulator, shop.shop, {
    origin: null,
    destination: location,
    lines: [{ found: shop.found(), quantity: 1 }],
    arrivesAt: null,
  });
  shipTransfer(emulator, shop.shop, transfer, { units: null, arrivesAt: Date.now() + 40 * 86_400_000 });
  await readInbound(shop.ports, domain);

  // Another location has some to spare of what the first orders wait for.
  const store = { ...location, id: emulator.nextId(), name: `${mark} store` };
  shop.shop.locations.set(store.id, store);
  const storeId = gid("Location", store.id);
  await inShop((db) => db.location.create({ data: { shop: domain, locationId: storeId, name: store.name } }));
  shop.found().item.levels.push(makeLevel(emulator.nextId(), store.id, 0, emulator.clock.now()));
  setStock(emulator, shop.shop, shop.found(), store, { available: 2 });
  await shop.hint("inventory-item", shop.itemId(), new Date());

  // Rules: two that are ranked, and one that counts a location that is gone.
  for (const vendor of [`${mark} vendor`, `${mark} other vendor`]) await shop.setRule("vendor", vendor, plainRule);
  const countedLocations = [locationId, "gid://shopify/Location/1"] as LocationGid[];
  await shop.setRule("variant", shop.variantIds[1]!, { ...plainRule, countedLocations });
  await shop.settle();

  const queuedLineId = lineGid(queued);
  const rows = await inShop(async (db) => {
    const report = await db.changeReport.create({
      data: { shop: domain, cause: { code: "queue-moved" }, lineCount: 1, orderCount: 1, openedAt: now },
    });
    const move = { reportId: report.id, fromFrom: windowIn(5).from, fromTo: windowIn(5).to };
    const change = await db.promiseChange.create({
      data: { shop: domain, lineId: queuedLineId, ...move, cause: { code: "queue-moved" }, changedAt: now },
    });
    await db.linePromise.update({
      where: { shop_lineId: { shop: domain, lineId: queuedLineId } },
      data: { reportId: report.id },
    });
    const override = { orderId: orderGid(unreadable), lineId: lineGid(unreadable), place: "last", by: "7", at: now };
    await db.queueOverride.create({ data: { shop: domain, ...override } });
    await db.ledgerOrder.update({
      where: { shop_orderId: { shop: domain, orderId: orderGid(unreadable) } },
      data: { isUnreadable: true },
    });
    const inventoryItemId = shop.itemId(1);
    await db.inventoryLevel.updateMany({
      where: { inventoryItemId, locationId },
      data: { committed: { increment: 1 } },
    });
    await db.ledgerDifference.create({ data: { shop: domain, inventoryItemId, locationId } });

    const notices: Record<string, string> = {};
    for (const status of noticeUses) {
      const id = crypto.randomUUID();
      const orderId = orderGid(noticed[status]!);
      await db.notice.create({
        data: {
          shop: domain,
          id,
          orderId,
          status: status === "batched" ? "waiting" : status,
          dueAt: new Date(Date.now() + 600_000),
          createdAt: now,
        },
      });
      const cause = { kind: "delayed", orderId, lineId: lineGid(noticed[status]!), at: now, noticeId: id };
      const reportId = status === "batched" ? `${mark} batch` : null;
      await db.noticeCause.create({ data: { shop: domain, causeKey: `${mark} ${status}`, ...cause, reportId } });
      notices[status] = id;
    }
    const left = await db.task.create({
      data: { shop: domain, kind: "leave", status: "done", report: { waitingCsv: `${mark} orders that wait` } },
    });
    const undo = { targets: [{ level: "vendor", targetId: `${mark} last vendor` }], rows: [] };
    const checkpoint = { markedAt: now.toISOString(), undo };
    const editing = await db.task.create({ data: { shop: domain, kind: "bulk-edit", status: "running", checkpoint } });
    const line = await db.shopifyInboundLine.findFirstOrThrow({ where: { kind: "shipment" } });
    const policies = await db.policy.findMany({ where: { level: "vendor" }, orderBy: { rank: "asc" } });
    return {
      reportId: report.id,
      changeId: String(change.id),
      notices: { ...notices, batch: `${mark} batch` } as Record<keyof typeof notices | "batch", string>,
      leftTaskId: left.id,
      editTaskId: editing.id,
      inboundLineId: line.id,
      ruleIds: policies.map(({ id }) => id),
    };
  });

  const compensations = await compensationsOf(shop);
  const proxied = proxyRequest(running, domain, answerPath);
  const page = await answerPage(routeArgs(proxied, { token: tail(new URL(proxied.url).pathname) }));
  return {
    ...shop,
    mark,
    ids: {
      ...rows,
      domain,
      mark,
      order: { id: orderGid(asked), number: String(asked.id), name: asked.name, proof: confirmationNumber(asked) },
      lineId: lineGid(asked),
      queued: { id: orderGid(queued), number: String(queued.id), lineId: queuedLineId },
      placed: { lineId: lineGid(unreadable) },
      cancelled: { id: orderGid(cancelled), refundMinor: 2_500 },
      caseId,
      caseToCall: toCall.caseId,
      caseToRefund: toRefund.caseId,
      answerPath,
      question: /name="question" value="([^"]+)"/.exec(await page.text())?.[1] ?? "",
      refusedId: refusals[0]!,
      otherRefusedId: refusals[1]!,
      compensationIds: compensations.map(({ id }) => id),
      supplierId,
      supplierUpdatedAt: supplier.updatedAt.getTime(),
      spareSupplierId,
      archivedSupplierId,
      locationId,
      storeId,
      variantId: shop.variantIds[0]!,
      otherVariantId: shop.variantIds[1]!,
      variantNumber: tail(shop.variantIds[0]!),
      otherVariantNumber: tail(shop.variantIds[1]!),
      productNumber: tail(shop.productId),
      itemId: shop.itemId(),
      otherItemId: shop.itemId(1),
      itemNumber: tail(shop.itemId()),
      purchaseOrder: lineOf,
      deadLetterId: await failForGood(domain),
    },
  };
}

export type FullShop = Awaited<ReturnType<typeof openFullShop>>;
export type Ids = FullShop["ids"];

/** A job of the shop that its worker gave up. */
async function failForGood(shop: ShopDomain): Promise<string> {
  const worker = await startWorker(getPorts(), {
    "look-at-changes": async () => {
      throw new ShopifyRejected("readChanges", [{ field: null, message: "is invalid" }]);
    },
  });
  await getPorts().queue.enqueue(null, "look-at-changes", { shop });
  const letter = await until("a dead letter", async () => (await listDeadLetters(shop))[0]);
  await worker.stop();
  return letter.id;
}
