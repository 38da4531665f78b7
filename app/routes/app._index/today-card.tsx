import type { SerializeFrom } from "@remix-run/node";
import { BlockStack, Card, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { Today } from "../../shops/load-today.server.ts";
import { useFormat } from "../../ui/use-format.ts";

/** What supply and promises want of the merchant today, each with the place to act; nothing where all is well. */
export function TodayCard({ today }: { today: SerializeFrom<Today> }) {
  const { t } = useTranslation("home");
  const { day, number } = useFormat();
  const {
    reports,
    overdue,
    overdueCount,
    endingPromises,
    delays,
    lostNotices,
    isSenderStopped,
    waiting,
    doubles,
    assumed,
  } = today;
  const rows: { key: string; url: string; what: string; action: string }[] = [];
  if (reports > 0)
    rows.push({
      key: "reports",
      url: "/app/changes",
      what: t("today.reports", { count: reports }),
      action: t("today.toReports"),
    });
  for (const order of overdue)
    rows.push({
      key: order.id,
      url: `/app/purchase-orders/${order.id}`,
      what: t("today.overdue", { number: order.number, supplier: order.supplierName, day: day(order.expectedOn) }),
      action: t("today.toOrder", { count: order.openUnits, units: number(order.openUnits) }),
    });
  if (overdueCount > overdue.length)
    rows.push({
      key: "more",
      url: "/app/purchase-orders?view=overdue",
      what: t("today.moreOverdue", { count: overdueCount - overdue.length }),
      action: t("today.toOverdue"),
    });
  if (endingPromises !== null)
    rows.push({
      key: "ending",
      url: "/app/purchase-orders",
      what: t("today.endingPromises", { count: endingPromises.orders, day: day(endingPromises.firstOn) }),
      action: t("today.toSupply"),
    });
  if (delays > 0)
    rows.push({
      key: "delays",
      url: "/app/delays",
      what: t("today.delays", { count: delays }),
      action: t("today.toDelays"),
    });
  if (isSenderStopped)
    rows.push({
      key: "sender",
      url: "/app/notices/settings",
      what: t("today.senderStopped"),
      action: t("today.toSender"),
    });
  if (lostNotices > 0)
    rows.push({
      key: "notices",
      url: "/app/notices?group=bounced",
      what: t("today.lostNotices", { count: lostNotices }),
      action: t("today.toNotices"),
    });
  for (const view of ["late", "unanswered"] as const) {
    if (waiting[view] === 0) continue;
    rows.push({
      key: view,
      url: `/app/waiting?view=${view}`,
      what: t(`today.${view}`, { count: waiting[view] }),
      action: t("today.toWaiting"),
    });
  }
  if (doubles > 0)
    rows.push({
      key: "doubles",
      url: "/app/inbound",
      what: t("today.doubles", { count: doubles }),
      action: t("today.toInbound"),
    });
  if (assumed > 0)
    rows.push({
      key: "assumed",
      url: "/app/inbound",
      what: t("today.assumed", { count: assumed }),
      action: t("today.toInbound"),
    });
  if (rows.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("today.title")}
        </Text>
        {rows.map(({ key, url, what, action }) => (
          <div key={key} style={{ display: "flex", justifyContent: "space-between", gap: "1rem" }}>
            <Text as="span">{what}</Text>
            <span style={{ flexShrink: 0 }}>
              <Link url={url} removeUnderline>
                {action}
              </Link>
            </span>
          </div>
        ))}
      </BlockStack>
    </Card>
  );
}
