import type { Prisma } from "@prisma/client";
import { type Db, withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import type { Day } from "../day.ts";
import { shopMoment } from "../shop-moment.ts";
import type { BookingError } from "./book-receipts.server.ts";
import { openUnits } from "./line-units.ts";
import {
  allowedMoves,
  isUnderWay,
  type OrderMove,
  type OrderStanding,
  type OrderStatus,
  standingOf,
} from "./purchase-order-status.ts";
import type { LineTerms } from "./terms-warnings.ts";

interface ShownLine {
  id: string;
  variantId: string;
  title: string;
  sku: string | null;
  supplierSku: string | null;
  imageUrl: string | null;
  orderedUnits: number;
  receivedUnits: number;
  closedUnits: number;
  openUnits: number;
  priceMinor: number | null;
  expectedOn: Day | null;
  statedOn: Day | null;
  isOverdue: boolean;
  /** What the supplier asks for, where it is known. */
  terms: LineTerms | null;
  /** Backordered units of its item: they wait for this. */
  owedUnits: number;
  /** Shopify has no such variant any more. */
  isGone: boolean;
  /** Shopify counts no stock of it. */
  isUntracked: boolean;
  history: { fromDay: Day | null; toDay: Day | null; reason: string; changedAt: Date }[];
}

interface ShownReceipt {
  id: string;
  lineId: string;
  title: string;
  units: number;
  receivedOn: Day;
  recordedAt: Date;
  booking: "recorded" | "to-book" | "booked" | "refused";
  bookingError: BookingError | null;
}

export interface OrderPage {
  id: string;
  number: string;
  version: number;
  status: OrderStatus;
  standing: OrderStanding;
  moves: OrderMove[];
  isUnderWay: boolean;
  currency: string;
  orderedOn: Day | null;
  confirmedOn: Day | null;
  closedOn: Day | null;
  note: string;
  mailedAt: Date | null;
  mailedTo: string | null;
  supplier: { id: string; name: string; contactName: string; email: string | null; isArchived: boolean };
  location: { id: string; name: string };
  shopName: string;
  canMail: boolean;
  today: Day;
  lines: ShownLine[];
  receipts: ShownReceipt[];
  /** Of all its open lines' items, each counted once. */
  waitingUnits: number;
}

/** A purchase order as its page shows it; null where the shop has none of that id. */
export async function loadPurchaseOrder(ports: Ports, shop: ShopDomain, id: string): Promise<OrderPage | null> {
  const now = await ports.clock.businessNow();
  return withShop(shop, async (db) => {
    const order = await db.purchaseOrder.findUnique({
      where: { shop_id: { shop, id } },
      include: { supplier: true, lines: { orderBy: { position: "asc" } } },
    });
    if (order === null) return null;
    const { timeZone, name: shopName } = await db.shop.findUniqueOrThrow({ where: { domain: shop } });
    const today = shopMoment(now, timeZone).day;
    const location = await db.location.findUnique({
      where: { shop_locationId: { shop, locationId: order.locationId } },
    });
    // Justified cast: the column holds what our own use-cases wrote.
    const standing = { ...order, status: order.status as OrderStatus };
    const lines = await showLines(db, shop, order, isUnderWay(standing), today);
    const { supplier } = order;
    return {
      id,
      number: order.number,
      version: order.version,
      status: standing.status,
      standing: standingOf(standing),
      moves: allowedMoves(standing),
      isUnderWay: isUnderWay(standing),
      currency: order.currency,
      orderedOn: order.orderedOn,
      confirmedOn: order.confirmedOn,
      closedOn: order.closedOn,
      note: order.note,
      mailedAt: order.mailedAt,
      mailedTo: order.mailedTo,
      supplier: {
        id: supplier.id,
        name: supplier.name,
        contactName: supplier.contactName,
        email: supplier.email,
        isArchived: supplier.archivedAt !== null,
      },
      location: { id: order.locationId, name: location?.name ?? "" },
      shopName: shopName || shop,
      canMail: ports.mailer.isConfigured,
      today,
      lines,
      receipts: await showReceipts(db, shop, id, lines),
      waitingUnits: waiting(lines, order.lines),
    };
  });
}

type OrderRow = Prisma.PurchaseOrderGetPayload<{ include: { supplier: true; lines: true } }>;

async function showLines(
  db: Db,
  shop: ShopDomain,
  order: OrderRow,
  isAwaited: boolean,
  today: Day,
): Promise<ShownLine[]> {
  const variantIds = order.lines.map(({ variantId }) => variantId);
  const variants = await db.variant.findMany({
    where: { shop, variantId: { in: variantIds } },
    select: {
      variantId: true,
      displayName: true,
      sku: true,
      tracked: true,
      owedUnits: true,
      product: { select: { imageUrl: true } },
    },
  });
  const byId = new Map(variants.map((variant) => [variant.variantId, variant]));
  const terms = await db.supplierTerms.findMany({
    where: { shop, supplierId: order.supplierId, variantId: { in: variantIds } },
  });
  const termsOf = new Map(terms.map((each) => [each.variantId, each]));
  const changes = await db.expectedDayChange.findMany({
    where: { shop, lineId: { in: order.lines.map((line) => `po:${line.id}`) } },
    orderBy: { id: "asc" },
  });
  return order.lines.map((line): ShownLine => {
    const variant = byId.get(line.variantId);
    const known = termsOf.get(line.variantId);
    const open = openUnits(line);
    return {
      id: line.id,
      variantId: line.variantId,
      title: variant?.displayName ?? line.title,
      sku: variant?.sku ?? null,
      supplierSku: line.supplierSku,
      imageUrl: variant?.product.imageUrl ?? null,
      orderedUnits: line.orderedUnits,
      receivedUnits: line.receivedUnits,
      closedUnits: line.closedUnits,
      openUnits: open,
      priceMinor: line.priceMinor === null ? null : Number(line.priceMinor),
      expectedOn: line.expectedOn,
      statedOn: line.statedOn,
      isOverdue: isAwaited && open > 0 && line.expectedOn !== null && line.expectedOn < today,
      terms: known === undefined ? null : { packUnits: known.packUnits, minimumUnits: known.minimumUnits },
      owedUnits: variant?.owedUnits ?? 0,
      isGone: variant === undefined,
      isUntracked: variant !== undefined && !variant.tracked,
      history: changes
        .filter(({ lineId }) => lineId === `po:${line.id}`)
        .map(({ fromDay, toDay, reason, changedAt }) => ({ fromDay, toDay, reason, changedAt })),
    };
  });
}

async function showReceipts(
  db: Db,
  shop: ShopDomain,
  purchaseOrderId: string,
  lines: readonly ShownLine[],
): Promise<ShownReceipt[]> {
  const receipts = await db.receipt.findMany({
    where: { shop, purchaseOrderId },
    orderBy: [{ recordedAt: "desc" }, { id: "asc" }],
  });
  const titles = new Map(lines.map(({ id, title }) => [id, title]));
  return receipts.map(({ id, lineId, units, receivedOn, recordedAt, booking, bookingError }) => ({
    id,
    lineId,
    title: titles.get(lineId) ?? "",
    units,
    receivedOn,
    recordedAt,
    // Justified casts: the columns hold what our own use-cases wrote.
    booking: booking as ShownReceipt["booking"],
    bookingError: bookingError as BookingError | null,
  }));
}

/** Several lines, and several variants, may be of one item: who waits for it is counted once. */
function waiting(lines: readonly ShownLine[], rows: readonly { id: string; inventoryItemId: string }[]): number {
  const items = new Map<string, number>();
  for (const line of lines) {
    const item = rows.find(({ id }) => id === line.id)?.inventoryItemId;
    if (item !== undefined && line.openUnits > 0) items.set(item, Math.max(items.get(item) ?? 0, line.owedUnits));
  }
  return [...items.values()].reduce((sum, units) => sum + units, 0);
}
