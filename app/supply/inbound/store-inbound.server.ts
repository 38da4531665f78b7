import type { Db } from "../../db.server.ts";
import type { InventoryItemGid, ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { shopMoment } from "../shop-moment.ts";
import { supplyChanged } from "../supply-changed.server.ts";
import { type ComparedLine, compareInbound } from "./compare-inbound.ts";
import { expectRise } from "./expect-rise.server.ts";
import { inboundCauses } from "./inbound-causes.ts";
import type { ReadInboundLine } from "./inbound-port.ts";

/**
 * Brings the lines up to what Shopify said, and says what became another. What a shipment brought explains the rise of
 * stock; where the merchant linked it to a purchase-order line, it is assumed received there too, to be confirmed as a
 * receipt.
 * @param given null: the shop does not let us see them
 */
export async function storeInbound(
  ports: Ports,
  db: Db,
  shop: ShopDomain,
  given: readonly ReadInboundLine[] | null,
  now: Date,
): Promise<void> {
  // Two readings at once: the later one waits, and compares with what the earlier one wrote.
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`inbound ${shop}`}, 0))`;
  const { timeZone } = await db.shop.findUniqueOrThrow({ where: { domain: shop }, select: { timeZone: true } });
  const read = (given ?? []).map(({ arrivesAt, ...line }) => ({
    ...line,
    arrivesOn: arrivesAt === null ? null : shopMoment(Date.parse(arrivesAt), timeZone).day,
  }));
  const before = await db.shopifyInboundLine.findMany({ where: { shop } });
  // Justified cast: written below only.
  const difference = compareInbound(before as (ComparedLine & { id: string })[], read);
  const saying = sayings(before);
  const lines = read.map(({ transferId, ...line }) => ({ ...line, ...saying(transferId, line.inventoryItemId) }));
  await writeLines(db, shop, lines, now);
  const goneIds = difference.gone.map(({ id }) => id);
  await db.shopifyInboundLine.deleteMany({ where: { shop, id: { in: goneIds } } });
  const received = given === null ? [] : difference.received;
  await expectRise(
    db,
    shop,
    received.map(({ line, units }) => ({ ...line, lineId: line.id, units, isBooked: false })),
    now,
  );
  await db.assumedReceipt.updateMany({
    where: { shop, lineId: { in: goneIds }, answer: { in: ["open", "confirmed"] } },
    data: { answer: "explained" },
  });
  await assumeOnLinked(db, shop, received, now);

  await db.expectedDayChange.createMany({
    data: difference.moved.map(({ before: old, now: line }) => ({
      shop,
      lineId: line.id,
      fromDay: old.arrivesOn,
      toDay: line.arrivesOn,
      changedAt: now,
    })),
  });
  for (const { itemIds, cause } of inboundCauses({ ...difference, received }))
    // Justified cast: the column holds Shopify's ids.
    await supplyChanged(ports, db, shop, [...new Set(itemIds)] as InventoryItemGid[], cause);
}

interface Saying {
  purchaseOrderLineId: string | null;
  isNoDouble: boolean;
}

/** What the merchant said of a transfer's line holds for the shipments that it leaves in. */
function sayings(before: readonly (Saying & { parentId: string; inventoryItemId: string })[]) {
  const byLine = new Map(before.map((line) => [`${line.parentId} ${line.inventoryItemId}`, line]));
  return (transferId: string | null, itemId: string): Saying => {
    const said = transferId === null ? undefined : byLine.get(`${transferId} ${itemId}`);
    return { purchaseOrderLineId: said?.purchaseOrderLineId ?? null, isNoDouble: said?.isNoDouble ?? false };
  };
}

/** A line's own saying is written once: afterwards it is the merchant's. */
async function writeLines(
  db: Db,
  shop: ShopDomain,
  lines: readonly (Omit<ReadInboundLine, "arrivesAt" | "transferId"> & Saying & { arrivesOn: string | null })[],
  now: Date,
): Promise<void> {
  if (lines.length === 0) return;
  await db.$executeRaw`
    INSERT INTO "ShopifyInboundLine" AS l (shop, id, kind, "parentId", name, "inventoryItemId", "locationId",
      "originLocationId", status, "quantityUnits", "unreceivedUnits", "arrivesOn",
      "purchaseOrderLineId", "isNoDouble", "updatedAt")
    SELECT ${shop}, g.id, g.kind, g."parentId", g.name, g."inventoryItemId", g."locationId", g."originLocationId",
      g.status, g."quantityUnits", g."unreceivedUnits", g."arrivesOn", g."purchaseOrderLineId", g."isNoDouble", ${now}
    FROM jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
      AS g(id text, kind text, "parentId" text, name text, "inventoryItemId" text, "locationId" text,
           "originLocationId" text, status text, "quantityUnits" int, "unreceivedUnits" int, "arrivesOn" text,
           "purchaseOrderLineId" text, "isNoDouble" boolean)
    ORDER BY g.id
    ON CONFLICT (shop, id) DO UPDATE SET
      name = excluded.name, "locationId" = excluded."locationId", "originLocationId" = excluded."originLocationId",
      status = excluded.status, "quantityUnits" = excluded."quantityUnits",
      "unreceivedUnits" = excluded."unreceivedUnits", "arrivesOn" = excluded."arrivesOn", "updatedAt" = excluded."updatedAt"`;
}

/** The purchase-order line that a received shipment was linked to has had its units, though nobody recorded a receipt. */
async function assumeOnLinked(
  db: Db,
  shop: ShopDomain,
  received: readonly { line: ComparedLine; units: number }[],
  now: Date,
): Promise<void> {
  const data = received.flatMap(({ line: { purchaseOrderLineId, inventoryItemId, locationId }, units }) =>
    purchaseOrderLineId === null
      ? []
      : {
          shop,
          inventoryItemId,
          locationId,
          lineId: `po:${purchaseOrderLineId}`,
          units,
          seenAt: now,
          because: "shipment",
        },
  );
  await db.assumedReceipt.createMany({ data });
}
