import { BlockStack, Layout } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { HomePage } from "../../shops/load-home.server.ts";
import { ArrivoPage } from "../../ui/arrivo-page.tsx";
import { useRevalidateWhile } from "../../ui/use-revalidate-while.ts";
import { useShop } from "../../ui/use-shop.ts";
import { AttentionCard } from "./attention-card.tsx";
import { FiguresCard } from "./figures-card.tsx";
import { OutsideChangesBanner } from "./outside-changes-banner.tsx";
import { ProposalsCard } from "./proposals-card.tsx";
import { SetupGuideCard } from "./setup-guide-card.tsx";
import { StateCard } from "./state-card.tsx";
import { TodayCard } from "./today-card.tsx";

export function HomeView({ home, themeEditor }: { home: HomePage; themeEditor: string }) {
  const { t } = useTranslation("home");
  const { state } = useShop();
  const { figures, guide, outside } = home;
  const isSyncing = [figures.catalogueSync, figures.orderSync].some(
    (sync) => sync === null || sync.status === "waiting" || sync.status === "running",
  );
  useRevalidateWhile(isSyncing);
  const isBeginning = state === "watching" || state === "paused";
  return (
    <ArrivoPage title={t("title")}>
      <OutsideChangesBanner outside={outside} />
      <StateCard home={home} />
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            {guide !== null && !guide.dismissed.includes("setup-guide") && (
              <SetupGuideCard guide={guide} themeEditor={themeEditor} />
            )}
            {isBeginning && (figures.proposals.length > 0 || guide?.hasPolicy !== true) && (
              <ProposalsCard proposals={figures.proposals} isSyncing={isSyncing} />
            )}
            <TodayCard today={home.today} />
            <AttentionCard title={t("attention.windowEnding")} variants={figures.windowEnding} kind="window" />
            <AttentionCard title={t("attention.limitNear")} variants={figures.limitNear} kind="limit" />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <FiguresCard figures={figures} />
        </Layout.Section>
      </Layout>
    </ArrivoPage>
  );
}
