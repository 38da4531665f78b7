import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";

/** Marks every variant that Arrivo says something about: what all of them depend on has changed. */
export async function markToldVariants(db: Db, shop: ShopDomain): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "DirtyItem" (shop, kind, item, "hintedAt")
    SELECT shop, 'variant', "variantId", 'epoch' FROM "Variant"
    WHERE shop = ${shop} AND (state <> 'untouched' OR "ownPolicy" IS NOT NULL)
    ORDER BY "variantId"
    ON CONFLICT (shop, kind, item) DO UPDATE SET version = "DirtyItem".version + 1, "notBefore" = now()`;
}
