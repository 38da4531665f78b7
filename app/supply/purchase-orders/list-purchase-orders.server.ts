import { Prisma } from "@prisma/client";
import { type Db, withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import type { Day } from "../day.ts";
import { shopMoment } from "../shop-moment.ts";
import type { OrderView, PurchaseOrderQuery } from "./purchase-order-query.ts";
import type { OrderStatus } from "./purchase-order-status.ts";

export interface ListedOrder {
  id: string;
  number: string;
  supplierName: string;
  locationName: string;
  status: OrderStatus;
  isRestCancelled: boolean;
  orderedOn: Day | null;
  /** The earliest day on which something open is expected; null: nothing open, or nobody knows. */
  nextExpectedOn: Day | null;
  isOverdue: boolean;
  lineCount: number;
  orderedUnits: number;
  receivedUnits: number;
  openUnits: number;
  currency: string;
  totalMinor: number;
}

export interface OrderList {
  orders: ListedOrder[];
  matchingCount: number;
  overdueCount: number;
  /** Of the whole shop, whatever the view. */
  allCount: number;
  page: number;
  pageCount: number;
  suppliers: { id: string; name: string }[];
}

const pageLength = 50;

/** Sums of an order's lines, beside it as `s`. */
const sums = (today: Day) => Prisma.sql`
  SELECT count(*)::int AS "lineCount",
    coalesce(sum(l."orderedUnits"), 0)::int AS "orderedUnits",
    coalesce(sum(l."receivedUnits"), 0)::int AS "receivedUnits",
    coalesce(sum(greatest(l."orderedUnits" - l."receivedUnits" - l."closedUnits", 0)), 0)::int AS "openUnits",
    coalesce(sum(l."orderedUnits" * l."priceMinor"), 0)::float8 AS "totalMinor",
    min(l."expectedOn") FILTER (WHERE l."orderedUnits" > l."receivedUnits" + l."closedUnits") AS "nextExpectedOn",
    o.status = ANY(${underWay}) AND coalesce(bool_or(l."expectedOn" < ${today}
      AND l."orderedUnits" > l."receivedUnits" + l."closedUnits"), false) AS "isOverdue"
  FROM "PurchaseOrderLine" l WHERE l.shop = o.shop AND l."purchaseOrderId" = o.id`;
const underWay = ["ordered", "confirmed", "partly-received"];

/** One page of the shop's purchase orders: what is awaited by its day, the rest by when it was made. */
export async function listPurchaseOrders(
  ports: Ports,
  shop: ShopDomain,
  query: PurchaseOrderQuery,
): Promise<OrderList> {
  const now = await ports.clock.businessNow();
  return withShop(shop, async (db) => {
    const { timeZone } = await db.shop.findUniqueOrThrow({ where: { domain: shop }, select: { timeZone: true } });
    const today = shopMoment(now, timeZone).day;
    const suppliers = await db.supplier.findMany({
      where: { shop, orders: { some: {} } },
      orderBy: { name: "asc" },
      select: { id: true, name: true },
    });
    const where = Prisma.join([byView(query.view), bySearch(query.search), bySupplier(query.supplierId)], " AND ");
    const [counts] = await db.$queryRaw<{ matching: number; overdue: number; all: number }[]>`
      SELECT count(*) FILTER (WHERE ${where})::int AS matching, count(*) FILTER (WHERE s."isOverdue")::int AS overdue,
        count(*)::int AS "all"
      FROM "PurchaseOrder" o JOIN "Supplier" u ON u.shop = o.shop AND u.id = o."supplierId",
        LATERAL (${sums(today)}) s WHERE o.shop = ${shop}`;
    const { matching = 0, overdue = 0, all = 0 } = counts ?? {};
    const pageCount = Math.max(1, Math.ceil(matching / pageLength));
    const page = Math.min(query.page, pageCount);
    const orders = await readPage(db, shop, today, where, query.view, page);
    return { orders, matchingCount: matching, overdueCount: overdue, allCount: all, page, pageCount, suppliers };
  });
}

function readPage(db: Db, shop: ShopDomain, today: Day, where: Prisma.Sql, view: OrderView, page: number) {
  const order =
    view === "open" || view === "overdue"
      ? Prisma.sql`s."nextExpectedOn" NULLS LAST, o."createdAt" DESC, o.id`
      : Prisma.sql`o."createdAt" DESC, o.id`;
  return db.$queryRaw<ListedOrder[]>`
    SELECT o.id, o.number, u.name AS "supplierName", coalesce(p.name, '') AS "locationName", o.status, o."orderedOn",
      o.currency, o.status = 'partly-received' AND o."closedOn" IS NOT NULL AS "isRestCancelled",
      s."nextExpectedOn", s."isOverdue", s."lineCount", s."orderedUnits", s."receivedUnits", s."openUnits",
      s."totalMinor"
    FROM "PurchaseOrder" o JOIN "Supplier" u ON u.shop = o.shop AND u.id = o."supplierId"
      LEFT JOIN "Location" p ON p.shop = o.shop AND p."locationId" = o."locationId",
      LATERAL (${sums(today)}) s
    WHERE o.shop = ${shop} AND ${where}
    ORDER BY ${order} LIMIT ${pageLength} OFFSET ${(page - 1) * pageLength}`;
}

function byView(view: OrderView): Prisma.Sql {
  const views: Record<OrderView, Prisma.Sql> = {
    open: Prisma.sql`(o.status = ANY(${underWay}) AND o."closedOn" IS NULL)`,
    overdue: Prisma.sql`s."isOverdue"`,
    draft: Prisma.sql`o.status = 'draft'`,
    received: Prisma.sql`(o.status = 'received' OR (o.status = 'partly-received' AND o."closedOn" IS NOT NULL))`,
    cancelled: Prisma.sql`o.status = 'cancelled'`,
    all: Prisma.sql`true`,
  };
  return views[view];
}

/** Each word stands in the number, the supplier's name, or in a line's title or SKU, ours or the supplier's. */
function bySearch(search: string): Prisma.Sql {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const conditions = words.map((word) => {
    const pattern = `%${word.replace(/[\\%_]/g, "\\$&")}%`;
    return Prisma.sql`(lower(o.number || ' ' || u.name) LIKE ${pattern} OR EXISTS (
      SELECT 1 FROM "PurchaseOrderLine" l
      LEFT JOIN "Variant" v ON v.shop = l.shop AND v."variantId" = l."variantId"
      WHERE l.shop = o.shop AND l."purchaseOrderId" = o.id
        AND lower(l.title || ' ' || coalesce(l."supplierSku", '') || ' ' || coalesce(v.sku, '')) LIKE ${pattern}))`;
  });
  return Prisma.join([Prisma.sql`true`, ...conditions], " AND ");
}

function bySupplier(supplierId: string | null): Prisma.Sql {
  return supplierId === null ? Prisma.sql`true` : Prisma.sql`o."supplierId" = ${supplierId}`;
}
