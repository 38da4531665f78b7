import type { SerializeFrom } from "@remix-run/node";
import { useNavigate } from "@remix-run/react";
import { Badge, BlockStack, IndexTable, InlineStack, Link, Pagination, Text, useBreakpoints } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { IncomingLine, IncomingPage } from "../../supply/inbound/load-incoming.server.ts";
import { plainName } from "../../ui/plain-name.ts";
import { useFormat } from "../../ui/use-format.ts";
import { LinkButton } from "./link-button.tsx";
import type { IncomingBody } from "./route.tsx";

interface Answering {
  onAnswer: (body: IncomingBody) => void;
  pressed: IncomingBody | null;
}

/** The lines on their way, the earliest first. */
export function IncomingTable({ page, ...answering }: Answering & { page: SerializeFrom<IncomingPage> }) {
  const { t } = useTranslation("inbound");
  const navigate = useNavigate();
  const { smDown } = useBreakpoints();
  return (
    <>
      <IndexTable
        condensed={smDown}
        selectable={false}
        itemCount={page.count}
        resourceName={{ singular: t("list.line"), plural: t("list.lines") }}
        headings={[
          { title: t("list.product") },
          { title: t("list.from") },
          { title: t("list.units"), alignment: "end" },
          { title: t("list.arrives") },
          { title: t("list.order") },
        ]}
      >
        {page.lines.map((line, index) => (
          <IncomingRow key={line.id} line={line} index={index} isNarrow={smDown} {...answering} />
        ))}
      </IndexTable>
      {page.pageCount > 1 && (
        <Pagination
          type="table"
          label={t("list.page", { page: page.page, count: page.pageCount })}
          hasPrevious={page.page > 1}
          hasNext={page.page < page.pageCount}
          onPrevious={() => navigate(`?page=${page.page - 1}`)}
          onNext={() => navigate(`?page=${page.page + 1}`)}
        />
      )}
    </>
  );
}

function IncomingRow({
  line,
  index,
  isNarrow,
  ...answering
}: Answering & { line: IncomingLine; index: number; isNarrow: boolean }) {
  const { t } = useTranslation("inbound");
  const { number, day } = useFormat();
  const { id, name, variantName, sku, origin, destination, status, unreceivedUnits, quantityUnits } = line;
  const product = (
    <BlockStack gap="050">
      <Text as="span" fontWeight="semibold" breakWord>
        {variantName === "" ? t("list.gone") : plainName(variantName)}
      </Text>
      {sku !== null && (
        <Text as="span" tone="subdued">
          {sku}
        </Text>
      )}
    </BlockStack>
  );
  const way = (
    <BlockStack gap="050">
      <InlineStack gap="100" blockAlign="center">
        <Text as="span">{name}</Text>
        <Badge tone={status === "ready" ? "info" : "attention"}>{t(`status.${status}`)}</Badge>
      </InlineStack>
      <Text as="span" tone="subdued">
        {origin === null ? t("list.to", { destination }) : t("list.fromTo", { origin, destination })}
      </Text>
    </BlockStack>
  );
  const units =
    unreceivedUnits === quantityUnits
      ? number(unreceivedUnits)
      : t("list.unitsOf", { units: number(unreceivedUnits), all: number(quantityUnits) });
  const arrivesOn = line.arrivesOn === null ? t("list.noDay") : day(line.arrivesOn);
  const arrives = (words: string) => (
    <InlineStack gap="200" blockAlign="center">
      <Text as="span" {...(line.isOverdue ? { tone: "critical" } : {})}>
        {words}
      </Text>
      {line.isOverdue && <Badge tone="critical">{t("list.overdue")}</Badge>}
    </InlineStack>
  );
  const order = (
    <InlineStack gap="200" blockAlign="center">
      {line.link !== null && (
        <Link url={`/app/purchase-orders/${line.link.orderId}`} removeUnderline>
          {line.link.number}
        </Link>
      )}
      <LinkButton line={line} {...answering} />
    </InlineStack>
  );
  if (isNarrow)
    return (
      <IndexTable.Row id={id} position={index}>
        <div style={{ padding: "0.75rem 1rem", whiteSpace: "normal" }}>
          <BlockStack gap="200">
            {product}
            {way}
            {arrives(t("list.unitsOn", { units, day: arrivesOn }))}
            {order}
          </BlockStack>
        </div>
      </IndexTable.Row>
    );
  return (
    <IndexTable.Row id={id} position={index}>
      <IndexTable.Cell>{product}</IndexTable.Cell>
      <IndexTable.Cell>{way}</IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {units}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>{arrives(arrivesOn)}</IndexTable.Cell>
      <IndexTable.Cell>{order}</IndexTable.Cell>
    </IndexTable.Row>
  );
}
