import { Prisma } from "@prisma/client";
import { type Db, withShop } from "../db.server.ts";
import type { InventoryItemGid, ProductGid, ShopDomain, VariantGid } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { rereadNamedCollections } from "../shops/reread-named-collections.server.ts";
import { storeProducts } from "../shops/store-catalogue-batch.server.ts";
import type { DirtyItem } from "./dirty-items.server.ts";
import { sliceSize } from "./read-what-fits.server.ts";
import type { ListedProduct, ListedVariant } from "./stock-port.ts";
import { forgetVariants } from "./store-read-variants.server.ts";

/** Which variants the dirty items are about. */
export interface Expanded {
  /** To be read from Shopify. */
  toRead: Set<VariantGid>;
  /** To be decided from what is known, and read where something would be published. */
  toDecide: Set<VariantGid>;
  /** Products that are not listed yet. */
  postponed: Set<ProductGid>;
}

/**
 * From hints to variants. Items lead to variants through our own tables, and through Shopify where those do not know them.
 * A product is listed first, which costs a point a variant: most of its webhooks say that one variant's
 * stock moved, and only what differs from our record is read whole.
 */
export async function expandHints(
  ports: Ports,
  shop: ShopDomain,
  items: readonly DirtyItem[],
  mostListed: number,
): Promise<Expanded> {
  // Justified casts: a dirty item's name is the global id that its kind says.
  const named = <Gid>(kind: DirtyItem["kind"]) =>
    items.filter((each) => each.kind === kind).map((each) => each.item as Gid);
  const ofItems = await variantsOfItems(ports, shop, named<InventoryItemGid>("inventory-item"));
  const waiting = new Set([...named<VariantGid>("variant"), ...named<VariantGid>("decision"), ...ofItems]);
  const ofProducts = await variantsOfProducts(ports, shop, named<ProductGid>("product"), waiting, mostListed);
  return {
    toRead: new Set([...named<VariantGid>("variant"), ...ofItems, ...ofProducts.changed]),
    toDecide: new Set([...named<VariantGid>("decision"), ...ofProducts.unchanged]),
    postponed: ofProducts.postponed,
  };
}

async function variantsOfItems(
  ports: Ports,
  shop: ShopDomain,
  itemIds: readonly InventoryItemGid[],
): Promise<VariantGid[]> {
  if (itemIds.length === 0) return [];
  const known = await withShop(
    shop,
    (db) => db.$queryRaw<{ variantId: VariantGid; inventoryItemId: InventoryItemGid }[]>`
      SELECT "variantId", "inventoryItemId" FROM "Variant"
      WHERE shop = ${shop} AND "inventoryItemId" = ANY(${itemIds}::text[])`,
  );
  const knownItems = new Set(known.map((each) => each.inventoryItemId));
  const unknown = itemIds.filter((id) => !knownItems.has(id));
  const found =
    unknown.length > 0 ? await ports.shopify(shop).readItemVariants(unknown) : new Map<string, VariantGid[]>();
  return [...known.map((each) => each.variantId), ...[...found.values()].flat()];
}

interface KnownListing {
  variantId: VariantGid;
  productId: ProductGid;
  updatedAt: Date;
  inventoryPolicy: string;
  liveUnits: number;
}

async function variantsOfProducts(
  ports: Ports,
  shop: ShopDomain,
  hintedIds: readonly ProductGid[],
  waiting: ReadonlySet<VariantGid>,
  mostListed: number,
) {
  if (hintedIds.length === 0) return { changed: [], unchanged: [], postponed: new Set<ProductGid>() };
  const all = await withShop(shop, (db) => loadListings(db, shop, hintedIds));
  const postponed = productsUnderWay(all, waiting);
  // A rule's change brings along a thousand products that hint at themselves: they have their turn.
  for (const id of hintedIds.filter((each) => !postponed.has(each)).slice(mostListed)) postponed.add(id);
  const productIds = hintedIds.filter((id) => !postponed.has(id));
  const known = all.filter(({ productId }) => !postponed.has(productId));
  const listed = await ports.shopify(shop).listProducts(
    productIds.map((productId) => ({
      productId,
      variantCount: known.filter((each) => each.productId === productId).length,
    })),
  );
  const standing = new Map(listed.flatMap(({ variants }) => variants.map((variant) => [variant.variantId, variant])));
  const gone = known.filter(({ variantId }) => !standing.has(variantId)).map(({ variantId }) => variantId);
  await withShop(shop, async (db) => {
    await rereadNamedCollections(
      ports,
      db,
      shop,
      listed.map(({ product }) => product),
    );
    await storeProducts(db, shop, listed.map(productOf), { mode: "take", syncNumber: 0 });
    await forgetVariants(db, shop, gone);
  });
  const byId = new Map(known.map((each) => [each.variantId, each]));
  const changed: VariantGid[] = [];
  const unchanged: VariantGid[] = [];
  for (const variant of standing.values())
    (isUnchanged(byId.get(variant.variantId), variant) ? unchanged : changed).push(variant.variantId);
  return { changed, unchanged, postponed };
}

/**
 * Products of which more is waiting than one mutation publishes: each of our own mutations hints at the whole product, and
 * listing 2,048 variants after each would cost more than reading them. They are listed once, at the end.
 */
function productsUnderWay(known: readonly KnownListing[], waiting: ReadonlySet<VariantGid>): Set<ProductGid> {
  const counts = new Map<ProductGid, number>();
  for (const { productId, variantId } of known)
    if (waiting.has(variantId)) counts.set(productId, (counts.get(productId) ?? 0) + 1);
  return new Set([...counts].flatMap(([productId, count]) => (count > sliceSize ? [productId] : [])));
}

const productOf = ({ product }: ListedProduct) => ({ ...product, isBundleParent: null });

function isUnchanged(known: KnownListing | undefined, listed: ListedVariant): boolean {
  return (
    known !== undefined &&
    known.updatedAt.getTime() === Date.parse(listed.updatedAt) &&
    known.inventoryPolicy === listed.inventoryPolicy &&
    known.liveUnits === (listed.liveUnits ?? known.liveUnits)
  );
}

function loadListings(db: Db, shop: ShopDomain, productIds: readonly ProductGid[]): Promise<KnownListing[]> {
  return db.$queryRaw<KnownListing[]>(Prisma.sql`
    SELECT v."variantId", v."productId", v."updatedAt", v."inventoryPolicy", coalesce((
      SELECT sum(l.available) FROM "InventoryLevel" l JOIN "Location" o
        ON o.shop = l.shop AND o."locationId" = l."locationId" AND o."isActive" AND o."fulfillsOnlineOrders"
      WHERE l.shop = v.shop AND l."inventoryItemId" = v."inventoryItemId"), 0)::int AS "liveUnits"
    FROM "Variant" v WHERE v.shop = ${shop} AND v."productId" = ANY(${productIds}::text[])`);
}
