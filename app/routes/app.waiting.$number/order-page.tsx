import { BlockStack, Card, InlineStack, Layout, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OrderPage } from "../../customers/waiting-orders/order-page.ts";
import { ArrivoPage } from "../../ui/arrivo-page.tsx";
import { FactList } from "../../ui/fact-list.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { useStaff } from "../../ui/use-staff.ts";
import { numberOf } from "../../ui/variant-number.ts";
import { WaitingBadges } from "../../ui/waiting-badges.tsx";
import { ChangeDialog, type ChangeKind } from "../app.waiting._index/change-dialog.tsx";
import { LineCard } from "./line-card.tsx";
import { ReplyCard } from "./reply-card.tsx";
import { TimelineCard } from "./timeline-card.tsx";

export function OrderPageView({ page }: { page: OrderPage }) {
  const { t } = useTranslation("waiting");
  const { instant } = useFormat();
  const staff = useStaff();
  const [change, setChange] = useState<ChangeKind | null>(null);
  const { waiting } = page;
  const kinds: ChangeKind[] =
    waiting === null
      ? []
      : ["notify", ...(page.holdRule === null ? (["hold", "release"] as const) : (["follow-rule"] as const)), "cancel"];
  return (
    <ArrivoPage
      title={page.name === "" ? t("noName") : page.name}
      subtitle={t("page.placed", { at: instant(page.placedAt) })}
      backAction={{ content: t("title"), url: "/app/waiting" }}
      secondaryActions={[
        { content: t("page.inShopify"), url: `shopify://admin/orders/${numberOf(page.orderId)}`, target: "_top" },
        ...kinds.map((kind) => ({ content: t(`change.${kind}.action`), onAction: () => setChange(kind) })),
      ]}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            {page.lines.map((line) => (
              <LineCard key={line.lineId} line={line} />
            ))}
            <TimelineCard entries={page.timeline} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <Card>
              <BlockStack gap="400">
                <Text as="h2" variant="headingMd">
                  {t("page.order")}
                </Text>
                <InlineStack>
                  {waiting === null ? (
                    <Text as="p" tone="subdued">
                      {t(page.cancelledAt === null ? "page.waitsNoMore" : "page.cancelled")}
                    </Text>
                  ) : (
                    <WaitingBadges order={waiting} />
                  )}
                </InlineStack>
                <FactList
                  facts={[
                    [
                      t("page.payment"),
                      t(`payment.${page.financialStatus as "PAID"}`, { defaultValue: page.financialStatus }),
                    ],
                    [t("page.countsFrom"), page.countsFrom === null ? t("page.notPaid") : instant(page.countsFrom)],
                    [t("page.tags"), page.tags.length === 0 ? t("page.none") : page.tags.join(", ")],
                    [t("page.ownTags"), page.ownTags.length === 0 ? t("page.none") : page.ownTags.join(", ")],
                    [t("page.language"), page.locale],
                  ]}
                />
                {page.holdRule !== null && page.holdRuleAt !== null && (
                  <Text as="p">
                    {t(`page.holdRule.${page.holdRule}`, { who: staff(page.holdRuleBy), at: instant(page.holdRuleAt) })}
                  </Text>
                )}
              </BlockStack>
            </Card>
            {page.reply !== null && <ReplyCard reply={page.reply} />}
          </BlockStack>
        </Layout.Section>
      </Layout>
      {change !== null && (
        <ChangeDialog
          kind={change}
          orderIds={[page.orderId]}
          onClose={() => setChange(null)}
          onDone={() => setChange(null)}
        />
      )}
    </ArrivoPage>
  );
}
