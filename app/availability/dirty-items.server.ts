import { Prisma } from "@prisma/client";
import type { Db } from "../db.server.ts";
import type { ShopDomain, VariantGid } from "../ids.ts";
import type { BatchSize } from "./batch-size.ts";

/**
 * What has to be looked at again. The kinds that Shopify hints at are read again; `decision` is our own: a rule, the day
 * or the shop's state changed, Shopify did not, so what is known of the variant says whether it needs reading at all.
 */
type DirtyKind = "inventory-item" | "product" | "variant" | "order" | "decision";

export interface DirtyItem {
  kind: DirtyKind;
  item: string;
  /** When it changed, by Shopify. */
  hintedAt: Date;
  version: number;
  since: Date;
}

// The column keeps milliseconds: what was marked just now may be rounded up past this very instant.
const isDue = Prisma.sql`"notBefore" <= now() + interval '1 millisecond'`;

/** Orders among the shop's next due items, the oldest first: they are read by themselves, and nothing with them. */
export async function takeDirtyOrders(db: Db, shop: ShopDomain, limit: BatchSize): Promise<DirtyItem[]> {
  return db.$queryRaw<DirtyItem[]>`
    WITH first AS (
      SELECT * FROM "DirtyItem" WHERE shop = ${shop} AND kind <> 'decision' AND ${isDue}
      ORDER BY "hintedAt", kind, item LIMIT ${limit.hints})
    SELECT kind, item, "hintedAt", version, since FROM first WHERE kind = 'order'
    ORDER BY "hintedAt", item LIMIT ${limit.orders}`;
}

/**
 * The shop's due items, the oldest first, and with them whatever else is due of the same products: what changed in one
 * product is published in one mutation. Never an order: one that came a moment ago would be done with, and not read.
 */
export async function takeDirtyItems(db: Db, shop: ShopDomain, limit: BatchSize): Promise<DirtyItem[]> {
  // By an array and not by a join: this table's statistics are always of another moment, and PostgreSQL would compare
  // every row with every name.
  const dueOf = (kind: DirtyItem["kind"], names: Prisma.Sql) => Prisma.sql`
      UNION SELECT * FROM "DirtyItem" WHERE shop = ${shop} AND kind = ${kind} AND item = ANY(ARRAY(${names})) AND ${isDue}`;
  return db.$queryRaw<DirtyItem[]>`
    WITH first AS (
      (SELECT * FROM "DirtyItem" WHERE shop = ${shop} AND kind NOT IN ('decision', 'order') AND ${isDue}
        ORDER BY "hintedAt", kind, item LIMIT ${limit.hints})
      UNION ALL
      (SELECT * FROM "DirtyItem" WHERE shop = ${shop} AND kind = 'decision' AND ${isDue}
        ORDER BY item LIMIT ${limit.decisions})
    ), products AS (
      SELECT v."productId" AS id FROM first f JOIN "Variant" v ON v.shop = f.shop AND v."variantId" = f.item
      UNION SELECT v."productId" FROM first f JOIN "Variant" v ON v.shop = f.shop AND v."inventoryItemId" = f.item
      UNION SELECT f.item FROM first f WHERE f.kind = 'product'
    ), siblings AS (
      SELECT v."variantId", v."inventoryItemId"
      FROM products p JOIN "Variant" v ON v.shop = ${shop} AND v."productId" = p.id
    ), taken AS (
      SELECT * FROM first
      ${dueOf("product", Prisma.sql`SELECT id FROM products`)}
      ${dueOf("variant", Prisma.sql`SELECT "variantId" FROM siblings`)}
      ${dueOf("decision", Prisma.sql`SELECT "variantId" FROM siblings`)}
      ${dueOf("inventory-item", Prisma.sql`SELECT "inventoryItemId" FROM siblings`)}
    )
    SELECT kind, item, "hintedAt", version, since FROM taken`;
}

/**
 * Holds these rows to the end of the transaction, in the order in which the webhooks write them. Whoever writes several
 * times to this table begins with it: written in another order, a webhook and a run would wait for each other.
 */
