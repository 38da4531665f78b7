import { BlockStack, Button, Card, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { TimelineEntry } from "../../customers/waiting-orders/timeline-entry.ts";
import { useFormat } from "../../ui/use-format.ts";
import { useTimelineWords } from "./use-timeline-words.ts";

const shownAtFirst = 20;

/** Everything that happened to the order, the latest first. */
export function TimelineCard({ entries }: { entries: readonly TimelineEntry[] }) {
  const { t } = useTranslation("waiting");
  const { instant } = useFormat();
  const words = useTimelineWords();
  const [isOpen, setOpen] = useState(false);
  const shown = isOpen ? entries : entries.slice(0, shownAtFirst);
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("timeline.title")}
        </Text>
        {shown.map((entry, index) => (
          <BlockStack gap="050" key={`${entry.at} ${index}`}>
            <Text as="span" tone="subdued" variant="bodySm">
              {instant(entry.at)}
            </Text>
            <Text as="span" breakWord>
              {words(entry)}
            </Text>
          </BlockStack>
        ))}
        {entries.length > shown.length && (
          <Button variant="plain" onClick={() => setOpen(true)}>
            {t("timeline.more", { count: entries.length - shown.length })}
          </Button>
        )}
      </BlockStack>
    </Card>
  );
}
