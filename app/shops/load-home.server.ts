import { outsideChangesForHome } from "../availability/outside-changes.server.ts";
import { withShop } from "../db.server.ts";
import { InfrastructureError } from "../errors.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { shopMoment } from "../supply/shop-moment.ts";
import { homeFigures, type HomeFigures } from "./home-figures.server.ts";
import { loadToday, type Today } from "./load-today.server.ts";
import { setupGuide, type SetupGuide } from "./setup-guide.server.ts";

export interface HomePage {
  figures: HomeFigures;
  /** Null: Shopify does not answer at the moment, so nobody knows what the theme holds. */
  guide: SetupGuide | null;
  outside: {
    imports: { at: number; count: number }[];
    byHand: { variantId: string; displayName: string; to: string }[];
  };
  /** When the merchant last pressed "Start selling"; epoch milliseconds. */
  sellingAt: number | null;
  today: Today;
}

/** All that Home shows. Shopify is asked for the theme only, and Home stands without its answer. */
export async function loadHome(ports: Ports, shop: ShopDomain): Promise<HomePage> {
  const figures = await homeFigures(ports, shop);
  const guide = await setupGuide(ports, shop).catch((error: unknown) => {
    if (error instanceof InfrastructureError) return null;
    throw error;
  });
  const now = await ports.clock.businessNow();
  return withShop(shop, async (db) => {
    const { imports, byHand } = await outsideChangesForHome(db, shop);
    const { sellingAt, timeZone } = await db.shop.findUniqueOrThrow({ where: { domain: shop } });
    return {
      figures,
      guide,
      outside: {
        imports: imports.map(({ at, changes }) => ({ at: at.getTime(), count: changes.length })),
        byHand: byHand.map(({ variantId, displayName, to }) => ({ variantId, displayName, to })),
      },
      sellingAt: sellingAt?.getTime() ?? null,
      today: await loadToday(db, shop, shopMoment(now, timeZone).day),
    };
  });
}
