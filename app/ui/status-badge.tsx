import { Badge, type BadgeProps } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { VariantState } from "../availability/variant-state.ts";

const tones: Record<VariantState, BadgeProps["tone"]> = {
  "in-stock": "success",
  backorder: "info",
  preorder: "info",
  "sold-out": "attention",
  untouched: undefined,
};

export function StatusBadge({ state }: { state: VariantState }) {
  const { t } = useTranslation();
  return <Badge tone={tones[state]}>{t(`status.${state}`)}</Badge>;
}
