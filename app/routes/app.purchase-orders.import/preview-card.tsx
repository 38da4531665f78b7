import {
  Banner,
  BlockStack,
  Button,
  Card,
  Checkbox,
  DataTable,
  InlineStack,
  List,
  Text,
  TextField,
} from "@shopify/polaris";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImportAnswers } from "../../supply/import/import-answers.ts";
import type { ImportSummary, OrderExample } from "../../supply/import/import-plan.ts";
import { plainName } from "../../ui/plain-name.ts";
import { useFormat } from "../../ui/use-format.ts";
import { ChangeFacts } from "./change-facts.tsx";

interface Props {
  summary: ImportSummary;
  hasChanged: boolean;
  answers: ImportAnswers;
  onAnswer(said: Partial<ImportAnswers>): void;
  onSave(): void;
}

/** Everything that saving will do. */
export function PreviewCard({ summary, hasChanged, answers, onAnswer, onSave }: Props) {
  const { t } = useTranslation("orders");
  const { day, number } = useFormat();
  const [givenDay, setGivenDay] = useState(answers.expectedOn);
  const { orders, moves, moveCount, gone, goneCount } = summary;
  const isEmpty = orders.new + orders.updated === 0;
  const orNoDay = (value: string | null) => (value === null ? t("import.preview.noDay") : day(value));
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("import.preview.title")}
        </Text>
        {hasChanged && <Banner tone="warning">{t("import.preview.hasChanged")}</Banner>}
        {isEmpty && <Banner tone="info">{t("import.preview.nothing")}</Banner>}
        <ChangeFacts summary={summary} />
        {(summary.dayless > 0 || answers.expectedOn !== "") && (
          <InlineStack gap="300" blockAlign="end">
            <TextField
              type="date"
              label={t("import.preview.givenDay")}
              helpText={t("import.preview.givenDayHelp")}
              value={givenDay}
              onChange={setGivenDay}
              autoComplete="off"
            />
            <Button disabled={givenDay === answers.expectedOn} onClick={() => onAnswer({ expectedOn: givenDay })}>
              {t("import.preview.lookAgain")}
            </Button>
          </InlineStack>
        )}
        {moveCount > 0 && (
          <Listed title={t("import.preview.moves", { count: moveCount })} more={moveCount - moves.length}>
            {moves.map((move) => (
              <List.Item key={move.lineId}>
                {t("import.preview.move", {
                  ...move,
                  title: plainName(move.title),
                  from: orNoDay(move.from),
                  to: day(move.to),
                })}
              </List.Item>
            ))}
          </Listed>
        )}
        {goneCount > 0 && (
          <BlockStack gap="200">
            <Listed title={t("import.preview.gone", { count: goneCount })} more={goneCount - gone.length}>
              {gone.map((line, at) => (
                <List.Item key={at}>
                  {t("import.preview.goneLine", { ...line, title: plainName(line.title), units: number(line.units) })}
                </List.Item>
              ))}
            </Listed>
            <Checkbox
              label={t("import.preview.closeGone")}
              helpText={t("import.preview.leaveGone")}
              checked={answers.closesGone}
              onChange={(closesGone) => onAnswer({ closesGone })}
            />
          </BlockStack>
        )}
        {summary.examples.length > 0 && <Examples summary={summary} />}
        <InlineStack align="end">
          <Button variant="primary" disabled={isEmpty} onClick={onSave}>
            {t("import.preview.save")}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function Listed({ title, more, children }: { title: string; more: number; children: ReactNode }) {
  const { t } = useTranslation("orders");
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {title}
      </Text>
      <List>{children}</List>
      {more > 0 && <Text as="p">{t("import.preview.more", { count: more })}</Text>}
    </BlockStack>
  );
}

function Examples({ summary: { examples, orders } }: { summary: ImportSummary }) {
  const { t } = useTranslation(["orders", "common"]);
  const { number, window } = useFormat();
  const more = orders.new + orders.updated - examples.length;
  const row = (order: OrderExample) => [
    order.number,
    order.supplier,
    order.change === "new" ? t("import.preview.new") : t("import.preview.updated"),
    number(order.lineCount),
    number(order.openUnits),
    order.from === null ? t("import.preview.noDay") : window({ from: order.from, to: order.to }),
  ];
  return (
    <BlockStack gap="200">
      <DataTable
        columnContentTypes={["text", "text", "text", "numeric", "numeric", "text"]}
        headings={[
          t("import.preview.number"),
          t("import.preview.supplier"),
          t("import.preview.change"),
          t("import.preview.lineCount"),
          t("import.preview.toCome"),
          t("import.preview.expected"),
        ]}
        rows={examples.map(row)}
      />
      {more > 0 && <Text as="p">{t("import.preview.more", { count: more })}</Text>}
    </BlockStack>
  );
}