export async function holdDirtyItems(db: Db, shop: ShopDomain, items: readonly DirtyItem[]): Promise<void> {
  if (items.length === 0) return;
  await db.$executeRaw`
    SELECT FROM "DirtyItem" d JOIN ${given(items)} USING (kind, item, version)
    WHERE d.shop = ${shop} ORDER BY d.shop, d.kind, d.item FOR UPDATE OF d`;
}

/** Those that nobody has touched meanwhile are done with. */
export async function deleteDirtyItems(db: Db, shop: ShopDomain, items: readonly DirtyItem[]): Promise<void> {
  if (items.length === 0) return;
  // Locked in the order in which the webhooks write them, so that neither waits for the other.
  await db.$executeRaw`
    WITH done AS (
      SELECT d.kind, d.item FROM "DirtyItem" d JOIN ${given(items)} USING (kind, item, version)
      WHERE d.shop = ${shop} ORDER BY d.shop, d.kind, d.item FOR UPDATE OF d
    )
    DELETE FROM "DirtyItem" d USING done WHERE d.shop = ${shop} AND d.kind = done.kind AND d.item = done.item`;
}

/** Looked at again after a while, unless something new is known of them by then. */
export async function putOffDirtyItems(
  db: Db,
  shop: ShopDomain,
  items: readonly DirtyItem[],
  afterMs: number,
): Promise<void> {
  if (items.length === 0) return;
  await db.$executeRaw`
    WITH late AS (
      SELECT d.kind, d.item FROM "DirtyItem" d JOIN ${given(items)} USING (kind, item, version)
      WHERE d.shop = ${shop} ORDER BY d.shop, d.kind, d.item FOR UPDATE OF d
    )
    UPDATE "DirtyItem" d SET "notBefore" = now() + make_interval(secs => ${afterMs / 1000}) FROM late
    WHERE d.shop = ${shop} AND d.kind = late.kind AND d.item = late.item`;
}

/**
 * Shopify could not take what was decided for a variant (or its product): the longer it has been so, the later it is
 * tried again, up to an hour.
 */
export async function putOffRefused(db: Db, shop: ShopDomain, variantIds: readonly VariantGid[]): Promise<void> {
  if (variantIds.length === 0) return;
  await db.$executeRaw`
    INSERT INTO "DirtyItem" AS d (shop, kind, item, "hintedAt", "notBefore")
    SELECT ${shop}, 'variant', item, 'epoch', now() + interval '10 seconds'
    FROM unnest(${variantIds}::text[]) AS item ORDER BY item
    ON CONFLICT (shop, kind, item) DO UPDATE SET
      version = d.version + 1,
      "notBefore" = now() + least(interval '1 hour', greatest(interval '10 seconds', now() - d.since))`;
}

/** Variants whose rule, day or shop changed: decided again, and read only where something would be published. */
export async function markForDecision(db: Db, shop: ShopDomain, where: Prisma.Sql): Promise<number> {
  return db.$executeRaw`
    INSERT INTO "DirtyItem" (shop, kind, item, "hintedAt")
    SELECT v.shop, 'decision', v."variantId", 'epoch' FROM "Variant" v
    JOIN "Product" p ON p.shop = v.shop AND p."productId" = v."productId"
    WHERE v.shop = ${shop} AND ${where} ORDER BY v."variantId"
    ON CONFLICT (shop, kind, item) DO UPDATE SET version = "DirtyItem".version + 1, "notBefore" = now()`;
}

/** Milliseconds until the shop's next item is due; null where nothing waits. */
export async function nextDueMs(db: Db, shop: ShopDomain): Promise<number | null> {
  const rows = await db.$queryRaw<{ ms: number | null }[]>`
    SELECT (extract(epoch FROM min("notBefore") - now()) * 1000)::float8 AS ms FROM "DirtyItem" WHERE shop = ${shop}`;
  return rows[0]?.ms ?? null;
}

function given(items: readonly DirtyItem[]): Prisma.Sql {
  const kinds = items.map(({ kind }) => kind);
  const names = items.map(({ item }) => item);
  const versions = items.map(({ version }) => version);
  return Prisma.sql`unnest(${kinds}::text[], ${names}::text[], ${versions}::int[]) AS g(kind, item, version)`;
}
