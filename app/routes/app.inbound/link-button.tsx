import { ActionList, Button, Popover } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { IncomingLine } from "../../supply/inbound/load-incoming.server.ts";
import { useFormat } from "../../ui/use-format.ts";
import type { IncomingBody } from "./route.tsx";

interface Props {
  line: IncomingLine;
  onAnswer: (body: IncomingBody) => void;
  pressed: IncomingBody | null;
}

/** Says which purchase order describes the same units, or takes that back; nothing where there is no such order. */
export function LinkButton({ line: { id, link, candidates }, onAnswer, pressed }: Props) {
  const { t } = useTranslation("inbound");
  const { number, day } = useFormat();
  const [isOpen, setOpen] = useState(false);
  const isPressed = pressed !== null && "lineId" in pressed && pressed.lineId === id;
  if (link !== null)
    return (
      <Button
        variant="plain"
        disabled={isPressed}
        accessibilityLabel={t("link.offLabel", { number: link.number })}
        onClick={() => onAnswer({ intent: "no-double", lineId: id })}
      >
        {t("link.off")}
      </Button>
    );
  if (candidates.length === 0) return null;
  return (
    <Popover
      active={isOpen}
      onClose={() => setOpen(false)}
      activator={
        <Button disclosure disabled={isPressed} onClick={() => setOpen(!isOpen)}>
          {t("link.open")}
        </Button>
      }
    >
      <ActionList
        items={candidates.map(({ orderLineId, number: order, units, expectedOn }) => ({
          id: orderLineId,
          content: order,
          helpText:
            expectedOn === null
              ? t("link.units", { units: number(units) })
              : t("link.unitsOn", { units: number(units), day: day(expectedOn) }),
          onAction: () => {
            setOpen(false);
            onAnswer({ intent: "link-double", lineId: id, orderLineId });
          },
        }))}
      />
    </Popover>
  );
}
