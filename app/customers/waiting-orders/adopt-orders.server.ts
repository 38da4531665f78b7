import { readBackorderSettings } from "../../backorders/read-backorder-settings.server.ts";
import { markStaleQueues } from "../../backorders/mark-stale-queues.server.ts";
import { markUnsettled } from "../../backorders/mark-unsettled.server.ts";
import type { BackorderSettings } from "../../backorders/backorder-settings.ts";
import { type Db, withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { loadNoticeSettings } from "../notices/load-notice-settings.server.ts";

interface AdoptedOrder {
  orderId: string;
  name: string;
  /** ISO instant. */
  placedAt: string;
  title: string;
  waitingUnits: number;
}

export interface AdoptionPreview {
  /** ISO instant of the merchant's word; null: not yet. */
  confirmedAt: string | null;
  orderCount: number;
  unitCount: number;
  examples: AdoptedOrder[];
  /** What will be done to them from then on. */
  holds: BackorderSettings["holds"];
  tags: boolean;
  /** Customers hear from then on what the settings of notices say. */
  mails: boolean;
}

const examplesShown = 10;

/** The orders older than Arrivo that wait: how many, the oldest, and what would become of them. Nothing is changed. */
export async function previewAdoption(shop: ShopDomain): Promise<AdoptionPreview> {
  return withShop(shop, async (db) => {
    const settings = await db.shopSettings.findUnique({ where: { shop }, select: { adoptedOrdersAt: true } });
    const rules = await readBackorderSettings(db, shop);
    const { isOn } = await loadNoticeSettings(db, shop);
    const orders = await adoptedOrders(db, shop);
    return {
      confirmedAt: settings?.adoptedOrdersAt?.toISOString() ?? null,
      orderCount: orders.length,
      unitCount: orders.reduce((sum, { waitingUnits }) => sum + waitingUnits, 0),
      examples: orders.slice(0, examplesShown),
      holds: rules.holds,
      tags: rules.orderTags !== null,
      mails: isOn,
    };
  });
}

/** From now on they are dated, held and tagged like any other. Once, whoever presses. */
export async function adoptOrders(ports: Ports, shop: ShopDomain): Promise<boolean> {
  const at = new Date(await ports.clock.businessNow());
  return withShop(
    shop,
    async (db) => {
      await db.shopSettings.upsert({ where: { shop }, create: { shop }, update: {} });
      const { count } = await db.shopSettings.updateMany({
        where: { shop, adoptedOrdersAt: null },
        data: { adoptedOrdersAt: at },
      });
      if (count === 0) return false;
      const orders = await adoptedOrders(db, shop);
      await markStaleQueues(ports, db, shop, null, { code: "settings-changed" });
      const orderIds = orders.map(({ orderId }) => orderId);
      await markUnsettled(ports, db, shop, orderIds, await readBackorderSettings(db, shop));
      return true;
    },
    { timeoutMs: 30_000 },
  );
}

function adoptedOrders(db: Db, shop: ShopDomain): Promise<AdoptedOrder[]> {
  return db.$queryRaw<AdoptedOrder[]>`
    SELECT o."orderId", o.name, to_json(o."placedAt")#>>'{}' AS "placedAt", min(l.title) AS title,
      sum(l."unfulfilledUnits" - l."allocatedUnits")::int AS "waitingUnits"
    FROM "OrderLine" l
    JOIN "LedgerOrder" o ON o.shop = l.shop AND o."orderId" = l."orderId" AND o."isAdopted"
    JOIN "Variant" v ON v.shop = l.shop AND v."variantId" = l."variantId" AND v.tracked
    WHERE l.shop = ${shop} AND l."unfulfilledUnits" > l."allocatedUnits" AND NOT l."isTest"
    GROUP BY o."orderId", o.name, o."placedAt" ORDER BY o."placedAt", o."orderId"`;
}
