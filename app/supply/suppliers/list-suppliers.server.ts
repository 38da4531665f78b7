import { type Db, withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { supplierClosures, type SupplierClosure } from "../calendars/supplier-calendar.ts";
import type { Day } from "../day.ts";
import type { DayCount } from "../eta.ts";
import { shopMoment } from "../shop-moment.ts";
import { onTimeShare } from "./on-time-share.ts";
import { readLatenessDays } from "./read-lateness-days.ts";
import type { SupplierQuery } from "./supplier-query.ts";

export interface ListedSupplier {
  id: string;
  name: string;
  contactName: string;
  isArchived: boolean;
  openOrderCount: number;
  variantCount: number;
  leadDays: number | null;
  leadDayCount: DayCount;
  /** Null: no delivery has been received from it yet. `share`, 0 to 1, is null where they are too few to say. */
  onTime: { share: number | null; receiptCount: number } | null;
  /** Its closure of today, or else the next one. */
  nextClosure: SupplierClosure | null;
}

export interface SupplierList {
  suppliers: ListedSupplier[];
  /** Of the whole shop, whatever is asked for. */
  currentCount: number;
  archivedCount: number;
  matchingCount: number;
  page: number;
  pageCount: number;
  today: Day;
}

interface Row extends Omit<ListedSupplier, "onTime" | "nextClosure"> {
  closures: unknown;
  quantiles: unknown;
  receiptCount: number | null;
}

const pageLength = 50;
/** Below, a share would be chance. */
const fewReceipts = 5;

/** One page of the shop's suppliers by name. */
export async function listSuppliers(ports: Ports, shop: ShopDomain, query: SupplierQuery): Promise<SupplierList> {
  const now = await ports.clock.businessNow();
  return withShop(shop, async (db) => {
    const { timeZone } = await db.shop.findUniqueOrThrow({ where: { domain: shop }, select: { timeZone: true } });
    const today = shopMoment(now, timeZone).day;
    const archivedCount = await db.supplier.count({ where: { shop, archivedAt: { not: null } } });
    const currentCount = await db.supplier.count({ where: { shop, archivedAt: null } });
    const like = `%${query.search.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
    const [matching] = await db.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM "Supplier" s WHERE s.shop = ${shop}
        AND (s."archivedAt" IS NOT NULL) = ${query.isArchived}
        AND lower(s.name || ' ' || s."contactName" || ' ' || coalesce(s.email, '')) LIKE ${like}`;
    const matchingCount = matching?.count ?? 0;
    const pageCount = Math.max(1, Math.ceil(matchingCount / pageLength));
    const page = Math.min(Math.max(1, query.page), pageCount);
    const rows = await readRows(db, shop, query.isArchived, like, (page - 1) * pageLength);
    const suppliers = rows.map((row) => listed(row, today));
    return { suppliers, currentCount, archivedCount, matchingCount, page, pageCount, today };
  });
}

function readRows(db: Db, shop: ShopDomain, isArchived: boolean, like: string, offset: number): Promise<Row[]> {
  return db.$queryRaw<Row[]>`
    SELECT s.id, s.name, s."contactName", s."archivedAt" IS NOT NULL AS "isArchived", s."leadDays", s."leadDayCount",
      s.closures, r.quantiles, r."receiptCount",
      (SELECT count(*)::int FROM "SupplierTerms" t WHERE t.shop = s.shop AND t."supplierId" = s.id) AS "variantCount",
      (SELECT count(*)::int FROM "PurchaseOrder" o WHERE o.shop = s.shop AND o."supplierId" = s.id
        AND o."closedOn" IS NULL AND o.status IN ('draft', 'ordered', 'confirmed', 'partly-received')) AS "openOrderCount"
    FROM "Supplier" s
    LEFT JOIN "LatenessRecord" r ON r.shop = s.shop AND r."supplierId" = s.id AND r."variantId" = ''
    WHERE s.shop = ${shop} AND (s."archivedAt" IS NOT NULL) = ${isArchived}
      AND lower(s.name || ' ' || s."contactName" || ' ' || coalesce(s.email, '')) LIKE ${like}
    ORDER BY lower(s.name), s.id LIMIT ${pageLength} OFFSET ${offset}`;
}

function listed({ closures, quantiles, receiptCount, ...row }: Row, today: Day): ListedSupplier {
  const shut = supplierClosures.safeParse(closures);
  const days = readLatenessDays(quantiles);
  return {
    ...row,
    onTime:
      days === null || receiptCount === null || receiptCount === 0
        ? null
        : { share: receiptCount < fewReceipts ? null : onTimeShare({ days }), receiptCount },
    nextClosure: nextClosure(shut.success ? shut.data : [], today),
  };
}

function nextClosure(closures: readonly SupplierClosure[], today: Day): SupplierClosure | null {
  const ahead = closures.filter(({ to }) => to >= today);
  return ahead.toSorted((one, other) => (one.from < other.from ? -1 : 1))[0] ?? null;
}
