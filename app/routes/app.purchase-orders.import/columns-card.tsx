import { Banner, BlockStack, Button, Card, FormLayout, InlineStack, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReadFile } from "../../supply/import/import-result.ts";
import { neededFields, type OrderColumns, type OrderField, orderFields } from "../../supply/import/order-fields.ts";

interface Props {
  file: ReadFile;
  onContinue(columns: OrderColumns): void;
}

/** Which of the file's columns holds what: proposed by their names, said once by the merchant. */
export function ColumnsCard({ file, onContinue }: Props) {
  const { t } = useTranslation("orders");
  const [columns, setColumns] = useState<OrderColumns>(file.columns);
  const isWhole = neededFields.every((field) => columns[field] !== undefined);
  const choose = (field: OrderField, value: string) => {
    const { [field]: _before, ...others } = columns;
    setColumns(value === "" ? others : { ...others, [field]: Number(value) });
  };
  const options = [
    { label: t("import.columns.none"), value: "" },
    ...file.headings.map((heading, at) => ({ label: heading === "" ? `${at + 1}` : heading, value: String(at) })),
  ];
  const examples = (field: OrderField) => (file.samples[columns[field] ?? -1] ?? []).join(" · ");
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("import.columns.title")}
          </Text>
          <Text as="p" tone="subdued">
            {t("import.columns.help")}
          </Text>
        </BlockStack>
        {!isWhole && <Banner tone="warning">{t("import.columns.needed")}</Banner>}
        <FormLayout>
          {orderFields.map((field) => (
            <Select
              key={field}
              label={t(`import.field.${field}`)}
              options={options}
              value={columns[field] === undefined ? "" : String(columns[field])}
              onChange={(value) => choose(field, value)}
              {...(examples(field) === "" ? {} : { helpText: t("import.columns.with", { examples: examples(field) }) })}
            />
          ))}
        </FormLayout>
        <InlineStack align="end">
          <Button variant="primary" disabled={!isWhole} onClick={() => onContinue(columns)}>
            {t("import.columns.continue")}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
