import { Badge, BlockStack, IndexTable, InlineStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { Day } from "../../supply/day.ts";
import type { ListedSupplier } from "../../supply/suppliers/list-suppliers.server.ts";
import { useFormat } from "../../ui/use-format.ts";

interface Props {
  supplier: ListedSupplier;
  index: number;
  isNarrow: boolean;
  today: Day;
}

export function SupplierRow({ supplier, index, isNarrow, today }: Props) {
  const { t, i18n } = useTranslation(["suppliers", "common"]);
  const { number, day, window } = useFormat();
  const { id, contactName, openOrderCount, variantCount, leadDays, leadDayCount, onTime, nextClosure } = supplier;
  const name = (
    <Link url={`/app/suppliers/${id}`} dataPrimaryLink removeUnderline>
      <Text as="span" fontWeight="semibold">
        {supplier.name}
      </Text>
    </Link>
  );
  const lead = leadDays === null ? t("lead.none") : t(`lead.${leadDayCount}`, { count: leadDays });
  const shareWords = (given: ListedSupplier["onTime"]): string => {
    if (given === null) return t("list.noRecord");
    if (given.share === null) return t("list.fewReceipts", { count: given.receiptCount });
    const percent = new Intl.NumberFormat(i18n.language, { style: "percent" }).format(given.share);
    return t("list.onTimeOf", { share: percent, count: given.receiptCount });
  };
  const share = shareWords(onTime);
  const isShut = nextClosure !== null && nextClosure.from <= today;
  const closure =
    nextClosure === null ? null : isShut ? (
      <Badge tone="attention">{t("list.shutNow", { day: day(nextClosure.to) })}</Badge>
    ) : (
      <Text as="span">{window(nextClosure)}</Text>
    );
  if (isNarrow) {
    return (
      <IndexTable.Row id={id} position={index}>
        <div style={{ padding: "0.75rem 1rem", whiteSpace: "normal" }}>
          <BlockStack gap="100">
            <InlineStack gap="200">
              {name}
              {isShut && closure}
            </InlineStack>
            <Text as="span" tone="subdued">
              {t("list.ordersOpen", { count: openOrderCount })} · {lead} · {share}
            </Text>
          </BlockStack>
        </div>
      </IndexTable.Row>
    );
  }
  return (
    <IndexTable.Row id={id} position={index}>
      <IndexTable.Cell>
        <div style={{ minWidth: "10rem", whiteSpace: "normal" }}>
          <BlockStack>
            {name}
            {contactName !== "" && (
              <Text as="span" tone="subdued" variant="bodySm">
                {contactName}
              </Text>
            )}
          </BlockStack>
        </div>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {number(openOrderCount)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {number(variantCount)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>{lead}</IndexTable.Cell>
      <IndexTable.Cell>{share}</IndexTable.Cell>
      <IndexTable.Cell>
        <BlockStack inlineAlign="start">
          {closure ?? <Text as="span">{t("common:none")}</Text>}
          {nextClosure !== null && nextClosure.why !== "" && (
            <Text as="span" tone="subdued" variant="bodySm">
              {nextClosure.why}
            </Text>
          )}
        </BlockStack>
      </IndexTable.Cell>
    </IndexTable.Row>
  );
}
