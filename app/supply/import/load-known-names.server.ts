import { Prisma } from "@prisma/client";
import type { Db } from "../../db.server.ts";
import type { LocationGid, ShopDomain } from "../../ids.ts";
import type { FileOrder } from "./gather-orders.ts";
import type { KnownLocation, KnownNames, KnownVariant } from "./known-supply.ts";

const batchLength = 1_000;

/** What Arrivo knows of the suppliers, locations and SKUs that a file names. */
export async function loadKnownNames(db: Db, shop: ShopDomain, orders: readonly FileOrder[]): Promise<KnownNames> {
  const { currency } = await db.shop.findUniqueOrThrow({ where: { domain: shop }, select: { currency: true } });
  const suppliers = await db.supplier.findMany({
    where: { shop },
    select: { id: true, name: true, currency: true, archivedAt: true },
    orderBy: { createdAt: "desc" },
  });
  return {
    shopCurrency: currency,
    suppliers: new Map(
      suppliers.map(({ archivedAt, ...supplier }) => [
        supplier.name.toLowerCase(),
        { ...supplier, isArchived: archivedAt !== null },
      ]),
    ),
    locations: await loadLocations(db, shop),
    variants: await loadVariants(db, shop, orders),
  };
}

async function loadLocations(db: Db, shop: ShopDomain): Promise<Map<string, KnownLocation>> {
  const rows = await db.location.findMany({ where: { shop }, orderBy: { isActive: "asc" } });
  return new Map(
    rows.flatMap(({ locationId, name, isActive }): [string, KnownLocation][] => {
      // Justified cast: the column holds Shopify's ids.
      const location = { id: locationId as LocationGid, name, isActive };
      return [
        [name.trim().toLowerCase(), location],
        [locationId, location],
      ];
    }),
  );
}

interface Candidate extends KnownVariant {
  isExact: boolean;
  isArchived: boolean;
}

/**
 * The variants that have a SKU, letter for letter, else whatever its capitals. One that is still sold goes before an
 * archived one; variants that share their stock are one. One cursor, each row one JSON text: a hundred thousand read at
 * once, value by value, take several times the memory of what is kept of them.
 */
async function loadVariants(
  db: Db,
  shop: ShopDomain,
  orders: readonly FileOrder[],
): Promise<Map<string, KnownVariant[]>> {
  const skus = new Set<string>();
  for (const { lines } of orders) for (const { sku } of lines) skus.add(sku);
  await db.$executeRaw`
    DECLARE named NO SCROLL CURSOR FOR
    SELECT w.sku, json_agg(json_build_object('variantId', v."variantId", 'inventoryItemId', v."inventoryItemId",
      'title', v."displayName", 'isExact', btrim(v.sku) = w.sku, 'isArchived', p.status = 'ARCHIVED')
      ORDER BY v.position, v."variantId")::text AS candidates
    FROM unnest(${[...skus]}::text[]) AS w(sku)
    JOIN "Variant" v ON v.shop = ${shop} AND lower(btrim(v.sku)) = lower(w.sku)
    JOIN "Product" p ON p.shop = v.shop AND p."productId" = v."productId"
    GROUP BY w.sku`;
  const found = new Map<string, KnownVariant[]>();
  for (;;) {
    const rows = await db.$queryRaw<{ sku: string; candidates: string }[]>`
      FETCH ${Prisma.raw(String(batchLength))} FROM named`;
    // Justified cast: the columns of the query.
    for (const { sku, candidates } of rows) found.set(sku, bestOf(JSON.parse(candidates) as Candidate[]));
    if (rows.length < batchLength) break;
  }
  await db.$executeRaw`CLOSE named`;
  return found;
}

function bestOf(candidates: readonly Candidate[]): KnownVariant[] {
  const best = (list: readonly Candidate[], isBetter: (each: Candidate) => boolean) =>
    list.some(isBetter) ? list.filter(isBetter) : list;
  const left = best(
    best(candidates, ({ isExact }) => isExact),
    ({ isArchived }) => !isArchived,
  );
  const items = new Map(left.toReversed().map((each) => [each.inventoryItemId, each]));
  return [...items.values()].map(({ variantId, inventoryItemId, title }) => ({ variantId, inventoryItemId, title }));
}
