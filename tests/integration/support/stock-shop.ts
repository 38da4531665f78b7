import { withShop } from "../../../app/db.server.ts";

export interface StockedVariant {
  number: number;
  name: string;
  sku?: string;
  available: number;
  sold30Units?: number;
  tracked?: boolean;
  product?: number;
}

const gid = (type: string, number: number) => `gid://shopify/${type}/${number}`;

/** A shop's catalogue as a finished sync leaves it: one location, and each variant in a product of its own by default. */
export async function stockShop(shop: string, variants: StockedVariant[]): Promise<void> {
  const at = new Date("2026-01-01T00:00:00Z");
  await withShop(shop, async (db) => {
    await db.location.create({ data: { shop, locationId: gid("Location", 1), name: "Harbour" } });
    for (const { number, name, sku, available, sold30Units = 0, tracked = true, product = number } of variants) {
      const productId = gid("Product", product);
      await db.product.upsert({
        where: { shop_productId: { shop, productId } },
        create: {
          shop,
          productId,
          handle: `p-${product}`,
          title: name,
          status: "ACTIVE",
          tags: [],
          createdAt: at,
          updatedAt: at,
        },
        update: {},
      });
      await db.variant.create({
        data: {
          shop,
          productId,
          variantId: gid("ProductVariant", number),
          inventoryItemId: gid("InventoryItem", number),
          title: name,
          displayName: name,
          sku: sku ?? null,
          tracked,
          inventoryPolicy: "DENY",
          availableUnits: available,
          everStocked: true,
          sold30Units,
          updatedAt: at,
        },
      });
      await db.inventoryLevel.create({
        data: {
          shop,
          inventoryItemId: gid("InventoryItem", number),
          locationId: gid("Location", 1),
          available,
          updatedAt: at,
        },
      });
    }
  });
}
