import { BlockStack, InlineStack, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { plainName } from "../../ui/plain-name.ts";
import { useFormat } from "../../ui/use-format.ts";
import type { ShownOrder } from "./order-page.tsx";

interface Props {
  line: ShownOrder["lines"][number];
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

export function ReceiveLine({ line, value, error, onChange }: Props) {
  const { t } = useTranslation("orders");
  const { number } = useFormat();
  const name = plainName(line.title);
  const units = Number(value);
  const over = Number.isInteger(units) && units > 0 ? Math.max(0, units - line.openUnits) : 0;
  return (
    <InlineStack align="space-between" blockAlign="start" gap="300" wrap={false}>
      <BlockStack>
        <Text as="span" breakWord>
          {name}
        </Text>
        <Text as="span" tone="subdued">
          {[
            line.supplierSku ?? line.sku,
            t("receivedOf", { received: number(line.receivedUnits), ordered: number(line.orderedUnits) }),
          ]
            .filter((each) => each !== null)
            .join(" · ")}
        </Text>
        {over > 0 && (
          <Text as="span" tone="caution">
            {t("receive.over", { count: over })}
          </Text>
        )}
      </BlockStack>
      <div style={{ width: "7rem", flex: "none" }}>
        <TextField
          label={t("receive.unitsOf", { name })}
          labelHidden
          type="text"
          inputMode="numeric"
          autoComplete="off"
          align="right"
          value={value}
          error={error}
          onChange={onChange}
        />
      </div>
    </InlineStack>
  );
}
