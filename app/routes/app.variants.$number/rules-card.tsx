import { BlockStack, Button, ButtonGroup, Card, Link, List, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { VariantPageData } from "../../availability/load-variant-page.server.ts";
import { ruleAddress, targetOfRow } from "../../policies/policy-target.ts";
import { FactList } from "../../ui/fact-list.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { useRuleWords } from "../../ui/use-rule-words.ts";
import { numberOf } from "../../ui/variant-number.ts";

const fields = ["mode", "limit", "eta", "caution", "when", "handlingDays", "bufferUnits"] as const;

/** Which rule won, where each of its fields comes from, why the others lost, and the sums it comes to. */
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
              {t("rulesCard.won")} <RuleLink rule={won} /> · {summary(won.gives)}
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
        {policy?.mode === "on" && <Sums page={page} policy={policy} />}
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
                  <RuleLink rule={loser} /> · {summary(loser.gives)}:{" "}
                  {why === "overridden" && loser.level === won?.level
                    ? t("rulesCard.outranked")
                    : t(`rulesCard.why.${why}`)}
                </List.Item>
              ))}
            </List>
          </>
        )}
        <ButtonGroup>
          <Button url={`/app/rules/variant/${numberOf(page.variantId)}`}>{t("rulesCard.editVariant")}</Button>
          <Button url={`/app/rules/product/${numberOf(page.productId)}`}>{t("rulesCard.editProduct")}</Button>
          <Button url="/app/rules" variant="plain">
            {t("rulesCard.editRules")}
          </Button>
        </ButtonGroup>
      </BlockStack>
    </Card>
  );
}

function RuleLink({ rule }: { rule: NonNullable<VariantPageData["resolution"]["won"]> }) {
  const { t } = useTranslation("variants");
  const target = targetOfRow(rule.level, rule.targetId ?? "");
  const name = target.level === "vendor" || target.level === "type" || target.level === "tag" ? ` “${target.id}”` : "";
  return <Link url={ruleAddress(target)}>{`${t(`ruleLevel.${rule.level}`)}${name}`}</Link>;
}

/** What it comes to: available, how far below zero it may fall, and what is left of that. */
function Sums({ page, policy }: { page: VariantPageData; policy: OnPolicy }) {
  const { t } = useTranslation("variants");
  const { number } = useFormat();
  const { availableUnits, limitUnits, leftUnits, sellableUnits } = page.availability;
  const orNone = (units: number | null) => (units === null ? t("rulesCard.sums.noLimit") : number(units));
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm">
        {t("rulesCard.sums.title")}
      </Text>
      <FactList
        facts={[
          [t("rulesCard.sums.available"), number(availableUnits)],
          ...(policy.limit.kind === "inbound"
            ? [
                [
                  t("rulesCard.sums.inbound"),
                  `${number((limitUnits ?? 0) + policy.limit.bufferUnits)} − ${number(policy.limit.bufferUnits)} (${t("rulesCard.sums.buffer")})`,
                ] as const,
              ]
            : []),
          [t("rulesCard.sums.limit"), limitUnits === null ? t("rulesCard.sums.noLimit") : number(-limitUnits)],
          [
            t("rulesCard.sums.room"),
            limitUnits === null || leftUnits === null
              ? t("rulesCard.sums.noLimit")
              : `${number(limitUnits)} − ${number(Math.max(0, -availableUnits))} = ${number(leftUnits)}`,
          ],
          [t("rulesCard.sums.sellable"), orNone(sellableUnits)],
        ]}
      />
    </BlockStack>
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
      case "caution":
        return t(`caution.${policy.caution ?? "shop"}`);
      case "handlingDays":
        return number(policy.handlingDays);
      case "bufferUnits":
        return number(policy.bufferUnits);
    }
  };
}
