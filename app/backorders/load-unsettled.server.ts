import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { OwedUnits } from "./plan-holds.ts";

export interface UnsettledOrder {
  orderId: string;
  version: number;
  placedAt: Date;
  isAdopted: boolean;
  isCancelled: boolean;
  /** Tags that we put on it. */
  ownTags: string[];
  /** A person's word for this order; null: the shop's rule holds. */
  holdRule: "ship-together" | "none" | null;
  /** Its customer wants what is ready now, and the rest later. */
  takesReady: boolean;
  /** Somebody waits for a line of it that stock does not cover. */
  isWaiting: boolean;
  /** Somebody waited for it, and all that is left of it is covered. */
  isReady: boolean;
  owed: OwedUnits[];
}

/** Orders whose holds and tags are due, those that have waited longest first, with what the ledger says of them. */
export async function loadUnsettled(db: Db, shop: ShopDomain, count: number): Promise<UnsettledOrder[]> {
  return db.$queryRaw<UnsettledOrder[]>`
    SELECT s."orderId", s.version, o."placedAt", o."isAdopted", o."ownTags", o."holdRule",
      (o."cancelledAt" IS NOT NULL OR o."isTest" OR o."isUnreadable") AS "isCancelled",
      coalesce((SELECT a.choice = 'take-ready' FROM "Answer" a WHERE a.shop = s.shop AND a."orderId" = s."orderId"
        ORDER BY a.id DESC LIMIT 1), false) AS "takesReady",
      coalesce(lines."isWaiting", false) AS "isWaiting",
      coalesce(lines."isPromised" AND NOT lines."isWaiting", false) AS "isReady",
      coalesce(units.owed, '[]'::jsonb) AS owed
    FROM (SELECT * FROM "UnsettledOrder" WHERE shop = ${shop} AND since <= now()
          ORDER BY since, "orderId" LIMIT ${count}) s
    JOIN "LedgerOrder" o ON o.shop = s.shop AND o."orderId" = s."orderId"
    LEFT JOIN LATERAL (
      SELECT bool_or(l."unfulfilledUnits" > l."allocatedUnits") AS "isWaiting",
        bool_or(p."lineId" IS NOT NULL) AS "isPromised"
      FROM "OrderLine" l LEFT JOIN "LinePromise" p ON p.shop = l.shop AND p."lineId" = l."lineId"
      LEFT JOIN "Variant" v ON v.shop = l.shop AND v."variantId" = l."variantId"
      WHERE l.shop = s.shop AND l."orderId" = s."orderId" AND l."unfulfilledUnits" > 0 AND v.tracked) lines ON true
    LEFT JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_object('lineId', u."lineId", 'locationId', u."locationId",
        'units', u."remainingUnits" - u."allocatedUnits")) AS owed
      FROM "LedgerUnit" u JOIN "OrderLine" l ON l.shop = u.shop AND l."lineId" = u."lineId"
      JOIN "Variant" v ON v.shop = l.shop AND v."variantId" = l."variantId"
      WHERE u.shop = s.shop AND u."orderId" = s."orderId" AND v.tracked) units ON true
    ORDER BY s.since, s."orderId"`;
}
