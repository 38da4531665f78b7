import { BlockStack, Box, Card, Checkbox, Select, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { compensationSettings } from "../../customers/compensation/compensation-settings.ts";
import { rewardWords } from "../../customers/compensation/reward-words.ts";
import { type StorefrontLocale, storefrontLocales } from "../../i18n/storefront-locales.ts";
import { chooseStorefrontLocale } from "../../i18n/storefront-words-of.ts";
import { Access } from "../../ui/access.tsx";
import { useDisplayNames } from "../../ui/use-display-names.ts";
import { BenefitFields } from "./benefit-fields.tsx";
import { inputOf, type RulesDraft } from "./rules-draft.ts";

interface Props {
  draft: RulesDraft;
  currency: string;
  shopLocale: string;
  error: (field: string) => string | undefined;
  set: (change: Partial<RulesDraft["reward"]>) => void;
}

const kinds = ["percent", "amount", "free-shipping", "present"] as const;
const codeScopes = ["write_discounts", "read_customers"];

/** What those who wait are given, and what the product page says of it. */
export function RewardCard({ draft, currency, shopLocale, error, set }: Props) {
  const { t } = useTranslation("compensation");
  const nameOf = useDisplayNames("language");
  const [locale, setLocale] = useState<StorefrontLocale>(chooseStorefrontLocale(shopLocale));
  const { isOn, gives, validDays, words } = draft.reward;
  const read = compensationSettings.safeParse(inputOf(draft, currency));
  const shown = read.success ? (rewardWords({ ...read.data.reward, isOn: true }, currency)[locale] ?? "") : "";
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("reward.title")}
          </Text>
          <Text as="p" tone="subdued">
            {t("reward.help")}
          </Text>
        </BlockStack>
        <Checkbox
          label={t("reward.isOn")}
          helpText={t("reward.isOnHelp")}
          checked={isOn}
          onChange={(next) => set({ isOn: next })}
        />
        {isOn && (
          <>
            {gives.kind !== "present" && <Access scopes={codeScopes} why={t("access.reward")} />}
            <BenefitFields
              kinds={kinds}
              isBudgeted={false}
              benefit={gives}
              currency={currency}
              error={
                error("reward.gives.percent") ?? error("reward.gives.amountMinor") ?? error("reward.gives.upToMinor")
              }
              onChange={(next) => set({ gives: next })}
            />
            {gives.kind !== "present" && (
              <TextField
                label={t("set.validDays")}
                type="number"
                min={7}
                max={730}
                autoComplete="off"
                value={validDays}
                onChange={(next) => set({ validDays: next })}
                error={error("reward.validDays")}
              />
            )}
            <Select
              label={t("reward.language")}
              options={storefrontLocales.map((value) => ({ label: nameOf(value), value }))}
              value={locale}
              onChange={(next) => setLocale(chooseStorefrontLocale(next))}
            />
            <TextField
              label={t("reward.words")}
              helpText={t(gives.kind === "present" ? "reward.wordsOfPresent" : "reward.wordsHelp")}
              autoComplete="off"
              maxLength={200}
              value={words[locale] ?? ""}
              onChange={(text) => set({ words: { ...words, [locale]: text } })}
              error={error("reward.words") ?? error(`reward.words.${locale}`)}
            />
            {shown !== "" && (
              <Box background="bg-surface-secondary" padding="300" borderRadius="200">
                <BlockStack gap="100">
                  <Text as="p" tone="subdued">
                    {t("reward.shown")}
                  </Text>
                  <p lang={locale}>{shown}</p>
                </BlockStack>
              </Box>
            )}
          </>
        )}
      </BlockStack>
    </Card>
  );
}
