import type { Prisma } from "@prisma/client";
import { withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import type { Day } from "../../supply/day.ts";
import { shopMoment } from "../../supply/shop-moment.ts";
import { type CancellationError, settledErrors } from "../cancellations/cancellation-error.ts";
import type { LineUnits } from "../cancellations/cancellation-port.ts";

interface OrderNamed {
  orderId: string;
  orderName: string;
}

export interface DelayTodos {
  today: Day;
  /** Silence ended them: to be cancelled and refunded, the most urgent first. */
  refundsDue: (OrderNamed & { caseId: string; dueOn: Day | null; units: number })[];
  /** Cancellations that did not go through, the oldest first. */
  refused: (OrderNamed & {
    cancellationId: string;
    error: CancellationError;
    units: number;
    /** As shown to whoever asked; null: nothing was paid, or no amount was shown. */
    refundMinor: number | null;
    currency: string;
    askedOn: Day;
  })[];
  /** Customers whose notice came back: they don't know, and their days have not begun. */
  toCall: (OrderNamed & { caseId: string; bouncedOn: Day; units: number })[];
}

const mostShown = 100;

/** What delays want of the merchant, each with the order it is about. */
export async function loadDelayTodos(ports: Ports, shop: ShopDomain): Promise<DelayTodos> {
  const now = await ports.clock.businessNow();
  return withShop(shop, async (db) => {
    const { timeZone } = await db.shop.findUniqueOrThrow({ where: { domain: shop } });
    const dayOf = (at: Date) => shopMoment(at.getTime(), timeZone).day;
    const cases = await db.delayCase.findMany({
      where: { shop, OR: [{ status: "refund-due" }, { status: "open", bouncedAt: { not: null } }] },
      include: { lines: { select: { lineId: true, units: true, silence: true } } },
      orderBy: [{ refundDueOn: "asc" }, { openedAt: "asc" }],
      take: mostShown,
    });
    const refused = await db.cancellation.findMany({
      where: { shop, error: { not: null, notIn: [...settledErrors] }, status: { in: ["refused", "done"] } },
      orderBy: { askedAt: "asc" },
      take: mostShown,
    });
    const dueIds = cases.flatMap(({ status, lines }) =>
      status === "refund-due" ? lines.map(({ lineId }) => lineId) : [],
    );
    const ledger = await db.orderLine.findMany({
      where: { shop, lineId: { in: dueIds } },
      select: { lineId: true, unfulfilledUnits: true, allocatedUnits: true },
    });
    // Some of it may have been cancelled since.
    const waitingOf = new Map(
      ledger.map(({ lineId, unfulfilledUnits, allocatedUnits }) => [lineId, unfulfilledUnits - allocatedUnits]),
    );
    const names = await namesOf(db, shop, [...cases, ...refused]);
    const named = (orderId: string) => ({ orderId, orderName: names.get(orderId) ?? "" });
    const unitsOf = (lines: readonly { units: number }[]) => lines.reduce((sum, { units }) => sum + units, 0);
    return {
      today: shopMoment(now, timeZone).day,
      refundsDue: cases
        .filter(({ status }) => status === "refund-due")
        .map(({ id, orderId, refundDueOn, lines }) => ({
          ...named(orderId),
          caseId: id,
          dueOn: refundDueOn,
          units: unitsOf(
            lines
              .filter(({ silence }) => silence === "cancels")
              .map(({ lineId, units }) => ({ units: Math.min(units, waitingOf.get(lineId) ?? units) })),
          ),
        })),
      // Justified casts: the columns are written from these types only.
      refused: refused.map(({ id, orderId, error, lines, refundMinor, currency, askedAt }) => ({
        ...named(orderId),
        cancellationId: id,
        error: error as CancellationError,
        units: unitsOf(lines as unknown as LineUnits[]),
        refundMinor: refundMinor === null ? null : Number(refundMinor),
        currency,
        askedOn: dayOf(askedAt),
      })),
      toCall: cases.flatMap(({ id, orderId, status, bouncedAt, lines }) =>
        status === "open" && bouncedAt !== null
          ? [{ ...named(orderId), caseId: id, bouncedOn: dayOf(bouncedAt), units: unitsOf(lines) }]
          : [],
      ),
    };
  });
}

async function namesOf(
  db: Prisma.TransactionClient,
  shop: ShopDomain,
  of: readonly { orderId: string }[],
): Promise<Map<string, string>> {
  const orders = await db.ledgerOrder.findMany({
    where: { shop, orderId: { in: of.map(({ orderId }) => orderId) } },
    select: { orderId: true, name: true },
  });
  return new Map(orders.map(({ orderId, name }) => [orderId, name]));
}
