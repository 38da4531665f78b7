import { BlockStack, Button, ChoiceList, InlineStack, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { LimitDraft } from "../policies/policy-draft.ts";
import { type FieldErrors, useFieldError } from "./field-errors.ts";

interface Props {
  value: LimitDraft;
  onChange: (value: LimitDraft) => void;
  errors: FieldErrors;
  /** The inherited limit in words, where a less specific rule gives one. */
  inherited?: string | null;
  /** Last 30 days' sales, on top of what is below zero already. */
  proposal?: { sold30Units: number | null; shortfallUnits: number };
}

/** 0: nothing to propose. */
export function proposedLimit(proposal: Props["proposal"]): number {
  const sold = proposal?.sold30Units ?? 0;
  return sold === 0 ? 0 : sold + (proposal?.shortfallUnits ?? 0);
}

/** How far available stock may fall below zero. Nothing is chosen by itself. */
export function LimitFields({ value, onChange, errors, inherited = null, proposal }: Props) {
  const { t } = useTranslation("rules");
  const error = useFieldError(errors);
  const proposedUnits = proposedLimit(proposal);
  const choices = [
    ...(inherited === null ? [] : [{ label: t("limit.inherit", { value: inherited }), value: "" }]),
    {
      label: t("limit.number"),
      value: "number",
      renderChildren: (isSelected: boolean) =>
        isSelected && (
          <BlockStack gap="200">
            <TextField
              label={t("limit.units")}
              labelHidden
              type="number"
              min={1}
              autoComplete="off"
              value={value.units}
              onChange={(units) => onChange({ ...value, kind: "number", units })}
              error={error("limit.units")}
              suffix={t("limit.suffix")}
            />
            {proposedUnits > 0 && value.units !== String(proposedUnits) && (
              <InlineStack>
                <Button
                  variant="plain"
                  onClick={() => onChange({ ...value, kind: "number", units: String(proposedUnits) })}
                >
                  {proposal !== undefined && proposal.shortfallUnits > 0
                    ? t("limit.proposeBelowZero", { count: proposedUnits, belowZero: proposal.shortfallUnits })
                    : t("limit.propose", { count: proposedUnits })}
                </Button>
              </InlineStack>
            )}
          </BlockStack>
        ),
    },
    { label: t("limit.unlimited"), value: "unlimited", helpText: t("limit.unlimitedHelp") },
    {
      label: t("limit.inbound"),
      value: "inbound",
      helpText: t("limit.inboundHelp"),
      renderChildren: (isSelected: boolean) =>
        isSelected && (
          <TextField
            label={t("limit.keepBack")}
            type="number"
            min={0}
            autoComplete="off"
            placeholder="0"
            value={value.bufferUnits}
            onChange={(bufferUnits) => onChange({ ...value, kind: "inbound", bufferUnits })}
            error={error("limit.bufferUnits")}
            suffix={t("limit.suffix")}
          />
        ),
    },
  ];
  return (
    <ChoiceList
      title={t("limit.title")}
      choices={choices}
      selected={[value.kind]}
      onChange={([kind]) => onChange({ ...value, kind: (kind ?? "") as LimitDraft["kind"] })}
      error={error("limit.kind")}
    />
  );
}
