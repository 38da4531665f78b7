import { FormLayout, Select, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { BenefitDraft, BenefitKind } from "./rules-draft.ts";

interface Props {
  kinds: readonly BenefitKind[];
  benefit: BenefitDraft;
  currency: string;
  error: string | undefined;
  /** Does a budget count it? */
  isBudgeted: boolean;
  onChange: (benefit: BenefitDraft) => void;
}

export function BenefitFields({ kinds, benefit, currency, error, isBudgeted, onChange }: Props) {
  const { t } = useTranslation("compensation");
  const { kind, value } = benefit;
  return (
    <FormLayout>
      <FormLayout.Group>
        <Select
          label={t("rule.gives")}
          options={kinds.map((each) => ({ label: t(`rule.kind.${each}`), value: each }))}
          value={kind}
          // Justified cast: the options are these kinds.
          onChange={(next) => onChange({ kind: next as BenefitKind, value: "" })}
        />
        {kind === "present" ? null : (
          <TextField
            label={t(`rule.value.${kind}`)}
            helpText={help(kind)}
            suffix={kind === "percent" ? "%" : currency}
            inputMode="decimal"
            autoComplete="off"
            value={value}
            onChange={(next) => onChange({ kind, value: next })}
            error={error}
          />
        )}
      </FormLayout.Group>
    </FormLayout>
  );

  function help(of: Exclude<BenefitKind, "present">): string | undefined {
    if (of === "free-shipping") return `${t("rule.upToHelp")}${isBudgeted ? ` ${t("rule.upToCounts")}` : ""}`;
    return of === "percent" && isBudgeted ? t("rule.percentHelp") : undefined;
  }
}
