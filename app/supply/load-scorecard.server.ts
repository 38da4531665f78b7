import { withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { loadSettings } from "../shops/read-settings.server.ts";
import type { Day } from "./day.ts";
import { latenessAt, type LatenessQuantiles } from "./lateness/lateness-quantiles.ts";
import { scoreSupplier, type SupplierScore } from "./lateness/score-supplier.ts";
import { loadDeliveries } from "./load-deliveries.server.ts";
import { loadLateness } from "./load-lateness.server.ts";
import { shopMoment } from "./shop-moment.ts";
import { levelsOf } from "./supply.ts";
import { type Caution, cautions } from "./supply-settings.ts";

/** The window a promise gets around an expected day: days from it, below 0 before it, both included. */
export interface CautionWindow {
  caution: Caution;
  isCurrent: boolean;
  fromDays: number;
  toDays: number;
}

export interface Scorecard {
  supplier: { id: string; name: string };
  today: Day;
  score: SupplierScore;
  /** Units sold a day of the variants it supplies, over the last 30 days. */
  soldUnitsADay: number;
  /** Whose record dates its lines now, and the windows that it makes; null: its stated days stand. */
  promises: { basis: LatenessQuantiles["basis"]; windows: CautionWindow[] } | null;
  openLineCount: number;
  overdueLineCount: number;
}

/** What a supplier's scorecard shows. Null: there is no such supplier. */
export async function loadScorecard(ports: Ports, shop: ShopDomain, id: string): Promise<Scorecard | null> {
  const now = await ports.clock.businessNow();
  return withShop(shop, async (db) => {
    const supplier = await db.supplier.findUnique({
      where: { shop_id: { shop, id } },
      select: { id: true, name: true },
    });
    if (supplier === null) return null;
    const { storefront, supply } = await loadSettings(db, shop);
    const today = shopMoment(now, storefront.timeZone).day;
    const { deliveries, overdue } = await loadDeliveries(db, shop, today, [id]);
    const ended = await db.$queryRaw<{ orderedUnits: number; receivedUnits: number }[]>`
      SELECT l."orderedUnits", l."receivedUnits" FROM "PurchaseOrderLine" l
      JOIN "PurchaseOrder" o ON o.shop = l.shop AND o.id = l."purchaseOrderId"
      WHERE l.shop = ${shop} AND o."supplierId" = ${id} AND o.status IN ('confirmed', 'partly-received', 'received')
        AND (l."receivedUnits" + l."closedUnits" >= l."orderedUnits" OR o.status = 'received')`;
    const [sold] = await db.$queryRaw<{ units: number }[]>`
      SELECT coalesce(sum(v."sold30Units"), 0)::float8 AS units FROM "Variant" v
      WHERE v.shop = ${shop} AND v."variantId" IN (
        SELECT t."variantId" FROM "SupplierTerms" t WHERE t.shop = ${shop} AND t."supplierId" = ${id}
        UNION SELECT l."variantId" FROM "PurchaseOrderLine" l
          JOIN "PurchaseOrder" o ON o.shop = l.shop AND o.id = l."purchaseOrderId"
          WHERE l.shop = ${shop} AND o."supplierId" = ${id})`;
    const [open] = await db.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM "PurchaseOrderLine" l
      JOIN "PurchaseOrder" o ON o.shop = l.shop AND o.id = l."purchaseOrderId"
      WHERE l.shop = ${shop} AND o."supplierId" = ${id} AND o.status IN ('ordered', 'confirmed', 'partly-received')
        AND l."orderedUnits" > l."receivedUnits" + l."closedUnits"`;
    const soldUnitsADay = (sold?.units ?? 0) / 30;
    const lateness = (await loadLateness(db, shop))(id, null);
    return {
      supplier,
      today,
      score: scoreSupplier(deliveries, ended, soldUnitsADay),
      soldUnitsADay,
      promises: lateness === null ? null : { basis: lateness.basis, windows: windowsOf(lateness, supply.caution) },
      openLineCount: open?.count ?? 0,
      overdueLineCount: overdue.length,
    };
  });
}

/** Rounded as ship windows are: never cut short. */
function windowsOf(lateness: LatenessQuantiles, current: Caution): CautionWindow[] {
  return cautions.map((caution) => {
    const [earliest, latest] = levelsOf(caution);
    return {
      caution,
      isCurrent: caution === current,
      fromDays: Math.floor(latenessAt(lateness, earliest)),
      toDays: Math.ceil(latenessAt(lateness, latest)),
    };
  });
}
