import {
  BlockStack,
  Button,
  Card,
  Checkbox,
  ChoiceList,
  FormLayout,
  InlineError,
  InlineStack,
  Text,
  TextField,
} from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { Access } from "../../ui/access.tsx";
import { RuleFields } from "./rule-fields.tsx";
import type { RuleDraft, RulesDraft } from "./rules-draft.ts";

interface Props {
  draft: RulesDraft;
  currency: string;
  error: (field: string) => string | undefined;
  set: (change: Partial<RulesDraft>) => void;
}

const mostRules = 20;
const codeScopes = ["write_discounts"];
const creditScopes = ["write_store_credit_account_transactions", "read_store_credit_accounts"];
const customerScopes = ["read_customers"];

/** What is given for a delay: whether, by whom, how much in a month, and by which rules. */
export function RulesCard({ draft, currency, error, set }: Props) {
  const { t } = useTranslation("compensation");
  const { rules } = draft;
  const put = (next: RuleDraft[]) => set({ rules: next });
  const change = (index: number, part: Partial<RuleDraft>) =>
    put(rules.map((rule, at) => (at === index ? { ...rule, ...part } : rule)));
  const move = (index: number, by: -1 | 1) => {
    const next = [...rules];
    const [moved] = next.splice(index, 1);
    if (moved !== undefined) next.splice(index + by, 0, moved);
    put(next);
  };
  const add = () =>
    put([
      ...rules,
      {
        id: crypto.randomUUID(),
        overDays: "7",
        fromOrder: "",
        customerTag: "",
        fromNumber: "1",
        gives: { kind: "percent", value: "10" },
      },
    ]);
  const kinds = new Set(rules.map(({ gives }) => gives.kind));
  const givesCodes = kinds.has("percent") || kinds.has("amount") || kinds.has("free-shipping");
  const rulesError = error("rules");
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("set.delay")}
          </Text>
          <Text as="p" tone="subdued">
            {t("set.delayHelp")}
          </Text>
        </BlockStack>
        <Checkbox label={t("set.isOn")} checked={draft.isOn} onChange={(isOn) => set({ isOn })} />
        {draft.isOn && givesCodes && <Access scopes={codeScopes} why={t("access.codes")} />}
        {draft.isOn && kinds.has("store-credit") && <Access scopes={creditScopes} why={t("access.credit")} />}
        {draft.isOn && rules.length > 0 && <Access scopes={customerScopes} why={t("access.customers")} />}
        <ChoiceList
          title={t("set.who")}
          choices={(["person", "automatic"] as const).map((value) => ({
            label: t(`set.${value}`),
            helpText: t(`set.${value}Help`),
            value,
          }))}
          selected={[draft.isAutomatic ? "automatic" : "person"]}
          onChange={([chosen]) => set({ isAutomatic: chosen === "automatic" })}
        />
        <FormLayout>
          <FormLayout.Group>
            <TextField
              label={t("set.budget")}
              helpText={t("set.budgetHelp")}
              suffix={currency}
              inputMode="decimal"
              autoComplete="off"
              value={draft.budget}
              onChange={(budget) => set({ budget })}
              error={error("budgetMinor")}
            />
            <TextField
              label={t("set.validDays")}
              type="number"
              min={7}
              max={730}
              autoComplete="off"
              value={draft.validDays}
              onChange={(validDays) => set({ validDays })}
              error={error("validDays")}
            />
          </FormLayout.Group>
        </FormLayout>
        <Text as="p" tone="subdued">
          {t("set.order")}
        </Text>
        {rules.map((rule, index) => (
          <RuleFields
            key={rule.id}
            rule={rule}
            index={index}
            count={rules.length}
            currency={currency}
            error={(field) => error(`rules.${index}.${field}`)}
            onChange={(part) => change(index, part)}
            onMove={(by) => move(index, by)}
            onRemove={() => put(rules.filter((_, at) => at !== index))}
          />
        ))}
        {rulesError !== undefined && <InlineError fieldID="rules" message={rulesError} />}
        <InlineStack>
          <Button onClick={add} disabled={rules.length >= mostRules}>
            {t("rule.add")}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
