import { useFetcher } from "@remix-run/react";
import { Badge, BlockStack, Box, Button, ButtonGroup, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RankedRule, RuleList } from "../../policies/list-rules.server.ts";
import { ruleAddress, targetOfRow } from "../../policies/policy-target.ts";
import { ConfirmChange } from "../../ui/confirm-change.tsx";
import { useAnswered } from "../../ui/use-answered.ts";
import { useRuleName } from "../../ui/use-rule-name.ts";
import { useRuleWords } from "../../ui/use-rule-words.ts";
import { useToast } from "../../ui/use-toast.ts";
import type { RulesAction } from "./route.tsx";

type Group = RuleList["ranked"][number];

/**
 * The rules of one level in the order in which they count: dragged, or moved by their buttons, which the keyboard reaches.
 * What the new order changes is shown before it is kept.
 */
export function RankedRules({ group: { level, rules } }: { group: Group }) {
  const { t } = useTranslation("rules");
  const fetcher = useFetcher<RulesAction>();
  const [order, setOrder] = useState<string[] | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [dragged, setDragged] = useState<string | null>(null);
  const isBusy = fetcher.state !== "idle";
  const ids = order ?? rules.map(({ id }) => id);
  const shown = ids.flatMap((id) => rules.find((rule) => rule.id === id) ?? []);
  const post = (intent: "preview-order" | "order", next: string[]) =>
    fetcher.submit({ intent, level, ids: next }, { method: "post", encType: "application/json" });
  const move = (from: number, to: number) => {
    const id = ids[from];
    if (id === undefined || to < 0 || to >= ids.length || from === to || isBusy) return;
    const next = ids.toSpliced(from, 1).toSpliced(to, 0, id);
    setOrder(next);
    post("preview-order", next);
  };
  useAnswered(fetcher, ({ intent, result }) => {
    if (intent === "order" || !result.ok) {
      setAsking(false);
      // What is true is read again with the page.
      setOrder(null);
    } else if (result.change.changedCount === 0) post("order", ids);
    else setAsking(true);
  });
  const answer = fetcher.data;
  useToast(answer?.intent === "order" && answer.result.ok ? answer : undefined, t("order.saved"));
  useToast(answer?.result.ok === false ? answer : undefined, t("order.stale"));
  return (
    <Card padding="0">
      <Box padding="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t(`levels.${level}`)}
          </Text>
          {rules.length > 1 && (
            <Text as="p" tone="subdued">
              {t("order.help")}
            </Text>
          )}
        </BlockStack>
      </Box>
      <ol style={{ listStyle: "none", margin: 0, padding: 0 }} aria-label={t(`levels.${level}`)}>
        {shown.map((rule, index) => (
          <li
            key={rule.id}
            draggable={rules.length > 1 && !isBusy}
            onDragStart={() => setDragged(rule.id)}
            onDragEnd={() => setDragged(null)}
            onDragOver={(event) => event.preventDefault()}
            onDrop={(event) => {
              event.preventDefault();
              if (dragged !== null) move(ids.indexOf(dragged), index);
            }}
            style={{ borderTop: "1px solid var(--p-color-border)", opacity: dragged === rule.id ? 0.5 : 1 }}
          >
            <RuleLine rule={rule} place={index} count={shown.length} isBusy={isBusy} onMove={(to) => move(index, to)} />
          </li>
        ))}
      </ol>
      <ConfirmChange
        title={t("order.confirmTitle")}
        change={isAsking && answer?.result.ok === true ? answer.result.change : null}
        isBusy={isBusy}
        onConfirm={() => post("order", ids)}
        onClose={() => {
          setAsking(false);
          setOrder(null);
        }}
      />
    </Card>
  );
}

interface LineProps {
  rule: RankedRule;
  place: number;
  count: number;
  isBusy: boolean;
  onMove: (to: number) => void;
}

function RuleLine({ rule, place, count, isBusy, onMove }: LineProps) {
  const { t } = useTranslation("rules");
  const { summary } = useRuleWords();
  const name = useRuleName()(rule);
  return (
    <Box paddingInline="400" paddingBlock="300">
      <InlineStack gap="300" blockAlign="center" wrap={false}>
        {count > 1 && (
          <span style={{ cursor: "grab" }} aria-hidden>
            ⠿
          </span>
        )}
        <div style={{ flex: 1, minWidth: 0 }}>
          <BlockStack gap="100">
            <InlineStack gap="200" wrap>
              <Link url={ruleAddress(targetOfRow(rule.level, rule.targetId))} removeUnderline>
                <Text as="span" fontWeight="semibold" breakWord>
                  {name}
                </Text>
              </Link>
              {rule.isGone && <Badge tone="warning">{t(`gone.${rule.level}`)}</Badge>}
            </InlineStack>
            <Text as="span" tone="subdued">
              {t("list.products", { count: rule.productCount })} · {summary(rule.gives)}
            </Text>
          </BlockStack>
        </div>
        {count > 1 && (
          <ButtonGroup variant="segmented">
            <Button
              disclosure="up"
              accessibilityLabel={t("order.up", { name })}
              disabled={place === 0 || isBusy}
              onClick={() => onMove(place - 1)}
            />
            <Button
              disclosure="down"
              accessibilityLabel={t("order.down", { name })}
              disabled={place === count - 1 || isBusy}
              onClick={() => onMove(place + 1)}
            />
          </ButtonGroup>
        )}
      </InlineStack>
    </Box>
  );
}
