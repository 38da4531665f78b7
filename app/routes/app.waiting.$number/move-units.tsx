import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { OrderPageLine } from "../../customers/waiting-orders/order-page.ts";
import { useToast } from "../../ui/use-toast.ts";
import type { OrderAction } from "./route.tsx";

/** Units that another location could send at once: by the merchant's word only. */
export function MoveUnits({ lineId, move }: { lineId: string; move: OrderPageLine["moveTo"][number] }) {
  const { t } = useTranslation("waiting");
  const fetcher = useFetcher<OrderAction>();
  const result = fetcher.data?.intent === "move" ? fetcher.data.result : undefined;
  const words =
    result === undefined
      ? null
      : result.ok
        ? t("moveUnits.done", { count: result.units })
        : result.reason === "refused"
          ? t("moveUnits.refused", { message: result.message })
          : t("moveUnits.changed");
  useToast(result, words, result?.ok === false);
  const { fromLocationId, toLocationId, from, to, units } = move;
  return (
    <Banner tone="info">
      <BlockStack gap="200" inlineAlign="start">
        <p>{t("moveUnits.what", { count: units, from, to })}</p>
        <Button
          loading={fetcher.state !== "idle"}
          onClick={() =>
            fetcher.submit(
              { intent: "move", lineId, fromLocationId, toLocationId },
              { method: "post", encType: "application/json" },
            )
          }
        >
          {t("moveUnits.do", { to })}
        </Button>
      </BlockStack>
    </Banner>
  );
}
