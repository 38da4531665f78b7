import { type Db, withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { type HolidayCountry, holidayCountries } from "../supply/calendars/holidays-of.server.ts";
import { readLastMove, type LastMove } from "./read-last-move.server.ts";
import { loadSettings } from "./read-settings.server.ts";
import type { MerchantSettings } from "./settings-form.ts";
import { takenOver } from "./taken-over.server.ts";

export interface SettingsPage {
  settings: MerchantSettings;
  /** Business time in epoch milliseconds, for the preview of what shoppers read. */
  now: number;
  /** Variants on which something of ours stands. */
  managedCount: number;
  /** Variants with a discontinued tag that no rule excludes yet. */
  discontinuedCount: number;
  lastMove: LastMove | null;
  /** Countries whose holidays are known, for the picker. */
  countries: HolidayCountry[];
}

export async function loadSettingsPage(ports: Ports, shop: ShopDomain): Promise<SettingsPage> {
  const now = await ports.clock.businessNow();
  const countries = await holidayCountries();
  return withShop(shop, async (db) => {
    const { storefront, supply, backorders, answers, strangerRule, discontinuedTags } = await loadSettings(db, shop);
    const [managed] = await db.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM "Variant" v WHERE v.shop = ${shop} AND ${takenOver}`;
    return {
      settings: { storefront, supply, backorders, answers, strangerRule, discontinuedTags },
      now,
      managedCount: managed?.count ?? 0,
      discontinuedCount: await countDiscontinued(db, shop, discontinuedTags),
      lastMove: await readLastMove(db, shop),
      countries,
    };
  });
}

async function countDiscontinued(db: Db, shop: ShopDomain, tags: string[]): Promise<number> {
  if (tags.length === 0) return 0;
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM "Variant" v
    JOIN "Product" p ON p.shop = v.shop AND p."productId" = v."productId"
    WHERE v.shop = ${shop} AND p.tags && ${tags} AND NOT EXISTS (
      SELECT 1 FROM "Policy" r WHERE r.shop = v.shop AND r.gives->>'mode' = 'never'
        AND r."targetId" IN (v."variantId", v."productId", v.shop))`;
  return row?.count ?? 0;
}
