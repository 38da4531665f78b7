import type { SerializeFrom } from "@remix-run/node";
import { useFetcher, useSearchParams } from "@remix-run/react";
import { Modal, TitleBar } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Box, Card, Pagination, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ChangeReportPage } from "../../backorders/load-change-report.server.ts";
import { ArrivoPage } from "../../ui/arrivo-page.tsx";
import { useAnswered } from "../../ui/use-answered.ts";
import { useChangeWords } from "../../ui/use-change-words.ts";
import { useFormat } from "../../ui/use-format.ts";
import { useToast } from "../../ui/use-toast.ts";
import { MovedTable } from "./moved-table.tsx";
import type { ChangeAction } from "./route.tsx";

/** `isMailed`: customers get a mail of it. */
type Props = SerializeFrom<ChangeReportPage> & { isMailed: boolean };

/** One report: who moves from when to when, and why; "Send" gives these dates to the customers. */
export function ChangePage({ report, lines, page, pages, isMailed }: Props) {
  const { t } = useTranslation(["changes", "common"]);
  const { instant } = useFormat();
  const words = useChangeWords();
  const [, setSearch] = useSearchParams();
  const [isAsking, setAsking] = useState(false);
  const fetcher = useFetcher<ChangeAction>();
  const answer = fetcher.data?.result;
  useAnswered(fetcher, () => setAsking(false));
  useToast(fetcher.data, answer === undefined ? null : t(answer.ok ? "isSent" : "notWaiting"), answer?.ok === false);
  const isWaiting = report.status === "waiting";
  const reason = report.cause.code === "line-moved" ? report.cause.reason : "";
  return (
    <ArrivoPage
      title={words.cause(report.cause)}
      subtitle={t("orders", { count: report.orderCount })}
      backAction={{ content: t("title"), url: "/app/changes" }}
      {...(isWaiting ? { primaryAction: { content: t("send"), onAction: () => setAsking(true) } } : {})}
    >
      <Banner tone={isWaiting ? "info" : "success"} title={words.move(report.mostDays)}>
        <BlockStack gap="100">
          {reason !== "" && <p>{t("reason", { reason })}</p>}
          <p>
            {report.sentAt !== null
              ? t("sentAt", { at: instant(report.sentAt) })
              : report.status === "nothing-moved"
                ? t("nothingMoved")
                : report.dueAt === null
                  ? t("nobodyHeard")
                  : t("goesOutAt", { at: instant(report.dueAt) })}
          </p>
        </BlockStack>
      </Banner>
      <Card padding="0">
        {lines.length === 0 ? (
          <Box padding="400">
            <Text as="p" tone="subdued">
              {t("noLines")}
            </Text>
          </Box>
        ) : (
          <MovedTable lines={lines} />
        )}
      </Card>
      {pages > 1 && (
        <Pagination
          label={t("page", { page: String(page), pages: String(pages) })}
          hasPrevious={page > 1}
          hasNext={page < pages}
          onPrevious={() => setSearch({ page: String(page - 1) })}
          onNext={() => setSearch({ page: String(page + 1) })}
        />
      )}
      <Modal open={isAsking} onHide={() => setAsking(false)}>
        <Box padding="400">
          <BlockStack gap="200">
            <p>{t("ask.what", { count: report.orderCount })}</p>
            <p>{t(isMailed ? "ask.mailed" : "ask.notMailed")}</p>
            <p>{t("ask.then")}</p>
          </BlockStack>
        </Box>
        <TitleBar title={t("ask.title")}>
          <button
            variant="primary"
            disabled={fetcher.state !== "idle"}
            onClick={() => fetcher.submit({ intent: "send" }, { method: "post", encType: "application/json" })}
          >
            {t("send")}
          </button>
          <button onClick={() => setAsking(false)}>{t("common:action.cancel")}</button>
        </TitleBar>
      </Modal>
    </ArrivoPage>
  );
}
