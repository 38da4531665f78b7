import type { SerializeFrom } from "@remix-run/node";
import { Badge, BlockStack, IndexTable, Link, Text, useBreakpoints, useIndexResourceState } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { NoticeRow } from "../../customers/notices/list-notices.server.ts";
import type { NoticeGroup } from "../../customers/notices/notice-group.ts";
import type { NoticeFault } from "../../customers/notices/settled-notice.ts";
import type { NoticeStatus } from "../../customers/notices/notice-status.ts";
import { useFormat } from "../../ui/use-format.ts";

type Row = SerializeFrom<NoticeRow>;
interface Props {
  rows: Row[];
  group: NoticeGroup;
  isBusy: boolean;
  post: (body: object) => void;
}

const actionOf: Record<NoticeGroup, "recall" | "again" | "bounced"> = {
  waiting: "recall",
  sent: "bounced",
  failed: "again",
  bounced: "again",
  recalled: "again",
  "not-mailed": "again",
};
const tones: Partial<Record<NoticeStatus, "success" | "warning" | "critical" | "info">> = {
  sent: "success",
  uncertain: "warning",
  failed: "critical",
  bounced: "critical",
  waiting: "info",
};

export function NoticeTable({ rows, group, isBusy, post }: Props) {
  const { t } = useTranslation("notices");
  const { smDown } = useBreakpoints();
  // Justified cast: Polaris asks for a type with an index signature; an id is all it reads.
  const resources = rows as unknown as ({ id: string } & Record<string, unknown>)[];
  const { selectedResources, allResourcesSelected, handleSelectionChange, clearSelection } =
    useIndexResourceState(resources);
  const action = actionOf[group];
  return (
    <IndexTable
      condensed={smDown}
      itemCount={rows.length}
      selectedItemsCount={allResourcesSelected ? "All" : selectedResources.length}
      onSelectionChange={handleSelectionChange}
      promotedBulkActions={[
        {
          content: t(`action.${action}`),
          disabled: isBusy,
          onAction: () => {
            post({ intent: action, ids: selectedResources });
            clearSelection();
          },
        },
      ]}
      headings={[
        { title: t("column.order") },
        { title: t("column.tells") },
        { title: t("column.state") },
        { title: t("column.when") },
      ]}
    >
      {rows.map((row, index) => (
        <TableRow
          key={row.id}
          row={row}
          index={index}
          isSelected={selectedResources.includes(row.id)}
          isNarrow={smDown}
        />
      ))}
    </IndexTable>
  );
}

function TableRow({
  row,
  index,
  isSelected,
  isNarrow,
}: {
  row: Row;
  index: number;
  isSelected: boolean;
  isNarrow: boolean;
}) {
  const { t } = useTranslation("notices");
  const { instant } = useFormat();
  const kinds = row.kind === null ? row.kinds : [row.kind, ...row.kinds.filter((kind) => kind !== row.kind)];
  const tells = kinds.map((kind) => t(`kind.${kind}`)).join(", ");
  const when =
    row.sentAt !== null ? t("sentAt", { at: instant(row.sentAt) }) : t("leavesAt", { at: instant(row.dueAt) });
  const isOpen = row.sentAt !== null || row.status === "waiting";
  // Justified cast: the column is written from these only.
  const fault = row.fault as NoticeFault | null;
  const state = (
    <BlockStack gap="100" inlineAlign="start">
      <Badge {...(tones[row.status] === undefined ? {} : { tone: tones[row.status] })}>
        {t(`status.${row.status}`)}
      </Badge>
      {fault !== null && (
        <Text as="span" tone="subdued">
          {t(`fault.${fault}`)}
          {row.faultText !== null && ` (${row.faultText})`}
          {row.tries > 1 && ` · ${t("tries", { count: row.tries })}`}
        </Text>
      )}
    </BlockStack>
  );
  const order = (
    <Link url={`/app/waiting/${row.orderId.slice(row.orderId.lastIndexOf("/") + 1)}`} removeUnderline>
      <Text as="span" fontWeight="semibold">
        {row.orderName}
      </Text>
    </Link>
  );
  if (isNarrow)
    return (
      <IndexTable.Row id={row.id} position={index} selected={isSelected}>
        <div style={{ padding: "0.75rem 1rem", width: "100%", whiteSpace: "normal" }}>
          <BlockStack gap="100">
            {order}
            <span>{tells}</span>
            {state}
            {isOpen && (
              <Text as="span" tone="subdued">
                {when}
              </Text>
            )}
          </BlockStack>
        </div>
      </IndexTable.Row>
    );
  return (
    <IndexTable.Row id={row.id} position={index} selected={isSelected}>
      <IndexTable.Cell>{order}</IndexTable.Cell>
      <IndexTable.Cell>{tells}</IndexTable.Cell>
      <IndexTable.Cell>
        <div style={{ whiteSpace: "normal" }}>{state}</div>
      </IndexTable.Cell>
      <IndexTable.Cell>{isOpen ? when : ""}</IndexTable.Cell>
    </IndexTable.Row>
  );
}
