import type { Db } from "../../db.server.ts";
import type { InventoryItemGid, ShopDomain } from "../../ids.ts";
import { countPlaces } from "./count-places.server.ts";
import { type Difference, differencesOf, figuresOf } from "./differences-of.ts";

export type ListedDifference = Difference & { inventoryItemId: InventoryItemGid; locationId: string };

/** What the last sweep found and still is so, but for what the merchant accepted; the most units first. */
export async function listDifferences(db: Db, shop: ShopDomain, now: number): Promise<ListedDifference[]> {
  const noted = await db.ledgerDifference.findMany({ where: { shop } });
  if (noted.length === 0) return [];
  const keyOf = (row: { inventoryItemId: string; locationId: string }) => `${row.inventoryItemId} ${row.locationId}`;
  const known = new Map(noted.map((row) => [keyOf(row), row]));
  const { scopes } = await db.shop.findUniqueOrThrow({ where: { domain: shop }, select: { scopes: true } });
  const read = await db.task.findFirst({
    where: { shop, kind: "order-sync", status: "done" },
    orderBy: { startedAt: "desc" },
    select: { startedAt: true },
  });
  // Justified cast: the column is written from Shopify's ids only.
  const itemIds = [...new Set(noted.map(({ inventoryItemId }) => inventoryItemId as InventoryItemGid))];
  const places = await countPlaces(db, shop, now, itemIds);
  return places
    .flatMap((place) => {
      const row = known.get(keyOf(place));
      if (row === undefined || row.accepted === figuresOf(place)) return [];
      const differences = differencesOf(place, {
        wereRead: read !== null && read.startedAt >= row.seenAt,
        areAllReadable: scopes.includes("read_all_orders"),
      });
      const { inventoryItemId, locationId } = place;
      return differences.map((difference) => ({ ...difference, inventoryItemId, locationId }));
    })
    .sort((one, other) => other.units - one.units);
}
