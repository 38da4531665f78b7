import { useFetcher, useSearchParams } from "@remix-run/react";
import { Box, Card, EmptyState, Pagination, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ItemQueuePage } from "../../backorders/load-item-queue.server.ts";
import { ArrivoPage } from "../../ui/arrivo-page.tsx";
import { plainName } from "../../ui/plain-name.ts";
import { useAnswered } from "../../ui/use-answered.ts";
import { useFormat } from "../../ui/use-format.ts";
import { useToast } from "../../ui/use-toast.ts";
import { numberOf } from "../../ui/variant-number.ts";
import { PlaceDialog } from "./place-dialog.tsx";
import { QueueTable } from "./queue-table.tsx";
import type { QueueAction, QueueBody } from "./route.tsx";

export type AskedPlace = { lineId: string; orderName: string; place: "first" | "last" | null };

/** Who is served in which order and from what, and the merchant's own word on it. */
export function QueuePageView({ queue }: { queue: ItemQueuePage | null }) {
  const { t } = useTranslation("waiting");
  const { number } = useFormat();
  const [, setParams] = useSearchParams();
  const [asked, setAsked] = useState<AskedPlace | null>(null);
  const fetcher = useFetcher<QueueAction>();
  const post = (body: QueueBody) => fetcher.submit(body, { method: "post", encType: "application/json" });
  const answer = fetcher.data;
  useAnswered(fetcher, ({ intent }) => {
    if (intent !== "preview") setAsked(null);
  });
  const refused = answer?.intent === "give" && !answer.result.ok ? answer.result.reason : null;
  const words =
    answer === undefined || answer.intent === "preview"
      ? null
      : refused === null
        ? t(`queue.done.${answer.intent}`)
        : t(`queue.refused.${refused}`);
  useToast(words === null ? undefined : answer, words, refused !== null);
  if (queue === null)
    return (
      <ArrivoPage title={t("queue.title")} backAction={{ content: t("title"), url: "/app/waiting" }}>
        <Card>
          <EmptyState heading={t("queue.none")} image="">
            <p>{t("queue.noneHelp")}</p>
          </EmptyState>
        </Card>
      </ArrivoPage>
    );
  const { page, pages } = queue;
  const turn = (to: number) => setParams({ page: String(to) });
  return (
    <ArrivoPage
      title={t("queue.titleOf", { name: plainName(queue.displayName) })}
      subtitle={t("queue.count", { count: queue.lineCount, units: number(queue.waitingUnits) })}
      backAction={{ content: t("title"), url: "/app/waiting" }}
      secondaryActions={[{ content: t("queue.toVariant"), url: `/app/variants/${numberOf(queue.variantId)}` }]}
      fullWidth
    >
      <Box paddingInline={{ xs: "400", sm: "0" }}>
        <Text as="p">{t("queue.help")}</Text>
      </Box>
      <Card padding="0">
        <QueueTable
          queue={queue}
          onAsk={(next) => {
            setAsked(next);
            post({ intent: "preview", lineId: next.lineId, place: next.place });
          }}
        />
      </Card>
      {pages > 1 && (
        <Pagination
          label={t("queue.page", { page: number(page), pages: number(pages) })}
          hasPrevious={page > 1}
          hasNext={page < pages}
          onPrevious={() => turn(page - 1)}
          onNext={() => turn(page + 1)}
        />
      )}
      {asked !== null && (
        <PlaceDialog
          asked={asked}
          preview={answer?.intent === "preview" && fetcher.state === "idle" ? answer.preview : null}
          isBusy={fetcher.state !== "idle"}
          onConfirm={() =>
            post(
              asked.place === null
                ? { intent: "undo", lineId: asked.lineId }
                : { intent: "give", lineId: asked.lineId, place: asked.place },
            )
          }
          onClose={() => setAsked(null)}
        />
      )}
    </ArrivoPage>
  );
}
