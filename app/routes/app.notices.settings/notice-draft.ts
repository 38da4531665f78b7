import type { SerializeFrom } from "@remix-run/node";
import type { NoticeSettingsPage } from "../../customers/notices/load-notice-page.server.ts";
import { type NoticeKind, noticeKinds } from "../../customers/notices/notice-kind.ts";
import { tellsKind } from "../../customers/notices/notice-settings.ts";

/** The form as it is typed. */
export interface NoticeDraft {
  isOn: boolean;
  kinds: Record<NoticeKind, boolean>;
  earlierDays: string;
  overDays: string;
  everyDays: string;
  flowIsOn: boolean;
  webhookIsOn: boolean;
  webhookUrl: string;
  newSecret: boolean;
}

export function draftOf({ settings, webhook }: SerializeFrom<NoticeSettingsPage>): NoticeDraft {
  return {
    isOn: settings.isOn,
    // Justified cast: every kind is there.
    kinds: Object.fromEntries(noticeKinds.map((kind) => [kind, tellsKind(settings, kind)])) as NoticeDraft["kinds"],
    earlierDays: String(settings.earlierDays),
    overDays: String(settings.onTime.overDays),
    everyDays: settings.onTime.everyDays === null ? "" : String(settings.onTime.everyDays),
    flowIsOn: settings.flow.isOn,
    webhookIsOn: webhook?.isOn ?? false,
    webhookUrl: webhook?.url ?? "",
    newSecret: false,
  };
}

/** As the action takes it; what is no number is one out of bounds. */
export function inputOf({ earlierDays, overDays, everyDays, ...draft }: NoticeDraft) {
  const number = (text: string) => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : -1);
  return {
    ...draft,
    earlierDays: number(earlierDays),
    onTime: { overDays: number(overDays), everyDays: everyDays.trim() === "" ? null : number(everyDays) },
  };
}
