import { IndexTable, useBreakpoints, useIndexResourceState } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { CompensationPage } from "../../customers/compensation/load-compensation-page.server.ts";
import { CompensationTableRow } from "./compensation-table-row.tsx";

interface Props {
  page: CompensationPage;
  isBusy: boolean;
  onDecide: (decision: "approve" | "decline", ids: string[]) => void;
}

export function CompensationTable({ page: { rows, group, currency }, isBusy, onDecide }: Props) {
  const { t } = useTranslation("compensation");
  const { smDown } = useBreakpoints();
  const { selectedResources, handleSelectionChange, clearSelection } = useIndexResourceState(
    rows.map(({ id }) => ({ id })),
  );
  const isQueue = group === "queue";
  const decide = (decision: "approve" | "decline") => ({
    content: t(`action.${decision}`),
    disabled: isBusy,
    onAction: () => {
      onDecide(decision, selectedResources);
      clearSelection();
    },
  });
  return (
    <IndexTable
      condensed={smDown}
      selectable={isQueue}
      itemCount={rows.length}
      selectedItemsCount={selectedResources.length}
      onSelectionChange={handleSelectionChange}
      promotedBulkActions={isQueue ? [decide("approve"), decide("decline")] : []}
      headings={[
        { title: t("column.order") },
        { title: t("column.why") },
        { title: t("column.gives") },
        { title: t("column.cost"), alignment: "end" },
        { title: t("column.state") },
      ]}
    >
      {rows.map((row, index) => (
        <CompensationTableRow
          key={row.id}
          row={row}
          index={index}
          currency={currency}
          isSelected={selectedResources.includes(row.id)}
          isNarrow={smDown}
          isBusy={isBusy}
          onDecide={isQueue ? (decision) => onDecide(decision, [row.id]) : null}
        />
      ))}
    </IndexTable>
  );
}
