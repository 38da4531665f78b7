import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack, List, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { parseAmount } from "../../supply/purchase-orders/order-amount.ts";
import { useFormat } from "../../ui/use-format.ts";
import { useMoney } from "../../ui/use-money.ts";
import type { CompensationRulesAction } from "./route.tsx";
import { type RuleDraft, rulesOf } from "./rules-draft.ts";

interface Props {
  rules: readonly RuleDraft[];
  /** As it is typed. */
  budget: string;
  currency: string;
}

/** What the rules as they stand in the form would have given for the delays of the last days. */
export function PreviewCard({ rules, budget, currency }: Props) {
  const { t } = useTranslation("compensation");
  const { number } = useFormat();
  const money = useMoney();
  const fetcher = useFetcher<CompensationRulesAction>();
  const answer = fetcher.data?.intent === "preview" ? fetcher.data : undefined;
  const look = () => {
    const body = { intent: "preview", rules: rulesOf(rules, currency) };
    fetcher.submit(JSON.parse(JSON.stringify(body)), { method: "post", encType: "application/json" });
  };
  const preview = answer?.preview;
  const budgetMinor = parseAmount(budget, currency) ?? 0;
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("preview.title")}
          </Text>
          <Text as="p" tone="subdued">
            {t("preview.help")}
          </Text>
        </BlockStack>
        <InlineStack>
          <Button onClick={look} loading={fetcher.state !== "idle"} disabled={rules.length === 0}>
            {t("preview.look")}
          </Button>
        </InlineStack>
        <div role="status">
          {answer !== undefined && preview === null && <Text as="p">{t("preview.wrong")}</Text>}
          {preview != null && preview.delayCount === 0 && <Text as="p">{t("preview.none")}</Text>}
          {preview != null && preview.delayCount > 0 && (
            <BlockStack gap="200">
              <Text as="p" fontWeight="semibold">
                {t("preview.given", { count: preview.givenCount, amount: money(preview.costMinor, preview.currency) })}
              </Text>
              <Text as="p">{t("preview.of", { count: preview.delayCount })}</Text>
              {preview.costMinor > budgetMinor && (
                <Text as="p">{t("preview.overBudget", { budget: money(budgetMinor, currency) })}</Text>
              )}
              <List>
                {rules.map(({ id }, index) => (
                  <List.Item key={id}>
                    {t("preview.rule", { number: index + 1, count: number(preview.byRule[id] ?? 0) })}
                  </List.Item>
                ))}
              </List>
              {preview.isCut && <Text as="p">{t("preview.cut")}</Text>}
            </BlockStack>
          )}
        </div>
      </BlockStack>
    </Card>
  );
}
