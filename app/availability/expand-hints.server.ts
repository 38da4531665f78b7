import { Prisma } from "@prisma/client";
import { refreshOrders } from "../backorders/refresh-orders.server.ts";
import { type Db, withShop } from "../db.server.ts";
import type { InventoryItemGid, ProductGid, ShopDomain, VariantGid } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { storeProducts } from "../shops/store-catalogue-batch.server.ts";
import type { DirtyItem } from "./dirty-items.server.ts";
import type { ListedProduct, ListedVariant } from "./stock-port.ts";
import { forgetVariants } from "./store-read-variants.server.ts";

/** Which variants the dirty items are about. */
export interface Expanded {
  /** To be read from Shopify. */
  toRead: Set<VariantGid>;
  /** To be decided from what is known, and read where something would be published. */
  toDecide: Set<VariantGid>;
}

/**
 * From hints to variants. Items and orders lead to variants through our own tables, and through Shopify where those do
 * not know them. A product is listed first, which costs a point a variant: most of its webhooks say that one variant's
 * stock moved, and only what differs from our record is read whole.
 */
export async function expandHints(ports: Ports, shop: ShopDomain, items: readonly DirtyItem[]): Promise<Expanded> {
  // Justified casts: a dirty item's name is the global id that its kind says.
  const named = <Gid>(kind: DirtyItem["kind"]) =>
    items.filter((each) => each.kind === kind).map((each) => each.item as Gid);
  const orderIds = named<string>("order");
  const ordered = orderIds.length > 0 ? await refreshOrders(ports, shop, orderIds) : [];
  const itemIds = [...new Set([...named<InventoryItemGid>("inventory-item"), ...ordered])];
  const ofItems = await variantsOfItems(ports, shop, itemIds);
  const ofProducts = await variantsOfProducts(ports, shop, named<ProductGid>("product"));
  const toRead = new Set([...named<VariantGid>("variant"), ...ofItems, ...ofProducts.changed]);
  return { toRead, toDecide: new Set([...named<VariantGid>("decision"), ...ofProducts.unchanged]) };
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

async function variantsOfProducts(ports: Ports, shop: ShopDomain, productIds: readonly ProductGid[]) {
  if (productIds.length === 0) return { changed: [], unchanged: [] };
  const known = await withShop(shop, (db) => loadListings(db, shop, productIds));
  const listed = await ports.shopify(shop).listProducts(
    productIds.map((productId) => ({
      productId,
      variantCount: known.filter((each) => each.productId === productId).length,
    })),
  );
  const standing = new Map(listed.flatMap(({ variants }) => variants.map((variant) => [variant.variantId, variant])));
  const gone = known.filter(({ variantId }) => !standing.has(variantId)).map(({ variantId }) => variantId);
  await withShop(shop, async (db) => {
    await storeProducts(db, shop, listed.map(productOf), { mode: "take", syncNumber: 0 });
    await forgetVariants(db, shop, gone);
  });
  const byId = new Map(known.map((each) => [each.variantId, each]));
  const changed: VariantGid[] = [];
  const unchanged: VariantGid[] = [];
  for (const variant of standing.values())
    (isUnchanged(byId.get(variant.variantId), variant) ? unchanged : changed).push(variant.variantId);
  return { changed, unchanged };
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
