import { dayNumber } from "../../supply/day.ts";
import type { DelayCase, NotedEvent } from "../delays/delay-case.ts";
import { isDelay } from "../delays/delay-law.ts";
import type { NewNoticeCause } from "./notice-cause.ts";
import type { NoticeKind } from "./notice-kind.ts";
import { type NoticeSettings, tellsKind } from "./notice-settings.ts";

/** What a customer is to be told of an event, if anything. `asked`: the case that asks of its line. */
export function causeOfEvent(
  event: NotedEvent & { key: string },
  asked: DelayCase | undefined,
  settings: Pick<NoticeSettings, "kinds" | "earlierDays">,
): NewNoticeCause | null {
  const kind = kindOf(event, asked, settings);
  if (kind === null || !tellsKind(settings, kind)) return null;
  const { key, orderId, lineId, at, units } = event;
  const cause: NewNoticeCause = { causeKey: key, kind, orderId, lineId, at, details: { units } };
  switch (event.kind) {
    case "placed":
      return { ...cause, details: { units, after: event.window } };
    case "promise-changed":
      return {
        ...cause,
        details: { units, before: event.before, after: event.after },
        reportId: event.reportId,
        caseId: kind === "keep-or-cancel" ? (asked?.caseId ?? null) : null,
      };
    case "ready":
      return cause;
    case "shipped":
    case "cancelled":
      return { ...cause, details: { units, isLast: event.isLast } };
  }
}

function kindOf(
  event: NotedEvent,
  asked: DelayCase | undefined,
  settings: Pick<NoticeSettings, "kinds" | "earlierDays">,
): NoticeKind | null {
  if (event.kind !== "promise-changed") return event.kind;
  if (isDelay(event)) return asked === undefined ? "delayed" : "keep-or-cancel";
  const { before, after } = event;
  if (after === null) return null;
  // A first date after none is good news, however far.
  if (before === null) return "earlier";
  return dayNumber(before.to) - dayNumber(after.to) > settings.earlierDays ? "earlier" : null;
}
