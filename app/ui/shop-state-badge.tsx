import { Badge, type BadgeProps, Tooltip } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { RegistryState } from "../shops/shop-lifecycle.ts";
import { useShop } from "./use-shop.ts";

const tones: Record<RegistryState, BadgeProps["tone"]> = {
  watching: "info",
  selling: "success",
  paused: "warning",
  stopping: "warning",
  leaving: "warning",
  uninstalled: "critical",
};

/** Watching, Selling or Paused: stands in the header of every page. */
export function ShopStateBadge() {
  const { t } = useTranslation();
  const { state } = useShop();
  return (
    <Tooltip content={t(`stateMeaning.${state}`)} dismissOnMouseOut>
      <Badge tone={tones[state]} size="large">
        {t(`state.${state}`)}
      </Badge>
    </Tooltip>
  );
}
