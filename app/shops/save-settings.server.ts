import { withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { markToldVariants } from "./mark-told-variants.server.ts";
import { loadSettings } from "./read-settings.server.ts";
import { parseSettingsForm, type SettingsFormInput, type SettingsFormResult } from "./settings-form.ts";

/**
 * Saves the merchant's settings, all of the form or nothing. What Arrivo says about any variant is decided again under
 * them, and the set-up job publishes what the theme blocks read, as often as it takes.
 */
export async function saveSettings(
  ports: Ports,
  shop: ShopDomain,
  input: SettingsFormInput,
): Promise<SettingsFormResult> {
  return withShop(shop, async (db) => {
    const result = parseSettingsForm(input, await loadSettings(db, shop));
    if (!result.ok) return result;
    const { storefront, strangerRule, discontinuedTags } = result.settings;
    const values = { storefront, strangerRule, discontinuedTags };
    await db.shopSettings.upsert({ where: { shop }, create: { shop, ...values }, update: values });
    await markToldVariants(db, shop);
    await ports.queue.enqueue(db, "reconcile-shop", { shop });
    await ports.queue.enqueue(db, "set-up-shop", { shop });
    return result;
  });
}
