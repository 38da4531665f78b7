import { BlockStack, Button, Card, ChoiceList, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { assertExhaustive } from "../../assert-exhaustive.ts";
import type { ImportAnswers, ImportQuestion } from "../../supply/import/import-answers.ts";
import type { ImportChoices } from "../../supply/import/list-import-choices.server.ts";
import { type DayOrder, dayOrders, readDayCell } from "../../supply/import/read-day-cell.ts";
import { type DecimalMark, decimalMarks, readNumberCell } from "../../supply/import/read-number-cell.ts";
import { useFormat } from "../../ui/use-format.ts";

interface Props {
  questions: ImportQuestion[];
  choices: ImportChoices;
  onContinue(answers: Partial<ImportAnswers>): void;
}

/** What the file leaves open. Nothing of it is guessed. */
export function QuestionsCard({ questions, choices, onContinue }: Props) {
  const { t } = useTranslation("orders");
  const format = useFormat();
  const [said, setSaid] = useState<Partial<ImportAnswers>>({});
  const isSaid = questions.every(({ kind }) => (said[answerOf[kind]] ?? "") !== "");

  const field = (question: ImportQuestion) => {
    switch (question.kind) {
      case "day-order": {
        const [example = ""] = question.examples;
        const label = (order: DayOrder) => {
          const day = readDayCell(example, order);
          const words = { example, day: day === null ? "" : format.day(day) };
          return order === "day-first" ? t("import.question.dayFirst", words) : t("import.question.monthFirst", words);
        };
        return (
          <ChoiceList
            key={question.kind}
            title={t("import.question.dayOrder")}
            choices={dayOrders.map((value) => ({ value, label: label(value) }))}
            selected={said.dayOrder == null ? [] : [said.dayOrder]}
            // Justified cast: the choices are these.
            onChange={([value]) => setSaid({ ...said, dayOrder: value as DayOrder })}
          />
        );
      }
      case "decimal-mark": {
        const [example = ""] = question.examples;
        const label = (mark: DecimalMark) => {
          const words = { example, value: format.number(Number(readNumberCell(example, mark))) };
          return mark === "." ? t("import.question.point", words) : t("import.question.comma", words);
        };
        return (
          <ChoiceList
            key={question.kind}
            title={t("import.question.decimalMark")}
            choices={decimalMarks.map((value) => ({ value, label: label(value) }))}
            selected={said.decimalMark == null ? [] : [said.decimalMark]}
            // Justified cast: the choices are these.
            onChange={([value]) => setSaid({ ...said, decimalMark: value as DecimalMark })}
          />
        );
      }
      case "order-number":
        return (
          <TextField
            key={question.kind}
            label={t("import.question.orderNumber")}
            helpText={t("import.question.orderNumberHelp")}
            value={said.orderNumber ?? ""}
            onChange={(orderNumber) => setSaid({ ...said, orderNumber })}
            maxLength={60}
            autoComplete="off"
          />
        );
      case "supplier":
        return (
          <BlockStack key={question.kind} gap="200">
            <TextField
              label={t("import.question.supplier")}
              helpText={t("import.question.supplierHelp")}
              value={said.supplier ?? ""}
              onChange={(supplier) => setSaid({ ...said, supplier })}
              maxLength={120}
              autoComplete="off"
            />
            <InlineStack gap="200">
              {choices.suppliers.slice(0, 12).map((supplier) => (
                <Button key={supplier} size="slim" onClick={() => setSaid({ ...said, supplier })}>
                  {supplier}
                </Button>
              ))}
            </InlineStack>
          </BlockStack>
        );
      case "location":
        return (
          <Select
            key={question.kind}
            label={t("import.question.location")}
            placeholder={t("import.question.pick")}
            options={choices.locations.map(({ id, name }) => ({ label: name, value: id }))}
            value={said.locationId ?? ""}
            onChange={(locationId) => setSaid({ ...said, locationId })}
          />
        );
      default:
        return assertExhaustive(question);
    }
  };

  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("import.question.title")}
        </Text>
        {questions.map(field)}
        <InlineStack align="end">
          <Button variant="primary" disabled={!isSaid} onClick={() => onContinue(said)}>
            {t("import.question.continue")}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

const answerOf = {
  "day-order": "dayOrder",
  "decimal-mark": "decimalMark",
  "order-number": "orderNumber",
  supplier: "supplier",
  location: "locationId",
} as const satisfies Record<ImportQuestion["kind"], keyof ImportAnswers>;
