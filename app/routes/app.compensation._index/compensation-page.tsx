import { useFetcher, useNavigate, useSearchParams } from "@remix-run/react";
import { Banner, Box, Card, EmptyState, Pagination, Tabs, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { compensationGroups } from "../../customers/compensation/compensation-group.ts";
import type { CompensationPage } from "../../customers/compensation/load-compensation-page.server.ts";
import { Access } from "../../ui/access.tsx";
import { ArrivoPage } from "../../ui/arrivo-page.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { useRevalidateWhile } from "../../ui/use-revalidate-while.ts";
import { useToast } from "../../ui/use-toast.ts";
import { BudgetCard } from "./budget-card.tsx";
import { CompensationTable } from "./compensation-table.tsx";
import type { CompensationAction } from "./route.tsx";

const rulesUrl = "/app/compensation/settings";
const codeScopes = ["write_discounts"];

/** The month's budget, what waits for a person, and what was given. */
export function CompensationPageView({ page }: { page: CompensationPage }) {
  const { t } = useTranslation("compensation");
  const { number } = useFormat();
  const navigate = useNavigate();
  const [, setSearch] = useSearchParams();
  const fetcher = useFetcher<CompensationAction>();
  const answer = fetcher.data;
  const { group, counts, rows, isOn, isRewardOn, pages } = page;
  useToast(answer, answer === undefined ? null : sayDone(), (answer?.overBudgetCount ?? 0) > 0);
  // Until Shopify has made what is approved.
  useRevalidateWhile(rows.some(({ status }) => ["new", "approved", "asking"].includes(status)));
  const isUntouched = !isOn && !isRewardOn && Object.values(counts).every((count) => count === 0);
  const hasNoScope = rows.some(({ fault }) => fault === "no-scope");

  return (
    <ArrivoPage
      title={t("title")}
      subtitle={t("subtitle")}
      secondaryActions={[{ content: t("rules"), onAction: () => navigate(rulesUrl) }]}
    >
      {isUntouched ? (
        <Card>
          <EmptyState heading={t("empty.title")} image="" action={{ content: t("empty.action"), url: rulesUrl }}>
            <p>{t("empty.help")}</p>
          </EmptyState>
        </Card>
      ) : (
        <>
          {!isOn && (
            <Banner tone="info" action={{ content: t("rules"), url: rulesUrl }}>
              <p>{t(isRewardOn ? "offButReward" : "off")}</p>
            </Banner>
          )}
          <BudgetCard page={page} />
          {hasNoScope && (
            <Banner tone="warning">
              <Access scopes={codeScopes} why={t("access.codes")} />
            </Banner>
          )}
          <Card padding="0">
            <Tabs
              tabs={compensationGroups.map((each) => ({
                id: each,
                content: `${t(`group.${each}`)} (${number(counts[each])})`,
              }))}
              selected={compensationGroups.indexOf(group)}
              onSelect={(index) => setSearch({ group: compensationGroups[index] ?? "queue" })}
            />
            {rows.length === 0 ? (
              <Box padding="400">
                <Text as="p" tone="subdued">
                  {t(`none.${group}`)}
                </Text>
              </Box>
            ) : (
              <CompensationTable
                key={`${group} ${page.page}`}
                page={page}
                isBusy={fetcher.state !== "idle"}
                onDecide={(decision, ids) =>
                  fetcher.submit(
                    { decision, ids },
                    { method: "post", action: "/app/compensation?index", encType: "application/json" },
                  )
                }
              />
            )}
          </Card>
          {pages > 1 && (
            <Pagination
              label={t("page", { page: number(page.page), pages: number(pages) })}
              hasPrevious={page.page > 1}
              hasNext={page.page < pages}
              onPrevious={() => setSearch({ group, page: String(page.page - 1) })}
              onNext={() => setSearch({ group, page: String(page.page + 1) })}
            />
          )}
        </>
      )}
    </ArrivoPage>
  );

  function sayDone(): string {
    const { decision = "approve", doneCount = 0, overBudgetCount = 0 } = answer ?? {};
    if (overBudgetCount > 0) return t("done.overBudget", { count: overBudgetCount, done: number(doneCount) });
    return t(`done.${decision}`, { count: doneCount });
  }
}
