import {
  ActionList,
  Badge,
  BlockStack,
  Button,
  IndexTable,
  InlineStack,
  Link,
  Popover,
  Text,
  useBreakpoints,
} from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ItemQueuePage, QueueRow } from "../../backorders/load-item-queue.server.ts";
import { useFormat } from "../../ui/use-format.ts";
import { numberOf } from "../../ui/variant-number.ts";
import type { AskedPlace } from "./queue-page.tsx";

type OnAsk = (asked: AskedPlace) => void;

export function QueueTable({ queue, onAsk }: { queue: ItemQueuePage; onAsk: OnAsk }) {
  const { t } = useTranslation("waiting");
  const { smDown } = useBreakpoints();
  const headings = (["place", "order", "placed", "units", "from", "given", "actions"] as const).map((key) => ({
    title: t(`queue.column.${key}`),
    ...(key === "units" ? { alignment: "end" as const } : {}),
    ...(key === "actions" ? { hidden: true } : {}),
  }));
  return (
    <IndexTable
      selectable={false}
      condensed={smDown}
      itemCount={queue.rows.length}
      headings={headings as [(typeof headings)[number], ...typeof headings]}
    >
      {queue.rows.map((row, index) => (
        <Row key={row.lineId} row={row} index={index} isNarrow={smDown} onAsk={onAsk} />
      ))}
    </IndexTable>
  );
}

function Row({ row, index, isNarrow, onAsk }: { row: QueueRow; index: number; isNarrow: boolean; onAsk: OnAsk }) {
  const { t } = useTranslation("waiting");
  const { number, instant, window, day } = useFormat();
  const place = row.place === null ? t("inStock") : t("queue.nth", { place: number(row.place) });
  const order = (
    <InlineStack gap="100" wrap blockAlign="center">
      <Link url={`/app/waiting/${numberOf(row.orderId)}`} removeUnderline>
        <Text as="span" fontWeight="semibold">
          {row.orderName === "" ? t("noName") : row.orderName}
        </Text>
      </Link>
      {row.isPriority && <Badge tone="info">{t("queue.priority")}</Badge>}
      {row.override !== null && <Badge tone="attention">{t(`queue.override.${row.override}`)}</Badge>}
    </InlineStack>
  );
  const from = row.parts
    .map((part) =>
      part.source === "unknown"
        ? t("queue.unknown", { units: number(part.units) })
        : t("queue.part", { units: number(part.units), source: t(`line.source.${part.source}`), when: window(part) }),
    )
    .join("; ");
  const given = row.givenTo === null ? t("queue.noPromise") : t("queue.by", { day: day(row.givenTo) });
  const units =
    row.allocatedUnits === 0
      ? number(row.units)
      : t("queue.ofThem", { units: number(row.units), ready: number(row.allocatedUnits) });
  const actions = row.place === null ? null : <PlaceButton row={row} onAsk={onAsk} />;
  if (isNarrow)
    return (
      <IndexTable.Row id={row.lineId} position={index}>
        <div style={{ padding: "0.75rem 1rem", width: "100%", whiteSpace: "normal" }}>
          <BlockStack gap="100">
            <InlineStack align="space-between" gap="200">
              <Text as="span">{place}</Text>
              {actions}
            </InlineStack>
            {order}
            <Text as="span">{from}</Text>
            <Text as="span" tone="subdued">
              {given}
            </Text>
          </BlockStack>
        </div>
      </IndexTable.Row>
    );
  return (
    <IndexTable.Row id={row.lineId} position={index}>
      <IndexTable.Cell>{place}</IndexTable.Cell>
      <IndexTable.Cell>{order}</IndexTable.Cell>
      <IndexTable.Cell>{instant(row.placedAt)}</IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="p" alignment="end" numeric>
          {units}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <div style={{ maxWidth: "24rem", whiteSpace: "normal" }}>{from}</div>
      </IndexTable.Cell>
      <IndexTable.Cell>{given}</IndexTable.Cell>
      <IndexTable.Cell>{actions}</IndexTable.Cell>
    </IndexTable.Row>
  );
}

function PlaceButton({ row, onAsk }: { row: QueueRow; onAsk: OnAsk }) {
  const { t } = useTranslation("waiting");
  const [isOpen, setOpen] = useState(false);
  const ask = (place: AskedPlace["place"]) => {
    setOpen(false);
    onAsk({ lineId: row.lineId, orderName: row.orderName, place });
  };
  const item = (place: AskedPlace["place"]) => ({
    content: t(`queue.action.${place ?? "undo"}`),
    onAction: () => ask(place),
  });
  const places = (["first", "last"] as const).filter((place) => place !== row.override);
  return (
    <Popover
      active={isOpen}
      onClose={() => setOpen(false)}
      activator={
        <Button
          disclosure
          size="slim"
          accessibilityLabel={t("queue.changeOf", { name: row.orderName })}
          onClick={() => setOpen(!isOpen)}
        >
          {t("queue.change")}
        </Button>
      }
    >
      <ActionList items={[...places.map(item), ...(row.override === null ? [] : [item(null)])]} />
    </Popover>
  );
}
