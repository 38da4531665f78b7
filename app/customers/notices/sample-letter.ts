import type { StorefrontSettings } from "../../availability/storefront-settings.ts";
import type { StorefrontLocale } from "../../i18n/storefront-locales.ts";
import { type Day, dayFromNumber, dayNumber } from "../../supply/day.ts";
import type { ToldLine } from "./fold-causes.ts";
import type { Letter } from "./letter.ts";
import type { NoticeKind } from "./notice-kind.ts";

const plainSettings: Letter["settings"] = { verb: "ships", transitDays: null, dateForm: "range" };

/** A made-up order, on which a template is tried before there is a real one. `now`: epoch milliseconds. */
export function sampleLetter(
  kind: NoticeKind,
  locale: StorefrontLocale,
  now: number,
  shopName = "Harbour & Home",
  settings: Pick<StorefrontSettings, "verb" | "transitDays" | "dateForm"> = plainSettings,
): Letter {
  const today = new Date(now).toISOString().slice(0, 10);
  const day = (ahead: number): Day => dayFromNumber(dayNumber(today) + ahead);
  const isAsked = kind === "keep-or-cancel" || kind === "reminder";
  return {
    told: {
      kind,
      lines: isWithoutItems(kind) ? [] : [sampleLine(kind, day)],
      caseId: isAsked ? "sample" : null,
      choice: kind === "answered" ? "keep" : null,
      compensationIds: isGiving(kind) ? ["sample"] : [],
    },
    locale,
    today,
    shopName,
    orderName: "#1001",
    orderUrl: "https://example.com/orders/1001",
    settings,
    lines: new Map([
      [
        "sample",
        {
          title: "Lamp",
          parts: [
            { units: 3, source: "stock", from: today, to: today },
            { units: 2, source: "inbound", from: day(21), to: day(23), inboundLineId: "sample" },
          ],
        },
      ],
    ]),
    given: isGiving(kind)
      ? [{ benefit: { kind: "percent", percent: 10 }, currency: "EUR", code: "THANKS-AB3DE-FGH7J", untilOn: day(90) }]
      : [],
    question: isAsked
      ? {
          deadlineOn: day(14),
          silence: "keeps",
          url: "https://example.com/apps/arrivo/orders/sample",
          mayTakeReady: false,
        }
      : null,
  };
}

const isGiving = (kind: NoticeKind) => kind === "compensated" || kind === "rewarded";
const isWithoutItems = (kind: NoticeKind) => kind === "answered" || kind === "reminder" || isGiving(kind);

function sampleLine(kind: NoticeKind, day: (ahead: number) => Day): ToldLine {
  const line = { lineId: "sample", cancelledUnits: 0, shippedUnits: 0, isReady: false, readyUnits: 0, move: null };
  const late = { from: day(0), to: day(23) };
  switch (kind) {
    case "cancelled":
      return { ...line, cancelledUnits: 2 };
    case "shipped":
      return { ...line, shippedUnits: 5 };
    case "ready":
      return { ...line, isReady: true, readyUnits: 5 };
    case "earlier":
      return {
        ...line,
        move: { kind, units: 5, before: { from: day(30), to: day(32) }, after: { from: day(9), to: day(11) } },
      };
    case "placed":
    case "on-time":
      return { ...line, move: { kind, units: 5, before: null, after: late } };
    default:
      return {
        ...line,
        move: { kind: "delayed", units: 5, before: { from: day(2), to: day(4) }, after: late },
      };
  }
}
