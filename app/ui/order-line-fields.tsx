import { BlockStack, Box, Button, FormLayout, InlineStack, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { Day } from "../supply/day.ts";
import type { DraftLine } from "../supply/purchase-orders/load-order-form.server.ts";
import { termsWarnings } from "../supply/purchase-orders/terms-warnings.ts";
import { plainName } from "./plain-name.ts";
import { useFormat } from "./use-format.ts";

interface Props {
  line: DraftLine;
  currency: string;
  today: Day;
  /** Once placed, a day moves only with a reason. */
  isDayFixed: boolean;
  error: (field: "variantId" | "units" | "price" | "supplierSku" | "expectedOn") => string | undefined;
  onChange: (line: DraftLine) => void;
  onRemove: () => void;
}

/** One line of a purchase order's form, with what the supplier may refuse of it. */
export function OrderLineFields({ line, currency, today, isDayFixed, error, onChange, onRemove }: Props) {
  const { t } = useTranslation(["orders", "common"]);
  const { number } = useFormat();
  const { variant } = line;
  const name = plainName(variant.displayName);
  const units = Number(line.units);
  const warnings = [
    ...(variant.isGone ? [t("warning.gone")] : []),
    ...(variant.isUntracked ? [t("warning.untracked")] : []),
    ...(variant.terms !== null && Number.isInteger(units) && units > 0
      ? termsWarnings(units, variant.terms).map((warning) =>
          warning.code === "below-minimum"
            ? t("warning.belowMinimum", { minimum: number(warning.minimumUnits), next: number(warning.next) })
            : t("warning.notInPacks", { pack: number(warning.packUnits), next: number(warning.next) }),
        )
      : []),
    ...(!isDayFixed && line.expectedOn !== "" && line.expectedOn < today ? [t("warning.past")] : []),
  ];
  return (
    <Box borderBlockEndWidth="025" borderColor="border" paddingBlockEnd="400">
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
          <BlockStack>
            <Text as="h3" fontWeight="semibold" breakWord>
              {name}
            </Text>
            <Text as="span" tone="subdued">
              {[variant.sku, variant.owedUnits > 0 ? t("owed", { count: variant.owedUnits }) : null]
                .filter((each) => each !== null)
                .join(" · ")}
            </Text>
          </BlockStack>
          <Button
            variant="plain"
            tone="critical"
            accessibilityLabel={t("form.removeNamed", { name })}
            disabled={line.receivedUnits > 0}
            onClick={onRemove}
          >
            {t("form.remove")}
          </Button>
        </InlineStack>
        <FormLayout>
          <FormLayout.Group condensed>
            <TextField
              label={t("column.units")}
              type="text"
              inputMode="numeric"
              autoComplete="off"
              value={line.units}
              error={error("units") ?? error("variantId")}
              onChange={(value) => onChange({ ...line, units: value })}
            />
            <TextField
              label={t("column.price")}
              type="text"
              inputMode="decimal"
              autoComplete="off"
              suffix={currency}
              value={line.price}
              error={error("price")}
              onChange={(price) => onChange({ ...line, price })}
            />
            <TextField
              label={t("column.supplierSku")}
              autoComplete="off"
              value={line.supplierSku}
              error={error("supplierSku")}
              onChange={(supplierSku) => onChange({ ...line, supplierSku })}
            />
            <TextField
              label={t("column.expected")}
              type="date"
              autoComplete="off"
              value={line.expectedOn}
              disabled={isDayFixed}
              helpText={isDayFixed ? t("form.dayStays") : undefined}
              error={error("expectedOn")}
              onChange={(expectedOn) => onChange({ ...line, expectedOn })}
            />
          </FormLayout.Group>
        </FormLayout>
        {warnings.map((words) => (
          <Text key={words} as="p" tone="caution">
            {words}
          </Text>
        ))}
      </BlockStack>
    </Box>
  );
}
