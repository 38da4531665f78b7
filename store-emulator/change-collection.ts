import type { Emulator } from "./emulator.ts";
import { gid } from "./ids.ts";
import { webhookInstant } from "./instants.ts";
import type { Collection, Shop } from "./state.ts";

const payloadOf = (shop: Shop, { id, title, handle, updatedAt }: Collection) => ({
  id,
  admin_graphql_api_id: gid("Collection", id),
  title,
  handle,
  updated_at: webhookInstant(updatedAt, shop.timeZone),
});

const handleOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "") || "collection";

export function makeCollection(emulator: Emulator, shop: Shop, title: string, productIds: number[]): Collection {
  const now = emulator.clock.now();
  const made = { id: emulator.nextId(), title, handle: handleOf(title), productIds, createdAt: now, updatedAt: now };
  shop.collections.set(made.id, made);
  emulator.publish({ kind: "shop", shop: shop.domain });
  emulator.sendWebhook(shop, "collections/create", () => payloadOf(shop, made));
  return made;
}

/** `isSilent`: as where a product meets a smart collection's conditions, of which Shopify tells nobody. */
export function changeCollection(
  emulator: Emulator,
  shop: Shop,
  collection: Collection,
  change: Partial<Pick<Collection, "title" | "productIds">>,
  { isSilent = false } = {},
): void {
  Object.assign(collection, change);
  emulator.publish({ kind: "shop", shop: shop.domain });
  if (isSilent) return;
  collection.updatedAt = emulator.clock.now();
  emulator.sendWebhook(shop, "collections/update", () => payloadOf(shop, collection));
}

export function deleteCollection(emulator: Emulator, shop: Shop, collection: Collection): void {
  shop.collections.delete(collection.id);
  emulator.publish({ kind: "shop", shop: shop.domain });
  emulator.sendWebhook(shop, "collections/delete", () => ({ id: collection.id }));
}
