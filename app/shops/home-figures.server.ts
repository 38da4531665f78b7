import { Prisma } from "@prisma/client";
import { waitingLines } from "../backorders/waiting-lines.server.ts";
import { type Db, outsideShops, withShop } from "../db.server.ts";
import type { ShopDomain, VariantGid } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { type Day, dayFromNumber, dayNumber } from "../supply/day.ts";
import { shopMoment } from "../supply/shop-moment.ts";
import { loadSettings } from "./read-settings.server.ts";

/** What was found in the shop; variants that Arrivo may touch, unless said otherwise. */
interface HomeCounts {
  variants: number;
  soldOut: number;
  /** In stock, for no more than about a week at the rate of the last 30 days. */
  nearlySoldOut: number;
  /** On "continue selling" by the merchant's own hand. */
  alreadyContinuing: number;
  belowZero: number;
  /** Decided as sold on backorder now. */
  onBackorder: number;
  /** Among all variants. */
  untracked: number;
  withoutSku: number;
}

export interface ListedVariant {
  variantId: VariantGid;
  displayName: string;
  sku: string | null;
  imageUrl: string | null;
  availableUnits: number;
  sold30Units: number;
  /** All that can still be sold; null: no end. */
  sellableUnits: number | null;
  nextTo: Day | null;
}

export interface SyncProgress {
  status: "waiting" | "running" | "done" | "failed" | "stopped";
  doneUnits: number;
  /** Null while Shopify still prepares the answer. */
  totalUnits: number | null;
  errorCode: string | null;
}

export interface HomeFigures {
  state: string;
  catalogueSync: SyncProgress | null;
  orderSync: SyncProgress | null;
  counts: HomeCounts;
  /** Open orders with units that no stock covers. */
  waiting: { orders: number; units: number };
  /** Up to three variants to begin with: sold out, by recent sales. */
  proposals: ListedVariant[];
  /** Little is left to sell under their limit. */
  limitNear: ListedVariant[];
  /** The told window ends within a week, or has ended. */
  windowEnding: ListedVariant[];
}

const proposalsShown = 3;
const listShown = 10;
const warnDays = 7;

const mayTouch = Prisma.sql`(v.tracked AND v."requiresShipping" AND NOT p."isGiftCard" AND NOT p."isBundleParent"
  AND p.status IN ('ACTIVE', 'UNLISTED'))`;
const weekOfSales = Prisma.sql`greatest(3, ceil(v."sold30Units" * 7 / 30.0))`;
const tables = Prisma.sql`"Variant" v JOIN "Product" p ON p.shop = v.shop AND p."productId" = v."productId"`;

/** Home's numbers, from our own tables only: nothing is asked of Shopify. */
export async function homeFigures(ports: Ports, shop: ShopDomain): Promise<HomeFigures> {
  const { state, timeZone } = await outsideShops().shop.findUniqueOrThrow({ where: { domain: shop } });
  const { day: today } = shopMoment(await ports.clock.businessNow(), timeZone);
  return withShop(shop, async (db) => {
    const { discontinuedTags } = await loadSettings(db, shop);
    const lists = (where: Prisma.Sql, order: Prisma.Sql, limit: number) => listVariants(db, shop, where, order, limit);
    const warnFrom = dayFromNumber(dayNumber(today) + warnDays);
    return {
      state,
      catalogueSync: await progressOf(db, shop, "catalogue-sync"),
      orderSync: await progressOf(db, shop, "order-sync"),
      counts: await countVariants(db, shop),
      waiting: await countWaiting(db, shop),
      // What continues to sell already is the merchant's own doing: a first try there would only take something away.
      proposals: await lists(
        Prisma.sql`${mayTouch} AND v."availableUnits" <= 0 AND v.state = 'untouched' AND v."inventoryPolicy" = 'DENY' AND NOT p.tags && ${discontinuedTags}`,
        Prisma.sql`v."sold30Units" DESC, v."displayName"`,
        proposalsShown,
      ),
      limitNear: await lists(
        Prisma.sql`v.state IN ('backorder', 'preorder') AND v."sellableUnits" <= ${weekOfSales}`,
        Prisma.sql`v."sellableUnits", v."displayName"`,
        listShown,
      ),
      windowEnding: await lists(
        Prisma.sql`(v.state IN ('backorder', 'preorder') AND v."nextTo" <= ${warnFrom} AND v.metafield->'segments' @? '$[*].to')
          OR v.reason->>'code' IN ('window-passed', 'no-supply-date')`,
        Prisma.sql`v."nextTo" NULLS FIRST, v."displayName"`,
        listShown,
      ),
    };
  });
}

async function countVariants(db: Db, shop: ShopDomain): Promise<HomeCounts> {
  const rows = await db.$queryRaw<HomeCounts[]>`
    SELECT count(*)::int AS variants,
      count(*) FILTER (WHERE ${mayTouch} AND v."availableUnits" <= 0)::int AS "soldOut",
      count(*) FILTER (WHERE ${mayTouch} AND v."availableUnits" BETWEEN 1 AND ${weekOfSales})::int AS "nearlySoldOut",
      count(*) FILTER (WHERE ${mayTouch} AND v."ownPolicy" IS NULL AND v."inventoryPolicy" = 'CONTINUE')::int
        AS "alreadyContinuing",
      count(*) FILTER (WHERE ${mayTouch} AND v."availableUnits" < 0)::int AS "belowZero",
      count(*) FILTER (WHERE v.state IN ('backorder', 'preorder'))::int AS "onBackorder",
      count(*) FILTER (WHERE NOT v.tracked)::int AS untracked,
      count(*) FILTER (WHERE coalesce(v.sku, '') = '')::int AS "withoutSku"
    FROM ${tables} WHERE v.shop = ${shop}`;
  const none: HomeCounts = {
    variants: 0,
    soldOut: 0,
    nearlySoldOut: 0,
    alreadyContinuing: 0,
    belowZero: 0,
    onBackorder: 0,
    untracked: 0,
    withoutSku: 0,
  };
  return rows[0] ?? none;
}

async function countWaiting(db: Db, shop: ShopDomain): Promise<HomeFigures["waiting"]> {
  const lines = await waitingLines(db, shop);
  return {
    orders: new Set(lines.map(({ orderId }) => orderId)).size,
    units: lines.reduce((sum, { owedUnits }) => sum + owedUnits, 0),
  };
}

async function listVariants(
  db: Db,
  shop: ShopDomain,
  where: Prisma.Sql,
  order: Prisma.Sql,
  limit: number,
): Promise<ListedVariant[]> {
  return db.$queryRaw<ListedVariant[]>`
    SELECT v."variantId", v."displayName", v.sku, p."imageUrl", v."availableUnits", v."sold30Units", v."sellableUnits",
           v."nextTo"
    FROM ${tables} WHERE v.shop = ${shop} AND (${where}) ORDER BY ${order} LIMIT ${limit}`;
}

async function progressOf(db: Db, shop: ShopDomain, kind: string): Promise<SyncProgress | null> {
  const task = await db.task.findFirst({
    where: { shop, kind },
    orderBy: { startedAt: "desc" },
    select: { status: true, doneUnits: true, totalUnits: true, errorCode: true },
  });
  // Justified cast: the column is written with these words only.
  return task as SyncProgress | null;
}
