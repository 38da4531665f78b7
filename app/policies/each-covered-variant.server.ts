import { Prisma } from "@prisma/client";
import { type KnownVariant, withIds } from "../availability/known-variants.server.ts";
import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";

/** The variants that a change of rules touches: a condition on `v` ("Variant") and `p` ("Product"), or their ids. */
export type PolicyScope = Prisma.Sql | string[];

/** A variant as last read, without its name and without what was recorded of it: a preview decides, and shows ten. */
export type CoveredVariant = Omit<KnownVariant, "displayName" | "lastDecision" | "updatedAt">;

const batchLength = 5_000;

/**
 * In batches, so that a shop of a hundred thousand variants is never in memory at once. One cursor, planned for all of
 * its rows, each one JSON text: read value by value or page by page, 50,000 take longer than deciding them twice.
 */
export async function* eachCoveredVariant(
  db: Db,
  shop: ShopDomain,
  scope: PolicyScope,
): AsyncGenerator<CoveredVariant[]> {
  const where = Array.isArray(scope) ? withIds(scope) : scope;
  await db.$executeRaw`SET LOCAL cursor_tuple_fraction = 1`;
  await db.$executeRaw`
    DECLARE covered NO SCROLL CURSOR FOR
    SELECT json_build_array(v."variantId", v."productId", v."inventoryItemId", v."inventoryPolicy", v.metafield,
        v."ownPolicy", v."yieldedAt", v."resumedAt", v."ownBeforeYield", v."isPutBack", v."reversedAt", v.tracked,
        v."requiresShipping", v."everStocked", p.status, p."isBundleParent", p."isGiftCard", p."createdAt", p.vendor,
        p."productType", p.tags, p."collectionIds", (
          SELECT json_agg(json_build_object('locationId', "locationId", 'available', available))
          FROM "InventoryLevel" WHERE shop = v.shop AND "inventoryItemId" = v."inventoryItemId"))::text AS row
    FROM "Variant" v JOIN "Product" p ON p.shop = v.shop AND p."productId" = v."productId"
    WHERE v.shop = ${shop} AND ${where}
    ORDER BY v."variantId"`;
  const fetch = () =>
    db.$queryRaw<{ row: string }[]>`FETCH ${Prisma.raw(String(batchLength))} FROM covered`.then((rows) => rows);
  let next = fetch();
  for (;;) {
    const rows = await next;
    const isLast = rows.length < batchLength;
    // PostgreSQL reads the next ones while these are decided.
    if (!isLast) next = fetch();
    if (rows.length > 0) yield readRows(rows);
    if (isLast) break;
  }
  await db.$executeRaw`CLOSE covered`;
}

type Row = [
  CoveredVariant["variantId"],
  CoveredVariant["productId"],
  CoveredVariant["inventoryItemId"],
  CoveredVariant["inventoryPolicy"],
  metafield: unknown,
  CoveredVariant["ownPolicy"],
  yieldedAt: string | null,
  resumedAt: string | null,
  CoveredVariant["ownBeforeYield"],
  isPutBack: boolean,
  reversedAt: string[] | null,
  tracked: boolean,
  requiresShipping: boolean,
  everStocked: boolean,
  CoveredVariant["status"],
  isBundleParent: boolean,
  isGiftCard: boolean,
  createdAt: string,
  vendor: string,
  productType: string,
  tags: string[] | null,
  CoveredVariant["collectionIds"] | null,
  CoveredVariant["levels"] | null,
];

function readRows(rows: readonly { row: string }[]): CoveredVariant[] {
  // Justified cast: the columns of the query, in its order.
  const read = JSON.parse(`[${rows.map(({ row }) => row).join()}]`) as Row[];
  return read.map((row) => ({
    variantId: row[0],
    productId: row[1],
    inventoryItemId: row[2],
    inventoryPolicy: row[3],
    metafield: row[4],
    ownPolicy: row[5],
    yieldedAt: row[6] === null ? null : new Date(row[6]),
    resumedAt: row[7] === null ? null : new Date(row[7]),
    ownBeforeYield: row[8],
    isPutBack: row[9],
    reversedAt: (row[10] ?? []).map((instant) => new Date(instant)),
    tracked: row[11],
    requiresShipping: row[12],
    everStocked: row[13],
    status: row[14],
    isBundleParent: row[15],
    isGiftCard: row[16],
    productCreatedAt: new Date(row[17]),
    vendor: row[18],
    productType: row[19],
    tags: row[20] ?? [],
    collectionIds: row[21] ?? [],
    levels: row[22] ?? [],
  }));
}
