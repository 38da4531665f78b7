import { Badge, BlockStack, Card, Divider, InlineStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { partsOfWindow } from "../../backorders/parts-of-window.ts";
import type { PromisePart } from "../../backorders/promise-part.ts";
import type { OrderPageLine } from "../../customers/waiting-orders/order-page.ts";
import type { ShipWindow } from "../../supply/day.ts";
import { FactList } from "../../ui/fact-list.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { useStaff } from "../../ui/use-staff.ts";
import { numberOf } from "../../ui/variant-number.ts";
import { MoveUnits } from "./move-units.tsx";
import { MoveRow } from "./move-row.tsx";

/** One line: its units by what became of them, its place, its promise and why that moved. */
export function LineCard({ line }: { line: OrderPageLine }) {
  const { t } = useTranslation("waiting");
  const { number, window, instant } = useFormat();
  const staff = useStaff();
  const { promise, place, override } = line;
  const units = (["waitingUnits", "allocatedUnits", "shippedUnits", "cancelledUnits", "heldUnits"] as const).flatMap(
    (key) => (line[key] === 0 ? [] : [[t(`line.${key}`), number(line[key])] as const]),
  );
  /** "1: Nov 26, 2026; 3: Dec 30, 2026" where they don't leave together. */
  const windowOf = (of: ShipWindow | null) => {
    const parts = partsOfWindow(promise?.parts ?? [], of, line.waitingUnits + line.allocatedUnits);
    if (parts.length === 0) return window(of);
    return parts.map((part) => t("line.part", { units: number(part.units), when: window(part) })).join("; ");
  };
  const whenNow = ({ waitingUnits }: OrderPageLine) => {
    if (promise?.isReady !== true) return windowOf(promise?.computed ?? null);
    // The date looks at all locations, what is assigned only at the one that sends it.
    return t(waitingUnits === 0 ? "inStock" : "inStockElsewhere");
  };
  const saidPart = (part: PromisePart) =>
    part.source === "unknown"
      ? t("queue.unknown", { units: number(part.units) })
      : t("queue.part", { units: number(part.units), source: t(`line.source.${part.source}`), when: window(part) });
  const where = line.places.filter(({ name }) => name !== "");
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" gap="200" wrap>
          <Text as="h2" variant="headingMd" breakWord>
            {t("line.title", { units: number(line.orderedUnits), title: line.title })}
          </Text>
          {promise !== null && <PromiseBadge outcome={promise.outcome} isReady={line.waitingUnits === 0} />}
        </InlineStack>
        <FactList facts={units} />
        {where.length > 1 && (
          <Text as="p" tone="subdued">
            {where.map(({ name, remainingUnits }) => t("line.at", { units: number(remainingUnits), name })).join(" · ")}
          </Text>
        )}
        {place !== null && line.inventoryItemId !== null && (
          <BlockStack gap="100">
            <InlineStack gap="200" wrap>
              <Text as="span">
                {t("line.place", {
                  place: number(place.place),
                  all: number(place.lineCount),
                  before: number(place.unitsBefore),
                })}
              </Text>
              <Link url={`/app/queues/${numberOf(line.inventoryItemId)}?line=${numberOf(line.lineId)}`}>
                {t("line.toQueue")}
              </Link>
            </InlineStack>
            {override !== null && (
              <Text as="p" tone="subdued">
                {t(`line.override.${override.place}`, { who: staff(override.by), at: instant(override.at) })}
              </Text>
            )}
          </BlockStack>
        )}
        {line.moveTo.map((move) => (
          <MoveUnits key={`${move.fromLocationId} ${move.toLocationId}`} lineId={line.lineId} move={move} />
        ))}
        {promise !== null && (
          <>
            <Divider />
            <FactList
              facts={[
                [
                  t("line.told"),
                  promise.told === null ? t(`line.standing.${promise.toldStanding}`) : window(promise.told),
                ],
                ...(line.toldText === null ? [] : [[t("line.read"), line.toldText] as const]),
                [t("line.given"), windowOf(promise.given)],
                ...(promise.outcome === null
                  ? [
                      [t("line.now"), whenNow(line)] as const,
                      [t("line.from"), promise.parts.map(saidPart).join("; ")] as const,
                    ]
                  : []),
              ]}
            />
            {promise.isDelayedAtBirth && <Text as="p">{t("line.delayedAtBirth")}</Text>}
          </>
        )}
        {line.moves.length > 0 && (
          <BlockStack gap="300">
            <Text as="h3" variant="headingSm">
              {t("line.moves")}
            </Text>
            {line.moves.map((move) => (
              <MoveRow key={move.id} move={move} />
            ))}
          </BlockStack>
        )}
      </BlockStack>
    </Card>
  );
}

function PromiseBadge({ outcome, isReady }: { outcome: string | null; isReady: boolean }) {
  const { t } = useTranslation("waiting");
  if (outcome === "kept") return <Badge tone="success">{t("outcome.kept")}</Badge>;
  if (outcome === "late") return <Badge tone="critical">{t("outcome.late")}</Badge>;
  if (outcome === "undated") return <Badge>{t("outcome.undated")}</Badge>;
  if (outcome === "cancelled") return <Badge>{t("outcome.cancelled")}</Badge>;
  return isReady ? <Badge tone="success">{t("badge.ready")}</Badge> : <Badge tone="info">{t("outcome.waits")}</Badge>;
}
