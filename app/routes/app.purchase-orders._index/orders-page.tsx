import { useSearchParams } from "@remix-run/react";
import { Card, EmptySearchResult, EmptyState, IndexTable, useBreakpoints } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { OrderList } from "../../supply/purchase-orders/list-purchase-orders.server.ts";
import { type PurchaseOrderQuery, writeOrderQuery } from "../../supply/purchase-orders/purchase-order-query.ts";
import { ArrivoPage } from "../../ui/arrivo-page.tsx";
import { OrderFilters } from "./order-filters.tsx";
import { OrderRow } from "./order-row.tsx";

const columns = ["number", "supplier", "status", "expected", "received", "total"] as const;

export function OrdersPage({ query, list }: { query: PurchaseOrderQuery; list: OrderList }) {
  const { t } = useTranslation("orders");
  const { smDown } = useBreakpoints();
  const [, setParams] = useSearchParams();
  const { orders, matchingCount, allCount, page, pageCount } = list;
  const ask = (next: PurchaseOrderQuery) => setParams(writeOrderQuery(next), { preventScrollReset: true });
  const headings = columns.map((key) => ({
    title: t(`column.${key}`),
    ...(key === "received" || key === "total" ? { alignment: "end" as const } : {}),
  }));
  return (
    <ArrivoPage
      title={t("title")}
      fullWidth
      primaryAction={{ content: t("new"), url: "/app/purchase-orders/new" }}
      secondaryActions={[{ content: t("toImport"), url: "/app/purchase-orders/import" }]}
    >
      <Card padding="0">
        {allCount === 0 ? (
          <EmptyState
            heading={t("empty.title")}
            action={{ content: t("new"), url: "/app/purchase-orders/new" }}
            secondaryAction={{ content: t("empty.import"), url: "/app/purchase-orders/import" }}
            image=""
          >
            <p>{t("empty.words")}</p>
          </EmptyState>
        ) : (
          <>
            <OrderFilters
              query={query}
              overdueCount={list.overdueCount}
              suppliers={list.suppliers}
              onChange={(next) => ask({ ...next, page: 1 })}
            />
            <IndexTable
              condensed={smDown}
              selectable={false}
              itemCount={orders.length}
              resourceName={{ singular: t("order"), plural: t("title") }}
              // Justified cast: there are columns.
              headings={headings as [(typeof headings)[number], ...typeof headings]}
              emptyState={<EmptySearchResult title={t("none.title")} description={t("none.words")} withIllustration />}
              pagination={{
                label: t("matching", { count: matchingCount }),
                hasPrevious: page > 1,
                hasNext: page < pageCount,
                onPrevious: () => ask({ ...query, page: page - 1 }),
                onNext: () => ask({ ...query, page: page + 1 }),
              }}
            >
              {orders.map((order, index) => (
                <OrderRow key={order.id} order={order} index={index} isNarrow={smDown} />
              ))}
            </IndexTable>
          </>
        )}
      </Card>
    </ArrivoPage>
  );
}
