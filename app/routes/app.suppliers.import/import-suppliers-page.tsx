import { useFetcher, useNavigate } from "@remix-run/react";
import { BlockStack, Button, Card, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { supplierFileColumns } from "../../supply/suppliers/supplier-columns.ts";
import { ArrivoPage } from "../../ui/arrivo-page.tsx";
import { type ChosenFile, FileCard } from "../../ui/file-card.tsx";
import { useAnswered } from "../../ui/use-answered.ts";
import { useDownload } from "../../ui/use-download.ts";
import { useToast } from "../../ui/use-toast.ts";
import { FileProblems } from "./file-problems.tsx";
import { ImportPreview } from "./import-preview.tsx";
import type { ImportSuppliersAction } from "./route.tsx";

export function ImportSuppliersPage() {
  const { t } = useTranslation("suppliers");
  const navigate = useNavigate();
  const { download, isBusy: isDownloading } = useDownload();
  const fetcher = useFetcher<ImportSuppliersAction>();
  const [file, setFile] = useState<ChosenFile | null>(null);
  const isBusy = fetcher.state !== "idle";
  const answer = file === null || isBusy ? undefined : fetcher.data;
  const post = (intent: "preview" | "save", text: string) =>
    fetcher.submit({ intent, text }, { method: "post", encType: "application/json" });
  const choose = (chosen: ChosenFile) => {
    setFile(chosen);
    post("preview", chosen.text);
  };
  useAnswered(fetcher, ({ intent, result }) => {
    if (result.ok && intent === "save") navigate("/app/suppliers");
  });
  useToast(answer?.intent === "save" && answer.result.ok ? answer : undefined, t("import.doneToast"));
  return (
    <ArrivoPage title={t("import.title")} backAction={{ url: "/app/suppliers" }}>
      <FileCard
        intro={t("import.intro")}
        chosen={file}
        isBusy={isBusy}
        onChoose={choose}
        onLeave={() => setFile(null)}
        template={
          <Button
            variant="plain"
            loading={isDownloading}
            onClick={() => void download("/app/suppliers/export?template", "arrivo-suppliers.csv")}
          >
            {t("import.template")}
          </Button>
        }
      />
      {answer?.result.ok === false && <FileProblems problems={answer.result.problems} />}
      {file !== null && answer?.result.ok === true && (
        <ImportPreview change={answer.result.change} onSave={() => post("save", file.text)} />
      )}
      {file === null && <Columns />}
    </ArrivoPage>
  );
}

/** The template explained: the columns' names are the format, the same in every language. */
function Columns() {
  const { t } = useTranslation("suppliers");
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("import.columns")}
        </Text>
        {supplierFileColumns.map((column) => (
          <BlockStack key={column}>
            <Text as="span" fontWeight="semibold">
              {column}
            </Text>
            <Text as="span" tone="subdued">
              {t(`import.help.${column}`)}
            </Text>
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}
