import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Card, InlineStack, SkeletonBodyText, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type ImportAnswers, importAnswers } from "../../supply/import/import-answers.ts";
import type { ImportChoices } from "../../supply/import/list-import-choices.server.ts";
import type { OrderColumns } from "../../supply/import/order-fields.ts";
import { ArrivoPage } from "../../ui/arrivo-page.tsx";
import type { ChosenFile } from "../../ui/file-card.tsx";
import { ColumnsCard } from "./columns-card.tsx";
import { DoneCard } from "./done-card.tsx";
import { OrderFileCard } from "./order-file-card.tsx";
import { PreviewCard } from "./preview-card.tsx";
import { ProblemsTable } from "./problems-table.tsx";
import { QuestionsCard } from "./questions-card.tsx";
import type { ImportOrdersAction } from "./route.tsx";
import { UnknownCard } from "./unknown-card.tsx";

const noAnswers = importAnswers.parse({});

interface Asked {
  file: ChosenFile;
  columns: OrderColumns | null;
  answers: ImportAnswers;
}

/** A file, what its columns hold, what it changes, done: each step is the server's answer to all that was said before. */
export function ImportPage({ choices }: { choices: ImportChoices }) {
  const { t } = useTranslation("orders");
  const fetcher = useFetcher<ImportOrdersAction>();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [isMapping, setMapping] = useState(false);
  const isBusy = fetcher.state !== "idle";
  const result = asked === null || isBusy ? undefined : fetcher.data;
  const ask = (next: Asked, intent: "preview" | "save" = "preview", shown: string | null = null) => {
    setAsked(next);
    setMapping(false);
    const { file, columns, answers } = next;
    fetcher.submit(
      { intent, text: file.text, fileName: file.name, columns, answers, shown },
      { method: "post", encType: "application/json" },
    );
  };
  const answer = (said: Partial<ImportAnswers>) =>
    asked !== null && ask({ ...asked, answers: { ...asked.answers, ...said } });
  const leave = () => setAsked(null);
  const read = result !== undefined && "file" in result ? result.file : undefined;
  const isColumnsStep = read !== undefined && (isMapping || result?.step === "columns");

  return (
    <ArrivoPage
      title={t("import.title")}
      backAction={{ url: "/app/purchase-orders" }}
      {...(read !== undefined && !isColumnsStep
        ? { secondaryActions: [{ content: t("import.columns.change"), onAction: () => setMapping(true) }] }
        : {})}
    >
      <OrderFileCard
        chosen={asked?.file ?? null}
        isBusy={isBusy}
        onChoose={(file) => ask({ file, columns: null, answers: noAnswers })}
        onLeave={leave}
      />
      {isBusy && (
        <Card>
          <SkeletonBodyText lines={6} />
        </Card>
      )}
      {result?.step === "unreadable" && <ProblemsTable problems={result.problems} count={result.problems.length} />}
      {result?.step === "other-file" && (
        <Banner tone="critical" title={t("import.otherFile.title")}>
          {t(`import.otherFile.${result.otherFile}`)}
        </Banner>
      )}
      {asked !== null && read !== undefined && isColumnsStep && (
        <ColumnsCard file={read} onContinue={(columns) => ask({ ...asked, columns })} />
      )}
      {asked !== null && result?.step === "questions" && !isColumnsStep && (
        <QuestionsCard questions={result.questions} choices={choices} onContinue={answer} />
      )}
      {asked !== null && !isColumnsStep && (result?.step === "problems" || result?.step === "preview") && (
        <BlockStack gap="400">
          {result.step === "problems" && result.count > 0 && (
            <ProblemsTable problems={result.problems} count={result.count} />
          )}
          {result.unknown.count > 0 && (
            <UnknownCard
              unknown={result.unknown}
              isLeftOut={asked.answers.leavesOutUnknown}
              onLeaveOut={(leavesOutUnknown) => answer({ leavesOutUnknown })}
            />
          )}
          {result.step === "preview" && (
            <PreviewCard
              summary={result.summary}
              hasChanged={result.hasChanged}
              answers={asked.answers}
              onAnswer={answer}
              onSave={() => ask(asked, "save", result.shown)}
            />
          )}
        </BlockStack>
      )}
      {result?.step === "saved" && <DoneCard summary={result.summary} onAnother={leave} />}
      {read !== undefined && !isColumnsStep && result?.step === "problems" && (
        <InlineStack>
          <Text as="p" tone="subdued">
            {t("import.notSaved")}
          </Text>
        </InlineStack>
      )}
    </ArrivoPage>
  );
}
