import { Banner, BlockStack, Card, DataTable } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { SupplierFileProblem } from "../../supply/suppliers/read-supplier-file.ts";
import { supplierFileColumns } from "../../supply/suppliers/supplier-columns.ts";
import { useFormat } from "../../ui/use-format.ts";
import { useSupplierWords } from "../../ui/use-supplier-words.ts";
import { WrappedCell } from "../../ui/wrapped-cell.tsx";

/** Everything that is wrong with a file, by line and column. */
export function FileProblems({ problems }: { problems: SupplierFileProblem[] }) {
  const { t } = useTranslation(["suppliers", "common"]);
  const { number } = useFormat();
  const fieldWords = useSupplierWords();
  const words = (error: SupplierFileProblem["error"], column: string | null): string => {
    switch (error) {
      case "not-csv":
      case "not-utf8":
      case "no-rows":
      case "too-many-rows":
      case "too-few-cells":
      case "unknown-column":
      case "missing-column":
      case "twice":
      case "differs":
      case "archived-supplier":
      case "too-many-suppliers":
      case "no-variant":
      case "unknown-variant":
      case "ambiguous-sku":
      case "ambiguous-amount":
      case "two-number-forms":
        return t(`import.error.${error}`);
      case "not-a-choice": {
        // A form has its choices beside it; a file has only its columns' names.
        const known = supplierFileColumns.find((each) => each === column);
        return known === undefined ? fieldWords(error) : t("import.notUnderstood", { help: t(`import.help.${known}`) });
      }
      default:
        return fieldWords(error);
    }
  };
  return (
    <BlockStack gap="400">
      <Banner tone="critical" title={t("import.problems", { count: problems.length })} />
      <Card padding="0">
        <DataTable
          columnContentTypes={["numeric", "text", "text"]}
          headings={[t("import.line"), t("import.column"), t("import.what")]}
          rows={problems.map(({ line, column, error }) => [
            number(line),
            column ?? t("common:none"),
            <WrappedCell key="what" words={words(error, column)} />,
          ])}
        />
      </Card>
    </BlockStack>
  );
}
