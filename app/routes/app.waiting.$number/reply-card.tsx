import { BlockStack, Box, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Reply } from "../../customers/waiting-orders/reply.ts";

/** What customer service answers, ready to copy, in the customer's language; beside it the same in the merchant's. */
export function ReplyCard({ reply: { locale, text, ownText } }: { reply: Reply }) {
  const { t, i18n } = useTranslation("waiting");
  const shopify = useAppBridge();
  const [isOwn, setOwn] = useState(false);
  const language = new Intl.DisplayNames(i18n.language, { type: "language" }).of(locale) ?? locale;
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => shopify.toast.show(t("reply.copied")),
      () => shopify.toast.show(t("reply.notCopied"), { isError: true }),
    );
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("reply.title")}
        </Text>
        <Text as="p" tone="subdued">
          {t("reply.help", { language })}
        </Text>
        <Box background="bg-surface-secondary" padding="300" borderRadius="200">
          <div style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }} lang={isOwn ? undefined : locale}>
            {isOwn && ownText !== null ? ownText : text}
          </div>
        </Box>
        <InlineStack gap="200">
          <Button onClick={() => void copy()}>{t("reply.copy")}</Button>
          {ownText !== null && (
            <Button variant="plain" onClick={() => setOwn(!isOwn)}>
              {t(isOwn ? "reply.theirs" : "reply.mine")}
            </Button>
          )}
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
