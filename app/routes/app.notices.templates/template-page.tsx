import type { SerializeFrom } from "@remix-run/node";
import { useFetcher, useSearchParams } from "@remix-run/react";
import { SaveBar } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Button, Card, InlineGrid, InlineStack, Select, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { noticeKinds } from "../../customers/notices/notice-kind.ts";
import { storefrontLocales } from "../../i18n/storefront-locales.ts";
import { ArrivoPage } from "../../ui/arrivo-page.tsx";
import { useAnswered } from "../../ui/use-answered.ts";
import { useToast } from "../../ui/use-toast.ts";
import { PreviewCard } from "./preview-card.tsx";
import type { TemplateAction, TemplateLoader } from "./route.tsx";

const values =
  "order.name, order.url, shop.name, lines (item, title, units, said, before), question.deadline, question.consequence, question.url";

/** The words of one kind of notice in one language, beside what they make of an order. */
export function TemplatePageView({ page }: { page: SerializeFrom<TemplateLoader> }) {
  const { t, i18n } = useTranslation(["notices", "common"]);
  const [, setSearch] = useSearchParams();
  const fetcher = useFetcher<TemplateAction>();
  const { kind, locale, sends, fault, written } = page;
  const [template, setTemplate] = useState(page.template);
  const languages = new Intl.DisplayNames(i18n.language, { type: "language" });
  const key = { kind, locale };
  const post = (body: object) =>
    fetcher.submit(JSON.parse(JSON.stringify(body)), { method: "post", encType: "application/json" });
  const answer = fetcher.data;
  useToast(answer, words(), answer !== undefined && !answer.result.ok);
  useAnswered(fetcher, ({ intent }) => {
    // The loader has run again by then: what it tells are Arrivo's own words.
    if (intent === "reset") setTemplate(page.template);
  });
  const mark = (each: string) => (written.includes(each) ? " •" : "");
  const isBusy = fetcher.state !== "idle";
  return (
    <ArrivoPage fullWidth title={t("edit.title")} backAction={{ content: t("title"), url: "/app/notices" }}>
      <SaveBar id="template" open={JSON.stringify(template) !== JSON.stringify(page.template)}>
        <button
          variant="primary"
          onClick={() => post({ intent: "save", key, template })}
          loading={isBusy ? "" : undefined}
        >
          {t("common:action.save")}
        </button>
        <button onClick={() => setTemplate(page.template)}>{t("common:action.discard")}</button>
      </SaveBar>
      {fault === null ? (
        <Banner tone="info">
          <p>{t(sends === "own" ? "edit.sendsOwn" : "edit.sendsDefault")}</p>
        </Banner>
      ) : (
        <Banner tone="critical">
          <p>
            {t("edit.draft", {
              field: t(`edit.field.${fault.field}`),
              line: String(fault.line),
              message: fault.message,
            })}
          </p>
          <p>{t(sends === "own" ? "edit.draftOwn" : "edit.draftDefault")}</p>
        </Banner>
      )}
      <InlineGrid columns={{ xs: 1, lg: 2 }} gap="400" alignItems="start">
        <Card>
          <BlockStack gap="400">
            <InlineGrid columns={2} gap="400">
              <Select
                label={t("edit.kind")}
                options={noticeKinds.map((each) => ({
                  value: each,
                  label: t(`kind.${each}`) + mark(`${each} ${locale}`),
                }))}
                value={kind}
                onChange={(value) => setSearch({ kind: value, language: locale })}
              />
              <Select
                label={t("edit.language")}
                options={storefrontLocales.map((each) => ({
                  value: each,
                  label: (languages.of(each) ?? each) + mark(`${kind} ${each}`),
                }))}
                value={locale}
                onChange={(value) => setSearch({ kind, language: value })}
              />
            </InlineGrid>
            <TextField
              label={t("edit.subject")}
              autoComplete="off"
              maxLength={2_000}
              value={template.subject}
              onChange={(subject) => setTemplate({ ...template, subject })}
            />
            <TextField
              label={t("edit.body")}
              helpText={t("edit.bodyHelp", {
                items: "{% items %}",
                question: "{% question %}",
                answer: "{% answer %}",
                given: "{% given %}",
                values,
              })}
              autoComplete="off"
              multiline={14}
              monospaced
              value={template.body}
              onChange={(body) => setTemplate({ ...template, body })}
            />
            <InlineStack gap="200">
              <Button
                disabled={isBusy || !written.includes(`${kind} ${locale}`)}
                onClick={() => post({ intent: "reset", key })}
              >
                {t("edit.reset")}
              </Button>
            </InlineStack>
          </BlockStack>
        </Card>
        <PreviewCard template={template} templateKey={key} orders={page.orders} initial={page.preview} />
      </InlineGrid>
    </ArrivoPage>
  );

  function words(): string | null {
    if (answer?.intent === "save") return t(answer.result.ok ? "edit.saved" : "edit.savedDraft");
    return answer?.intent === "reset" ? t("edit.isReset") : null;
  }
}
