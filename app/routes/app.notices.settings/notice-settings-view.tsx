import type { SerializeFrom } from "@remix-run/node";
import { useFetcher } from "@remix-run/react";
import { SaveBar } from "@shopify/app-bridge-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { NoticeSettingsPage } from "../../customers/notices/load-notice-page.server.ts";
import { ArrivoPage } from "../../ui/arrivo-page.tsx";
import { useAnswered } from "../../ui/use-answered.ts";
import { useToast } from "../../ui/use-toast.ts";
import { DeliveriesCard } from "./deliveries-card.tsx";
import { OutgoingCard } from "./outgoing-card.tsx";
import type { NoticeSettingsAction } from "./route.tsx";
import { SenderCard } from "./sender-card.tsx";
import { SwitchesCard } from "./switches-card.tsx";
import { draftOf, inputOf, type NoticeDraft } from "./notice-draft.ts";

export interface CardProps {
  draft: NoticeDraft;
  set: (change: Partial<NoticeDraft>) => void;
  error: (field: "isOn" | "earlierDays" | "onTime" | "webhookUrl") => string | undefined;
}

/** Sender, switches and the ways to other systems. */
export function NoticeSettingsView({ page }: { page: SerializeFrom<NoticeSettingsPage> }) {
  const { t } = useTranslation(["notices", "common"]);
  const fetcher = useFetcher<NoticeSettingsAction>();
  const saved = draftOf(page);
  const [draft, setDraft] = useState(saved);
  const answer = fetcher.data?.intent === "save" ? fetcher.data.result : undefined;
  useToast(answer, answer === undefined ? null : words(), answer?.ok === false);
  useAnswered(fetcher, ({ intent, result }) => {
    // The page has been read again by then.
    if (intent === "save" && result.ok) setDraft(saved);
  });
  const save = () =>
    fetcher.submit({ intent: "save", settings: inputOf(draft) }, { method: "post", encType: "application/json" });
  const cards: CardProps = {
    draft,
    set: (change) => setDraft((before) => ({ ...before, ...change })),
    error: (field) => {
      const fault = answer?.ok === false ? answer.errors[field] : undefined;
      if (fault === undefined) return undefined;
      return t(fault === "not-ready" ? "set.notReady" : fault === "not-allowed" ? "set.notAllowed" : "set.outOfRange");
    },
  };
  return (
    <ArrivoPage title={t("set.title")} backAction={{ content: t("title"), url: "/app/notices" }}>
      <SaveBar id="notices" open={JSON.stringify(draft) !== JSON.stringify(saved)}>
        <button variant="primary" onClick={save} loading={fetcher.state === "idle" ? undefined : ""}>
          {t("common:action.save")}
        </button>
        <button onClick={() => setDraft(saved)}>{t("common:action.discard")}</button>
      </SaveBar>
      <SenderCard page={page} />
      <SwitchesCard {...cards} isReady={page.isReady} />
      <OutgoingCard {...cards} secret={page.webhook?.secret ?? null} />
      <DeliveriesCard rows={page.outgoing} />
    </ArrivoPage>
  );

  function words(): string {
    if (answer?.ok !== true) return t("set.notSaved");
    return answer.recalled > 0 ? t("set.savedRecalled", { count: answer.recalled }) : t("set.saved");
  }
}
