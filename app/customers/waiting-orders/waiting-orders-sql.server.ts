import { Prisma } from "@prisma/client";
import type { Db } from "../../db.server.ts";
import { expectManyRows } from "../../expect-many-rows.server.ts";
import type { ShopDomain } from "../../ids.ts";
import { type Day, dayFromNumber, dayNumber } from "../../supply/day.ts";

/** A promise that ends within so many days and has no stock yet is at risk. */
const riskDays = 7;

/** What is late, and at risk, on a day. */
export interface WaitingFrame {
  shop: ShopDomain;
  today: Day;
  /** Later by fewer days than this is on time. */
  toleranceDays: number;
}

/**
 * Every order of which somebody waits for a unit, or has an open promise, with what is to be said of it: one row an
 * order. A query that goes on from it begins with `WITH ${…}` and reads from `waiting`.
 */
export async function waitingOrdersSql(
  db: Db,
  { shop, today, toleranceDays }: WaitingFrame,
  /** Null: all. */
  orderId: string | null = null,
): Promise<Prisma.Sql> {
  const overdue = await overdueLines(db, shop, today);
  if (orderId === null) await expectManyRows(db);
  const only = orderId === null ? Prisma.empty : Prisma.sql`AND l."orderId" = ${orderId}`;
  const riskUntil = dayFromNumber(dayNumber(today) + riskDays);
  return Prisma.sql`open_lines AS (
    SELECT l."orderId", l."lineId", l.title, l."unfulfilledUnits" AS units, l."allocatedUnits" AS allocated,
      l."unfulfilledUnits" > l."allocatedUnits" AS waits, p."lineId" IS NOT NULL AS promised,
      p."givenFrom", p."givenTo", p."computedTo", p."reportId",
      -- Of what waits: what stock covers of the line is counted beside it, and would begin its days today.
      coalesce((SELECT min(part->>'from') FROM jsonb_array_elements(p.parts) part WHERE part->>'source' <> 'stock'),
        p."computedFrom") AS "computedFrom",
      jsonb_path_query_array(p.parts, '$[*].inboundLineId') ?| ${overdue}::text[] AS overdue
    FROM "OrderLine" l
    LEFT JOIN "Variant" v ON v.shop = l.shop AND v."variantId" = l."variantId"
    LEFT JOIN "LinePromise" p ON p.shop = l.shop AND p."lineId" = l."lineId" AND p.outcome IS NULL
    WHERE l.shop = ${shop} AND l."unfulfilledUnits" > 0 AND NOT l."isTest" AND coalesce(v.tracked, true) ${only}
      AND (l."unfulfilledUnits" > l."allocatedUnits" OR p."lineId" IS NOT NULL)
  ), summed AS (
    SELECT "orderId", count(*)::int AS "lineCount", min("lineId") AS "firstLine",
      (array_agg(title ORDER BY "lineId"))[1] AS title,
      sum(units - allocated)::int AS "waitingUnits", sum(allocated)::int AS "readyUnits",
      min("givenFrom") AS "givenFrom", max("givenTo") AS "givenTo",
      coalesce(min("computedFrom") FILTER (WHERE waits), min("computedFrom")) AS "computedFrom",
      CASE WHEN bool_or(waits AND "computedTo" IS NULL) THEN NULL ELSE max("computedTo") END AS "computedTo",
      coalesce(bool_or("givenTo" < ${today} OR waits AND "computedTo"::date - "givenTo"::date >= ${Math.max(1, toleranceDays)}),
        false) AS "isLate",
      coalesce(bool_or(waits AND ("givenTo" <= ${riskUntil} OR overdue)), false) AS "isNear",
      bool_or(waits AND promised AND "computedTo" IS NULL) AS "isUnsupplied",
      NOT bool_or(waits) AS "isReady", bool_or("reportId" IS NOT NULL) AS "isMoved"
    FROM open_lines GROUP BY "orderId"
  ), waiting AS MATERIALIZED (
    SELECT s."orderId", s."lineCount", s.title, s."waitingUnits", s."readyUnits", s."givenFrom", s."givenTo",
      CASE WHEN s."computedTo" IS NULL THEN NULL ELSE s."computedFrom" END AS "computedFrom", s."computedTo",
      s."isLate", s."isNear" AND NOT s."isLate" AS "isAtRisk", s."isUnsupplied", s."isReady", s."isMoved",
      o.name, o."placedAt", o."isAdopted", o."isUnreadable", o."countsFrom" IS NULL AS "isUnpaid", o."holdRule",
      c.status IS NOT DISTINCT FROM 'open' AS "isUnanswered", c.status IS NOT DISTINCT FROM 'refund-due' AS "isRefundDue"
    FROM summed s
    JOIN "LedgerOrder" o ON o.shop = ${shop} AND o."orderId" = s."orderId"
    LEFT JOIN "DelayCase" c ON c.shop = ${shop} AND c."orderId" = s."orderId" AND c.status IN ('open', 'refund-due')
  )`;
}

/** Inbound lines whose day has passed and that have not all come, as promises name them. */
async function overdueLines(db: Db, shop: ShopDomain, today: Day): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT 'po:' || l.id AS id FROM "PurchaseOrderLine" l
    JOIN "PurchaseOrder" o ON o.shop = l.shop AND o.id = l."purchaseOrderId"
      AND o.status IN ('ordered', 'confirmed', 'partly-received')
    WHERE l.shop = ${shop} AND l."expectedOn" < ${today} AND l."orderedUnits" > l."receivedUnits" + l."closedUnits"
    UNION ALL SELECT id FROM "ShopifyInboundLine"
    WHERE shop = ${shop} AND "arrivesOn" < ${today} AND "unreceivedUnits" > 0`;
  return rows.map(({ id }) => id);
}
