import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, ButtonGroup, Card, ProgressBar, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { SyncProgress } from "../../shops/home-figures.server.ts";
import type { HomePage } from "../../shops/load-home.server.ts";
import { useFormat } from "../../ui/use-format.ts";
import { useShop } from "../../ui/use-shop.ts";
import type { HomeAction } from "./route.tsx";

/** First of all: whether anything has changed, how far the reading is, and what is under way. */
export function StateCard({ home }: { home: HomePage }) {
  const { t } = useTranslation("home");
  const { instant } = useFormat();
  const { shop, state, move } = useShop();
  const fetcher = useFetcher<HomeAction>();
  const { catalogueSync, orderSync } = home.figures;
  const undo = () => fetcher.submit({ intent: "undo-start" }, { method: "post", encType: "application/json" });
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingLg">
            {t(`state.${state}.title`)}
          </Text>
          <Text as="p">
            {state === "selling" && home.sellingAt !== null
              ? t("state.selling.since", { at: instant(home.sellingAt) })
              : t(`state.${state}.words`)}
          </Text>
        </BlockStack>
        {move !== null && (
          <BlockStack gap="200">
            <Text as="p">{t("moving")}</Text>
            <Progress done={move.doneUnits} total={move.totalUnits} label={t("moving")} />
          </BlockStack>
        )}
        <Sync sync={catalogueSync} kind="catalogue" />
        <Sync sync={orderSync} kind="orders" />
        {state === "selling" ? (
          <ButtonGroup>
            <Button url={`https://${shop}/collections/all`} target="_blank">
              {t("viewShop")}
            </Button>
            <Button
              variant="plain"
              onClick={undo}
              loading={fetcher.state !== "idle"}
              disabled={move !== null && move.kind !== "start"}
            >
              {t("undoStart")}
            </Button>
          </ButtonGroup>
        ) : (
          home.guide?.hasPolicy === true &&
          (state === "watching" || state === "paused") && (
            <ButtonGroup>
              <Button url="/app/start" variant="primary">
                {t("toStart")}
              </Button>
            </ButtonGroup>
          )
        )}
      </BlockStack>
    </Card>
  );
}

function Sync({ sync, kind }: { sync: SyncProgress | null; kind: "catalogue" | "orders" }) {
  const { t } = useTranslation("home");
  const { number } = useFormat();
  if (sync?.status === "done" || sync?.status === "stopped") return null;
  if (sync?.status === "failed") {
    return (
      <Banner tone="warning" action={{ content: t("sync.toCheck"), url: "/app/store-check" }}>
        {t(`sync.${kind}.failed`)}
      </Banner>
    );
  }
  const done = sync?.doneUnits ?? 0;
  const total = sync?.totalUnits ?? null;
  return (
    <BlockStack gap="200">
      <Text as="p">
        {total === null
          ? t(`sync.${kind}.preparing`)
          : t(`sync.${kind}.running`, { done: number(done), total: number(total) })}
      </Text>
      <Progress done={done} total={total} label={t(`sync.${kind}.preparing`)} />
    </BlockStack>
  );
}

/** While nobody knows how much there is, a beginning is shown. */
function Progress({ done, total, label }: { done: number; total: number | null; label: string }) {
  const share = total === null || total === 0 ? 5 : Math.max(5, Math.min(100, (done / total) * 100));
  return (
    <div role="group" aria-label={label}>
      <ProgressBar progress={share} size="small" />
    </div>
  );
}
