import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import type { Day } from "../../supply/day.ts";
import { byKey } from "../../supply/lateness/by-key.ts";
import { shopMoment } from "../../supply/shop-moment.ts";
import { loadAnswerSettings } from "../self-service/load-answer-settings.server.ts";
import { answerPath } from "./answer-link.server.ts";
import { type CaseLine, linesOfCase, type PromiseMoved, type StoredCaseLine } from "./case-lines.ts";
import { deadlineOfLines } from "./deadline-of-lines.ts";
import type { CaseStatus, DelayCase, NotedEvent } from "./delay-case.ts";
import { delayLaw, isDelay } from "./delay-law.ts";
import { noteBetterDates } from "./note-better-dates.server.ts";

/**
 * Opens a case for each order that an event delays, in the caller's transaction. An order is asked one thing at a time:
 * what an open case of it still asks is taken over into the new one. A date that is better again ends what was asked
 * because of it. The same events again find the same cases.
 * @returns by line, only lines that are delayed.
 */
export async function openCases(
  ports: Ports,
  db: Db,
  shop: ShopDomain,
  events: readonly NotedEvent[],
): Promise<Map<string, DelayCase>> {
  const found = new Map<string, DelayCase>();
  const moved = events.filter((event): event is PromiseMoved => event.kind === "promise-changed");
  if (moved.length === 0) return found;
  const now = await ports.clock.businessNow();
  const days = await loadAnswerSettings(db, shop);
  const registered = await db.shop.findUniqueOrThrow({ where: { domain: shop } });
  const today = shopMoment(now, registered.timeZone).day;
  const better = moved.filter((event) => !isDelay(event));
  await noteBetterDates(db, shop, better, { today, now, days });
  const byOrder = byKey(moved.filter(isDelay), ({ orderId }) => orderId);
  const shipTos = new Map(
    (await db.shipTo.findMany({ where: { shop, orderId: { in: [...byOrder.keys()] } } })).map(
      ({ orderId, country }) => [orderId, country],
    ),
  );
  for (const [orderId, slips] of byOrder) {
    const country = shipTos.get(orderId) ?? registered.country;
    const law = delayLaw(country);
    const slip = slips.at(-1)?.reportId ?? "";
    const known = await db.delayCase.findUnique({ where: { shop_orderId_slip: { shop, orderId, slip } } });
    const id = known?.id ?? crypto.randomUUID();
    const earlier = await loadEarlier(db, shop, orderId, id);
    const lines = linesOfCase(law, slips, earlier);
    const deadlineOn = known === null ? deadlineOfLines(law, lines, today, days) : known.deadlineOn;
    if (known === null) await write(db, shop, { id, orderId, slip, law, country, deadlineOn, now, lines });
    const path = answerPath(shop, { orderId, caseId: id }, now);
    for (const { lineId, number, silence } of lines)
      if (slips.some((event) => event.lineId === lineId))
        found.set(lineId, { caseId: id, number, deadlineOn, silence, answerPath: path });
  }
  return found;
}

async function loadEarlier(db: Db, shop: ShopDomain, orderId: string, besides: string): Promise<StoredCaseLine[]> {
  const rows = await db.delayCaseLine.findMany({
    where: { shop, caseId: { not: besides }, delayCase: { orderId } },
    include: { delayCase: { select: { status: true, toldAt: true, bouncedAt: true } } },
  });
  return rows.map(({ delayCase, ...line }) => ({
    ...line,
    isOpen: delayCase.status === "open",
    isHeard: delayCase.toldAt !== null && delayCase.bouncedAt === null,
  }));
}

interface NewCase {
  id: string;
  orderId: string;
  slip: string;
  law: string;
  country: string;
  deadlineOn: Day | null;
  now: number;
  lines: readonly CaseLine[];
}

async function write(db: Db, shop: ShopDomain, { now, lines, ...opened }: NewCase): Promise<void> {
  await db.delayCase.updateMany({
    where: { shop, orderId: opened.orderId, status: "open" satisfies CaseStatus },
    data: { status: "replaced" satisfies CaseStatus, closedAt: new Date(now) },
  });
  await db.delayCase.create({
    data: {
      shop,
      ...opened,
      number: Math.max(...lines.map(({ number }) => number)),
      silence: lines.some(({ silence }) => silence === "cancels") ? "cancels" : "keeps",
      openedAt: new Date(now),
    },
  });
  await db.delayCaseLine.createMany({
    // Justified cast: a cause is plain JSON.
    data: lines.map((line) => ({ ...line, shop, caseId: opened.id, cause: line.cause as object })),
  });
}
