import { BlockStack, Button, Card, Collapsible, List, Link, ProgressBar, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { LastMove } from "../../shops/read-last-move.server.ts";
import { useFormat } from "../../ui/use-format.ts";

interface Props {
  move: LastMove;
  download: (path: string, filename: string) => Promise<void>;
  isBusy: boolean;
}

/** How far the last start, stop or leave is, and what it did once it is done. */
export function MoveReportView({ move, download, isBusy }: Props) {
  const { t } = useTranslation("settings");
  const { number, instant } = useFormat();
  if (move.status === "waiting" || move.status === "running") {
    const { doneUnits, totalUnits } = move;
    return (
      <Card>
        <BlockStack gap="300">
          <Text as="h3" variant="headingSm">
            {t(`move.${move.kind}.underWay`)}
          </Text>
          <ProgressBar
            size="small"
            progress={totalUnits === null || totalUnits === 0 ? 0 : Math.min(100, (doneUnits / totalUnits) * 100)}
          />
          <Text as="p" tone="subdued">
            {totalUnits === null
              ? t("report.counting")
              : t("report.progress", { done: number(doneUnits), total: number(totalUnits) })}
          </Text>
        </BlockStack>
      </Card>
    );
  }
  const { report, finishedAt, kind, taskId } = move;
  if (report === null || finishedAt === null) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h3" variant="headingSm">
          {t(`report.${kind}`, { at: instant(finishedAt) })}
        </Text>
        <List>
          {kind === "start" ? (
            <List.Item>{t("report.published", { count: report.published })}</List.Item>
          ) : (
            <List.Item>{t("report.restored", { count: report.restored })}</List.Item>
          )}
          {report.leftAlone > 0 && <List.Item>{t("report.leftAlone", { count: report.leftAlone })}</List.Item>}
          {report.refused > 0 && <List.Item>{t("report.refused", { count: report.refused })}</List.Item>}
          {report.waitingLines !== undefined && (
            <List.Item>
              {report.waitingLines === 0
                ? t("restore.nobodyWaits")
                : t("report.waitingLines", { count: report.waitingLines })}
            </List.Item>
          )}
        </List>
        {report.leftAloneVariants.length > 0 && <LeftAlone report={report} />}
        {report.waitingLines !== undefined && report.waitingLines > 0 && (
          <div>
            <Button
              loading={isBusy}
              onClick={() => void download(`/app/settings/waiting-csv?task=${taskId}`, t("waiting.file"))}
            >
              {t("waiting.download")}
            </Button>
          </div>
        )}
      </BlockStack>
    </Card>
  );
}

function LeftAlone({ report }: { report: NonNullable<LastMove["report"]> }) {
  const { t } = useTranslation("settings");
  const { t: common } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const { leftAlone, leftAloneVariants: variants } = report;
  return (
    <BlockStack gap="200" inlineAlign="start">
      <Button variant="plain" disclosure={isOpen ? "up" : "down"} onClick={() => setOpen(!isOpen)}>
        {t("report.show")}
      </Button>
      <Collapsible id="left-alone" open={isOpen}>
        <BlockStack gap="200">
          <List>
            {variants.map(({ variantId, displayName, policy }) => (
              <List.Item key={variantId}>
                <Link url={`/app/variants/${variantId.slice(variantId.lastIndexOf("/") + 1)}`}>{displayName}</Link>{" "}
                {common(`policy.${policy === "CONTINUE" ? "CONTINUE" : "DENY"}`)}
              </List.Item>
            ))}
          </List>
          {leftAlone > variants.length && (
            <Text as="p" tone="subdued">
              {t("report.more", { count: leftAlone - variants.length })}
            </Text>
          )}
        </BlockStack>
      </Collapsible>
    </BlockStack>
  );
}
