import { BlockStack, List, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { ImportSummary } from "../../supply/import/import-plan.ts";
import { FactList } from "../../ui/fact-list.tsx";
import { useFormat } from "../../ui/use-format.ts";

/** What a file changes, in figures, and what of it stays out. */
export function ChangeFacts({ summary }: { summary: ImportSummary }) {
  const { t } = useTranslation("orders");
  const { number } = useFormat();
  const { orders, lines } = summary;
  const counts = ({ new: fresh, updated, unchanged }: { new: number; updated: number; unchanged: number }) =>
    t("import.preview.counts", { new: number(fresh), updated: number(updated), unchanged: number(unchanged) });
  const notes = [
    orders.left > 0 && `${t("import.preview.leftOrders", { count: orders.left })} ${leftNumbers(summary)}`,
    lines.leftOut > 0 && t("import.preview.leftOut", { count: lines.leftOut }),
    lines.cancelled > 0 && t("import.preview.cancelled", { count: lines.cancelled }),
    lines.empty > 0 && t("import.preview.empty", { count: lines.empty }),
    summary.pastCount > 0 && t("import.preview.past", { count: summary.pastCount }),
    summary.dayless > 0 && t("import.preview.dayless", { count: summary.dayless }),
    summary.receivedUnits > 0 && t("import.preview.receivedHelp"),
  ].filter((note) => note !== false);
  return (
    <BlockStack gap="300">
      <FactList
        facts={[
          [t("import.preview.orders"), counts(orders)],
          [t("import.preview.lines"), counts(lines)],
          [t("import.preview.open"), number(summary.openUnits)],
          [t("import.preview.received"), number(summary.receivedUnits)],
          ...(summary.newSuppliers.length > 0
            ? [[t("import.preview.newSuppliers"), firstNames(summary.newSuppliers)] as [string, string]]
            : []),
        ]}
      />
      {notes.length > 0 && (
        <List>
          {notes.map((note) => (
            <List.Item key={note}>
              <Text as="span">{note}</Text>
            </List.Item>
          ))}
        </List>
      )}
    </BlockStack>
  );
}

const mostNames = 30;

const firstNames = (names: readonly string[]) =>
  `${names.slice(0, mostNames).join(", ")}${names.length > mostNames ? " …" : ""}`;

const leftNumbers = ({ left, orders }: ImportSummary) =>
  `${left.map(({ number }) => number).join(", ")}${orders.left > left.length ? " …" : ""}`;
