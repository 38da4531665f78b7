import { useFetcher } from "@remix-run/react";
import { Badge, BlockStack, Button, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { cancelScopes } from "../../customers/cancellations/cancel-scopes.ts";
import type { DelayTodos } from "../../customers/delays/load-delay-todos.server.ts";
import { Access } from "../../ui/access.tsx";
import { ArrivoPage } from "../../ui/arrivo-page.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { useMoney } from "../../ui/use-money.ts";
import { useRefundsDue } from "./use-refunds-due.ts";
import type { DelaysAction, DelaysBody } from "./route.tsx";

/** What delays want of the merchant: money to give back, refunds that did not go through, customers to call. */
export function DelaysPageView({ todos }: { todos: DelayTodos }) {
  const { t } = useTranslation(["delays", "common"]);
  const { day } = useFormat();
  const money = useMoney();
  const { today, refundsDue, refused, toCall } = todos;
  const refunds = useRefundsDue(refundsDue.length > 0);
  const isEmpty = refundsDue.length + refused.length + toCall.length === 0;
  return (
    <ArrivoPage title={t("title")}>
      {isEmpty && (
        <Card>
          <BlockStack gap="200">
            <Text as="h2" variant="headingMd">
              {t("empty.title")}
            </Text>
            <Text as="p" tone="subdued">
              {t("empty.text")}
            </Text>
          </BlockStack>
        </Card>
      )}
      <BlockStack gap="400">
        <Group title={t("refunds.title")} why={t("refunds.why")} isShown={refundsDue.length > 0}>
          {refundsDue.map(({ caseId, dueOn, units, ...order }) => (
            <Row key={caseId} {...order} what={what(units, refunds[caseId])}>
              {dueOn !== null && (
                <Badge tone={dueOn < today ? "critical" : "attention"}>{t("refunds.due", { day: day(dueOn) })}</Badge>
              )}
              <Button url={addressOf(order.orderId)}>{t("refunds.look")}</Button>
              <Press body={{ intent: "refunded", caseId }} label={t("byHand")} sure={t("byHandSure")} />
            </Row>
          ))}
        </Group>
        <Group title={t("refused.title")} why={t("refused.why")} isShown={refused.length > 0}>
          {refused.some(({ error }) => error === "no-scope") && (
            <Access scopes={cancelScopes} why={t("refused.access")} />
          )}
          {refused.map(({ cancellationId, error, units, refundMinor, currency, askedOn, ...order }) => (
            <Row
              key={cancellationId}
              {...order}
              what={`${what(units, { amountMinor: refundMinor ?? 0, currency })} · ${day(askedOn)}. ${t(`refused.error.${error}`)}`}
            >
              {error !== "money-lost" && error !== "too-late" && (
                <Press body={{ intent: "try-again", cancellationId }} label={t("refused.again")} />
              )}
              <Press body={{ intent: "by-hand", cancellationId }} label={t("byHand")} sure={t("byHandSure")} />
            </Row>
          ))}
        </Group>
        <Group title={t("call.title")} why={t("call.why")} isShown={toCall.length > 0}>
          {toCall.map(({ caseId, bouncedOn, units, ...order }) => (
            <Row
              key={caseId}
              {...order}
              what={`${t("units", { count: units })}. ${t("call.bounced", { day: day(bouncedOn) })}`}
            >
              <Press body={{ intent: "told", caseId }} label={t("call.told")} />
            </Row>
          ))}
        </Group>
      </BlockStack>
    </ArrivoPage>
  );

  function what(units: number, refund: { amountMinor: number; currency: string } | undefined): string {
    const count = t("units", { count: units });
    if (refund === undefined || refund.amountMinor === 0) return count;
    return `${count} · ${t("refund", { amount: money(refund.amountMinor, refund.currency) })}`;
  }
}

const addressOf = (orderId: string): string => `/app/waiting/${orderId.split("/").at(-1) ?? ""}`;

interface GroupProps {
  title: string;
  why: string;
  isShown: boolean;
  children: ReactNode;
}

function Group({ title, why, isShown, children }: GroupProps) {
  if (!isShown) return null;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          <Text as="p" tone="subdued">
            {why}
          </Text>
        </BlockStack>
        {children}
      </BlockStack>
    </Card>
  );
}

interface RowProps {
  orderId: string;
  orderName: string;
  what: string;
  children: ReactNode;
}

function Row({ orderId, orderName, what, children }: RowProps) {
  return (
    <InlineStack align="space-between" blockAlign="center" gap="300">
      <Text as="p">
        <Link url={addressOf(orderId)} removeUnderline>
          {orderName}
        </Link>
        {` ${what}`}
      </Text>
      <InlineStack align="start" gap="200" blockAlign="center">
        {children}
      </InlineStack>
    </InlineStack>
  );
}

interface PressProps {
  body: DelaysBody;
  label: string;
  /** Asked for once more in these words: nothing brings the to-do back. */
  sure?: string;
}

function Press({ body, label, sure }: PressProps) {
  const { t } = useTranslation("common");
  const fetcher = useFetcher<DelaysAction>();
  const [isAsking, setIsAsking] = useState(false);
  const isBusy = fetcher.state !== "idle";
  const send = () => {
    setIsAsking(false);
    void fetcher.submit(body, { method: "post", encType: "application/json" });
  };
  if (isAsking)
    return (
      <>
        <Button onClick={() => setIsAsking(false)}>{t("action.back")}</Button>
        <Button variant="primary" onClick={send}>
          {sure}
        </Button>
      </>
    );
  return (
    <Button loading={isBusy} onClick={sure === undefined ? send : () => setIsAsking(true)}>
      {label}
    </Button>
  );
}
