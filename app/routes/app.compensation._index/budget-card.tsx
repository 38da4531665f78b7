import { Banner, BlockStack, Card, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { CompensationPage } from "../../customers/compensation/load-compensation-page.server.ts";
import { useMoney } from "../../ui/use-money.ts";

/** How much of the month's budget is given, and that it has stopped where it has. */
export function BudgetCard({ page }: { page: CompensationPage }) {
  const { t, i18n } = useTranslation("compensation");
  const money = useMoney();
  const { currency, month, budgetMinor, spentMinor, rewardMinor, overBudgetCount, hasRoomAgain, isAutomatic } = page;
  const name = new Intl.DateTimeFormat(i18n.language, { month: "long", year: "numeric", timeZone: "UTC" });
  const share = budgetMinor === 0 ? 0 : Math.min(100, (spentMinor / budgetMinor) * 100);
  const amounts = {
    spent: money(spentMinor, currency),
    budget: money(budgetMinor, currency),
    left: money(Math.max(0, budgetMinor - spentMinor), currency),
  };
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" gap="200" blockAlign="baseline">
          <Text as="h2" variant="headingMd">
            {t("budget.title", { month: name.format(new Date(`${month}-01T00:00:00Z`)) })}
          </Text>
          <Text as="span" numeric>
            {t("budget.spent", amounts)}
          </Text>
        </InlineStack>
        <div role="img" aria-label={t("budget.spent", amounts)}>
          <ProgressBar progress={share} tone={share >= 100 ? "critical" : "primary"} size="small" animated={false} />
        </div>
        <Text as="p" tone="subdued">
          {t("budget.left", amounts)}
          {rewardMinor > 0 && ` ${t("budget.rewards", { amount: money(rewardMinor, currency) })}`}
        </Text>
        {overBudgetCount > 0 && hasRoomAgain && !isAutomatic && (
          <Banner tone="info">
            <p>{t("budget.roomAgain", { count: overBudgetCount })}</p>
          </Banner>
        )}
        {overBudgetCount > 0 && (!hasRoomAgain || isAutomatic) && (
          <Banner tone="warning" action={{ content: t("budget.raise"), url: "/app/compensation/settings" }}>
            <p>
              {t("budget.stopped", { count: overBudgetCount })}{" "}
              {t(isAutomatic ? "budget.thenGiven" : "budget.thenApprove")}
            </p>
          </Banner>
        )}
      </BlockStack>
    </Card>
  );
}
