import { withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import { loadSettings } from "./read-settings.server.ts";

/** Remembers that a step of the setup guide, or a question on Home, is not to be shown again. */
export async function dismiss(shop: ShopDomain, what: string): Promise<void> {
  await withShop(shop, async (db) => {
    const { dismissed } = await loadSettings(db, shop);
    if (dismissed.includes(what)) return;
    const values = { dismissed: [...dismissed, what] };
    await db.shopSettings.upsert({ where: { shop }, create: { shop, ...values }, update: values });
  });
}
