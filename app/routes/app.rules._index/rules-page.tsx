import { useNavigate } from "@remix-run/react";
import {
  Badge,
  BlockStack,
  Button,
  Card,
  EmptyState,
  IndexTable,
  InlineStack,
  Link,
  Pagination,
  Text,
  useBreakpoints,
} from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { ListedRule, RuleList } from "../../policies/list-rules.server.ts";
import { ArrivoPage } from "../../ui/arrivo-page.tsx";
import { useDownload } from "../../ui/use-download.ts";
import { useFormat } from "../../ui/use-format.ts";
import { useRuleWords } from "../../ui/use-rule-words.ts";
import { ruleAddress, targetOfRow } from "../../policies/policy-target.ts";
import { useRuleName } from "../../ui/use-rule-name.ts";
import { OffCard } from "../../ui/off-card.tsx";
import { ChangeProgress } from "./change-progress.tsx";
import { RankedRules } from "./ranked-rules.tsx";

export function RulesPage({ list }: { list: RuleList }) {
  const { t } = useTranslation("rules");
  const { summary } = useRuleWords();
  const { download, isBusy } = useDownload();
  const { shopRule } = list;
  return (
    <ArrivoPage
      title={t("title")}
      primaryAction={{ content: t("new.action"), url: "/app/rules/new" }}
      secondaryActions={[
        { content: t("list.import"), url: "/app/rules/import" },
        {
          content: t("list.export"),
          loading: isBusy,
          onAction: () => void download("/app/variants/export", "arrivo-rules.csv"),
        },
      ]}
    >
      <OffCard>
        <Text as="p" tone="subdued">
          {t("intro")}
        </Text>
      </OffCard>
      {list.progress !== null && <ChangeProgress progress={list.progress} />}
      <Card padding="0">
        {list.count === 0 ? (
          <EmptyState
            heading={t("list.none")}
            action={{ content: t("list.toVariants"), url: "/app/variants" }}
            image=""
          >
            <p>{t("list.noneHelp")}</p>
          </EmptyState>
        ) : (
          <RuleTable list={list} />
        )}
      </Card>
      {list.ranked.map((group) => (
        <RankedRules key={group.level} group={group} />
      ))}
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {t("shopRule.title")}
          </Text>
          <Text as="p">{shopRule === null ? t("shopRule.none") : summary(shopRule)}</Text>
          <InlineStack>
            <Button url="/app/rules/shop">{shopRule === null ? t("shopRule.add") : t("shopRule.edit")}</Button>
          </InlineStack>
        </BlockStack>
      </Card>
    </ArrivoPage>
  );
}

function RuleTable({ list: { rules, count, page, pageCount } }: { list: RuleList }) {
  const { t } = useTranslation("rules");
  const navigate = useNavigate();
  const { smDown } = useBreakpoints();
  return (
    <>
      <IndexTable
        condensed={smDown}
        selectable={false}
        itemCount={count}
        resourceName={{ singular: t("list.rule"), plural: t("title") }}
        headings={[
          { title: t("list.name") },
          { title: t("list.level") },
          { title: t("list.rule") },
          { title: t("list.changed") },
        ]}
      >
        {rules.map((rule, index) => (
          <RuleRow key={rule.id} rule={rule} index={index} isNarrow={smDown} />
        ))}
      </IndexTable>
      {pageCount > 1 && (
        <Pagination
          type="table"
          label={t("list.page", { page, count: pageCount })}
          hasPrevious={page > 1}
          hasNext={page < pageCount}
          onPrevious={() => navigate(`?page=${page - 1}`)}
          onNext={() => navigate(`?page=${page + 1}`)}
        />
      )}
    </>
  );
}

function RuleRow({ rule, index, isNarrow }: { rule: ListedRule; index: number; isNarrow: boolean }) {
  const { t } = useTranslation("rules");
  const { summary } = useRuleWords();
  const { instant } = useFormat();
  const url = ruleAddress(targetOfRow(rule.level, rule.targetId));
  const named = useRuleName();
  const name = (
    <Link url={url} dataPrimaryLink removeUnderline>
      <Text as="span" fontWeight="semibold">
        {named(rule)}
      </Text>
    </Link>
  );
  if (isNarrow) {
    return (
      <IndexTable.Row id={rule.id} position={index}>
        <div style={{ padding: "0.75rem 1rem", whiteSpace: "normal" }}>
          <BlockStack gap="100">
            {name}
            <Text as="span" tone="subdued">
              {t(`level.${rule.level}`)} · {summary(rule.gives)}
            </Text>
          </BlockStack>
        </div>
      </IndexTable.Row>
    );
  }
  return (
    <IndexTable.Row id={rule.id} position={index}>
      <IndexTable.Cell>{name}</IndexTable.Cell>
      <IndexTable.Cell>
        <Badge>{t(`level.${rule.level}`)}</Badge>
      </IndexTable.Cell>
      <IndexTable.Cell>{summary(rule.gives)}</IndexTable.Cell>
      <IndexTable.Cell>{instant(rule.updatedAt)}</IndexTable.Cell>
    </IndexTable.Row>
  );
}
