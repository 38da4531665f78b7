import type { SerializeFrom } from "@remix-run/node";
import { BlockStack, IndexTable, Link, Text, useBreakpoints } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { MovedLine } from "../../backorders/load-change-report.server.ts";
import { useFormat } from "../../ui/use-format.ts";
import { numberOf } from "../../ui/variant-number.ts";

/** Who moves from when to when, the oldest order first. */
export function MovedTable({ lines }: { lines: SerializeFrom<MovedLine>[] }) {
  const { t } = useTranslation("changes");
  const format = useFormat();
  const { smDown } = useBreakpoints();
  return (
    <IndexTable
      selectable={false}
      condensed={smDown}
      itemCount={lines.length}
      headings={[
        { title: t("column.order") },
        { title: t("column.item") },
        { title: t("column.units"), alignment: "end" },
        { title: t("column.from") },
        { title: t("column.to") },
      ]}
    >
      {lines.map((line, index) => {
        const from = format.window(line.from);
        const to = format.window(line.to);
        // An order whose line the ledger no longer has leads nowhere.
        const order =
          line.orderId === "" ? (
            line.orderName
          ) : (
            <Link url={`/app/waiting/${numberOf(line.orderId)}`} removeUnderline>
              {line.orderName}
            </Link>
          );
        return (
          <IndexTable.Row id={line.lineId} key={line.lineId} position={index}>
            {smDown ? (
              <div style={{ padding: "0.75rem 1rem", width: "100%", whiteSpace: "normal" }}>
                <BlockStack gap="100">
                  <Text as="span" fontWeight="semibold">
                    {order} · {format.number(line.units)} × {line.title}
                  </Text>
                  <Text as="span" tone="subdued">
                    {t("fromTo", { from, to })}
                  </Text>
                </BlockStack>
              </div>
            ) : (
              <>
                <IndexTable.Cell>{order}</IndexTable.Cell>
                <IndexTable.Cell>{line.title}</IndexTable.Cell>
                <IndexTable.Cell>
                  <Text as="span" alignment="end" numeric>
                    {format.number(line.units)}
                  </Text>
                </IndexTable.Cell>
                <IndexTable.Cell>{from}</IndexTable.Cell>
                <IndexTable.Cell>{to}</IndexTable.Cell>
              </>
            )}
          </IndexTable.Row>
        );
      })}
    </IndexTable>
  );
}
