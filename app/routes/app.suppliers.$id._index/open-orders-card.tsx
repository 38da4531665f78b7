import { Badge, BlockStack, Button, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { OpenOrder, SupplierPage } from "../../supply/suppliers/load-supplier-page.server.ts";
import { useFormat } from "../../ui/use-format.ts";

/** What is on order from the supplier, the first to arrive on top. */
export function OpenOrdersCard({ page: { supplier, openOrders, openOrderCount } }: { page: SupplierPage }) {
  const { t } = useTranslation("suppliers");
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {t("orders.title")}
          </Text>
          {!supplier.isArchived && (
            <Button url={`/app/purchase-orders/new?supplier=${supplier.id}`} variant="plain">
              {t("orders.new")}
            </Button>
          )}
        </InlineStack>
        {openOrders.length === 0 && (
          <Text as="p" tone="subdued">
            {t("orders.none")}
          </Text>
        )}
        {openOrders.map((order) => (
          <OrderLine key={order.id} order={order} />
        ))}
        {openOrderCount > openOrders.length && (
          <Text as="p" tone="subdued">
            {t("orders.more", { count: openOrderCount - openOrders.length })}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}

function OrderLine({ order: { id, number, status, openUnits, expectedOn } }: { order: OpenOrder }) {
  const { t } = useTranslation(["suppliers", "common"]);
  const { day } = useFormat();
  const known = (["draft", "ordered", "confirmed", "partly-received"] as const).find((each) => each === status);
  return (
    <InlineStack align="space-between" gap="300" blockAlign="center">
      <InlineStack gap="200" blockAlign="center">
        <Link url={`/app/purchase-orders/${id}`} removeUnderline>
          <Text as="span" fontWeight="semibold">
            {number}
          </Text>
        </Link>
        {known !== undefined && <Badge>{t(`orders.of.${known}`)}</Badge>}
      </InlineStack>
      <Text as="span" tone="subdued">
        {t("common:units", { count: openUnits })} · {expectedOn === null ? t("orders.noDay") : day(expectedOn)}
      </Text>
    </InlineStack>
  );
}
