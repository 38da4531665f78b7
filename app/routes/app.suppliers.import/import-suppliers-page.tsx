import { useFetcher, useNavigate } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, DropZone, InlineStack, Spinner, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { supplierFileColumns } from "../../supply/suppliers/supplier-columns.ts";
import { ArrivoPage } from "../../ui/arrivo-page.tsx";
import { useAnswered } from "../../ui/use-answered.ts";
import { useDownload } from "../../ui/use-download.ts";
import { useToast } from "../../ui/use-toast.ts";
import { FileProblems } from "./file-problems.tsx";
import { ImportPreview } from "./import-preview.tsx";
import type { ImportSuppliersAction } from "./route.tsx";

const mostBytes = 20_000_000;

export function ImportSuppliersPage() {
  const { t } = useTranslation("suppliers");
  const navigate = useNavigate();
  const { download, isBusy: isDownloading } = useDownload();
  const fetcher = useFetcher<ImportSuppliersAction>();
  const [file, setFile] = useState<{ name: string; text: string } | null>(null);
  const [isTooBig, setTooBig] = useState(false);
  const isBusy = fetcher.state !== "idle";
  const answer = file === null || isBusy ? undefined : fetcher.data;
  const post = (intent: "preview" | "save", text: string) =>
    fetcher.submit({ intent, text }, { method: "post", encType: "application/json" });
  const choose = async (chosen: File) => {
    setTooBig(chosen.size > mostBytes);
    if (chosen.size > mostBytes) return;
    const text = await chosen.text();
    setFile({ name: chosen.name, text });
    post("preview", text);
  };
  useAnswered(fetcher, ({ intent, result }) => {
    if (result.ok && intent === "save") navigate("/app/suppliers");
  });
  useToast(answer?.intent === "save" && answer.result.ok ? answer : undefined, t("import.doneToast"));
  return (
    <ArrivoPage title={t("import.title")} backAction={{ url: "/app/suppliers" }}>
      <Card>
        <BlockStack gap="400">
          <Text as="p">{t("import.intro")}</Text>
          <InlineStack>
            <Button
              variant="plain"
              loading={isDownloading}
              onClick={() => void download("/app/suppliers/export?template", "arrivo-suppliers.csv")}
            >
              {t("import.template")}
            </Button>
          </InlineStack>
          {isTooBig && <Banner tone="critical">{t("import.tooBig")}</Banner>}
          {file === null ? (
            <DropZone
              accept=".csv,text/csv,text/plain"
              type="file"
              allowMultiple={false}
              onDropAccepted={([chosen]) => void (chosen && choose(chosen))}
            >
              <DropZone.FileUpload actionTitle={t("import.choose")} />
            </DropZone>
          ) : (
            <InlineStack gap="300" blockAlign="center">
              <Text as="span" fontWeight="semibold">
                {file.name}
              </Text>
              <Button variant="plain" onClick={() => setFile(null)}>
                {t("import.again")}
              </Button>
              {isBusy && <Spinner size="small" />}
            </InlineStack>
          )}
        </BlockStack>
      </Card>
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
