import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, ButtonGroup, Card, Layout, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { StorefrontSettings } from "../../availability/storefront-settings.ts";
import type { RulePage } from "../../policies/load-rule-page.server.ts";
import { draftOf, etaInputOf, type LimitDraft, limitInputOf } from "../../policies/policy-draft.ts";
import { ArrivoPage } from "../../ui/arrivo-page.tsx";
import { EtaFields } from "../../ui/eta-fields.tsx";
import { LimitFields, proposedLimit } from "../../ui/limit-fields.tsx";
import { plainName } from "../../ui/plain-name.ts";
import { ShopperPreview } from "../../ui/shopper-preview.tsx";
import type { TryAction } from "./route.tsx";
import { OffCard } from "../../ui/off-card.tsx";

interface Props {
  page: RulePage;
  settings: StorefrontSettings;
  now: number;
}

/** The preview follows the hand, once it rests. */
const restMs = 400;

/** Try one product: a limit and a date beside what the shopper will read. */
export function TryPage({ page, settings, now }: Props) {
  const { t } = useTranslation(["home", "common"]);
  const given = draftOf(page.gives ?? {});
  const proposedUnits = proposedLimit(page);
  const proposed: LimitDraft =
    proposedUnits > 0 ? { ...given.limit, kind: "number", units: String(proposedUnits) } : given.limit;
  const [limit, setLimit] = useState(page.gives?.limit === undefined ? proposed : given.limit);
  const [eta, setEta] = useState(given.eta);
  const preview = useFetcher<TryAction>();
  const save = useFetcher<TryAction>();
  const rule = JSON.stringify({ limit: limitInputOf(limit), eta: etaInputOf(eta) });
  const isWhole = limit.kind !== "" && eta.kind !== "";
  const post = (fetcher: typeof preview, intent: "preview" | "save") =>
    fetcher.submit({ intent, rule: JSON.parse(rule) }, { method: "post", encType: "application/json" });
  useEffect(() => {
    if (!isWhole) return;
    const timer = setTimeout(() => post(preview, "preview"), restMs);
    return () => clearTimeout(timer);
    // The fetchers are new with each of their answers: only what was filled in asks again.
  }, [rule, isWhole]);

  const shown = preview.data?.result;
  const failed = save.data?.result.ok === false ? save.data.result : null;
  const errors =
    failed?.reason === "form" ? failed.errors : shown?.ok === false && shown.reason === "form" ? shown.errors : {};
  const promise = isWhole && shown?.ok === true ? shown.change.firstPromise : null;
  return (
    <ArrivoPage
      title={t("trial.title", { name: plainName(`${page.target.productName} - ${page.target.name}`) })}
      backAction={{ url: "/app" }}
    >
      {failed?.reason === "gone" && <Banner tone="critical">{t("common:fault.goneWords")}</Banner>}
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <Card>
              <BlockStack gap="300">
                {proposedUnits > 0 && (
                  <Text as="p" tone="subdued">
                    {page.shortfallUnits > 0
                      ? t("trial.proposedBelowZero", { count: proposedUnits, belowZero: page.shortfallUnits })
                      : t("trial.proposed", { count: proposedUnits })}
                  </Text>
                )}
                <LimitFields value={limit} onChange={setLimit} errors={errors} proposal={page} />
              </BlockStack>
            </Card>
            <Card>
              <EtaFields value={eta} onChange={setEta} errors={errors} />
            </Card>
            <OffCard>
              <ButtonGroup>
                <Button variant="primary" onClick={() => post(save, "save")} loading={save.state !== "idle"}>
                  {t("trial.save")}
                </Button>
                <Button url="/app">{t("common:action.cancel")}</Button>
              </ButtonGroup>
            </OffCard>
            <OffCard>
              <Text as="p" tone="subdued">
                {t("trial.nothingYet")}
              </Text>
            </OffCard>
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <Card>
            <BlockStack gap="300">
              <Text as="h2" variant="headingMd">
                {t("trial.preview")}
              </Text>
              {promise === null ? (
                <Text as="p" tone="subdued">
                  {t("trial.fillIn")}
                </Text>
              ) : (
                <ShopperPreview data={{ ...promise, settings, now }} quantities={[1, 5]} />
              )}
            </BlockStack>
          </Card>
        </Layout.Section>
      </Layout>
    </ArrivoPage>
  );
}
