import { outsideShops } from "../../db.server.ts";
import { chooseLocale } from "../../i18n/locale.ts";
import { makeI18n } from "../../i18n/make-i18n.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import type { ShipWindow } from "../../supply/day.ts";
import { isNoticeKind } from "../notices/notice-kind.ts";
import { noticeStatuses } from "../notices/notice-status.ts";
import { loadOrderPage } from "./load-order-page.server.ts";
import type { OrderPageLine } from "./order-page.ts";
import type { TimelineEntry } from "./timeline-entry.ts";
import type { WaitingOrder } from "./waiting-order.ts";

/** What stands of an order on Shopify's own order page, in words. */
export interface OrderBlock {
  heading: string;
  /** As long as the block is closed. */
  summary: string;
  badges: { text: string; tone: "critical" | "warning" | "success" | "info" }[];
  lines: { title: string; facts: string[] }[];
  /** What the customer was told and said, the latest first. */
  told: { heading: string; entries: string[] };
  reply: { label: string; help: string; text: string } | null;
  open: { label: string; path: string };
}

const mostTold = 8;

/** Null: nothing of the order waits, or ever did. */
export async function loadOrderBlock(ports: Ports, shop: ShopDomain, orderId: string): Promise<OrderBlock | null> {
  const page = await loadOrderPage(ports, shop, orderId);
  const lines = page?.lines.filter(({ promise, waitingUnits }) => promise !== null || waitingUnits > 0) ?? [];
  if (page === null || lines.length === 0) return null;
  const registered = await outsideShops().shop.findUniqueOrThrow({ where: { domain: shop } });
  const say = saying(chooseLocale([registered.locale]), registered.timeZone);
  const { t } = say;
  const badges = page.waiting === null ? [] : badgesOf(page.waiting, say);
  const waitingUnits = lines.reduce((sum, line) => sum + line.waitingUnits, 0);
  const readyUnits = lines.reduce((sum, line) => sum + line.allocatedUnits, 0);
  const { reply } = page;
  return {
    heading: t("block.heading"),
    summary: [...badges.map(({ text }) => text), t("block.units", { waiting: waitingUnits, ready: readyUnits })].join(
      " · ",
    ),
    badges,
    lines: lines.map((line) => ({
      title: t("line.title", { units: String(line.orderedUnits), title: line.title }),
      facts: factsOf(line, say),
    })),
    told: { heading: t("block.told"), entries: page.timeline.flatMap((each) => toldOf(each, say)).slice(0, mostTold) },
    reply:
      reply === null
        ? null
        : {
            label: t("reply.title"),
            help: t("reply.help", { language: say.language(reply.locale) }),
            text: reply.text,
          },
    open: { label: t("block.open"), path: `/app/waiting/${orderId.slice(orderId.lastIndexOf("/") + 1)}` },
  };
}

type Say = ReturnType<typeof saying>;

function saying(locale: ReturnType<typeof chooseLocale>, timeZone: string) {
  const i18n = makeI18n(locale);
  const t = i18n.getFixedT(locale, "waiting");
  const days = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  const instants = new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    hour: "numeric",
    minute: "2-digit",
    timeZone,
  });
  const day = (text: string) => new Date(`${text}T00:00:00Z`);
  return {
    t,
    language: (of: string) => new Intl.DisplayNames(locale, { type: "language" }).of(of) ?? of,
    at: (instant: number) => instants.format(instant),
    window: (window: ShipWindow | null) =>
      window === null ? t("block.noDate") : days.formatRange(day(window.from), day(window.to)),
  };
}

function badgesOf(order: WaitingOrder, { t }: Say): OrderBlock["badges"] {
  const badges: OrderBlock["badges"] = [];
  if (order.isRefundDue) badges.push({ text: t("badge.refundDue"), tone: "critical" });
  if (order.isLate) badges.push({ text: t("badge.late"), tone: "critical" });
  if (order.isAtRisk) badges.push({ text: t("badge.atRisk"), tone: "warning" });
  if (order.isUnsupplied) badges.push({ text: t("badge.noSupply"), tone: "warning" });
  if (order.isUnanswered) badges.push({ text: t("badge.unanswered"), tone: "warning" });
  if (order.isReady) badges.push({ text: t("badge.ready"), tone: "success" });
  if (badges.length === 0) badges.push({ text: t("outcome.waits"), tone: "info" });
  return badges;
}

function factsOf({ promise, place, moves, ...units }: OrderPageLine, { t, window, at }: Say): string[] {
  const fact = (label: string, value: string) => t("block.fact", { label, value });
  const counted = (["waitingUnits", "allocatedUnits", "shippedUnits", "cancelledUnits"] as const).flatMap((key) =>
    units[key] === 0 ? [] : [fact(t(`line.${key}`), String(units[key]))],
  );
  const [last] = moves;
  return [
    counted.join(" · "),
    ...(place === null
      ? []
      : [
          t("line.place", {
            place: String(place.place),
            all: String(place.lineCount),
            before: String(place.unitsBefore),
          }),
        ]),
    ...(promise === null || promise.outcome !== null
      ? []
      : [
          ...(promise.told === null ? [] : [fact(t("line.told"), window(promise.told))]),
          fact(t("line.given"), window(promise.given)),
          fact(
            t("line.now"),
            promise.isReady ? t(units.waitingUnits === 0 ? "inStock" : "inStockElsewhere") : window(promise.computed),
          ),
        ]),
    ...(last === undefined ? [] : [t("move.line", { at: at(last.at), from: window(last.from), to: window(last.to) })]),
  ];
}

function toldOf(entry: TimelineEntry, { t, at, window }: Say): string[] {
  const said = (text: string) => [t("block.entry", { at: at(entry.at), text })];
  if (entry.kind === "given")
    return said(t("timeline.given", { title: entry.title, from: window(entry.from), to: window(entry.to) }));
  if (entry.kind === "notice") {
    const kind = isNoticeKind(entry.noticeKind) ? t(`timeline.mail.${entry.noticeKind}`) : t("timeline.mail.any");
    const status = noticeStatuses.find((each) => each === entry.status) ?? "waiting";
    return said(t("timeline.notice", { kind, status: t(`timeline.status.${status}`) }));
  }
  if (entry.kind !== "answer") return [];
  const choice = (["keep", "cancel", "take-ready"] as const).find((each) => each === entry.choice);
  return said(
    t("timeline.answer", {
      title: entry.title,
      units: entry.units,
      choice: choice === undefined ? entry.choice : t(`timeline.choice.${choice}`),
      who: entry.channel === "merchant" ? t("staff.number", { number: entry.by }) : t("timeline.customer"),
    }),
  );
}
