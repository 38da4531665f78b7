import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { byKey } from "../../supply/lateness/by-key.ts";
import type { CaseStatus, NotedEvent } from "../delays/delay-case.ts";
import type { CompensationStatus } from "./compensation-status.ts";
import { endCompensations } from "./end-compensations.server.ts";
import { loadCompensationSettings } from "./load-compensation-settings.server.ts";
import { noteKept } from "./note-kept.server.ts";

/**
 * What events mean for what customers are given, in the transaction that takes them: who orders while the reward is shown
 * is promised it, it is theirs once an item ships, and what was cancelled ends both. A delayed item that ships before its
 * customer has said anything was kept.
 */
export async function noteCompensations(
  ports: Ports,
  db: Db,
  shop: ShopDomain,
  events: readonly NotedEvent[],
): Promise<void> {
  await promiseRewards(ports, db, shop, events);
  const shipped = events.flatMap((event) => (event.kind === "shipped" && event.isLast ? [event] : []));
  if (shipped.length > 0) {
    await earnRewards(ports, db, shop, [...new Set(shipped.map(({ orderId }) => orderId))]);
    const silent = await db.delayCase.findMany({
      where: {
        shop,
        status: "open" satisfies CaseStatus,
        lines: { some: { lineId: { in: shipped.map(({ lineId }) => lineId) } } },
      },
      select: { id: true },
    });
    for (const { id } of silent) await noteKept(ports, db, shop, id);
  }
  const cancelled = events.flatMap((event) => (event.kind === "cancelled" && event.isLast ? [event.orderId] : []));
  if (cancelled.length > 0) await endCompensations(ports, db, shop, [...new Set(cancelled)]);
}

async function promiseRewards(ports: Ports, db: Db, shop: ShopDomain, events: readonly NotedEvent[]): Promise<void> {
  const placed = events.filter(({ kind }) => kind === "placed");
  if (placed.length === 0) return;
  const { reward } = await loadCompensationSettings(db, shop);
  if (!reward.isOn) return;
  const createdAt = new Date(await ports.clock.businessNow());
  for (const [orderId, lines] of byKey(placed, (event) => event.orderId)) {
    const lineIds = [...new Set(lines.map(({ lineId }) => lineId))];
    const cause = `wait ${orderId}`;
    const { count } = await db.compensation.createMany({
      data: {
        shop,
        kind: "wait",
        whom: orderId,
        cause,
        orderId,
        lineIds,
        status: "promised" satisfies CompensationStatus,
        gives: reward.gives,
        createdAt,
      },
      skipDuplicates: true,
    });
    if (count > 0) continue;
    // Another line of the same order, heard of later.
    await db.$executeRaw`
      UPDATE "Compensation" SET "lineIds" = ARRAY(SELECT DISTINCT unnest("lineIds" || ${lineIds}::text[]))
      WHERE shop = ${shop} AND "orderId" = ${orderId} AND cause = ${cause}`;
  }
}

async function earnRewards(ports: Ports, db: Db, shop: ShopDomain, orderIds: string[]): Promise<void> {
  const { count } = await db.compensation.updateMany({
    where: { shop, kind: "wait", orderId: { in: orderIds }, status: "promised" satisfies CompensationStatus },
    data: { status: "new" satisfies CompensationStatus },
  });
  if (count > 0) await ports.queue.enqueue(db, "give-compensation", { shop });
}
