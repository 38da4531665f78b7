import type { SerializeFrom } from "@remix-run/node";
import { useFetcher, useRevalidator } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Button, Card, EmptyState, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { IncomingPage } from "../../supply/inbound/load-incoming.server.ts";
import { inboundScopes } from "../../supply/inbound/inbound-scopes.ts";
import { ArrivoPage } from "../../ui/arrivo-page.tsx";
import { useToast } from "../../ui/use-toast.ts";
import { AssumedCard } from "./assumed-card.tsx";
import { DoublesCard } from "./doubles-card.tsx";
import { IncomingTable } from "./incoming-table.tsx";
import type { IncomingAction, IncomingBody } from "./route.tsx";

/** What Shopify's transfers and shipments bring, and what of it needs the merchant's word. */
export function IncomingPageView({ page }: { page: SerializeFrom<IncomingPage> }) {
  const { t } = useTranslation("inbound");
  const fetcher = useFetcher<IncomingAction>();
  const [pressed, setPressed] = useState<IncomingBody | null>(null);
  const isBusy = fetcher.state !== "idle";
  const post = (body: IncomingBody) => {
    setPressed(body);
    fetcher.submit(body, { method: "post", encType: "application/json" });
  };
  const answer = fetcher.data;
  const refused = answer !== undefined && !answer.result.ok ? answer.result.reason : null;
  useToast(
    answer,
    answer === undefined ? null : refused === null ? t(`done.${answer.intent}`) : t(`refused.${refused}`),
    refused !== null,
  );
  const answering = { onAnswer: post, pressed: isBusy ? pressed : null };
  const isGranted = page.access === "granted";
  return (
    <ArrivoPage
      title={t("title")}
      subtitle={t("subtitle")}
      {...(isGranted
        ? {
            primaryAction: {
              content: t("readAgain"),
              onAction: () => post({ intent: "read-again" }),
              loading: isBusy && pressed?.intent === "read-again",
            },
          }
        : {})}
    >
      {page.access === "silent" && (
        <Banner tone="warning" title={t("silent.title")}>
          <p>{t("silent.why")}</p>
        </Banner>
      )}
      {page.access === "not-granted" && <AskAccess onGranted={() => post({ intent: "read-again" })} />}
      {page.assumed.length > 0 && <AssumedCard assumed={page.assumed} {...answering} />}
      {page.doubles.length > 0 && <DoublesCard doubles={page.doubles} {...answering} />}
      {(isGranted || page.count > 0) && (
        <Card padding="0">
          {page.count === 0 ? (
            <EmptyState heading={t("none.title")} image="">
              <p>{t("none.help")}</p>
            </EmptyState>
          ) : (
            <IncomingTable page={page} {...answering} />
          )}
        </Card>
      )}
    </ArrivoPage>
  );
}

/** Asked for here, where it is of use, and saying why. */
function AskAccess({ onGranted }: { onGranted: () => void }) {
  const { t } = useTranslation("inbound");
  const shopify = useAppBridge();
  const { revalidate } = useRevalidator();
  const ask = async () => {
    const { result } = await shopify.scopes.request([...inboundScopes]);
    if (result !== "granted-all") return;
    onGranted();
    revalidate();
  };
  return (
    <Card>
      <BlockStack gap="300" inlineAlign="start">
        <Text as="h2" variant="headingMd">
          {t("access.title")}
        </Text>
        <Text as="p">{t("access.why")}</Text>
        <Text as="p" tone="subdued">
          {t("access.only")}
        </Text>
        <Button variant="primary" onClick={() => void ask()}>
          {t("access.ask")}
        </Button>
      </BlockStack>
    </Card>
  );
}
