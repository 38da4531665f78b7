import { useFetcher } from "@remix-run/react";
import { BlockStack, Select, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { type CorrectedCause, correctedCauses } from "../../backorders/corrected-cause.ts";
import type { OrderPageLine } from "../../customers/waiting-orders/order-page.ts";
import { useChangeWords } from "../../ui/use-change-words.ts";
import { useFormat } from "../../ui/use-format.ts";
import { useStaff } from "../../ui/use-staff.ts";
import { useToast } from "../../ui/use-toast.ts";
import type { OrderAction } from "./route.tsx";

/** A date that moved, with the cause that Arrivo found; the merchant may know better. */
export function MoveRow({ move }: { move: OrderPageLine["moves"][number] }) {
  const { t } = useTranslation("waiting");
  const { instant, window } = useFormat();
  const { cause } = useChangeWords();
  const staff = useStaff();
  const fetcher = useFetcher<OrderAction>();
  useToast(fetcher.data, t("move.saved"));
  const correct = (to: string) => {
    const corrected: CorrectedCause | null = correctedCauses.find((each) => each === to) ?? null;
    fetcher.submit(
      { intent: "correct-cause", changeId: move.id, cause: corrected },
      { method: "post", encType: "application/json" },
    );
  };
  return (
    <BlockStack gap="100">
      <Text as="p">{t("move.line", { at: instant(move.at), from: window(move.from), to: window(move.to) })}</Text>
      <Select
        label={t("move.cause")}
        labelInline
        disabled={fetcher.state !== "idle"}
        options={[
          { value: "", label: cause(move.cause) },
          ...correctedCauses.map((value) => ({ value, label: t(`move.corrected.${value}`) })),
        ]}
        value={move.corrected?.cause ?? ""}
        onChange={correct}
      />
      {move.corrected !== null && (
        <Text as="p" tone="subdued">
          {t("move.by", { who: staff(move.corrected.by), found: cause(move.cause) })}
        </Text>
      )}
    </BlockStack>
  );
}
