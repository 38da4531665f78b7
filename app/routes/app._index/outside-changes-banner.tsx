import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, ButtonGroup, Link, List } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { OutsideAnswer } from "../../availability/outside-changes.server.ts";
import type { HomePage } from "../../shops/load-home.server.ts";
import { useFormat } from "../../ui/use-format.ts";
import { useToast } from "../../ui/use-toast.ts";
import { numberOf } from "../../ui/variant-number.ts";
import type { HomeAction } from "./route.tsx";
import { plainName } from "../../ui/plain-name.ts";

const shown = 5;
const answers = ["put-back", "keep", "always-keep"] as const;

/** What others changed since, and the merchant's three answers: Arrivo never fights. */
export function OutsideChangesBanner({ outside: { imports, byHand } }: Pick<HomePage, "outside">) {
  const { t } = useTranslation(["home", "common"]);
  const { instant } = useFormat();
  const fetcher = useFetcher<HomeAction>();
  useToast(fetcher.data?.ok === true ? fetcher.data : undefined, t("common:toast.saved"));
  if (imports.length + byHand.length === 0) return null;
  const answer = (choice: OutsideAnswer) =>
    fetcher.submit({ intent: "answer-outside", answer: choice }, { method: "post", encType: "application/json" });
  const many = imports[0];
  const title =
    many !== undefined
      ? t("outside.import", { count: many.count, at: instant(many.at) })
      : t("outside.byHand", { count: byHand.length });
  return (
    <Banner tone="warning" title={title}>
      <BlockStack gap="300">
        <p>{t("outside.words")}</p>
        {byHand.length > 0 && (
          <List>
            {byHand.slice(0, shown).map(({ variantId, displayName, to }) => (
              <List.Item key={variantId}>
                <Link url={`/app/variants/${numberOf(variantId)}`}>{plainName(displayName)}</Link>:{" "}
                {to === "CONTINUE" ? t("common:policy.CONTINUE") : t("common:policy.DENY")}
              </List.Item>
            ))}
          </List>
        )}
        <ButtonGroup>
          {answers.map((choice) => (
            <Button key={choice} onClick={() => answer(choice)} disabled={fetcher.state !== "idle"}>
              {t(`outside.answer.${choice}`)}
            </Button>
          ))}
        </ButtonGroup>
      </BlockStack>
    </Banner>
  );
}
