import { Banner, BlockStack, Box, InlineStack, List, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { PolicyChangeResult } from "../policies/change-policies.server.ts";
import type { ChangeExample, PolicyChange, VariantOutlook } from "../policies/policy-change.ts";
import { useFormat } from "./use-format.ts";
import { useShop } from "./use-shop.ts";
import { plainName } from "./plain-name.ts";

/** What a change of rules does: counts, then up to ten examples with what they were and become. */
export function ChangePreview({ change }: { change: PolicyChange }) {
  const { t } = useTranslation("rules");
  const { state } = useShop();
  const { changedCount: count, touchedCount, turnedOnCount, turnedOffCount, excludedCount, examples } = change;
  const waitingCount = touchedCount - count - excludedCount;
  return (
    <BlockStack gap="300">
      <Text as="p" variant="headingMd">
        {count === 0 ? t("change.none") : t("change.count", { count })}
      </Text>
      <List>
        <List.Item>{t("change.touched", { count: touchedCount })}</List.Item>
        {turnedOnCount > 0 && <List.Item>{t("change.turnedOn", { count: turnedOnCount })}</List.Item>}
        {turnedOffCount > 0 && <List.Item>{t("change.turnedOff", { count: turnedOffCount })}</List.Item>}
        {waitingCount > 0 && <List.Item>{t("change.waiting", { count: waitingCount })}</List.Item>}
        {excludedCount > 0 && <List.Item>{t("change.excluded", { count: excludedCount })}</List.Item>}
      </List>
      {state !== "selling" && <Banner tone="info">{t("change.notYet")}</Banner>}
      {examples.map((example) => (
        <Example key={example.variantId} example={example} />
      ))}
      {count > examples.length && (
        <Text as="p" tone="subdued">
          {t("change.more", { count: count - examples.length })}
        </Text>
      )}
    </BlockStack>
  );
}

function Example({ example: { name, sku, before, after } }: { example: ChangeExample }) {
  const { t } = useTranslation("rules");
  return (
    <Box background="bg-surface-secondary" padding="300" borderRadius="200">
      <BlockStack gap="100">
        <InlineStack gap="200" wrap>
          <Text as="span" fontWeight="semibold">
            {plainName(name)}
          </Text>
          {sku !== null && (
            <Text as="span" tone="subdued">
              {sku}
            </Text>
          )}
        </InlineStack>
        <Outlook label={t("change.before")} outlook={before} />
        <Outlook label={t("change.after")} outlook={after} />
      </BlockStack>
    </Box>
  );
}

function Outlook({ label, outlook }: { label: string; outlook: VariantOutlook }) {
  const { t } = useTranslation();
  const { number, window } = useFormat();
  const isSelling = outlook.policy === "CONTINUE";
  const parts = [
    t(`status.${outlook.state}`),
    t(`policy.${outlook.policy}`),
    ...(isSelling && outlook.reasonCode !== "no-rule"
      ? [outlook.limitUnits === null ? t("noLimit") : t("limitOf", { limit: number(outlook.limitUnits) })]
      : []),
    ...(isSelling ? [window(outlook.window)] : []),
  ];
  return (
    <Text as="p" tone="subdued">
      {label}: {parts.join(" · ")}
    </Text>
  );
}

/** Rules that switch selling on and are not whole: nothing was saved. */
export function IncompleteRules({ result }: { result: Extract<PolicyChangeResult, { ok: false }> }) {
  const { t } = useTranslation("rules");
  return (
    <Banner tone="critical" title={t("incomplete.title", { count: result.count })}>
      <BlockStack gap="200">
        {result.missing.map((each) => (
          <p key={each}>{t(`incomplete.${each}`)}</p>
        ))}
        <p>{result.examples.map(plainName).join(", ")}</p>
      </BlockStack>
    </Banner>
  );
}
