import type { Emulator } from "./emulator.ts";
import type { Product, Shop } from "./state.ts";
import { productPayload } from "./webhooks/payloads.ts";

/** Marks a product as changed, and says so as Shopify does. */
export function touchProduct(emulator: Emulator, shop: Shop, product: Product): void {
  product.updatedAt = emulator.clock.now();
  emulator.publish({ kind: "product", shop: shop.domain, productId: product.id });
  emulator.sendWebhook(shop, "products/update", () => productPayload(shop, product));
}
