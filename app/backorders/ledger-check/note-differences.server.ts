import type { Db } from "../../db.server.ts";
import { markDirty } from "../../availability/mark-dirty.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { countPlaces } from "./count-places.server.ts";

/** More than that is no list of differences but a ledger that has yet to be read. */
const mostNoted = 1_000;

/**
 * Compares the ledger with Shopify's figures for every item and location, in the caller's transaction, and keeps where
 * they differ: those items are read again, and what differs still after that is shown. What is on its way to be read
 * anyhow is left out.
 * @returns how many places differ
 */
export async function noteDifferences(ports: Ports, db: Db, shop: ShopDomain, now: number): Promise<number> {
  const places = await countPlaces(db, shop, now, null);
  const dirty = await db.dirtyItem.findMany({ where: { shop, kind: "inventory-item" }, select: { item: true } });
  const pending = new Set(dirty.map(({ item }) => item));
  const found = places.filter(({ inventoryItemId }) => !pending.has(inventoryItemId)).slice(0, mostNoted);
  const items = found.map(({ inventoryItemId }) => inventoryItemId);
  const where = found.map(({ locationId }) => locationId);
  await db.$executeRaw`
    DELETE FROM "LedgerDifference" d WHERE d.shop = ${shop} AND NOT EXISTS (
      SELECT FROM unnest(${items}::text[], ${where}::text[]) AS g(item, place)
      WHERE g.item = d."inventoryItemId" AND g.place = d."locationId")`;
  await db.$executeRaw`
    INSERT INTO "LedgerDifference" (shop, "inventoryItemId", "locationId")
    SELECT ${shop}, g.item, g.place FROM unnest(${items}::text[], ${where}::text[]) AS g(item, place)
    ON CONFLICT DO NOTHING`;
  await readAgain(ports, db, shop, [...new Set(items)]);
  return found.length;
}

/** Has these items and the orders that wait for them read again. */
export async function readAgain(ports: Ports, db: Db, shop: ShopDomain, itemIds: readonly string[]): Promise<void> {
  if (itemIds.length === 0) return;
  const orders = await db.$queryRaw<{ orderId: string }[]>`
    SELECT DISTINCT u."orderId" FROM "LedgerUnit" u
    JOIN "LedgerOrder" o ON o.shop = u.shop AND o."orderId" = u."orderId" AND NOT o."isUnreadable"
    WHERE u.shop = ${shop} AND u."inventoryItemId" = ANY(${[...itemIds]})`;
  await markDirty(db, shop, [
    ...itemIds.map((item) => ({ kind: "inventory-item" as const, item, hintedAt: null })),
    ...orders.map(({ orderId }) => ({ kind: "order" as const, item: orderId, hintedAt: null })),
  ]);
  await ports.queue.enqueue(db, "reconcile-shop", { shop });
}
