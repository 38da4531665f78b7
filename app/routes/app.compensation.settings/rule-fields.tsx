import { BlockStack, Box, Button, FormLayout, InlineStack, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { BenefitFields } from "./benefit-fields.tsx";
import type { RuleDraft } from "./rules-draft.ts";

interface Props {
  rule: RuleDraft;
  index: number;
  count: number;
  currency: string;
  error: (field: string) => string | undefined;
  onChange: (change: Partial<RuleDraft>) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

const kinds = ["percent", "amount", "free-shipping", "store-credit"] as const;

/** One rule: who, and what. The upper one counts where two fit. */
export function RuleFields({ rule, index, count, currency, error, onChange, onMove, onRemove }: Props) {
  const { t } = useTranslation("compensation");
  const name = t("rule.name", { number: index + 1 });
  const { kind, value } = rule.gives;
  const benefitField = kind === "percent" ? "percent" : kind === "free-shipping" ? "upToMinor" : "amountMinor";
  return (
    <Box borderColor="border" borderBlockEndWidth={index + 1 === count ? "0" : "025"} paddingBlockEnd="400">
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h3" variant="headingSm">
            {name}
          </Text>
          <InlineStack gap="200">
            {([-1, 1] as const).map((by) => (
              <Button
                key={by}
                variant="plain"
                disabled={by === -1 ? index === 0 : index + 1 === count}
                accessibilityLabel={`${t(by === -1 ? "rule.up" : "rule.down")}: ${name}`}
                onClick={() => onMove(by)}
              >
                {t(by === -1 ? "rule.up" : "rule.down")}
              </Button>
            ))}
            <Button
              variant="plain"
              tone="critical"
              accessibilityLabel={`${t("rule.remove")}: ${name}`}
              onClick={onRemove}
            >
              {t("rule.remove")}
            </Button>
          </InlineStack>
        </InlineStack>
        <FormLayout>
          <FormLayout.Group>
            <TextField
              label={t("rule.overDays")}
              helpText={t("rule.overDaysHelp")}
              type="number"
              min={0}
              max={365}
              autoComplete="off"
              value={rule.overDays}
              onChange={(overDays) => onChange({ overDays })}
              error={error("overDays")}
            />
            <TextField
              label={t("rule.fromNumber")}
              helpText={t("rule.fromNumberHelp")}
              type="number"
              min={1}
              max={9}
              autoComplete="off"
              value={rule.fromNumber}
              onChange={(fromNumber) => onChange({ fromNumber })}
              error={error("fromNumber")}
            />
          </FormLayout.Group>
          <FormLayout.Group>
            <TextField
              label={t("rule.fromOrder")}
              helpText={t("rule.anyHelp")}
              suffix={currency}
              inputMode="decimal"
              autoComplete="off"
              value={rule.fromOrder}
              onChange={(fromOrder) => onChange({ fromOrder })}
              error={error("fromOrderMinor")}
            />
            <TextField
              label={t("rule.customerTag")}
              helpText={t("rule.anyHelp")}
              autoComplete="off"
              maxLength={255}
              value={rule.customerTag}
              onChange={(customerTag) => onChange({ customerTag })}
              error={error("customerTag")}
            />
          </FormLayout.Group>
        </FormLayout>
        <BenefitFields
          kinds={kinds}
          isBudgeted
          benefit={{ kind, value }}
          currency={currency}
          error={error(`gives.${benefitField}`)}
          onChange={(gives) => onChange({ gives })}
        />
      </BlockStack>
    </Box>
  );
}
