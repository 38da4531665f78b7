import { useFetcher } from "@remix-run/react";
import { Modal, TitleBar } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Box, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useAnswered } from "../../ui/use-answered.ts";
import { useToast } from "../../ui/use-toast.ts";
import type { SupplierAction } from "./route.tsx";

interface Props {
  variantIds: string[];
  onClose: () => void;
  onDone: () => void;
}

/** Asks before a supplier no longer delivers what was ticked. */
export function RemoveTerms({ variantIds, onClose, onDone }: Props) {
  const { t } = useTranslation(["suppliers", "common"]);
  const fetcher = useFetcher<SupplierAction>();
  const result = fetcher.data?.intent === "remove-terms" ? fetcher.data.result : undefined;
  useAnswered(fetcher, (answer) => {
    if (answer.result.ok) onDone();
  });
  useToast(
    result?.ok === true ? result : undefined,
    t("terms.removedToast", { count: result?.ok === true ? result.count : 0 }),
  );
  const remove = () =>
    fetcher.submit({ intent: "remove-terms", variantIds }, { method: "post", encType: "application/json" });
  return (
    <Modal open onHide={onClose}>
      <Box padding="400">
        <BlockStack gap="400">
          <Text as="p">{t("terms.removeWords")}</Text>
          {result?.ok === false && <Banner tone="critical">{t("form.gone")}</Banner>}
        </BlockStack>
      </Box>
      <TitleBar title={t("terms.removeTitle", { count: variantIds.length })}>
        <button variant="primary" tone="critical" onClick={remove} disabled={fetcher.state !== "idle"}>
          {t("terms.remove")}
        </button>
        <button onClick={onClose}>{t("common:action.cancel")}</button>
      </TitleBar>
    </Modal>
  );
}
