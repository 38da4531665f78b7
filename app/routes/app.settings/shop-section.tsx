import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SettingsPage } from "../../shops/load-settings-page.server.ts";
import { type MerchantMove, offeredMoves } from "../../shops/merchant-move.ts";
import { useAnswered } from "../../ui/use-answered.ts";
import { useDownload } from "../../ui/use-download.ts";
import { useRevalidateWhile } from "../../ui/use-revalidate-while.ts";
import { useShop } from "../../ui/use-shop.ts";
import { useToast } from "../../ui/use-toast.ts";
import { ConfirmMove } from "./confirm-move.tsx";
import { MoveReportView } from "./move-report.tsx";
import type { SettingsAction } from "./route.tsx";
import { SettingsSection } from "./settings-section.tsx";

/** Watching, Selling or Paused, what each means, and the ways from one to another: each says first what it will do. */
export function ShopSection({ page }: { page: SettingsPage }) {
  const { t } = useTranslation("settings");
  const { state } = useShop();
  const fetcher = useFetcher<SettingsAction>();
  const { download, isBusy } = useDownload();
  const [asked, setAsked] = useState<MerchantMove | null>(null);
  const answer = fetcher.data;
  const isPreviewed = answer?.intent === "preview-move" && answer.move === asked && fetcher.state === "idle";
  // Pausing has no task of its own: the variants go back one batch after another.
  useRevalidateWhile(state === "paused" && page.managedCount > 0, 4_000);

  const post = (intent: "preview-move" | "move", move: MerchantMove) =>
    fetcher.submit({ intent, move }, { method: "post", encType: "application/json" });
  const ask = (move: MerchantMove) => {
    setAsked(move);
    post("preview-move", move);
  };
  useAnswered(fetcher, ({ intent }) => {
    if (intent === "move") setAsked(null);
  });
  const made = answer?.intent === "move" ? answer : undefined;
  const hasFailed = made !== undefined && !made.result.ok;
  useToast(
    made,
    made === undefined ? null : hasFailed ? t("move.notFromHere") : t(`move.${made.move}.done`),
    hasFailed,
  );

  const labelOf = (move: MerchantMove) =>
    t(move === "start" && state !== "watching" ? "move.resume" : `move.${move}.action`);
  const titleOf = (move: MerchantMove) =>
    t(move === "start" && state !== "watching" ? "move.resumeTitle" : `move.${move}.title`);
  return (
    <SettingsSection title={t("shop.title")} description={t("shop.help")}>
      <BlockStack gap="400">
        <Card>
          <BlockStack gap="300">
            <Text as="p">{t(`shop.${state}`)}</Text>
            <Text as="p" tone="subdued">
              {t("shop.managed", { count: page.managedCount })}
            </Text>
          </BlockStack>
        </Card>
        {page.lastMove !== null && <MoveReportView move={page.lastMove} download={download} isBusy={isBusy} />}
        <Card>
          <BlockStack gap="500">
            {offeredMoves(state).map((move) => (
              <BlockStack key={move} gap="200" inlineAlign="start">
                <Text as="p">{t(`move.${move}.why`)}</Text>
                <Button
                  onClick={() => ask(move)}
                  loading={asked === move && fetcher.state !== "idle"}
                  tone={move === "leave" ? "critical" : undefined}
                >
                  {labelOf(move)}
                </Button>
              </BlockStack>
            ))}
            <BlockStack gap="200" inlineAlign="start">
              <Text as="p">{t("waiting.why")}</Text>
              <Button onClick={() => void download("/app/settings/waiting-csv", t("waiting.file"))} loading={isBusy}>
                {t("waiting.download")}
              </Button>
            </BlockStack>
          </BlockStack>
        </Card>
      </BlockStack>
      <ConfirmMove
        title={asked === null ? "" : titleOf(asked)}
        action={asked === null ? "" : labelOf(asked)}
        move={asked}
        preview={isPreviewed ? answer.preview : null}
        isBusy={fetcher.state !== "idle"}
        onConfirm={() => asked !== null && post("move", asked)}
        onClose={() => setAsked(null)}
      />
    </SettingsSection>
  );
}
