import { type StorefrontSettings, storefrontSettings } from "../../availability/storefront-settings.ts";
import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";

/** How the shop says its dates, on its pages and so in its mails. */
export async function readStorefrontSettings(db: Db, shop: ShopDomain, timeZone: string): Promise<StorefrontSettings> {
  const row = await db.shopSettings.findUnique({ where: { shop }, select: { storefront: true } });
  const stored = storefrontSettings.safeParse({ ...(row?.storefront as object | undefined), timeZone });
  return stored.success ? stored.data : storefrontSettings.parse({ timeZone });
}
