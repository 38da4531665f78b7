import { randomUUID } from "node:crypto";
import type { Emulator } from "./emulator.ts";
import type { InventoryItem, InventoryLevel, LevelQuantities, Shop } from "./state.ts";
import { levelPayload, productPayload } from "./webhooks/payloads.ts";

const storedQuantities = [
  "available",
  "committed",
  "incoming",
  "reserved",
  "damaged",
  "safety_stock",
  "quality_control",
] as const satisfies readonly (keyof LevelQuantities)[];

/** Shopify's own sum: what lies on the shelf, free or not. */
export const onHand = (level: LevelQuantities): number =>
  level.available + level.committed + level.reserved + level.damaged + level.safety_stock + level.quality_control;

export const makeLevel = (id: number, locationId: number, available: number, now: number): InventoryLevel => ({
  id,
  locationId,
  isActive: true,
  available,
  committed: 0,
  incoming: 0,
  reserved: 0,
  damaged: 0,
  safety_stock: 0,
  quality_control: 0,
  createdAt: now,
  updatedAt: now,
});

export const levelAt = (item: InventoryItem, locationId: number): InventoryLevel | undefined =>
  item.levels.find((level) => level.locationId === locationId);

/** Available over the active locations that fulfil online orders: what the storefront and checkout count. */
export function onlineAvailable(shop: Shop, item: InventoryItem): number {
  let sum = 0;
  for (const level of item.levels) {
    const location = shop.locations.get(level.locationId);
    if (level.isActive && location?.isActive && location.fulfillsOnlineOrders) sum += level.available;
  }
  return sum;
}

/** What a read sees now: for `readLagMs` after a change it may still be the older level. */
export function readableLevel(level: InventoryLevel): LevelQuantities & { updatedAt: number } {
  const lag = level.lagging;
  if (!lag) return level;
  if (Date.now() >= lag.untilWall) {
    delete level.lagging;
    return level;
  }
  return { ...lag.quantities, updatedAt: lag.updatedAt };
}

const quantitiesOf = (level: LevelQuantities): LevelQuantities => ({
  available: level.available,
  committed: level.committed,
  incoming: level.incoming,
  reserved: level.reserved,
  damaged: level.damaged,
  safety_stock: level.safety_stock,
  quality_control: level.quality_control,
});

/** Every change of stock goes through here: it moves the quantities and sends what Shopify sends. */
export function changeLevel(
  emulator: Emulator,
  shop: Shop,
  item: InventoryItem,
  level: InventoryLevel,
  delta: Partial<LevelQuantities>,
  eventId: string = randomUUID(),
): void {
  const now = emulator.clock.now();
  if (emulator.apiShape.readLagMs > 0) {
    const seen = readableLevel(level);
    level.lagging = {
      untilWall: Date.now() + emulator.apiShape.readLagMs,
      quantities: quantitiesOf(seen),
      updatedAt: seen.updatedAt,
    };
  }
  for (const name of storedQuantities) level[name] += delta[name] ?? 0;
  level.updatedAt = now;
  emulator.publish({ kind: "stock", shop: shop.domain, inventoryItemId: item.id });
  // Shopify sends nothing when only `committed` or another quantity moves.
  if (!delta.available) return;
  emulator.sendWebhook(shop, "inventory_levels/update", () => levelPayload(shop, item, level), { eventId });
  const productIds = new Set<number>();
  for (const variantId of item.variantIds) {
    const variant = shop.variants.get(variantId);
    if (!variant) continue;
    variant.updatedAt = now;
    productIds.add(variant.productId);
  }
  for (const productId of productIds) {
    const product = shop.products.get(productId);
    if (!product) continue;
    product.updatedAt = now;
    emulator.sendWebhook(shop, "products/update", () => productPayload(shop, product), { eventId });
  }
}
