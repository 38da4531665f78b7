import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import { type BackorderSettings, backorderSettings } from "./backorder-settings.ts";

/** What cannot be read any more counts as not set. */
export async function readBackorderSettings(db: Db, shop: ShopDomain): Promise<BackorderSettings> {
  const row = await db.shopSettings.findUnique({ where: { shop }, select: { backorders: true } });
  const parsed = backorderSettings.safeParse(row?.backorders ?? {});
  return parsed.success ? parsed.data : backorderSettings.parse({});
}
