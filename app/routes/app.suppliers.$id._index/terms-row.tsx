import { Badge, BlockStack, Button, IndexTable, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { ListedTerms } from "../../supply/suppliers/load-supplier-page.server.ts";
import type { SupplierFields } from "../../supply/suppliers/supplier-fields.ts";
import { plainName } from "../../ui/plain-name.ts";
import { useFormat } from "../../ui/use-format.ts";
import { useMoney } from "../../ui/use-money.ts";

interface Props {
  row: ListedTerms;
  index: number;
  isSelected: boolean;
  isNarrow: boolean;
  supplier: Pick<SupplierFields, "currency" | "leadDayCount">;
  onEdit: () => void;
}

export function TermsRow({ row, index, isSelected, isNarrow, supplier, onEdit }: Props) {
  const { t } = useTranslation(["suppliers", "common"]);
  const { number } = useFormat();
  const money = useMoney();
  const price = row.priceMinor === null ? t("common:none") : money(row.priceMinor, supplier.currency);
  const lead =
    row.leadDays === null ? t("terms.asSupplier") : t(`lead.${supplier.leadDayCount}`, { count: row.leadDays });
  const rank = (
    <Badge tone={row.rank === 1 ? "success" : undefined}>
      {row.rank === 1 ? t("terms.preferred") : t("terms.source", { rank: row.rank })}
    </Badge>
  );
  const name = (
    // The row itself selects: this button must not.
    <span onClick={(event) => event.stopPropagation()}>
      <Button variant="plain" textAlign="left" onClick={onEdit} disabled={row.name === ""}>
        {row.name === "" ? t("terms.gone") : plainName(row.name)}
      </Button>
    </span>
  );
  const sources = row.sources.length > 1 ? t("terms.sources", { names: row.sources.join(", ") }) : null;
  const small = (words: string | null) =>
    words !== null && (
      <Text as="span" tone="subdued" variant="bodySm">
        {words}
      </Text>
    );
  if (isNarrow) {
    return (
      <IndexTable.Row id={row.variantId} position={index} selected={isSelected}>
        <div style={{ padding: "0.75rem 1rem", whiteSpace: "normal" }}>
          <BlockStack gap="100">
            <InlineStack gap="200">
              {name}
              {rank}
            </InlineStack>
            {small([row.sku, row.supplierSku, price, lead].filter((each) => each !== null).join(" · "))}
            {small(sources)}
          </BlockStack>
        </div>
      </IndexTable.Row>
    );
  }
  return (
    <IndexTable.Row id={row.variantId} position={index} selected={isSelected}>
      <IndexTable.Cell>
        <BlockStack>
          {name}
          {small(row.sku)}
        </BlockStack>
      </IndexTable.Cell>
      <IndexTable.Cell>{row.supplierSku ?? t("common:none")}</IndexTable.Cell>
      <IndexTable.Cell>{price}</IndexTable.Cell>
      <IndexTable.Cell>{number(row.packUnits)}</IndexTable.Cell>
      <IndexTable.Cell>{number(row.minimumUnits)}</IndexTable.Cell>
      <IndexTable.Cell>{lead}</IndexTable.Cell>
      <IndexTable.Cell>
        <BlockStack inlineAlign="start">
          {rank}
          {small(sources)}
        </BlockStack>
      </IndexTable.Cell>
    </IndexTable.Row>
  );
}
