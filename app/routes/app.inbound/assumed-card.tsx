import { useTranslation } from "react-i18next";
import type { AssumedLine } from "../../supply/inbound/load-assumed.server.ts";
import { plainName } from "../../ui/plain-name.ts";
import { useFormat } from "../../ui/use-format.ts";
import { QuestionsCard } from "./questions-card.tsx";
import type { IncomingBody } from "./route.tsx";

interface Props {
  assumed: readonly AssumedLine[];
  onAnswer: (body: IncomingBody) => void;
  pressed: IncomingBody | null;
}

/** Stock that rose with nothing to explain it: counted as arrived until the merchant says. */
export function AssumedCard({ assumed, ...answering }: Props) {
  const { t } = useTranslation("inbound");
  const { instant } = useFormat();
  return (
    <QuestionsCard
      title={t("assumed.title")}
      why={t("assumed.why")}
      questions={assumed.map(({ lineId, units, variantName, name, seenAt, because }) => ({
        id: lineId,
        title: t("assumed.line", { count: units, variant: plainName(variantName), name }),
        why: t(`assumed.${because}`, { at: instant(seenAt), name }),
        choices: [
          { label: t("assumed.confirm"), body: { intent: "confirm-assumed", lineId } },
          { label: t("assumed.undo"), body: { intent: "undo-assumed", lineId } },
        ],
      }))}
      {...answering}
    />
  );
}
