import { BlockStack, Card, Checkbox, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { CardProps } from "./notice-settings-view.tsx";

/** For shops that mail from elsewhere: Flow triggers and a signed webhook. */
export function OutgoingCard({ draft, set, error, secret }: CardProps & { secret: string | null }) {
  const { t } = useTranslation("notices");
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("set.elsewhere")}
        </Text>
        <Checkbox
          label={t("set.flow")}
          helpText={t("set.flowHelp")}
          checked={draft.flowIsOn}
          onChange={(flowIsOn) => set({ flowIsOn })}
        />
        <Checkbox
          label={t("set.webhook")}
          helpText={t("set.webhookHelp")}
          checked={draft.webhookIsOn}
          onChange={(webhookIsOn) => set({ webhookIsOn })}
        />
        <TextField
          label={t("set.webhookUrl")}
          type="url"
          autoComplete="off"
          maxLength={2_000}
          placeholder="https://"
          value={draft.webhookUrl}
          onChange={(webhookUrl) => set({ webhookUrl })}
          error={error("webhookUrl")}
        />
        {secret !== null && (
          <BlockStack gap="200">
            <Text as="h3" variant="headingSm">
              {t("set.secret")}
            </Text>
            <div style={{ overflowWrap: "anywhere", fontFamily: "monospace" }}>{secret}</div>
            <Checkbox
              label={t("set.newSecret")}
              checked={draft.newSecret}
              onChange={(newSecret) => set({ newSecret })}
            />
          </BlockStack>
        )}
      </BlockStack>
    </Card>
  );
}
