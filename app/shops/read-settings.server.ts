import { backorderSettings } from "../backorders/backorder-settings.ts";
import { storefrontSettings } from "../availability/storefront-settings.ts";
import { strangerSettings } from "../availability/stranger-setting.ts";
import { loadAnswerSettings } from "../customers/self-service/load-answer-settings.server.ts";
import { type Db, withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import { supplySettings } from "../supply/supply-settings.ts";
import type { MerchantSettings } from "./settings-form.ts";

export interface ReadSettings extends MerchantSettings {
  dismissed: string[];
  adoptedOrdersAt: Date | null;
}

/** The merchant's settings; the defaults where there are none yet. */
export async function loadSettings(db: Db, shop: ShopDomain): Promise<ReadSettings> {
  const row = await db.shopSettings.findUnique({ where: { shop } });
  const registered = await db.shop.findUnique({ where: { domain: shop }, select: { timeZone: true } });
  const timeZone = registered?.timeZone ?? "UTC";
  const stored = storefrontSettings.safeParse({ ...(row?.storefront as object | undefined), timeZone });
  const supply = supplySettings.safeParse(row?.supply ?? {});
  const backorders = backorderSettings.safeParse(row?.backorders ?? {});
  return {
    // What an older Arrivo wrote and this one can't read is worth no more than the defaults.
    storefront: stored.success ? stored.data : storefrontSettings.parse({ timeZone }),
    supply: supply.success ? supply.data : supplySettings.parse({}),
    backorders: backorders.success ? backorders.data : backorderSettings.parse({}),
    answers: await loadAnswerSettings(db, shop),
    strangerRule: strangerSettings.find((each) => each === row?.strangerRule) ?? "person-wins",
    discontinuedTags: row?.discontinuedTags ?? [],
    dismissed: row?.dismissed ?? [],
    adoptedOrdersAt: row?.adoptedOrdersAt ?? null,
  };
}

export function readSettings(shop: ShopDomain): Promise<ReadSettings> {
  return withShop(shop, (db) => loadSettings(db, shop));
}
