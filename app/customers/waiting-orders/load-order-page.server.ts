import type { LinePromise, OrderLine, PromiseChange, QueueOverride } from "@prisma/client";
import { loadMoveProposals } from "../../backorders/load-move-proposals.server.ts";
import { placesOf } from "../../backorders/compare-queues.ts";
import type { CorrectedCause } from "../../backorders/corrected-cause.ts";
import type { ToldStanding } from "../../backorders/plan-promise.ts";
import type { PromiseCause } from "../../backorders/promise-cause.ts";
import type { PromisePart } from "../../backorders/promise-part.ts";
import { queueOfItem } from "../../backorders/queue-of-item.server.ts";
import { readItemQueues } from "../../backorders/read-item-queues.server.ts";
import { type Db, withShop } from "../../db.server.ts";
import type { InventoryItemGid, ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import type { ShipWindow } from "../../supply/day.ts";
import type { WaitingOrder } from "./waiting-order.ts";
import { loadReply } from "./load-reply.server.ts";
import { loadTimeline } from "./load-timeline.server.ts";
import { loadWaitingFrame } from "./load-waiting-frame.server.ts";
import type { LinePlace, OrderPage, OrderPageLine } from "./order-page.ts";
import { waitingOrdersSql } from "./waiting-orders-sql.server.ts";

/** An order as the merchant sees it: its lines' units and promises, their places, and all that happened. Null: unknown. */
export async function loadOrderPage(ports: Ports, shop: ShopDomain, orderId: string): Promise<OrderPage | null> {
  const now = await ports.clock.businessNow();
  return withShop(
    shop,
    async (db) => {
      const order = await db.ledgerOrder.findUnique({ where: { shop_orderId: { shop, orderId } } });
      if (order === null) return null;
      const lines = await db.orderLine.findMany({ where: { shop, orderId }, orderBy: { lineId: "asc" } });
      const titles = new Map(lines.map(({ lineId, title }) => [lineId, title]));
      return {
        orderId,
        name: order.name,
        placedAt: order.placedAt.getTime(),
        financialStatus: order.financialStatus,
        countsFrom: order.countsFrom?.getTime() ?? null,
        tags: order.tags,
        ownTags: order.ownTags,
        locale: order.locale,
        isTest: order.isTest,
        isAdopted: order.isAdopted,
        isUnreadable: order.isUnreadable,
        cancelledAt: order.cancelledAt?.getTime() ?? null,
        // Justified cast: the column is written by holdByHand only.
        holdRule: order.holdRule as OrderPage["holdRule"],
        holdRuleBy: order.holdRuleBy,
        holdRuleAt: order.holdRuleAt?.getTime() ?? null,
        waiting: await readMarks(db, shop, now, orderId),
        lines: await readLines(db, shop, now, lines),
        reply: await loadReply(db, shop, orderId, now),
        timeline: await loadTimeline(db, shop, order, titles),
      };
    },
    { timeoutMs: 30_000 },
  );
}

async function readMarks(db: Db, shop: ShopDomain, now: number, orderId: string): Promise<WaitingOrder | null> {
  const waiting = await waitingOrdersSql(db, await loadWaitingFrame(db, shop, now), orderId);
  const [row] = await db.$queryRaw<
    { order: WaitingOrder }[]
  >`WITH ${waiting} SELECT to_json(w) AS "order" FROM waiting w`;
  return row?.order ?? null;
}

async function readLines(db: Db, shop: ShopDomain, now: number, lines: readonly OrderLine[]): Promise<OrderPageLine[]> {
  const ofThem = { shop, lineId: { in: lines.map(({ lineId }) => lineId) } };
  const promises = await db.linePromise.findMany({ where: ofThem });
  const moves = await db.promiseChange.findMany({ where: ofThem, orderBy: { id: "desc" } });
  const overrides = await db.queueOverride.findMany({ where: { ...ofThem, undoneAt: null }, orderBy: { at: "desc" } });
  const units = await db.ledgerUnit.findMany({ where: ofThem });
  const locations = await db.location.findMany({ where: { shop } });
  const names = new Map(locations.map(({ locationId, name }) => [locationId, name]));
  const places = await readPlaces(db, shop, now, lines);
  const proposals = await loadMoveProposals(db, shop, now, itemsThatWait(lines));
  return lines.map((line) => {
    const { lineId } = line;
    const own = units.filter((each) => each.lineId === lineId);
    const promise = promises.find((each) => each.lineId === lineId);
    const override = overrides.find((each) => each.lineId === lineId);
    return {
      lineId,
      inventoryItemId: line.inventoryItemId,
      variantId: line.variantId,
      title: line.title,
      orderedUnits: line.orderedUnits,
      waitingUnits: line.unfulfilledUnits - line.allocatedUnits,
      allocatedUnits: line.allocatedUnits,
      shippedUnits: line.shippedUnits,
      cancelledUnits: line.cancelledUnits,
      heldUnits: own.reduce((sum, { heldUnits }) => sum + heldUnits, 0),
      places: own.map(({ locationId, remainingUnits, allocatedUnits }) => ({
        name: names.get(locationId) ?? "",
        remainingUnits,
        allocatedUnits,
      })),
      toldText: line.toldText,
      promise: promise === undefined ? null : promiseOf(promise),
      place: places.get(lineId) ?? null,
      moveTo: proposals.flatMap((each) =>
        each.lineId === lineId
          ? [
              {
                fromLocationId: each.fromLocationId,
                toLocationId: each.toLocationId,
                from: names.get(each.fromLocationId) ?? "",
                to: names.get(each.toLocationId) ?? "",
                units: each.units,
              },
            ]
          : [],
      ),
      override: override === undefined ? null : overrideOf(override),
      moves: moves.filter((each) => each.lineId === lineId).map(moveOf),
    };
  });
}

function itemsThatWait(lines: readonly OrderLine[]): InventoryItemGid[] {
  const items = lines.flatMap(({ inventoryItemId, unfulfilledUnits, allocatedUnits }) =>
    // Justified cast: the column is written from Shopify's ids only.
    inventoryItemId !== null && unfulfilledUnits > allocatedUnits ? [inventoryItemId as InventoryItemGid] : [],
  );
  return [...new Set(items)];
}

async function readPlaces(db: Db, shop: ShopDomain, now: number, lines: readonly OrderLine[]) {
  const found = new Map<string, LinePlace>();
  for (const { frame, variant, waiting } of (await readItemQueues(db, shop, now, itemsThatWait(lines))).values()) {
    const { queue, windowsOf } = queueOfItem(frame, variant, waiting);
    const places = placesOf(windowsOf(queue));
    const lineCount = [...places.values()].filter(({ place }) => place !== null).length;
    let unitsBefore = 0;
    for (const { lineId, units, places: where } of queue) {
      const place = places.get(lineId)?.place ?? null;
      if (place !== null) found.set(lineId, { place, lineCount, unitsBefore });
      unitsBefore += units - where.reduce((sum, { allocated }) => sum + allocated, 0);
    }
  }
  return found;
}

// Justified casts below: the columns are written from these types only.
function promiseOf(row: LinePromise): OrderPageLine["promise"] {
  return {
    told: windowFrom(row.toldFrom, row.toldTo),
    toldStanding: row.toldStanding as ToldStanding,
    given: windowFrom(row.givenFrom, row.givenTo),
    computed: windowFrom(row.computedFrom, row.computedTo),
    parts: row.parts as unknown as PromisePart[],
    isReady: row.isReady,
    isDelayedAtBirth: row.isDelayedAtBirth,
    outcome: row.outcome,
  };
}

function moveOf(row: PromiseChange): OrderPageLine["moves"][number] {
  return {
    id: String(row.id),
    at: row.changedAt.getTime(),
    from: windowFrom(row.fromFrom, row.fromTo),
    to: windowFrom(row.toFrom, row.toTo),
    cause: row.cause as unknown as PromiseCause,
    corrected:
      row.correctedCause === null ? null : { cause: row.correctedCause as CorrectedCause, by: row.correctedBy },
  };
}

const overrideOf = ({ place, by, at }: QueueOverride) => ({ place: place as "first" | "last", by, at: at.getTime() });

const windowFrom = (from: string | null, to: string | null): ShipWindow | null =>
  from === null || to === null ? null : { from, to };
