import { Badge, BlockStack, Box, IndexTable, InlineStack, Link, Text, Thumbnail } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { ListedRow } from "../../availability/list-variants.server.ts";
import { StatusBadge } from "../../ui/status-badge.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { numberOf } from "../../ui/variant-number.ts";
import { plainName } from "../../ui/plain-name.ts";

interface Props {
  row: ListedRow;
  index: number;
  isSelected: boolean;
  isNarrow: boolean;
}

export function VariantRow({ row, index, isSelected, isNarrow }: Props) {
  const { t } = useTranslation(["variants", "common"]);
  const { number, window } = useFormat();
  const name = (
    <Link url={`/app/variants/${numberOf(row.variantId)}`} dataPrimaryLink removeUnderline>
      <Text as="span" fontWeight="semibold" breakWord>
        {plainName(row.displayName)}
      </Text>
    </Link>
  );
  const available = row.isTracked ? number(row.availableUnits) : t("untracked");
  const sellable = row.sellableUnits === null ? t("common:noLimit") : number(row.sellableUnits);
  const isWaiting = row.state === "backorder" || row.state === "preorder";
  const next = isWaiting && row.nextFrom !== null ? window({ from: row.nextFrom, to: row.nextTo }) : t("common:none");
  const rule =
    row.rule === null
      ? t("common:none")
      : `${t(`ruleLevel.${row.rule.level}`)}${row.rule.mode === null ? "" : ` · ${t(`ruleMode.${row.rule.mode}`)}`}`;
  const badges = (
    <InlineStack gap="100" wrap>
      <StatusBadge state={row.state} />
      {row.isYielded && <Badge tone="warning">{t("badge.yielded")}</Badge>}
      {row.reason?.code === "limit-reached" && <Badge tone="attention">{t("badge.limitReached")}</Badge>}
      {row.reason?.code === "window-passed" && <Badge tone="critical">{t("badge.windowPassed")}</Badge>}
    </InlineStack>
  );
  if (isNarrow) {
    return (
      <IndexTable.Row id={row.variantId} position={index} selected={isSelected}>
        <div style={{ padding: "0.75rem 1rem", width: "100%", whiteSpace: "normal" }}>
          <BlockStack gap="100">
            {name}
            {badges}
            <Text as="span" tone="subdued">
              {row.sellableUnits === null ? t("narrowNoLimit", { available }) : t("narrow", { available, sellable })}
              {isWaiting && row.nextFrom !== null ? ` · ${next}` : ""}
            </Text>
          </BlockStack>
        </div>
      </IndexTable.Row>
    );
  }
  return (
    <IndexTable.Row id={row.variantId} position={index} selected={isSelected}>
      <IndexTable.Cell>
        <InlineStack gap="300" blockAlign="center" wrap={false}>
          <Picture url={row.imageUrl} />
          <BlockStack>
            <div style={{ maxWidth: "20rem", whiteSpace: "normal" }}>{name}</div>
            {row.sku !== null && (
              <Text as="span" tone="subdued">
                {row.sku}
              </Text>
            )}
          </BlockStack>
        </InlineStack>
      </IndexTable.Cell>
      <IndexTable.Cell>{badges}</IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="p" alignment="end" numeric tone={row.isTracked && row.availableUnits < 0 ? "critical" : undefined}>
          {available}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="p" alignment="end" numeric>
          {sellable}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>{next}</IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="p" alignment="end" numeric>
          {number(row.sold30Units)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>{rule}</IndexTable.Cell>
    </IndexTable.Row>
  );
}

function Picture({ url }: { url: string | null }) {
  if (url !== null)
    return (
      <div style={{ flex: "none" }}>
        <Thumbnail size="small" source={url} alt="" />
      </div>
    );
  return <Box background="bg-surface-tertiary" borderRadius="200" minWidth="2.5rem" minHeight="2.5rem" />;
}
