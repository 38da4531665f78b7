import { BlockStack, Checkbox, ChoiceList, FormLayout, Select, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { EtaDraft } from "../policies/policy-draft.ts";
import { type FieldErrors, useFieldError } from "./field-errors.ts";

interface Props {
  value: EtaDraft;
  onChange: (value: EtaDraft) => void;
  errors: FieldErrors;
  /** The inherited date in words, where a less specific rule gives one. */
  inherited?: string | null;
}

/** The date that shoppers read. Nothing is chosen by itself, and "date not known" asks for a tick. */
export function EtaFields({ value, onChange, errors, inherited = null }: Props) {
  const { t } = useTranslation("rules");
  const error = useFieldError(errors);
  const set = (change: Partial<EtaDraft>) => onChange({ ...value, ...change });
  const text = (field: "minDays" | "maxDays" | "from" | "to" | "month", type: "number" | "date" | "month") => (
    <TextField
      label={t(`eta.${field}`)}
      type={type}
      min={type === "number" ? 0 : undefined}
      autoComplete="off"
      value={value[field]}
      onChange={(entered) => set({ [field]: entered })}
      error={error(`eta.${field}`)}
    />
  );
  const fields: Record<Exclude<EtaDraft["kind"], "">, React.ReactNode> = {
    "lead-time": (
      <FormLayout>
        <FormLayout.Group condensed>
          {text("minDays", "number")}
          {text("maxDays", "number")}
        </FormLayout.Group>
        <Select
          label={t("eta.days")}
          options={[
            { label: t("eta.working"), value: "working" },
            { label: t("eta.calendar"), value: "calendar" },
          ]}
          value={value.days}
          onChange={(days) => set({ days: days === "calendar" ? "calendar" : "working" })}
          error={error("eta.days")}
        />
      </FormLayout>
    ),
    fixed: (
      <FormLayout>
        <FormLayout.Group condensed>
          {text("from", "date")}
          {text("to", "date")}
        </FormLayout.Group>
      </FormLayout>
    ),
    month: text("month", "month"),
    supply: (
      <Text as="p" tone="subdued">
        {t("eta.supplyHelp")}
      </Text>
    ),
    unknown: (
      <BlockStack gap="100">
        <Checkbox
          label={t("eta.confirm")}
          helpText={t("eta.confirmHelp")}
          checked={value.isConfirmed}
          onChange={(isConfirmed) => set({ isConfirmed })}
          error={error("eta.isConfirmed")}
        />
      </BlockStack>
    ),
  };
  const kinds = ["supply", "lead-time", "fixed", "month", "unknown"] as const;
  return (
    <ChoiceList
      title={t("eta.title")}
      choices={[
        ...(inherited === null ? [] : [{ label: t("eta.inherit", { value: inherited }), value: "" }]),
        ...kinds.map((kind) => ({
          label: t(`eta.kinds.${kind}`),
          value: kind,
          renderChildren: (isSelected: boolean) => isSelected && fields[kind],
        })),
      ]}
      selected={[value.kind]}
      onChange={([kind]) => set({ kind: (kind ?? "") as EtaDraft["kind"] })}
      error={error("eta.kind")}
    />
  );
}
