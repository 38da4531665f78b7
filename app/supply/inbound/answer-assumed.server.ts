import { type Db, outsideShops, withShop } from "../../db.server.ts";
import type { InventoryItemGid, ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { recordReceipts } from "../purchase-orders/record-receipts.server.ts";
import { shopMoment } from "../shop-moment.ts";
import { supplyChanged } from "../supply-changed.server.ts";

/** `gone`: nothing is assumed of the line any more. `order-closed`: its order takes no receipts. */
export type AssumedAnswerResult = { ok: true; units: number } | { ok: false; reason: "gone" | "order-closed" };

/**
 * What is assumed to have come on a line has come indeed: of a purchase order it becomes a receipt, which books nothing,
 * since stock has risen already. Shopify's own line stays as it is until Shopify hears of it.
 * @param lineId as InboundLine.id
 */
export async function confirmAssumed(ports: Ports, shop: ShopDomain, lineId: string): Promise<AssumedAnswerResult> {
  const open = await withShop(shop, (db) => openOf(db, shop, lineId));
  const [first] = open;
  if (first === undefined) return { ok: false, reason: "gone" };
  const units = sumOf(open);
  if (!lineId.startsWith("po:")) {
    await withShop(shop, (db) => answerAll(ports, db, shop, lineId, "confirmed"));
    return { ok: true, units };
  }
  const orderLineId = lineId.slice("po:".length);
  const line = await withShop(shop, (db) =>
    db.purchaseOrderLine.findUnique({
      where: { shop_id: { shop, id: orderLineId } },
      include: { purchaseOrder: { select: { orderedOn: true } } },
    }),
  );
  if (line === null) return { ok: false, reason: "order-closed" };
  const { timeZone } = await outsideShops().shop.findUniqueOrThrow({ where: { domain: shop } });
  const seenOn = shopMoment(first.seenAt.getTime(), timeZone).day;
  const { orderedOn } = line.purchaseOrder;
  const result = await recordReceipts(ports, shop, line.purchaseOrderId, {
    // Pressed twice it is one receipt.
    key: first.id,
    version: null,
    form: {
      receivedOn: orderedOn !== null && orderedOn > seenOn ? orderedOn : seenOn,
      units: { [orderLineId]: String(units) },
    },
    isBooked: false,
  });
  return result.ok ? { ok: true, units } : { ok: false, reason: "order-closed" };
}

/** Stock rose for another reason: the line still brings all of its units. */
export function undoAssumed(ports: Ports, shop: ShopDomain, lineId: string): Promise<AssumedAnswerResult> {
  return withShop(shop, async (db) => {
    const units = await answerAll(ports, db, shop, lineId, "undone");
    return units === 0 ? { ok: false, reason: "gone" } : { ok: true, units };
  });
}

const openOf = (db: Db, shop: ShopDomain, lineId: string) =>
  db.assumedReceipt.findMany({ where: { shop, lineId, answer: "open" }, orderBy: { seenAt: "asc" } });

const sumOf = (rows: readonly { units: number }[]) => rows.reduce((sum, { units }) => sum + units, 0);

async function answerAll(
  ports: Ports,
  db: Db,
  shop: ShopDomain,
  lineId: string,
  answer: "confirmed" | "undone",
): Promise<number> {
  const open = await openOf(db, shop, lineId);
  const units = sumOf(open);
  if (open.length === 0) return 0;
  await db.assumedReceipt.updateMany({ where: { shop, id: { in: open.map(({ id }) => id) } }, data: { answer } });
  // Justified cast: the column holds Shopify's ids.
  const itemIds = [...new Set(open.map(({ inventoryItemId }) => inventoryItemId as InventoryItemGid))];
  const change = answer === "undone" ? -units : units;
  await supplyChanged(ports, db, shop, itemIds, { code: "assumed-received", lineId, units: change });
  return units;
}
