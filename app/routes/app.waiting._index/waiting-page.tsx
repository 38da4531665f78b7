import { useSearchParams } from "@remix-run/react";
import {
  BlockStack,
  Box,
  Card,
  EmptySearchResult,
  EmptyState,
  IndexTable,
  Link,
  Text,
  useBreakpoints,
  useIndexResourceState,
} from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { WaitingPage } from "../../customers/waiting-orders/list-waiting-orders.server.ts";
import { type WaitingQuery, writeWaitingQuery } from "../../customers/waiting-orders/waiting-query.ts";
import { ArrivoPage } from "../../ui/arrivo-page.tsx";
import { numberOf } from "../../ui/variant-number.ts";
import { AdoptedCard } from "./adopted-card.tsx";
import { ChangeDialog, type ChangeKind, changeKinds } from "./change-dialog.tsx";
import { WaitingFilters } from "./waiting-filters.tsx";
import { WaitingRow } from "./waiting-row.tsx";

/** Who waits, for what and until when, with how each order stands. */
export function WaitingPageView({ query, page }: { query: WaitingQuery; page: WaitingPage }) {
  const { t } = useTranslation("waiting");
  const { smDown } = useBreakpoints();
  const [, setParams] = useSearchParams();
  const [change, setChange] = useState<ChangeKind | null>(null);
  const { orders, counts, matchingCount, before, after, others, adoptedCount, hasConfirmedAdoption } = page;
  const { selectedResources, handleSelectionChange, clearSelection } = useIndexResourceState(
    orders.map(({ orderId }) => ({ id: orderId })),
  );
  const ask = (next: WaitingQuery) => {
    clearSelection();
    setParams(writeWaitingQuery(next), { preventScrollReset: true });
  };
  const turn = (to: WaitingQuery["page"]) => ask({ ...query, page: to });
  const headings = (["order", "placed", "items", "waiting", "ready", "given", "now", "state"] as const).map((key) => ({
    title: t(`column.${key}`),
    ...(key === "waiting" || key === "ready" ? { alignment: "end" as const } : {}),
  }));
  const bulkAction = (kind: ChangeKind) => ({
    content: t(`change.${kind}.action`),
    onAction: () => setChange(kind),
  });
  return (
    <ArrivoPage title={t("title")} subtitle={t("subtitle")} fullWidth>
      {adoptedCount > 0 && !hasConfirmedAdoption && <AdoptedCard count={adoptedCount} />}
      <Card padding="0">
        {counts.all === 0 && query.search === "" ? (
          <EmptyState heading={t("empty.title")} image="">
            <p>{t("empty.help")}</p>
          </EmptyState>
        ) : (
          <>
            <WaitingFilters query={query} counts={counts} onChange={(next) => ask({ ...next, page: null })} />
            <IndexTable
              condensed={smDown}
              resourceName={{ singular: t("order"), plural: t("orders") }}
              itemCount={orders.length}
              selectedItemsCount={selectedResources.length}
              onSelectionChange={handleSelectionChange}
              headings={headings as [(typeof headings)[number], ...typeof headings]}
              emptyState={<EmptySearchResult title={t("none.title")} description={t("none.help")} withIllustration />}
              promotedBulkActions={changeKinds.slice(0, 3).map(bulkAction)}
              bulkActions={changeKinds.slice(3).map(bulkAction)}
              pagination={{
                label: t("matching", { count: matchingCount }),
                hasPrevious: before !== null,
                hasNext: after !== null,
                onPrevious: () => before !== null && turn({ before }),
                onNext: () => after !== null && turn({ after }),
              }}
            >
              {orders.map((order, index) => (
                <WaitingRow
                  key={order.orderId}
                  order={order}
                  index={index}
                  isSelected={selectedResources.includes(order.orderId)}
                  isNarrow={smDown}
                />
              ))}
            </IndexTable>
          </>
        )}
        {others.length > 0 && (
          <Box padding="400">
            <BlockStack gap="200">
              <Text as="p">{t("others")}</Text>
              {others.map(({ orderId, name }) => (
                <Link key={orderId} url={`/app/waiting/${numberOf(orderId)}`}>
                  {name}
                </Link>
              ))}
            </BlockStack>
          </Box>
        )}
      </Card>
      {change !== null && (
        <ChangeDialog
          kind={change}
          orderIds={selectedResources}
          onClose={() => setChange(null)}
          onDone={() => {
            setChange(null);
            clearSelection();
          }}
        />
      )}
    </ArrivoPage>
  );
}
