import { BlockStack, Button, ButtonGroup, Card, List, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { VariantPageData } from "../../availability/load-variant-page.server.ts";
import { FactList } from "../../ui/fact-list.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { useRuleWords } from "../../ui/use-rule-words.ts";
import { numberOf } from "../../ui/variant-number.ts";

const fields = ["mode", "limit", "eta", "when", "handlingDays", "bufferUnits"] as const;

/** Which rule won, where each of its fields comes from, and why the others lost. */
export function RulesCard({ page }: { page: VariantPageData }) {
  const { t } = useTranslation("variants");
  const { summary } = useRuleWords();
  const valueOf = useFieldWords();
  const { won, lost, fieldsFrom, missing, policy } = page.resolution;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("rulesCard.title")}
        </Text>
        {won === null ? (
          <Text as="p">{t("rulesCard.none")}</Text>
        ) : (
          <>
            <Text as="p">
              {t("rulesCard.won")} {t(`ruleLevel.${won.level}`)} · {summary(won.gives)}
            </Text>
            {policy?.mode === "on" && (
              <FactList
                facts={fields.map((field) => {
                  const from = fieldsFrom[field];
                  const source =
                    from === undefined
                      ? t("rulesCard.fromDefault")
                      : t("rulesCard.from", { level: t(`rulesCard.levels.${from.level}`) });
                  return [t(`rulesCard.field.${field}`), `${valueOf(field, policy)} (${source})`] as const;
                })}
              />
            )}
          </>
        )}
        {missing.map((each) => (
          <Text as="p" tone="critical" key={each}>
            {t(`rulesCard.missing.${each}`)}
          </Text>
        ))}
        {lost.length > 0 && (
          <>
            <Text as="p">{t("rulesCard.lost")}</Text>
            <List>
              {lost.map(({ policy: loser, why }) => (
                <List.Item key={loser.id}>
                  {t(`ruleLevel.${loser.level}`)} · {summary(loser.gives)}: {t(`rulesCard.why.${why}`)}
                </List.Item>
              ))}
            </List>
          </>
        )}
        <ButtonGroup>
          <Button url={`/app/rules/variant/${numberOf(page.variantId)}`}>{t("rulesCard.editVariant")}</Button>
          <Button url={`/app/rules/product/${numberOf(page.productId)}`}>{t("rulesCard.editProduct")}</Button>
          <Button url="/app/rules/shop" variant="plain">
            {t("rulesCard.editShop")}
          </Button>
        </ButtonGroup>
      </BlockStack>
    </Card>
  );
}

type OnPolicy = Extract<NonNullable<VariantPageData["resolution"]["policy"]>, { mode: "on" }>;

function useFieldWords() {
  const { t } = useTranslation("rules");
  const words = useRuleWords();
  const { number } = useFormat();
  return (field: (typeof fields)[number], policy: OnPolicy): string => {
    switch (field) {
      case "mode":
        return t(`mode.${policy.mode}`);
      case "limit":
        return policy.limit.kind === "number" ? number(policy.limit.units) : words.limit(policy.limit);
      case "eta":
        return words.eta(policy.eta);
      case "when":
        return t(`when.${policy.when}`);
      case "handlingDays":
        return number(policy.handlingDays);
      case "bufferUnits":
        return number(policy.bufferUnits);
    }
  };
}
