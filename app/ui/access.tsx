import { BlockStack, Button, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useScopes } from "./use-scopes.ts";

/** Asked for where the feature is switched on, saying why; nothing where it was given. */
export function Access({ scopes, why }: { scopes: readonly string[]; why: string }) {
  const { t } = useTranslation("settings");
  const { missing, ask } = useScopes(scopes);
  if (missing === null || missing.length === 0) return null;
  return (
    <BlockStack gap="200" inlineAlign="start">
      <Text as="p" tone="caution">
        {why}
      </Text>
      <Button onClick={() => void ask()}>{t("orders.access.ask")}</Button>
    </BlockStack>
  );
}
