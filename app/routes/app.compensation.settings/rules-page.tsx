import { useFetcher } from "@remix-run/react";
import { SaveBar } from "@shopify/app-bridge-react";
import { Banner } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { loadCompensationRules } from "../../customers/compensation/load-compensation-page.server.ts";
import { ArrivoPage } from "../../ui/arrivo-page.tsx";
import { useAnswered } from "../../ui/use-answered.ts";
import { useShowFirstFault } from "../../ui/use-show-first-fault.ts";
import { useToast } from "../../ui/use-toast.ts";
import { PreviewCard } from "./preview-card.tsx";
import { RewardCard } from "./reward-card.tsx";
import type { CompensationRulesAction } from "./route.tsx";
import { RulesCard } from "./rules-card.tsx";
import { draftOf, inputOf } from "./rules-draft.ts";

interface Props {
  page: Awaited<ReturnType<typeof loadCompensationRules>>;
}

/** Who gets what for a delay, tried on past delays; and what those who wait are given. */
export function RulesPage({ page: { settings, currency, locale } }: Props) {
  const { t } = useTranslation(["compensation", "common"]);
  const fetcher = useFetcher<CompensationRulesAction>();
  const [saved, setSaved] = useState(() => draftOf(settings, currency));
  const [draft, setDraft] = useState(saved);
  const [sent, setSent] = useState(saved);
  const result = fetcher.data?.intent === "save" ? fetcher.data.result : undefined;
  const [errors, setErrors] = useState<Extract<NonNullable<typeof result>, { ok: false }>["errors"]>({});
  useAnswered(fetcher, (answer) => {
    if (answer.intent !== "save") return;
    setErrors(answer.result.ok ? {} : answer.result.errors);
    if (answer.result.ok) setSaved(sent);
  });
  useToast(result?.ok === true ? result : undefined, t("common:toast.saved"));
  useShowFirstFault(errors);
  const error = (field: string) => {
    const fault = errors[field];
    return fault === undefined ? undefined : t(`error.${fault}`);
  };
  const save = () => {
    setSent(draft);
    const body = { intent: "save", settings: inputOf(draft, currency) };
    fetcher.submit(JSON.parse(JSON.stringify(body)), { method: "post", encType: "application/json" });
  };
  const discard = () => {
    setDraft(saved);
    setErrors({});
  };
  const set = (change: Partial<typeof draft>) => {
    setDraft((before) => ({ ...before, ...change }));
    // What was wrong of it may be right now: the next save says.
    const changed = Object.keys(change).map((key) => (key === "budget" ? "budgetMinor" : key));
    setErrors((before) =>
      Object.fromEntries(
        Object.entries(before).filter(([path]) => !changed.some((key) => path === key || path.startsWith(`${key}.`))),
      ),
    );
  };
  const wrongCount = Object.keys(errors).length;
  return (
    <ArrivoPage title={t("rules")} backAction={{ content: t("title"), url: "/app/compensation" }}>
      <SaveBar id="compensation" open={JSON.stringify(draft) !== JSON.stringify(saved)}>
        <button variant="primary" onClick={save} loading={fetcher.state === "idle" ? undefined : ""}>
          {t("common:action.save")}
        </button>
        <button onClick={discard}>{t("common:action.discard")}</button>
      </SaveBar>
      {wrongCount > 0 && <Banner tone="critical">{t("common:fieldsWrong", { count: wrongCount })}</Banner>}
      <RulesCard draft={draft} currency={currency} error={error} set={set} />
      <PreviewCard rules={draft.rules} budget={draft.budget} currency={currency} />
      <RewardCard
        draft={draft}
        currency={currency}
        shopLocale={locale}
        error={error}
        set={(change) => set({ reward: { ...draft.reward, ...change } })}
      />
    </ArrivoPage>
  );
}
