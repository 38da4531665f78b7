import { BlockStack, Button, FormLayout, InlineError, InlineStack, Tag, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { closedRanges, daysBetween } from "../../supply/closed-ranges.ts";
import { type Day, isDay } from "../../supply/day.ts";
import { useFormat } from "../../ui/use-format.ts";

interface Props {
  days: Day[];
  onChange: (days: Day[]) => void;
  error: string | undefined;
}

const mostDaysAtOnce = 120;

/** Holidays and closures: added as a day or as a range, shown as the ranges they make. */
export function ClosedDaysField({ days, onChange, error }: Props) {
  const { t } = useTranslation("settings");
  const { t: common } = useTranslation();
  const { window } = useFormat();
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [fault, setFault] = useState<"not-a-day" | "before-start" | "too-many" | null>(null);

  const add = () => {
    const last = to === "" ? from : to;
    const found = daysBetween(from, last);
    const wrong = !isDay(from) || !isDay(last) ? "not-a-day" : last < from ? "before-start" : null;
    setFault(wrong ?? (found.length > mostDaysAtOnce ? "too-many" : null));
    if (wrong !== null || found.length > mostDaysAtOnce) return;
    onChange([...new Set([...days, ...found])].sort());
    setFrom("");
    setTo("");
  };
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="bodyMd">
        {t("closedDays.title")}
      </Text>
      {days.length === 0 && (
        <Text as="p" tone="subdued">
          {t("closedDays.none")}
        </Text>
      )}
      <InlineStack gap="200">
        {closedRanges(days).map((range) => (
          <Tag key={range.from} onRemove={() => onChange(days.filter((day) => day < range.from || day > range.to))}>
            {window(range)}
          </Tag>
        ))}
      </InlineStack>
      <FormLayout>
        <FormLayout.Group condensed>
          <TextField label={t("closedDays.from")} type="date" autoComplete="off" value={from} onChange={setFrom} />
          <TextField label={t("closedDays.to")} type="date" autoComplete="off" value={to} onChange={setTo} />
        </FormLayout.Group>
      </FormLayout>
      <InlineStack>
        <Button onClick={add} disabled={from === ""}>
          {t("closedDays.add")}
        </Button>
      </InlineStack>
      {fault !== null && <InlineError fieldID="closed-days" message={common(`field.${fault}`)} />}
      {error !== undefined && <InlineError fieldID="closed-days" message={error} />}
    </BlockStack>
  );
}
