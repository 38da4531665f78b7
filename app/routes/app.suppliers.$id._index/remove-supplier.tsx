import { useFetcher } from "@remix-run/react";
import { Modal, TitleBar } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Box, Link, List, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useAnswered } from "../../ui/use-answered.ts";
import { useToast } from "../../ui/use-toast.ts";
import type { SupplierAction } from "./route.tsx";

interface Props {
  name: string;
  onClose: () => void;
  onDone: (outcome: "deleted" | "archived") => void;
}

/** Asks before a supplier is deleted, and says which purchase orders stand in the way. */
export function RemoveSupplier({ name, onClose, onDone }: Props) {
  const { t } = useTranslation(["suppliers", "common"]);
  const fetcher = useFetcher<SupplierAction>();
  const result = fetcher.data?.intent === "remove" ? fetcher.data.result : undefined;
  const outcome = result?.ok === true ? result.outcome : null;
  useToast(
    outcome === null ? undefined : result,
    outcome === "archived" ? t("page.archivedToast") : t("page.removedToast"),
  );
  useAnswered(fetcher, ({ intent, result: given }) => {
    if (intent === "remove" && given.ok) onDone(given.outcome);
  });
  const refused = result?.ok === false && result.reason === "open-orders" ? result : null;
  return (
    <Modal open onHide={onClose}>
      <Box padding="400">
        <BlockStack gap="400">
          <Text as="p">{t("page.removeWords")}</Text>
          {result?.ok === false && result.reason === "gone" && <Banner tone="critical">{t("form.gone")}</Banner>}
          {refused !== null && (
            <Banner tone="critical" title={t("page.openOrdersTitle", { count: refused.orderCount })}>
              <BlockStack gap="200">
                <p>{t("page.openOrdersWords")}</p>
                <List>
                  {refused.orders.map(({ id, number }) => (
                    <List.Item key={id}>
                      <Link url={`/app/purchase-orders/${id}`}>{number}</Link>
                    </List.Item>
                  ))}
                </List>
                {refused.orderCount > refused.orders.length && (
                  <p>{t("page.more", { count: refused.orderCount - refused.orders.length })}</p>
                )}
              </BlockStack>
            </Banner>
          )}
        </BlockStack>
      </Box>
      <TitleBar title={t("page.removeTitle", { name })}>
        <button
          variant="primary"
          tone="critical"
          disabled={fetcher.state !== "idle" || refused !== null}
          onClick={() => fetcher.submit({ intent: "remove" }, { method: "post", encType: "application/json" })}
        >
          {t("page.remove")}
        </button>
        <button onClick={onClose}>{t("common:action.cancel")}</button>
      </TitleBar>
    </Modal>
  );
}
