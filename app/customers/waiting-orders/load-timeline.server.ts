import type { Db } from "../../db.server.ts";
import type { BackorderEvent } from "../../backorders/backorder-event.ts";
import type { PromiseCause } from "../../backorders/promise-cause.ts";
import type { ShopDomain } from "../../ids.ts";
import type { ShipWindow } from "../../supply/day.ts";
import { byKey } from "../../supply/lateness/by-key.ts";
import type { Benefit } from "../compensation/benefit.ts";
import type { LineUnits } from "../cancellations/cancellation-port.ts";
import { isNoticeKind, weightiest } from "../notices/notice-kind.ts";
import type { TimelineEntry } from "./timeline-entry.ts";

const mostOfAKind = 200;

/** Everything that happened to an order, the latest first: units, dates, mails, answers, and what people did. */
export async function loadTimeline(
  db: Db,
  shop: ShopDomain,
  order: { orderId: string; holdRule: string | null; holdRuleBy: string; holdRuleAt: Date | null },
  titles: ReadonlyMap<string, string>,
): Promise<TimelineEntry[]> {
  const { orderId } = order;
  const lineIds = [...titles.keys()];
  const titleOf = (lineId: string) => titles.get(lineId) ?? "";
  const take = mostOfAKind;
  const events = await db.ledgerEvent.findMany({ where: { shop, orderId }, orderBy: { id: "desc" }, take });
  const moves = await db.promiseChange.findMany({
    where: { shop, lineId: { in: lineIds } },
    orderBy: { id: "desc" },
    take,
  });
  const sent = await db.backorderEvent.findMany({
    where: { shop, orderId, kind: "promise-changed" },
    orderBy: { id: "desc" },
    take,
  });
  const notices = await db.notice.findMany({ where: { shop, orderId }, orderBy: { createdAt: "desc" }, take });
  const causes = await db.noticeCause.findMany({
    where: { shop, noticeId: { in: notices.map(({ id }) => id) } },
    select: { noticeId: true, kind: true },
  });
  const kindsOf = byKey(causes, ({ noticeId }) => noticeId);
  const cases = await db.delayCase.findMany({ where: { shop, orderId }, orderBy: { openedAt: "desc" }, take });
  const answers = await db.answer.findMany({ where: { shop, orderId }, orderBy: { id: "desc" }, take });
  const cancellations = await db.cancellation.findMany({
    where: { shop, orderId },
    orderBy: { askedAt: "desc" },
    take,
  });
  const given = await db.compensation.findMany({
    where: { shop, orderId, issuedAt: { not: null } },
    orderBy: { createdAt: "desc" },
    take,
  });
  const places = await db.queueOverride.findMany({ where: { shop, orderId }, orderBy: { at: "desc" }, take });
  // Justified casts: the columns are written from these types only.
  const entries: TimelineEntry[] = [
    ...events.map(({ at, lineId, kind, units }) => ({
      at: at.getTime(),
      title: titleOf(lineId),
      kind: "ledger" as const,
      what: kind as "ordered",
      units,
    })),
    ...moves.map(({ changedAt, lineId, cause, ...move }) => ({
      at: changedAt.getTime(),
      title: titleOf(lineId),
      kind: "moved" as const,
      from: windowFrom(move.fromFrom, move.fromTo),
      to: windowFrom(move.toFrom, move.toTo),
      cause: cause as unknown as PromiseCause,
    })),
    ...sent.map(({ at, lineId, details }) => {
      const { before, after } = details as unknown as Extract<BackorderEvent, { kind: "promise-changed" }>;
      return { at: at.getTime(), title: titleOf(lineId), kind: "given" as const, from: before, to: after };
    }),
    // Which of its causes it is named after is chosen as it leaves: until then it is the weightiest.
    ...notices.map(({ id, sentAt, createdAt, kind, status }) => ({
      at: (sentAt ?? createdAt).getTime(),
      title: "",
      kind: "notice" as const,
      noticeKind: kind ?? weightiest((kindsOf.get(id) ?? []).map((cause) => cause.kind).filter(isNoticeKind)) ?? "",
      status,
    })),
    ...cases.map(({ openedAt, number, deadlineOn, silence }) => ({
      at: openedAt.getTime(),
      title: "",
      kind: "asked" as const,
      number,
      deadlineOn,
      silence: silence as "keeps",
    })),
    ...answers.map(({ at, lineId, choice, units, channel, by }) => ({
      at: at.getTime(),
      title: titleOf(lineId),
      kind: "answer" as const,
      choice,
      units,
      channel,
      by,
    })),
    ...cancellations.map(({ askedAt, doneAt, lines, refundMinor, ...rest }) => ({
      at: (doneAt ?? askedAt).getTime(),
      title: "",
      kind: "cancellation" as const,
      status: rest.status,
      source: rest.source,
      units: (lines as unknown as LineUnits[]).reduce((sum, { units }) => sum + units, 0),
      refundMinor: refundMinor === null ? null : Number(refundMinor),
      currency: rest.currency,
      error: rest.error,
    })),
    ...given.flatMap(({ issuedAt, endedAt, status, gives, currency, code }) => {
      const said = { title: "", kind: "compensation" as const, gives: gives as unknown as Benefit, currency, code };
      const isEnded = endedAt !== null && ["used", "expired", "disabled"].includes(status);
      return [
        ...(issuedAt === null ? [] : [{ ...said, at: issuedAt.getTime(), what: "issued" as const }]),
        ...(isEnded ? [{ ...said, at: endedAt.getTime(), what: status as "used" }] : []),
      ];
    }),
    ...places.flatMap(({ at, lineId, place, by, undoneAt, undoneBy }) => {
      const said = { title: titleOf(lineId), place: place as "first" | "last" };
      return [
        { ...said, at: at.getTime(), kind: "place" as const, by },
        ...(undoneAt === null
          ? []
          : [{ ...said, at: undoneAt.getTime(), kind: "place-undone" as const, by: undoneBy ?? "" }]),
      ];
    }),
    ...(order.holdRuleAt === null
      ? []
      : [
          {
            at: order.holdRuleAt.getTime(),
            title: "",
            kind: "hold" as const,
            rule: (order.holdRule ?? "follow-rule") as "none",
            by: order.holdRuleBy,
          },
        ]),
  ];
  return entries.sort((one, other) => other.at - one.at);
}

const windowFrom = (from: string | null, to: string | null): ShipWindow | null =>
  from === null || to === null ? null : { from, to };
