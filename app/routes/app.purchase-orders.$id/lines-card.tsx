import { BlockStack, Box, Button, Card, Checkbox, InlineStack, Link, ProgressBar, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { orderTotals } from "../../supply/purchase-orders/order-totals.ts";
import { useFormat } from "../../ui/use-format.ts";
import { LineRow } from "./line-row.tsx";
import type { OrderDialog, ShownOrder } from "./order-page.tsx";

interface Props {
  order: ShownOrder;
  onDialog: (dialog: OrderDialog) => void;
}

/** The lines with what came of each; the open ones can be chosen for a new day or to be closed. */
export function LinesCard({ order, onDialog }: Props) {
  const { t } = useTranslation("orders");
  const { number } = useFormat();
  const [picked, setPicked] = useState<string[]>([]);
  const totals = orderTotals(order.lines);
  const open = order.lines.filter(({ openUnits }) => openUnits > 0).map(({ id }) => id);
  const chosen = picked.filter((id) => open.includes(id));
  const isPlaced = order.status !== "draft";
  const share = totals.orderedUnits === 0 ? 0 : Math.min(100, (totals.receivedUnits / totals.orderedUnits) * 100);
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {t("lines")}
          </Text>
          {isPlaced && (
            <Text as="span" tone="subdued">
              {t("receivedOf", { received: number(totals.receivedUnits), ordered: number(totals.orderedUnits) })}
            </Text>
          )}
        </InlineStack>
        {isPlaced && <ProgressBar progress={share} size="small" ariaLabelledBy={undefined} />}
        {order.isUnderWay && open.length > 1 && (
          <InlineStack gap="300" blockAlign="center" wrap>
            <Checkbox
              label={t("chooseAll")}
              checked={chosen.length === 0 ? false : chosen.length === open.length ? true : "indeterminate"}
              onChange={(isAll) => setPicked(isAll ? open : [])}
            />
            {chosen.length > 0 && (
              <>
                <Button size="slim" onClick={() => onDialog({ kind: "days", lineIds: chosen })}>
                  {t("action.daysOf", { count: chosen.length })}
                </Button>
                <Button size="slim" onClick={() => onDialog({ kind: "close-short", lineIds: chosen })}>
                  {t("action.closeShort")}
                </Button>
              </>
            )}
          </InlineStack>
        )}
        {order.lines.map((line) => (
          <LineRow
            key={line.id}
            order={order}
            line={line}
            isPicked={chosen.includes(line.id)}
            onPick={
              order.isUnderWay && open.length > 1 && line.openUnits > 0
                ? (isPicked) => setPicked(isPicked ? [...picked, line.id] : picked.filter((id) => id !== line.id))
                : null
            }
          />
        ))}
        {order.waitingUnits > 0 && (
          <Box>
            <Link url="/app/variants?mark=below-zero">{t("waiting", { count: order.waitingUnits })}</Link>
          </Box>
        )}
      </BlockStack>
    </Card>
  );
}
