import { BlockStack, Card, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { AssumedLine } from "../../supply/inbound/load-assumed.server.ts";
import { plainName } from "../../ui/plain-name.ts";
import { useFormat } from "../../ui/use-format.ts";
import { Question } from "./question.tsx";
import type { IncomingBody } from "./route.tsx";

interface Props {
  assumed: readonly AssumedLine[];
  onAnswer: (body: IncomingBody) => void;
  pressed: IncomingBody | null;
}

/** Stock that rose with nothing to explain it: counted as arrived until the merchant says. */
export function AssumedCard({ assumed, ...answering }: Props) {
  const { t } = useTranslation("inbound");
  const { instant } = useFormat();
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("assumed.title")}
          </Text>
          <Text as="p">{t("assumed.why")}</Text>
        </BlockStack>
        {assumed.map(({ lineId, units, variantName, name, seenAt, because }) => (
          <Question
            key={lineId}
            title={t("assumed.line", { count: units, variant: plainName(variantName), name })}
            why={t(`assumed.${because}`, { at: instant(seenAt), name })}
            choices={[
              { label: t("assumed.confirm"), body: { intent: "confirm-assumed", lineId } },
              { label: t("assumed.undo"), body: { intent: "undo-assumed", lineId } },
            ]}
            {...answering}
          />
        ))}
      </BlockStack>
    </Card>
  );
}
