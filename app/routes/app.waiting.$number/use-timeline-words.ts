import { useTranslation } from "react-i18next";
import { assertExhaustive } from "../../assert-exhaustive.ts";
import { isNoticeKind } from "../../customers/notices/notice-kind.ts";
import { noticeStatuses } from "../../customers/notices/notice-status.ts";
import { choices } from "../../customers/self-service/waiting-order.ts";
import type { TimelineEntry } from "../../customers/waiting-orders/timeline-entry.ts";
import { useBenefitWords } from "../../ui/use-benefit-words.ts";
import { useChangeWords } from "../../ui/use-change-words.ts";
import { useFormat } from "../../ui/use-format.ts";
import { useMoney } from "../../ui/use-money.ts";
import { useStaff } from "../../ui/use-staff.ts";

/** What happened, in a sentence. */
export function useTimelineWords(): (entry: TimelineEntry) => string {
  const { t } = useTranslation("waiting");
  const { window, day } = useFormat();
  const { cause } = useChangeWords();
  const money = useMoney();
  const staff = useStaff();
  const benefit = useBenefitWords();
  return (entry) => {
    const { title } = entry;
    switch (entry.kind) {
      case "ledger": {
        const isBack = entry.units < 0;
        return t(`timeline.${entry.what}${isBack ? "Back" : ""}`, { count: Math.abs(entry.units), title });
      }
      case "moved":
        return t("timeline.moved", {
          title,
          from: window(entry.from),
          to: window(entry.to),
          cause: cause(entry.cause),
        });
      case "given":
        return t("timeline.given", { title, from: window(entry.from), to: window(entry.to) });
      case "notice": {
        const kind = isNoticeKind(entry.noticeKind) ? t(`timeline.mail.${entry.noticeKind}`) : t("timeline.mail.any");
        const status = noticeStatuses.find((each) => each === entry.status);
        return t("timeline.notice", { kind, status: t(`timeline.status.${status ?? "waiting"}`) });
      }
      case "asked":
        return t(`timeline.asked.${entry.silence}`, {
          number: entry.number,
          deadline: entry.deadlineOn === null ? t("timeline.noDeadline") : day(entry.deadlineOn),
        });
      case "answer": {
        const choice = choices.find((each) => each === entry.choice);
        return t("timeline.answer", {
          title,
          units: entry.units,
          choice: choice === undefined ? entry.choice : t(`timeline.choice.${choice}`),
          who: entry.channel === "merchant" ? staff(entry.by) : t("timeline.customer"),
        });
      }
      case "cancellation":
        return sayCancellation(entry, t, money);
      case "compensation": {
        const what = benefit(entry.gives, entry.currency);
        return t(`timeline.compensation.${entry.what}`, {
          what: entry.code === null ? what : `${what} (${entry.code})`,
        });
      }
      case "place":
      case "place-undone":
        return t(`timeline.${entry.kind}.${entry.place}`, { title, who: staff(entry.by) });
      case "hold":
        return t(`timeline.hold.${entry.rule}`, { who: staff(entry.by) });
      default:
        return assertExhaustive(entry);
    }
  };
}

function sayCancellation(
  { units, status, source, refundMinor, currency }: Extract<TimelineEntry, { kind: "cancellation" }>,
  t: ReturnType<typeof useTranslation<"waiting">>["t"],
  money: (minor: number, currency: string) => string,
): string {
  const amount = refundMinor === null ? t("timeline.noRefund") : money(refundMinor, currency);
  const said = t(`timeline.cancellation.${outcomeOf(status)}`, { count: units, amount });
  return source === "silence" ? t("timeline.cancellation.silence", { said }) : said;
}

function outcomeOf(status: string): "done" | "open" | "withdrawn" | "by-hand" | "refused" {
  if (status === "waiting" || status === "running") return "open";
  return status === "done" || status === "withdrawn" || status === "by-hand" ? status : "refused";
}
