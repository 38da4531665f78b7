import { Badge, BlockStack, Button, IndexTable, InlineStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { CompensationStatus } from "../../customers/compensation/compensation-status.ts";
import type { CompensationRow } from "../../customers/compensation/load-compensation-page.server.ts";
import { useBenefitWords } from "../../ui/use-benefit-words.ts";
import { useFormat } from "../../ui/use-format.ts";
import { useMoney } from "../../ui/use-money.ts";
import { useStaff } from "../../ui/use-staff.ts";
import { numberOf } from "../../ui/variant-number.ts";

interface Props {
  row: CompensationRow;
  index: number;
  currency: string;
  isSelected: boolean;
  isNarrow: boolean;
  isBusy: boolean;
  /** Null: nothing is to be decided. */
  onDecide: ((decision: "approve" | "decline") => void) | null;
}

const tones: Partial<Record<CompensationStatus, "success" | "warning" | "critical" | "info" | "attention">> = {
  "to-approve": "attention",
  "over-budget": "warning",
  failed: "critical",
  issued: "info",
  used: "success",
};

export function CompensationTableRow({ row, index, currency, isSelected, isNarrow, isBusy, onDecide }: Props) {
  const { t } = useTranslation("compensation");
  const { instant, day } = useFormat();
  const money = useMoney();
  const benefit = useBenefitWords();
  const staff = useStaff();
  const { status, fault, lateDays, number, issuedAt, expiresAt, endedAt, decidedBy } = row;
  const why =
    row.kind === "wait"
      ? t("why.wait")
      : [
          lateDays === null ? t("why.noDate") : t("why.late", { count: lateDays }),
          ...(number > 1 ? [t("why.again", { number })] : []),
        ].join(" · ");
  const order = (
    <Link url={`/app/waiting/${numberOf(row.orderId)}`} dataPrimaryLink removeUnderline>
      <Text as="span" fontWeight="semibold">
        {row.orderName === "" ? t("noName") : row.orderName}
      </Text>
    </Link>
  );
  const gives = (
    <BlockStack>
      <span>{row.gives === null ? t("notChosen") : benefit(row.gives, currency)}</span>
      {row.code !== null && (
        <Text as="span" tone="subdued" breakWord>
          {row.code}
        </Text>
      )}
    </BlockStack>
  );
  const notes = [
    ...(fault === null ? [] : [t(`fault.${fault}`)]),
    ...(status === "issued" && expiresAt !== null ? [t("until", { day: day(dayOf(expiresAt)) })] : []),
    ...(status === "issued" && issuedAt !== null ? [t("issuedAt", { at: instant(issuedAt) })] : []),
    ...(endedAt === null ? [] : [instant(endedAt)]),
    ...(decidedBy === "" ? [] : [t(status === "declined" ? "declinedBy" : "approvedBy", { who: staff(decidedBy) })]),
  ];
  const state = (
    <BlockStack gap="100" inlineAlign="start">
      <Badge {...(tones[status] === undefined ? {} : { tone: tones[status] })}>{t(`status.${status}`)}</Badge>
      {notes.map((note) => (
        <Text key={note} as="span" tone="subdued">
          {note}
        </Text>
      ))}
    </BlockStack>
  );
  if (isNarrow)
    return (
      <IndexTable.Row id={row.id} position={index} selected={isSelected}>
        <div style={{ padding: "0.75rem 1rem", width: "100%", whiteSpace: "normal" }}>
          <BlockStack gap="100">
            {order}
            <span>{why}</span>
            {gives}
            <Text as="span" tone="subdued">
              {t("cost", { amount: money(row.costMinor, currency) })}
            </Text>
            {state}
            {/* A telephone has no boxes to tick. */}
            {onDecide !== null && (
              <InlineStack gap="200">
                {(["approve", "decline"] as const).map((decision) => (
                  <Button
                    key={decision}
                    disabled={isBusy}
                    accessibilityLabel={`${t(`action.${decision}`)}: ${row.orderName}`}
                    onClick={() => onDecide(decision)}
                  >
                    {t(`action.${decision}`)}
                  </Button>
                ))}
              </InlineStack>
            )}
          </BlockStack>
        </div>
      </IndexTable.Row>
    );
  return (
    <IndexTable.Row id={row.id} position={index} selected={isSelected}>
      <IndexTable.Cell>{order}</IndexTable.Cell>
      <IndexTable.Cell>
        <div style={{ maxWidth: "14rem", whiteSpace: "normal" }}>{why}</div>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <div style={{ maxWidth: "16rem", whiteSpace: "normal" }}>{gives}</div>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="p" alignment="end" numeric>
          {money(row.costMinor, currency)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <div style={{ maxWidth: "18rem", whiteSpace: "normal" }}>{state}</div>
      </IndexTable.Cell>
    </IndexTable.Row>
  );
}

/** It ends in the course of a day: the one before is whole, as the customer is told. */
const dayOf = (at: number) => new Date(at - 86_400_000).toISOString().slice(0, 10);
