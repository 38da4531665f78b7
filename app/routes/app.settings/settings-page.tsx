import { useFetcher } from "@remix-run/react";
import { SaveBar } from "@shopify/app-bridge-react";
import { Banner, BlockStack } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SettingsPage } from "../../shops/load-settings-page.server.ts";
import { draftOf, inputOf, type SettingsDraft } from "../../shops/settings-draft.ts";
import { ArrivoPage } from "../../ui/arrivo-page.tsx";
import { type FieldErrors, useFieldError } from "../../ui/field-errors.ts";
import { useAnswered } from "../../ui/use-answered.ts";
import { useToast } from "../../ui/use-toast.ts";
import { AnswersSection } from "./answers-section.tsx";
import { CalendarSection } from "./calendar-section.tsx";
import { DatesSection } from "./dates-section.tsx";
import { DiscontinuedSection } from "./discontinued-section.tsx";
import { FeedSection } from "./feed-section.tsx";
import { PromiseSection } from "./promise-section.tsx";
import type { SettingsAction } from "./route.tsx";
import { ShopSection } from "./shop-section.tsx";
import { StrangerSection } from "./stranger-section.tsx";
import { WaitingSection } from "./waiting-section.tsx";
import { useHolidays } from "./use-holidays.ts";
import { useShowFirstFault } from "../../ui/use-show-first-fault.ts";
import { WordingSection } from "./wording-section.tsx";

export interface SectionProps {
  draft: SettingsDraft;
  set: (change: Partial<SettingsDraft>) => void;
  /** The words of a field's error. */
  error: (field: string) => string | undefined;
}

const noErrors: FieldErrors = {};

export function SettingsPageView({ page }: { page: SettingsPage }) {
  const { t } = useTranslation();
  const { t: words } = useTranslation("settings");
  const fetcher = useFetcher<SettingsAction>();
  const [saved, setSaved] = useState(() => draftOf(page.settings));
  const [draft, setDraft] = useState(saved);
  const [errors, setErrors] = useState(noErrors);
  const result = fetcher.data?.intent === "save" ? fetcher.data.result : undefined;

  useAnswered(fetcher, (answer) => {
    if (answer.intent !== "save") return;
    setErrors(answer.result.ok ? noErrors : answer.result.errors);
    if (!answer.result.ok) return;
    // As the server took it: days in order, tags once.
    const kept = draftOf(answer.result.settings);
    setSaved(kept);
    setDraft(kept);
  });
  useToast(result?.ok === true ? result : undefined, t("toast.saved"));

  useShowFirstFault(errors);
  const holidays = useHolidays(draft.holidays);

  const discard = () => {
    setDraft(saved);
    setErrors(noErrors);
  };
  const save = () => {
    const body = { intent: "save", settings: inputOf(draft) };
    // JSON has no undefined: what is left out is left out.
    fetcher.submit(JSON.parse(JSON.stringify(body)), { method: "post", encType: "application/json" });
  };
  const section: SectionProps = {
    draft,
    set: (change) => setDraft((before) => ({ ...before, ...change })),
    error: useFieldError(errors),
  };
  const wrongCount = Object.keys(errors).length;
  return (
    <ArrivoPage title={words("title")}>
      <SaveBar id="settings" open={JSON.stringify(draft) !== JSON.stringify(saved)}>
        <button variant="primary" onClick={save} loading={fetcher.state === "idle" ? undefined : ""}>
          {t("action.save")}
        </button>
        <button onClick={discard}>{t("action.discard")}</button>
      </SaveBar>
      {wrongCount > 0 && <Banner tone="critical" title={t("fieldsWrong", { count: wrongCount })} />}
      <BlockStack gap={{ xs: "800", md: "600" }}>
        <ShopSection page={page} />
        <CalendarSection {...section} countries={page.countries} holidays={holidays} />
        <DatesSection {...section} />
        <PromiseSection {...section} settings={page.settings} now={page.now} holidays={holidays} />
        <WordingSection {...section} />
        <WaitingSection {...section} />
        <AnswersSection {...section} />
        <StrangerSection {...section} />
        <FeedSection countries={page.countries} />
        <DiscontinuedSection {...section} savedTags={saved.discontinuedTags} count={page.discontinuedCount} />
      </BlockStack>
    </ArrivoPage>
  );
}
