import { useFetcher } from "@remix-run/react";
import { Modal, TitleBar } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Box, Button, List, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AdoptionPreview } from "../../customers/waiting-orders/adopt-orders.server.ts";
import { useAnswered } from "../../ui/use-answered.ts";
import { useFormat } from "../../ui/use-format.ts";
import { useToast } from "../../ui/use-toast.ts";
import type { WaitingAction } from "./route.tsx";

/** Orders older than Arrivo: counted and queued, and otherwise left alone until the merchant has seen this. */
export function AdoptedCard({ count }: { count: number }) {
  const { t } = useTranslation(["waiting", "common"]);
  const fetcher = useFetcher<WaitingAction>();
  const [adoption, setAdoption] = useState<AdoptionPreview | null>(null);
  const post = (intent: "preview-adoption" | "adopt") =>
    fetcher.submit({ intent }, { method: "post", action: "/app/waiting?index", encType: "application/json" });
  useAnswered(fetcher, (answer) => setAdoption(answer.intent === "preview-adoption" ? answer.adoption : null));
  const isDone = fetcher.data?.intent === "adopt";
  useToast(isDone ? fetcher.data : undefined, t("adopted.done"));
  const isBusy = fetcher.state !== "idle";
  return (
    <>
      <Banner tone="info" title={t("adopted.title", { count })}>
        <BlockStack gap="300" inlineAlign="start">
          <p>{t("adopted.help")}</p>
          <Button loading={isBusy && adoption === null} onClick={() => post("preview-adoption")}>
            {t("adopted.look")}
          </Button>
        </BlockStack>
      </Banner>
      <Modal open={adoption !== null} onHide={() => setAdoption(null)}>
        <Box padding="400">{adoption !== null && <Adoption adoption={adoption} />}</Box>
        <TitleBar title={t("adopted.ask")}>
          <button variant="primary" disabled={isBusy} onClick={() => post("adopt")}>
            {t("adopted.do")}
          </button>
          <button onClick={() => setAdoption(null)}>{t("common:action.cancel")}</button>
        </TitleBar>
      </Modal>
    </>
  );
}

function Adoption({ adoption }: { adoption: AdoptionPreview }) {
  const { t } = useTranslation("waiting");
  const { instant, number } = useFormat();
  const { orderCount, unitCount, examples, holds, tags, mails } = adoption;
  return (
    <BlockStack gap="400">
      <Text as="p">{t("adopted.count", { count: orderCount, units: number(unitCount) })}</Text>
      <List>
        {examples.map(({ orderId, name, placedAt, title, waitingUnits }) => (
          <List.Item key={orderId}>
            {t("adopted.example", { name, at: instant(placedAt), units: number(waitingUnits), title })}
          </List.Item>
        ))}
      </List>
      <Text as="h3" variant="headingSm">
        {t("adopted.then")}
      </Text>
      <List>
        <List.Item>{t("adopted.dated")}</List.Item>
        <List.Item>{t(`adopted.holds.${holds}`)}</List.Item>
        <List.Item>{t(tags ? "adopted.tagged" : "adopted.untagged")}</List.Item>
        <List.Item>{t(mails ? "adopted.mailed" : "adopted.unmailed")}</List.Item>
      </List>
    </BlockStack>
  );
}
