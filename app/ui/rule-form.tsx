import { BlockStack, Card, Checkbox, ChoiceList, Select, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { RulePage } from "../policies/load-rule-page.server.ts";
import type { PolicyDraft } from "../policies/policy-draft.ts";
import type { PolicyFields } from "../policies/policy.ts";
import { cautions } from "../supply/supply-settings.ts";
import { EtaFields } from "./eta-fields.tsx";
import { type FieldErrors, useFieldError } from "./field-errors.ts";
import { LimitFields } from "./limit-fields.tsx";
import { RuleScheduleFields } from "./rule-schedule-fields.tsx";
import { RuleStockFields } from "./rule-stock-fields.tsx";
import { useRuleWords } from "./use-rule-words.ts";

export interface RuleFormProps {
  page: Pick<RulePage, "inherited" | "locations" | "messages" | "sold30Units" | "shortfallUnits"> & {
    target: Pick<RulePage["target"], "level">;
  };
  draft: PolicyDraft;
  onChange: (draft: PolicyDraft) => void;
  errors: FieldErrors;
}

/** The form of a rule at any level. At the shop's nothing is inherited; below, each part may be left to the rule above. */
export function RuleForm({ page, draft, onChange, errors }: RuleFormProps) {
  const { t } = useTranslation("rules");
  const words = useRuleWords();
  const set = (change: Partial<PolicyDraft>) => onChange({ ...draft, ...change });
  const { target, inherited } = page;
  const isShop = target.level === "shop";
  const above = firstGiven(inherited);
  const isSelling = draft.mode === "on" || (draft.mode === "" && !isShop);
  const limit = above.limit === undefined ? null : words.limit(above.limit);
  const eta = above.eta === undefined ? null : words.eta(above.eta);
  return (
    <BlockStack gap="400">
      <Card>
        <ModeField draft={draft} set={set} isShop={isShop} inherited={above.mode} errors={errors} />
      </Card>
      {isSelling && (
        <>
          <Card>
            <BlockStack gap="400">
              <Text as="h2" variant="headingMd">
                {t("form.selling")}
              </Text>
              <LimitFields
                value={draft.limit}
                onChange={(value) => set({ limit: value })}
                errors={errors}
                inherited={limit}
                proposal={page}
              />
              <Text as="p" tone="subdued">
                {t("form.checkout")}
              </Text>
            </BlockStack>
          </Card>
          <Card>
            <BlockStack gap="400">
              <Text as="h2" variant="headingMd">
                {t("form.promise")}
              </Text>
              <EtaFields value={draft.eta} onChange={(value) => set({ eta: value })} errors={errors} inherited={eta} />
              {(draft.eta.kind === "supply" || draft.eta.kind === "") && (
                <CautionField draft={draft} set={set} isShop={isShop} />
              )}
              <HandlingField draft={draft} set={set} errors={errors} isShop={isShop} />
              <MessageField draft={draft} set={set} messages={page.messages} isShop={isShop} />
            </BlockStack>
          </Card>
          <Card>
            <BlockStack gap="400">
              <Text as="h2" variant="headingMd">
                {t("form.more")}
              </Text>
              <RuleScheduleFields draft={draft} set={set} errors={errors} isShop={isShop} />
              <RuleStockFields draft={draft} set={set} errors={errors} isShop={isShop} locations={page.locations} />
              {isShop && (
                <Checkbox
                  label={t("joins.title")}
                  helpText={t("joins.help")}
                  checked={draft.joinsNewProducts}
                  onChange={(joinsNewProducts) => set({ joinsNewProducts })}
                />
              )}
            </BlockStack>
          </Card>
        </>
      )}
    </BlockStack>
  );
}

export interface RuleFieldProps {
  draft: PolicyDraft;
  set: (change: Partial<PolicyDraft>) => void;
  errors: FieldErrors;
  isShop: boolean;
}

/** What holds where the rule itself says nothing: each field from the most specific rule above that gives it. */
function firstGiven(inherited: RulePage["inherited"]): Partial<PolicyFields> {
  return Object.assign({}, ...inherited.toReversed().map(({ gives }) => gives)) as Partial<PolicyFields>;
}

function ModeField({
  draft,
  set,
  isShop,
  inherited,
  errors,
}: RuleFieldProps & { inherited: PolicyFields["mode"] | undefined }) {
  const { t } = useTranslation("rules");
  const error = useFieldError(errors);
  const inherit =
    inherited === undefined ? t("modeField.inheritNone") : t("modeField.inherit", { value: t(`mode.${inherited}`) });
  return (
    <ChoiceList
      title={t("modeField.title")}
      choices={[
        ...(isShop ? [] : [{ label: inherit, value: "" }]),
        { label: t("modeField.on"), value: "on", helpText: t("modeField.onHelp") },
        { label: t("modeField.off"), value: "off", helpText: t("modeField.offHelp") },
        ...(isShop ? [] : [{ label: t("modeField.never"), value: "never", helpText: t("modeField.neverHelp") }]),
      ]}
      selected={[draft.mode]}
      onChange={([mode]) => set({ mode: (mode ?? "") as PolicyDraft["mode"] })}
      error={error("mode")}
    />
  );
}

function HandlingField({ draft, set, errors, isShop }: RuleFieldProps) {
  const { t } = useTranslation("rules");
  const error = useFieldError(errors);
  return (
    <TextField
      label={t("handling.title")}
      helpText={t("handling.help")}
      type="number"
      min={0}
      autoComplete="off"
      placeholder={isShop ? "0" : t("inheritPlaceholder")}
      value={draft.handlingDays}
      onChange={(handlingDays) => set({ handlingDays })}
      error={error("handlingDays")}
    />
  );
}

function CautionField({ draft, set, isShop }: Pick<RuleFieldProps, "draft" | "set" | "isShop">) {
  const { t } = useTranslation("rules");
  return (
    <Select
      label={t("caution.title")}
      helpText={t("caution.help")}
      options={[
        ...(isShop ? [] : [{ label: t("caution.inherit"), value: "" }]),
        { label: t("caution.shop"), value: isShop ? "" : "shop" },
        ...cautions.map((each) => ({ label: t(`caution.${each}`), value: each })),
      ]}
      value={draft.caution}
      onChange={(caution) => set({ caution: caution as PolicyDraft["caution"] })}
    />
  );
}

type MessageProps = Pick<RuleFieldProps, "draft" | "set" | "isShop"> & { messages: string[] };

function MessageField({ draft, set, messages, isShop }: MessageProps) {
  const { t } = useTranslation("rules");
  if (messages.length === 0) return null;
  return (
    <Select
      label={t("message.title")}
      options={[
        ...(isShop ? [] : [{ label: t("message.inherit"), value: "" }]),
        { label: t("message.default"), value: isShop ? "" : "default" },
        ...messages.map((key) => ({ label: key, value: key })),
      ]}
      value={draft.message}
      onChange={(message) => set({ message })}
    />
  );
}
