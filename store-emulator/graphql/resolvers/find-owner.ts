import { parseGid } from "../../ids.ts";
import type { Metafield } from "../../state.ts";
import { touchProduct } from "../../touch-product.ts";
import type { Context } from "../context.ts";

export type Owner = {
  typeName: string;
  record: object;
  metafields: Metafield[];
  /** Scope that writing its metafields asks for; null for the app's own installation. */
  writeScope: string | null;
  ownerType: string;
  /** Marks the owner as changed and tells the app. */
  touch(): void;
};

/** What a gid names that can carry metafields or tags; null where there is nothing. */
export function findOwner(ownerGid: unknown, context: Context): Owner | null {
  const parsed = parseGid(String(ownerGid));
  const { shop, emulator } = context;
  if (!parsed) return null;
  const owner = (
    record: (object & { metafields: Metafield[] }) | null | undefined,
    writeScope: string | null,
    ownerType: string,
    touch: () => void = () => undefined,
  ): Owner | null =>
    record ? { typeName: parsed.type, record, metafields: record.metafields, writeScope, ownerType, touch } : null;
  switch (parsed.type) {
    case "Product": {
      const product = shop.products.get(parsed.id);
      return owner(product, "write_products", "PRODUCT", () => product && touchProduct(emulator, shop, product));
    }
    case "ProductVariant": {
      const variant = shop.variants.get(parsed.id);
      return owner(variant, "write_products", "PRODUCTVARIANT", () => {
        if (!variant) return;
        variant.updatedAt = emulator.clock.now();
        const product = shop.products.get(variant.productId);
        if (product) touchProduct(emulator, shop, product);
      });
    }
    case "Order": {
      const order = shop.orders.get(parsed.id);
      return owner(order, "write_orders", "ORDER", () => order && (order.updatedAt = emulator.clock.now()));
    }
    case "Shop":
      return owner(parsed.id === shop.id ? shop : null, null, "SHOP");
    case "AppInstallation":
      return owner(parsed.id === shop.installation?.id ? shop.installation : null, null, "API_PERMISSION");
    default:
      return null;
  }
}
