import { BlockStack, Button, FormLayout, InlineError, InlineStack, Tag, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SupplierClosure } from "../supply/calendars/supplier-calendar.ts";
import { dayNumber, isDay } from "../supply/day.ts";
import { useFormat } from "./use-format.ts";

interface Props {
  closures: SupplierClosure[];
  onChange: (closures: SupplierClosure[]) => void;
  error: string | undefined;
}

const mostDays = 366;
const blank: SupplierClosure = { from: "", to: "", why: "" };

/** When a supplier is shut, with the reason: a day or a range at a time. */
export function ClosuresField({ closures, onChange, error }: Props) {
  const { t } = useTranslation("suppliers");
  const { t: common } = useTranslation();
  const { window } = useFormat();
  const [next, setNext] = useState(blank);
  const [fault, setFault] = useState<string | undefined>(undefined);
  const set = (change: Partial<SupplierClosure>) => setNext({ ...next, ...change });
  const add = () => {
    const made = { ...next, to: next.to === "" ? next.from : next.to };
    const found = faultOf(made);
    setFault(found === null ? undefined : found === "too-long" ? t("closures.tooLong") : common(`field.${found}`));
    if (found !== null) return;
    onChange([...closures, made].sort((one, other) => (one.from < other.from ? -1 : 1)));
    setNext(blank);
  };
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="bodyMd">
        {t("closures.title")}
      </Text>
      <Text as="p" tone="subdued">
        {closures.length === 0 ? `${t("closures.none")} ${t("closures.help")}` : t("closures.help")}
      </Text>
      <InlineStack gap="200">
        {closures.map((closure, index) => (
          <Tag
            key={`${closure.from} ${closure.to} ${closure.why}`}
            accessibilityLabel={t("closures.remove", { window: window(closure) })}
            onRemove={() => onChange(closures.toSpliced(index, 1))}
          >
            {closure.why === "" ? window(closure) : `${window(closure)}: ${closure.why}`}
          </Tag>
        ))}
      </InlineStack>
      <FormLayout>
        <FormLayout.Group condensed>
          <TextField
            label={t("closures.from")}
            type="date"
            autoComplete="off"
            value={next.from}
            onChange={(from) => set({ from })}
          />
          <TextField
            label={t("closures.to")}
            type="date"
            autoComplete="off"
            value={next.to}
            onChange={(to) => set({ to })}
          />
        </FormLayout.Group>
        <TextField
          label={t("closures.why")}
          autoComplete="off"
          maxLength={100}
          value={next.why}
          onChange={(why) => set({ why })}
        />
      </FormLayout>
      <InlineStack>
        <Button onClick={add} disabled={next.from === ""}>
          {t("closures.add")}
        </Button>
      </InlineStack>
      {(fault ?? error) !== undefined && <InlineError fieldID="closures" message={fault ?? error ?? ""} />}
    </BlockStack>
  );
}

function faultOf({ from, to }: SupplierClosure): "not-a-day" | "before-start" | "too-long" | null {
  if (!isDay(from) || !isDay(to)) return "not-a-day";
  if (to < from) return "before-start";
  return dayNumber(to) - dayNumber(from) >= mostDays ? "too-long" : null;
}
