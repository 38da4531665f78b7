import type { Prisma } from "@prisma/client";
import type { Db } from "../../db.server.ts";
import { partsOfWindow } from "../../backorders/parts-of-window.ts";
import type { PromiseCause } from "../../backorders/promise-cause.ts";
import type { PromisePart } from "../../backorders/promise-part.ts";
import type { ShopDomain } from "../../ids.ts";
import type { ShipWindow } from "../../supply/day.ts";
import { byKey } from "../../supply/lateness/by-key.ts";
import { shopMoment } from "../../supply/shop-moment.ts";
import type { CancellationError } from "../cancellations/cancellation-error.ts";
import type { LineUnits } from "../cancellations/cancellation-port.ts";
import type { CaseStatus } from "../delays/delay-case.ts";
import type { Silence } from "../delays/delay-law.ts";
import { type Choice, choices, type ShownCancellation, type WaitingItem, type WaitingOrder } from "./waiting-order.ts";

/** Null: the ledger has no such order, or nothing of it was ever promised. */
export async function loadWaitingOrder(
  db: Db,
  shop: ShopDomain,
  orderId: string,
  now: number,
): Promise<WaitingOrder | null> {
  const lines = await db.orderLine.findMany({ where: { shop, orderId }, orderBy: { lineId: "asc" } });
  const lineIds = lines.map(({ lineId }) => lineId);
  const promises = await db.linePromise.findMany({ where: { shop, lineId: { in: lineIds } } });
  if (promises.length === 0) return null;
  const order = await db.ledgerOrder.findUnique({ where: { shop_orderId: { shop, orderId } } });
  const { timeZone, locale } = await db.shop.findUniqueOrThrow({ where: { domain: shop } });
  const delay = await db.delayCase.findFirst({
    where: { shop, orderId, status: { not: "replaced" } },
    orderBy: { openedAt: "desc" },
    include: { lines: true },
  });
  const moves = await db.promiseChange.findMany({ where: { shop, lineId: { in: lineIds } }, orderBy: { id: "asc" } });
  const reportIds = moves.flatMap(({ reportId }) => reportId ?? []);
  const sent = await db.changeReport.findMany({ where: { shop, id: { in: reportIds }, status: "sent" } });
  const sentAt = new Map(sent.map((report) => [report.id, report.sentAt]));
  // The customer's history is what they were told: what moved and was never sent is none of it.
  const changes = byKey(
    moves.filter(({ reportId }) => reportId !== null && sentAt.has(reportId)),
    ({ lineId }) => lineId,
  );
  const answers = await db.answer.findMany({ where: { shop, orderId }, orderBy: { id: "asc" } });
  const cancellations = await db.cancellation.findMany({ where: { shop, orderId }, orderBy: { askedAt: "asc" } });
  /** What the customer asked for can be taken back until it has begun; what the merchant or the law did is theirs. */
  const isRecallable = ({ status, source }: { status: string; source: string }) =>
    status === "waiting" && source === "answer";
  const isUnderWay = (each: { status: string; source: string }) =>
    each.status === "running" || (each.status === "waiting" && !isRecallable(each));
  const askedUnits = (isMeant: typeof isRecallable, lineId: string) =>
    cancellations
      .filter(isMeant)
      .flatMap((each) => unitsOf(each.lines))
      .reduce((sum, line) => (line.lineId === lineId ? sum + line.units : sum), 0);
  const items = lines.flatMap((line): WaitingItem[] => {
    const promise = promises.find(({ lineId }) => lineId === line.lineId);
    const isShown = promise !== undefined || line.allocatedUnits > 0;
    if (!isShown || line.cancelledAt !== null) return [];
    const asked = delay?.lines.find(({ lineId }) => lineId === line.lineId);
    const told = changes.get(line.lineId) ?? [];
    // In stock and never promised: nobody waits for it.
    const owed = promise === undefined ? 0 : line.unfulfilledUnits - line.allocatedUnits;
    const recallable = askedUnits(isRecallable, line.lineId);
    const waitingUnits = Math.max(0, owed - recallable - askedUnits(isUnderWay, line.lineId));
    const readyUnits = Math.min(line.allocatedUnits, line.unfulfilledUnits);
    const given = windowFrom(promise?.givenFrom ?? null, promise?.givenTo ?? null);
    // Justified cast: backorders/ writes the parts.
    const parts = (promise?.parts ?? []) as unknown as PromisePart[];
    const choice = answers.findLast(({ lineId }) => lineId === line.lineId)?.choice;
    return [
      {
        lineId: line.lineId,
        title: line.title,
        waitingUnits,
        recallableUnits: Math.min(owed, recallable),
        readyUnits,
        before: asked === undefined ? null : windowFrom(asked.beforeFrom, asked.beforeTo),
        now: given,
        parts: partsOfWindow(parts, given, waitingUnits + readyUnits),
        // Justified casts: backorders/ writes the causes.
        cause: (asked?.cause ?? told.at(-1)?.cause ?? null) as unknown as PromiseCause | null,
        history: told.map(({ changedAt, reportId, toFrom, toTo }) => ({
          on: shopMoment((sentAt.get(reportId ?? "") ?? changedAt).getTime(), timeZone).day,
          window: windowFrom(toFrom, toTo),
        })),
        answer: choices.find((each): each is Choice => each === choice) ?? null,
      },
    ];
  });
  return {
    orderId,
    name: order?.name ?? lines[0]?.orderName ?? "",
    locale: order?.locale ?? locale,
    today: shopMoment(now, timeZone).day,
    isCancelled: order?.cancelledAt != null,
    // Justified casts: the columns are written from these types only.
    delay:
      delay === null
        ? null
        : {
            caseId: delay.id,
            status: delay.status as CaseStatus,
            deadlineOn: delay.deadlineOn,
            silence: delay.silence as Silence,
          },
    items,
    cancellations: cancellations.flatMap(({ status, error, lines: asked, refundMinor, currency }) =>
      status === "withdrawn" || status === "by-hand"
        ? []
        : [
            {
              status: status as ShownCancellation["status"],
              error: error as CancellationError | null,
              units: unitsOf(asked).reduce((sum, { units }) => sum + units, 0),
              refundMinor: refundMinor === null ? null : Number(refundMinor),
              currency,
            },
          ],
    ),
  };
}

// Justified cast: the column is written by requestCancellation only.
const unitsOf = (lines: Prisma.JsonValue): LineUnits[] => lines as unknown as LineUnits[];

const windowFrom = (from: string | null, to: string | null): ShipWindow | null =>
  from === null || to === null ? null : { from, to };
