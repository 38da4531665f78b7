import { BlockStack, IndexTable, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { WaitingOrder } from "../../customers/waiting-orders/waiting-order.ts";
import { useFormat } from "../../ui/use-format.ts";
import { numberOf } from "../../ui/variant-number.ts";
import { WaitingBadges } from "../../ui/waiting-badges.tsx";

interface Props {
  order: WaitingOrder;
  index: number;
  isSelected: boolean;
  isNarrow: boolean;
}

export function WaitingRow({ order, index, isSelected, isNarrow }: Props) {
  const { t } = useTranslation("waiting");
  const { number, instant, window } = useFormat();
  const name = (
    <Link url={`/app/waiting/${numberOf(order.orderId)}`} dataPrimaryLink removeUnderline>
      <Text as="span" fontWeight="semibold">
        {order.name === "" ? t("noName") : order.name}
      </Text>
    </Link>
  );
  const items = order.lineCount === 1 ? order.title : t("andMore", { title: order.title, count: order.lineCount - 1 });
  const given = window({ from: order.givenFrom, to: order.givenTo });
  const now = order.isReady ? t("inStock") : window({ from: order.computedFrom, to: order.computedTo });
  if (isNarrow)
    return (
      <IndexTable.Row id={order.orderId} position={index} selected={isSelected}>
        <div style={{ padding: "0.75rem 1rem", width: "100%", whiteSpace: "normal" }}>
          <BlockStack gap="100">
            {name}
            <WaitingBadges order={order} />
            <Text as="span" breakWord>
              {items}
            </Text>
            <Text as="span" tone="subdued">
              {t("narrow", { waiting: number(order.waitingUnits), ready: number(order.readyUnits), given, now })}
            </Text>
          </BlockStack>
        </div>
      </IndexTable.Row>
    );
  const units = (count: number) => (
    <Text as="p" alignment="end" numeric>
      {number(count)}
    </Text>
  );
  // A window over the turn of a year takes two lines rather than the items' room.
  const days = (text: string) => (
    <div style={{ minWidth: "6rem", maxWidth: "9.5rem", whiteSpace: "normal" }}>{text}</div>
  );
  return (
    <IndexTable.Row id={order.orderId} position={index} selected={isSelected}>
      <IndexTable.Cell>{name}</IndexTable.Cell>
      <IndexTable.Cell>{instant(order.placedAt)}</IndexTable.Cell>
      <IndexTable.Cell>
        <div style={{ minWidth: "11rem", maxWidth: "16rem", whiteSpace: "normal" }}>{items}</div>
      </IndexTable.Cell>
      <IndexTable.Cell>{units(order.waitingUnits)}</IndexTable.Cell>
      <IndexTable.Cell>{units(order.readyUnits)}</IndexTable.Cell>
      <IndexTable.Cell>{days(given)}</IndexTable.Cell>
      <IndexTable.Cell>{days(now)}</IndexTable.Cell>
      <IndexTable.Cell>
        <div style={{ maxWidth: "14rem" }}>
          <WaitingBadges order={order} />
        </div>
      </IndexTable.Cell>
    </IndexTable.Row>
  );
}
