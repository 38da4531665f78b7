import { Prisma } from "@prisma/client";
import { stringify } from "csv-stringify/sync";
import { withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { loadStorefront } from "../shops/load-storefront.server.ts";
import { dayFromNumber, dayNumber } from "../supply/day.ts";
import { feedAvailability } from "./feed-availability.ts";
import { type KnownVariant, loadKnownVariants } from "./known-variants.server.ts";
import { loadShopFrame, type LoadedFrame } from "./load-shop-frame.server.ts";
import { readMetafield } from "./metafield.ts";
import { tellQuantity } from "./tell-quantity.ts";

const batchLength = 1_000;
/** As far ahead as Google takes a date. */
const mostDaysAhead = 365;
const numberOf = (gid: string): string => gid.slice(gid.lastIndexOf("/") + 1);

/**
 * A supplemental feed for Google: of each variant that Arrivo says something about, what a buyer of one unit is told. The
 * others stay with the shop's own feed. `country`: as Shopify's Google channel names its items
 * (`shopify_IT_<product>_<variant>`); null: the variant's number alone. CSV in pieces.
 */
export async function* exportFeed(ports: Ports, shop: ShopDomain, country: string | null): AsyncGenerator<string> {
  yield stringify([["id", "availability", "availability_date"]]);
  const now = await ports.clock.businessNow();
  for (let after = ""; ;) {
    const rows = await withShop(shop, async (db) => {
      const frame = await loadShopFrame(db, shop, now);
      if (frame === null) return [];
      const { largestQuantityTold } = await loadStorefront(db, shop, now);
      const isNext = Prisma.sql`v."variantId" > ${after} AND v.metafield IS NOT NULL AND p.status = 'ACTIVE'`;
      const known = await loadKnownVariants(db, shop, isNext, batchLength);
      after = known.at(-1)?.variantId ?? after;
      return known.map((variant) => cellsOf(variant, frame, largestQuantityTold, country));
    });
    if (rows.length > 0) yield stringify(rows);
    if (rows.length < batchLength) return;
  }
}

function cellsOf(
  { variantId, productId, metafield, levels, inventoryPolicy }: KnownVariant,
  frame: LoadedFrame,
  largestQuantityTold: number,
  country: string | null,
): string[] {
  const published = readMetafield(metafield);
  const liveUnits = levels.reduce(
    (sum, { locationId, available }) => (frame.onlineLocationIds.has(locationId) ? sum + available : sum),
    0,
  );
  const latest = dayFromNumber(dayNumber(frame.today) + mostDaysAhead);
  const facts = { liveUnits, currentPolicy: inventoryPolicy };
  const told = tellQuantity(published.ok ? published.metafield : null, 1, facts, frame.dating, largestQuantityTold);
  const sellsInCart = liveUnits > 0 || inventoryPolicy === "CONTINUE";
  const { availability, availabilityOn } = feedAvailability(told, latest, sellsInCart);
  const id =
    country === null ? numberOf(variantId) : `shopify_${country}_${numberOf(productId)}_${numberOf(variantId)}`;
  // Noon in UTC is that day, or the next, on every wall: read anywhere, it is never an earlier one.
  return [id, availability, availabilityOn === null ? "" : `${availabilityOn}T12:00Z`];
}
