import type { SerializeFrom } from "@remix-run/node";
import { useFetcher, useNavigate, useSearchParams } from "@remix-run/react";
import { Banner, Box, Card, Pagination, Tabs, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { noticeGroups } from "../../customers/notices/notice-group.ts";
import type { NoticeList } from "../../customers/notices/list-notices.server.ts";
import { ArrivoPage } from "../../ui/arrivo-page.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { useToast } from "../../ui/use-toast.ts";
import { BatchesCard } from "./batches-card.tsx";
import { NoticeTable } from "./notice-table.tsx";
import type { NoticesAction } from "./route.tsx";

/** The outbox: what waits and can be recalled, what was sent, and what did not arrive. */
export function NoticesPage({ isOn, isStopped, group, counts, rows, batches, page, pages }: SerializeFrom<NoticeList>) {
  const { t } = useTranslation("notices");
  const { number } = useFormat();
  const navigate = useNavigate();
  const [, setSearch] = useSearchParams();
  const fetcher = useFetcher<NoticesAction>();
  const answer = fetcher.data;
  useToast(answer, answer === undefined ? null : t(`done.${answer.done}`, { count: answer.count }));
  const post = (body: object) =>
    fetcher.submit(JSON.parse(JSON.stringify(body)), {
      method: "post",
      action: "/app/notices?index",
      encType: "application/json",
    });
  const isBusy = fetcher.state !== "idle";
  return (
    <ArrivoPage
      title={t("title")}
      secondaryActions={[
        { content: t("templates"), onAction: () => navigate("/app/notices/templates") },
        { content: t("settings"), onAction: () => navigate("/app/notices/settings") },
      ]}
    >
      {!isOn && (
        <Banner tone="info" action={{ content: t("offAction"), url: "/app/notices/settings" }}>
          <p>{t("off")}</p>
        </Banner>
      )}
      {isStopped && (
        <Banner tone="critical" action={{ content: t("stoppedAction"), url: "/app/notices/settings" }}>
          <p>{t("stopped")}</p>
        </Banner>
      )}
      {batches.length > 0 && (
        <BatchesCard
          batches={batches}
          isBusy={isBusy}
          onRecall={(reportId) => post({ intent: "recall-batch", reportId })}
        />
      )}
      <Card padding="0">
        <Tabs
          tabs={noticeGroups.map((each) => ({
            id: each,
            content: `${t(`group.${each}`)} (${number(counts[each])})`,
          }))}
          selected={noticeGroups.indexOf(group)}
          onSelect={(index) => setSearch({ group: noticeGroups[index] ?? "waiting" })}
        />
        {rows.length === 0 ? (
          <Box padding="400">
            <Text as="p" tone="subdued">
              {group === "waiting" ? t("nothingYet") : t("none")}
            </Text>
          </Box>
        ) : (
          <NoticeTable key={`${group} ${page}`} rows={rows} group={group} isBusy={isBusy} post={post} />
        )}
      </Card>
      {pages > 1 && (
        <Pagination
          label={t("page", { page: String(page), pages: String(pages) })}
          hasPrevious={page > 1}
          hasNext={page < pages}
          onPrevious={() => setSearch({ group, page: String(page - 1) })}
          onNext={() => setSearch({ group, page: String(page + 1) })}
        />
      )}
      {(group === "sent" || group === "bounced") && (
        <Text as="p" tone="subdued">
          {t("cameBackHelp")}
        </Text>
      )}
    </ArrivoPage>
  );
}
