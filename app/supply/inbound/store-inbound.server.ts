import type { Db } from "../../db.server.ts";
import type { InventoryItemGid, ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { shopMoment } from "../shop-moment.ts";
import type { SupplyCause } from "../supply-cause.ts";
import { supplyChanged } from "../supply-changed.server.ts";
import { type ComparedLine, compareInbound } from "./compare-inbound.ts";
import { expectRise } from "./expect-rise.server.ts";
import type { ReadInboundLine } from "./inbound-port.ts";

type NamedLine = Pick<ComparedLine, "id" | "name" | "inventoryItemId">;

/**
 * Brings the lines up to what Shopify said, and says what became another. What a shipment brought explains the rise of
 * stock; where the merchant linked it to a purchase-order line, it is assumed received there too, to be confirmed as a
 * receipt.
 * @param lines null: the shop does not let us see them
 */
export async function storeInbound(
  ports: Ports,
  db: Db,
  shop: ShopDomain,
  lines: readonly ReadInboundLine[] | null,
  now: Date,
): Promise<void> {
  // Two readings at once: the later one waits, and compares with what the earlier one wrote.
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`inbound ${shop}`}, 0))`;
  const { timeZone } = await db.shop.findUniqueOrThrow({ where: { domain: shop }, select: { timeZone: true } });
  const read = (lines ?? []).map(({ arrivesAt, ...line }) => ({
    ...line,
    arrivesOn: arrivesAt === null ? null : shopMoment(Date.parse(arrivesAt), timeZone).day,
  }));
  const before = await db.shopifyInboundLine.findMany({ where: { shop } });
  // Justified cast: written below only.
  const difference = compareInbound(before as (ComparedLine & { id: string })[], read);
  await writeLines(db, shop, read, now);
  const goneIds = difference.gone.map(({ id }) => id);
  await db.shopifyInboundLine.deleteMany({ where: { shop, id: { in: goneIds } } });
  const received = lines === null ? [] : difference.received;
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

  const tell = (line: NamedLine, cause: SupplyCause) =>
    // Justified cast: the column holds Shopify's ids.
    supplyChanged(ports, db, shop, [line.inventoryItemId as InventoryItemGid], cause);
  for (const line of difference.fresh) await tell(line, { code: "ordered", lineId: line.id, name: line.name });
  for (const { before: old, now: line } of difference.moved) {
    const [from, to] = [old.arrivesOn, line.arrivesOn];
    await db.expectedDayChange.create({ data: { shop, lineId: line.id, fromDay: from, toDay: to, changedAt: now } });
    await tell(line, { code: "line-moved", lineId: line.id, name: line.name, from, to, reason: "" });
  }
  const came = new Map(received.map(({ line, units }) => [line.id, units]));
  for (const line of [...difference.gone, ...difference.recounted.map((each) => each.now)]) {
    const units = came.get(line.id);
    await tell(
      line,
      units === undefined
        ? { code: "units-changed", lineId: line.id, name: line.name }
        : { code: "received", lineId: line.id, name: line.name, units },
    );
  }
}

async function writeLines(
  db: Db,
  shop: ShopDomain,
  lines: readonly (Omit<ReadInboundLine, "arrivesAt"> & { arrivesOn: string | null })[],
  now: Date,
): Promise<void> {
  if (lines.length === 0) return;
  await db.$executeRaw`
    INSERT INTO "ShopifyInboundLine" AS l (shop, id, kind, "parentId", name, "inventoryItemId", "locationId",
      "originLocationId", status, "quantityUnits", "unreceivedUnits", "arrivesOn", "updatedAt")
    SELECT ${shop}, g.id, g.kind, g."parentId", g.name, g."inventoryItemId", g."locationId", g."originLocationId",
      g.status, g."quantityUnits", g."unreceivedUnits", g."arrivesOn", ${now}
    FROM jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
      AS g(id text, kind text, "parentId" text, name text, "inventoryItemId" text, "locationId" text,
           "originLocationId" text, status text, "quantityUnits" int, "unreceivedUnits" int, "arrivesOn" text)
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
