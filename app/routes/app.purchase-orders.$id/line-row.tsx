import { Badge, BlockStack, Box, Checkbox, InlineStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { termsWarnings } from "../../supply/purchase-orders/terms-warnings.ts";
import { plainName } from "../../ui/plain-name.ts";
import { useFormat } from "../../ui/use-format.ts";
import { useMoney } from "../../ui/use-money.ts";
import { numberOf } from "../../ui/variant-number.ts";
import type { ShownOrder } from "./order-page.tsx";

interface Props {
  order: ShownOrder;
  line: ShownOrder["lines"][number];
  isPicked: boolean;
  /** Null: there is nothing to choose it for. */
  onPick: ((isPicked: boolean) => void) | null;
}

export function LineRow({ order, line, isPicked, onPick }: Props) {
  const { t } = useTranslation(["orders", "common"]);
  const { number, day, instant } = useFormat();
  const money = useMoney();
  const name = plainName(line.title);
  const dayOrNone = (value: string | null) => (value === null ? t("common:noDate") : day(value));
  const skus = [line.sku, line.supplierSku === null ? null : t("theirSku", { sku: line.supplierSku })];
  const warnings = order.status === "draft" && line.terms !== null ? termsWarnings(line.orderedUnits, line.terms) : [];
  return (
    <Box borderBlockStartWidth="025" borderColor="border" paddingBlockStart="300">
      <InlineStack gap="300" blockAlign="start" wrap={false}>
        {onPick !== null && (
          <Checkbox label={t("chooseNamed", { name })} labelHidden checked={isPicked} onChange={onPick} />
        )}
        <div style={{ flex: 1, minWidth: 0 }}>
          <BlockStack gap="100">
            <InlineStack align="space-between" gap="200">
              {line.isGone ? (
                <Text as="span" fontWeight="semibold" breakWord>
                  {name}
                </Text>
              ) : (
                <Link url={`/app/variants/${numberOf(line.variantId)}`} removeUnderline>
                  <Text as="span" fontWeight="semibold" breakWord>
                    {name}
                  </Text>
                </Link>
              )}
              <Text as="span" numeric>
                {line.priceMinor === null
                  ? t("common:units", { count: line.orderedUnits })
                  : t("unitsAt", {
                      count: line.orderedUnits,
                      price: money(line.priceMinor, order.currency),
                      total: money(line.priceMinor * line.orderedUnits, order.currency),
                    })}
              </Text>
            </InlineStack>
            <Text as="span" tone="subdued">
              {skus.filter((each) => each !== null).join(" · ")}
            </Text>
            <InlineStack gap="200" blockAlign="center" wrap>
              {order.status !== "draft" && (
                <Text as="span">
                  {t("receivedOf", { received: number(line.receivedUnits), ordered: number(line.orderedUnits) })}
                </Text>
              )}
              {line.closedUnits > 0 && <Badge>{t("closedUnits", { count: line.closedUnits })}</Badge>}
              {line.receivedUnits > line.orderedUnits && (
                <Badge tone="attention">{t("overUnits", { count: line.receivedUnits - line.orderedUnits })}</Badge>
              )}
              {line.owedUnits > 0 && line.openUnits > 0 && (
                <Badge tone="info">{t("owed", { count: line.owedUnits })}</Badge>
              )}
              {line.isOverdue && <Badge tone="critical">{t("overdue")}</Badge>}
              {line.isUntracked && <Badge tone="warning">{t("untracked")}</Badge>}
              {line.isGone && <Badge tone="warning">{t("gone")}</Badge>}
            </InlineStack>
            {(order.status === "draft" || line.openUnits > 0) && (
              <Text as="span" tone={line.isOverdue ? "critical" : undefined}>
                {t("expectedOn", { day: dayOrNone(line.expectedOn) })}
                {line.statedOn !== null && line.statedOn !== line.expectedOn
                  ? ` · ${t("statedOn", { day: day(line.statedOn) })}`
                  : ""}
              </Text>
            )}
            {warnings.map((warning) => (
              <Text key={warning.code} as="span" tone="caution">
                {warning.code === "below-minimum"
                  ? t("warning.belowMinimum", { minimum: number(warning.minimumUnits), next: number(warning.next) })
                  : t("warning.notInPacks", { pack: number(warning.packUnits), next: number(warning.next) })}
              </Text>
            ))}
            {line.history.length > 0 && (
              <details>
                <summary>{t("history.title", { count: line.history.length })}</summary>
                <BlockStack as="ul" gap="050">
                  {line.history.map((change, index) => (
                    <li key={index}>
                      {t("history.line", {
                        from: dayOrNone(change.fromDay),
                        to: dayOrNone(change.toDay),
                        reason: change.reason,
                        at: instant(change.changedAt),
                      })}
                    </li>
                  ))}
                </BlockStack>
              </details>
            )}
          </BlockStack>
        </div>
      </InlineStack>
    </Box>
  );
}
