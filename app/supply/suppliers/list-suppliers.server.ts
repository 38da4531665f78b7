import { type Db, withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { supplierClosures, type SupplierClosure } from "../calendars/supplier-calendar.ts";
import type { Day } from "../day.ts";
import type { DayCount } from "../eta.ts";
import { byKey } from "../lateness/by-key.ts";
import type { Delivery } from "../lateness/delivery.ts";
import { onTimeOf, saysEnough } from "../lateness/on-time-of.ts";
import { loadDeliveries } from "../load-deliveries.server.ts";
import { shopMoment } from "../shop-moment.ts";
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
}

const pageLength = 50;

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
    // The scorecard's own figures: what dates promises is smoothed, and would say another share.
    const ids = rows.map(({ id }) => id);
    const { deliveries } = await loadDeliveries(db, shop, today, ids);
    const came = byKey(deliveries, ({ supplierId }) => supplierId);
    const suppliers = rows.map((row) => listed(row, came.get(row.id) ?? [], today));
    return { suppliers, currentCount, archivedCount, matchingCount, page, pageCount, today };
  });
}

function readRows(db: Db, shop: ShopDomain, isArchived: boolean, like: string, offset: number): Promise<Row[]> {
  return db.$queryRaw<Row[]>`
    SELECT s.id, s.name, s."contactName", s."archivedAt" IS NOT NULL AS "isArchived", s."leadDays", s."leadDayCount",
      s.closures,
      (SELECT count(*)::int FROM "SupplierTerms" t WHERE t.shop = s.shop AND t."supplierId" = s.id) AS "variantCount",
      (SELECT count(*)::int FROM "PurchaseOrder" o WHERE o.shop = s.shop AND o."supplierId" = s.id
        AND o."closedOn" IS NULL AND o.status IN ('draft', 'ordered', 'confirmed', 'partly-received')) AS "openOrderCount"
    FROM "Supplier" s
    WHERE s.shop = ${shop} AND (s."archivedAt" IS NOT NULL) = ${isArchived}
      AND lower(s.name || ' ' || s."contactName" || ' ' || coalesce(s.email, '')) LIKE ${like}
    ORDER BY lower(s.name), s.id LIMIT ${pageLength} OFFSET ${offset}`;
}

function listed({ closures, ...row }: Row, deliveries: readonly Delivery[], today: Day): ListedSupplier {
  const shut = supplierClosures.safeParse(closures);
  const { receiptCount, onTimeCount } = onTimeOf(deliveries);
  const share = saysEnough(receiptCount) ? onTimeCount / receiptCount : null;
  return {
    ...row,
    onTime: receiptCount === 0 ? null : { share, receiptCount: Math.round(receiptCount) },
    nextClosure: nextClosure(shut.success ? shut.data : [], today),
  };
}

function nextClosure(closures: readonly SupplierClosure[], today: Day): SupplierClosure | null {
  const ahead = closures.filter(({ to }) => to >= today);
  return ahead.toSorted((one, other) => (one.from < other.from ? -1 : 1))[0] ?? null;
}
