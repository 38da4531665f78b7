import { withShop } from "../db.server.ts";
import type { CollectionGid, ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { forgetCollection, storeCollection } from "./store-collection.server.ts";

/** A collection was made, changed or deleted: what Shopify says of it now is what counts. */
export async function readCollection(ports: Ports, shop: ShopDomain, collectionId: CollectionGid): Promise<void> {
  const collection = await ports.shopify(shop).readCollection(collectionId);
  await withShop(shop, async (db) => {
    if (collection === null) await forgetCollection(ports, db, shop, collectionId);
    else await storeCollection(ports, db, shop, collection);
  });
}
