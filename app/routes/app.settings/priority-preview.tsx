import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, List, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/use-format.ts";
import type { SettingsAction } from "./route.tsx";

/** Who would move from when to when under what is typed, before it is saved. */
export function PriorityPreviewButton({ priorityTags, unpaidDays }: { priorityTags: string; unpaidDays: string }) {
  const { t } = useTranslation("settings");
  const { number, window } = useFormat();
  const fetcher = useFetcher<SettingsAction>();
  const look = () =>
    fetcher.submit(
      { intent: "preview-priority", settings: { priorityTags, unpaidDays } },
      { method: "post", encType: "application/json" },
    );
  const seen = fetcher.data?.intent === "preview-priority" ? fetcher.data.priority : null;
  const canLook = /^\d{1,2}$/.test(unpaidDays.trim()) && Number(unpaidDays) <= 60;
  return (
    <BlockStack gap="300" inlineAlign="start">
      <Button onClick={look} disabled={!canLook} loading={fetcher.state !== "idle"}>
        {t("orders.preview")}
      </Button>
      {seen !== null && (
        <Text as="p">
          {seen.moveCount === 0 ? t("orders.nobodyMoves") : t("orders.moves", { count: seen.moveCount })}
        </Text>
      )}
      {seen !== null && seen.moves.length > 0 && (
        <List>
          {seen.moves.map(({ lineId, orderName, before, after }) => (
            <List.Item key={lineId}>
              {t("orders.move", {
                name: orderName,
                from: `${before.place === null ? "–" : number(before.place)}, ${window(before.window)}`,
                to: `${after.place === null ? "–" : number(after.place)}, ${window(after.window)}`,
              })}
            </List.Item>
          ))}
        </List>
      )}
      {seen?.isWhole === false && (
        <Text as="p" tone="subdued">
          {t("orders.notWhole", { count: seen.itemCount })}
        </Text>
      )}
    </BlockStack>
  );
}
