import { useFetcher, useNavigate } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, DataTable, InlineStack } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RuleFileProblem } from "../../policies/read-rule-file.ts";
import { ruleCellChoices, type RuleColumn } from "../../policies/rule-columns.ts";
import { ArrivoPage } from "../../ui/arrivo-page.tsx";
import { ChangePreview, IncompleteRules } from "../../ui/change-preview.tsx";
import { type ChosenFile, FileCard } from "../../ui/file-card.tsx";
import { useAnswered } from "../../ui/use-answered.ts";
import { useFormat } from "../../ui/use-format.ts";
import { useToast } from "../../ui/use-toast.ts";
import { WrappedCell } from "../../ui/wrapped-cell.tsx";
import type { ImportAction } from "./route.tsx";

export function ImportPage() {
  const { t } = useTranslation("rules");
  const navigate = useNavigate();
  const fetcher = useFetcher<ImportAction>();
  const [file, setFile] = useState<ChosenFile | null>(null);
  const answer = file === null ? undefined : fetcher.data;
  const isBusy = fetcher.state !== "idle";
  const post = (intent: "preview" | "save", text: string) =>
    fetcher.submit({ intent, text }, { method: "post", encType: "application/json" });
  const choose = (chosen: ChosenFile) => {
    setFile(chosen);
    post("preview", chosen.text);
  };
  useAnswered(fetcher, ({ intent, result }) => {
    if (result.ok && intent === "save") navigate("/app/rules");
  });
  useToast(answer?.intent === "save" && answer.result.ok ? answer : undefined, t("import.doneToast"));
  const result = isBusy ? undefined : answer?.result;
  return (
    <ArrivoPage title={t("import.title")} backAction={{ url: "/app/rules" }}>
      <FileCard
        intro={t("import.intro")}
        chosen={file}
        isBusy={isBusy}
        onChoose={choose}
        onLeave={() => setFile(null)}
      />
      {result?.ok === false && result.reason === "file" && <Problems problems={result.problems} />}
      {result?.ok === false && result.reason === "incomplete" && <IncompleteRules result={result} />}
      {file !== null && result?.ok === true && (
        <Card>
          <BlockStack gap="400">
            <ChangePreview change={result.change} />
            <InlineStack align="end">
              <Button variant="primary" onClick={() => post("save", file.text)}>
                {t("import.apply")}
              </Button>
            </InlineStack>
          </BlockStack>
        </Card>
      )}
    </ArrivoPage>
  );
}

function Problems({ problems }: { problems: RuleFileProblem[] }) {
  const { t } = useTranslation(["rules", "common"]);
  const { number } = useFormat();
  const words = ({ column, error }: RuleFileProblem): string => {
    // Justified cast: any other name finds nothing.
    const choices = ruleCellChoices[column as RuleColumn];
    switch (error) {
      case "required":
      case "not-a-choice":
      case "not-a-whole-number":
        return choices === undefined ? t(`common:field.${error}`) : t("import.holds", { choices: choices.join(", ") });
      case "not-csv":
      case "not-utf8":
      case "no-rows":
      case "too-many-rows":
      case "unknown-column":
      case "missing-column":
      case "too-few-cells":
      case "no-variant":
      case "unknown-variant":
      case "ambiguous-sku":
      case "twice":
        return t(`import.error.${error}`);
      default:
        return t(`common:field.${error}`);
    }
  };
  return (
    <BlockStack gap="400">
      <Banner tone="critical" title={t("import.problems", { count: problems.length })} />
      <Card padding="0">
        <DataTable
          columnContentTypes={["numeric", "text", "text"]}
          headings={[t("import.line"), t("import.column"), t("import.what")]}
          rows={problems.map((problem) => [
            number(problem.line),
            problem.column ?? t("common:none"),
            <WrappedCell key="what" words={words(problem)} />,
          ])}
        />
      </Card>
    </BlockStack>
  );
}
