import { useTranslation } from "react-i18next";
import type { IncomingPage } from "../../supply/inbound/load-incoming.server.ts";
import { plainName } from "../../ui/plain-name.ts";
import { useFormat } from "../../ui/use-format.ts";
import { QuestionsCard } from "./questions-card.tsx";
import type { IncomingBody } from "./route.tsx";

interface Props {
  doubles: IncomingPage["doubles"];
  onAnswer: (body: IncomingBody) => void;
  pressed: IncomingBody | null;
}

/** Pairs that may be the same units, counted twice until the merchant says. */
export function DoublesCard({ doubles, ...answering }: Props) {
  const { t } = useTranslation("inbound");
  const { number } = useFormat();
  return (
    <QuestionsCard
      title={t("doubles.title")}
      why={t("doubles.why")}
      questions={doubles.map(({ shopifyLineId, shopifyName, orderLineId, orderNumber, variantName, ...units }) => ({
        id: shopifyLineId,
        title: t("doubles.pair", { name: shopifyName, number: orderNumber, variant: plainName(variantName) }),
        why: t("doubles.units", {
          name: shopifyName,
          number: orderNumber,
          shopify: number(units.shopifyUnits),
          order: number(units.orderUnits),
        }),
        choices: [
          { label: t("doubles.same"), body: { intent: "link-double", lineId: shopifyLineId, orderLineId } },
          { label: t("doubles.other"), body: { intent: "no-double", lineId: shopifyLineId } },
        ],
      }))}
      {...answering}
    />
  );
}
