import { useAppBridge } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Box, Button, Card, DataTable, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { ImportProblem } from "../../supply/import/import-problem.ts";
import { useFormat } from "../../ui/use-format.ts";
import { WrappedCell } from "../../ui/wrapped-cell.tsx";

interface Props {
  problems: readonly ImportProblem[];
  /** Of all; the first of them are given. */
  count: number;
  /** Somebody else says of what they are. */
  isUntitled?: boolean;
}

/** What is wrong, by line and column, to be copied beside the spreadsheet. */
export function ProblemsTable({ problems, count, isUntitled = false }: Props) {
  const { t } = useTranslation(["orders", "common"]);
  const { number } = useFormat();
  const shopify = useAppBridge();
  const headings = [
    t("import.problems.line"),
    t("import.problems.column"),
    t("import.problems.cell"),
    t("import.problems.what"),
  ];
  const rows = problems.map(({ line, column, value, error }) => [
    number(line),
    column ?? t("common:none"),
    value ?? "",
    t(`import.error.${error}`),
  ]);
  const copy = async () => {
    // A tab or a line break inside a cell would start another one where it is pasted.
    const text = [headings, ...rows]
      .map((row) => row.map((cell) => cell.replaceAll(/\s+/g, " ")).join("\t"))
      .join("\n");
    try {
      await navigator.clipboard.writeText(text);
      shopify.toast.show(t("import.problems.copied"));
    } catch {
      shopify.toast.show(t("import.problems.notCopied"), { isError: true });
    }
  };
  return (
    <BlockStack gap="400">
      {!isUntitled && <Banner tone="critical" title={t("import.problems.title", { count })} />}
      <Card padding="0">
        <BlockStack gap="200">
          <DataTable
            columnContentTypes={["numeric", "text", "text", "text"]}
            headings={headings}
            rows={rows.map((row) => row.map((cell, at) => (at < 2 ? cell : <WrappedCell key={at} words={cell} />)))}
          />
          <Box paddingInline="400" paddingBlockEnd="300">
            <InlineStack gap="400" blockAlign="center">
              <Button onClick={() => void copy()}>{t("import.problems.copy")}</Button>
              {count > problems.length && (
                <Text as="span" tone="subdued">
                  {t("import.problems.first", { count: problems.length })}
                </Text>
              )}
            </InlineStack>
          </Box>
        </BlockStack>
      </Card>
    </BlockStack>
  );
}
