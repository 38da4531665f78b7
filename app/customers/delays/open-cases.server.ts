import type { Prisma } from "@prisma/client";
import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import type { Day, ShipWindow } from "../../supply/day.ts";
import { shopMoment } from "../../supply/shop-moment.ts";
import { byKey } from "../../supply/lateness/by-key.ts";
import { loadAnswerSettings } from "../self-service/load-answer-settings.server.ts";
import { answerPath } from "./answer-link.server.ts";
import type { CaseStatus, DelayCase, NotedEvent } from "./delay-case.ts";
import { consequenceOf, type DelayLaw, deadlineOf, delayLaw, isDelay, type Silence, type Slip } from "./delay-law.ts";

type Delayed = Extract<NotedEvent, { kind: "promise-changed" }>;

/** A slipped line as its case keeps it. */
interface CaseLine {
  lineId: string;
  units: number;
  before: ShipWindow | null;
  after: ShipWindow | null;
  number: number;
  silence: Silence;
  deadlineOn: Day;
  cause: Prisma.InputJsonValue;
}

/**
 * Opens a case for each order that an event delays, in the caller's transaction. An order is asked one thing at a time:
 * what an open case of it still asks is taken over into the new one. The same events again find the same cases.
 * @returns by line, only lines that are delayed.
 */
export async function openCases(
  ports: Ports,
  db: Db,
  shop: ShopDomain,
  events: readonly NotedEvent[],
): Promise<Map<string, DelayCase>> {
  const found = new Map<string, DelayCase>();
  const byOrder = byKey(
    events.filter((event): event is Delayed => event.kind === "promise-changed" && isDelay(event)),
    (event) => event.orderId,
  );
  if (byOrder.size === 0) return found;
  const now = await ports.clock.businessNow();
  const settings = await loadAnswerSettings(db, shop);
  const registered = await db.shop.findUniqueOrThrow({ where: { domain: shop } });
  const today = shopMoment(now, registered.timeZone).day;
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
    const caseId = known?.id ?? crypto.randomUUID();
    const lines = await linesOf(db, shop, orderId, { slips, caseId, law, today, settings });
    if (known === null) await write(db, shop, { caseId, orderId, slip, law, country, now, lines });
    const path = answerPath(shop, { orderId, caseId }, now);
    const deadlineOn = deadlineOfCase(lines);
    for (const { lineId, number, silence } of lines)
      if (slips.some((event) => event.lineId === lineId))
        found.set(lineId, { caseId, number, deadlineOn, silence, answerPath: path });
  }
  return found;
}

async function linesOf(
  db: Db,
  shop: ShopDomain,
  orderId: string,
  input: {
    slips: readonly Delayed[];
    caseId: string;
    law: DelayLaw;
    today: Day;
    settings: { leastDays: number; usualDays: number };
  },
): Promise<CaseLine[]> {
  const { slips, caseId, law, today, settings } = input;
  const earlier = await db.delayCaseLine.findMany({
    where: { shop, caseId: { not: caseId }, delayCase: { orderId } },
    include: { delayCase: { select: { status: true, toldAt: true } } },
  });
  const byLine = byKey(slips, ({ lineId }) => lineId);
  const unheard = earlier.filter(({ delayCase }) => delayCase.status === "open" && delayCase.toldAt === null);
  const line = (lineId: string, units: number, slip: Slip, cause: Prisma.JsonValue): CaseLine => {
    const consequence = consequenceOf(law, slip);
    const deadlineOn = deadlineOf(consequence, slip.after, today, settings);
    // Justified cast: what was stored as JSON can be stored again.
    return { lineId, units, ...slip, ...consequence, deadlineOn, cause: cause as Prisma.InputJsonValue };
  };
  const slipped = [...byLine].map(([lineId, all]) => {
    // Told at once, several slips are one. And one that the customer never heard of is no earlier delay: this one tells both.
    const first = unheard.find((each) => each.lineId === lineId);
    const before = first === undefined ? (all[0]?.before ?? null) : windowFrom(first.beforeFrom, first.beforeTo);
    const last = all[all.length - 1]!;
    const number = first?.number ?? 1 + earlier.filter((each) => each.lineId === lineId).length;
    return line(lineId, last.units, { before, after: last.after, number }, last.cause);
  });
  const stillAsked = earlier.filter(({ delayCase, lineId }) => delayCase.status === "open" && !byLine.has(lineId));
  const takenOver = stillAsked.map((each) => {
    const { beforeFrom, beforeTo, afterFrom, afterTo, number } = each;
    const slip = { before: windowFrom(beforeFrom, beforeTo), after: windowFrom(afterFrom, afterTo), number };
    return line(each.lineId, each.units, slip, each.cause);
  });
  return [...slipped, ...takenOver];
}

const windowFrom = (from: Day | null, to: Day | null): ShipWindow | null =>
  from === null || to === null ? null : { from, to };

/** Silence acts on the whole case at once: not before the last of its lines' days, those that it would end first. */
function deadlineOfCase(lines: readonly CaseLine[]): Day | null {
  const ending = lines.filter(({ silence }) => silence === "cancels");
  return (
    (ending.length > 0 ? ending : lines)
      .map(({ deadlineOn }) => deadlineOn)
      .sort()
      .at(-1) ?? null
  );
}

interface NewCase {
  caseId: string;
  orderId: string;
  slip: string;
  law: DelayLaw;
  country: string;
  now: number;
  lines: readonly CaseLine[];
}

async function write(db: Db, shop: ShopDomain, opened: NewCase): Promise<void> {
  const { caseId, orderId, slip, law, country, now, lines } = opened;
  await db.delayCase.updateMany({
    where: { shop, orderId, status: "open" satisfies CaseStatus },
    data: { status: "replaced" satisfies CaseStatus, closedAt: new Date(now) },
  });
  await db.delayCase.create({
    data: {
      shop,
      id: caseId,
      orderId,
      slip,
      number: Math.max(...lines.map(({ number }) => number)),
      law,
      country,
      silence: lines.some(({ silence }) => silence === "cancels") ? "cancels" : "keeps",
      deadlineOn: deadlineOfCase(lines),
      openedAt: new Date(now),
    },
  });
  await db.delayCaseLine.createMany({
    data: lines.map(({ lineId, units, before, after, number, silence, cause }) => ({
      shop,
      caseId,
      lineId,
      units,
      beforeFrom: before?.from ?? null,
      beforeTo: before?.to ?? null,
      afterFrom: after?.from ?? null,
      afterTo: after?.to ?? null,
      number,
      silence,
      cause,
    })),
  });
}
