import { FormLayout, Select, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { BenefitDraft, BenefitKind } from "./rules-draft.ts";

interface Props {
  kinds: readonly BenefitKind[];
  benefit: BenefitDraft;
  currency: string;
  error: string | undefined;
  onChange: (benefit: BenefitDraft) => void;
}

export function BenefitFields({ kinds, benefit, currency, error, onChange }: Props) {
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
            {...(kind === "free-shipping" ? { helpText: t("rule.upToHelp") } : {})}
            {...(kind === "percent" ? { suffix: "%", helpText: t("rule.percentHelp") } : { suffix: currency })}
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
}
