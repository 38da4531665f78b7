import { useNavigation, useSearchParams } from "@remix-run/react";
import {
  Badge,
  BlockStack,
  Box,
  Button,
  Card,
  ChoiceList,
  InlineStack,
  ResourceItem,
  ResourceList,
  Text,
  TextField,
} from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FoundTarget } from "../../policies/find-targets.server.ts";
import { ruleAddress, targetOfRow } from "../../policies/policy-target.ts";
import { type TargetLevel, targetLevels } from "../../policies/target-level.ts";
import { ArrivoPage } from "../../ui/arrivo-page.tsx";

interface Props {
  level: TargetLevel;
  search: string;
  targets: FoundTarget[];
  hasMore: boolean;
}

/** Typing stops this long before the list is asked again. */
const pauseMs = 250;

/** Which level a new rule has, and what it names: found by its name, with how many products that is. */
export function NewRulePage({ level, search, targets, hasMore }: Props) {
  const { t } = useTranslation(["rules", "common"]);
  const [, setParams] = useSearchParams();
  const navigation = useNavigation();
  const [typed, setTyped] = useState(search);
  useEffect(() => {
    if (typed === search) return;
    const timer = setTimeout(() => setParams({ level, search: typed }, { replace: true }), pauseMs);
    return () => clearTimeout(timer);
  }, [typed, search, level, setParams]);
  return (
    <ArrivoPage title={t("new.title")} backAction={{ url: "/app/rules" }}>
      <Card>
        <BlockStack gap="300">
          <ChoiceList
            title={t("new.level")}
            choices={targetLevels.map((each) => ({ label: t(`new.levels.${each}`), value: each }))}
            selected={[level]}
            onChange={([chosen]) => {
              setTyped("");
              setParams({ level: chosen ?? level }, { replace: true });
            }}
          />
          <InlineStack gap="300">
            <Button variant="plain" url="/app/variants">
              {t("new.variants")}
            </Button>
            <Button variant="plain" url="/app/rules/shop">
              {t("new.shop")}
            </Button>
          </InlineStack>
        </BlockStack>
      </Card>
      <Card padding="0">
        <Box padding="400">
          <TextField
            label={t(`new.search.${level}`)}
            value={typed}
            onChange={setTyped}
            autoComplete="off"
            clearButton
            onClearButtonClick={() => setTyped("")}
          />
        </Box>
        <ResourceList
          items={targets}
          loading={navigation.state === "loading"}
          emptyState={
            <Box padding="400">
              <Text as="p" tone="subdued">
                {search === "" ? t(`new.none.${level}`) : t("new.notFound")}
              </Text>
            </Box>
          }
          renderItem={({ id, name, productCount, hasRule }) => (
            <ResourceItem id={id} url={ruleAddress(targetOfRow(level, id))} accessibilityLabel={name}>
              <InlineStack gap="200" align="space-between" blockAlign="center">
                <BlockStack gap="050">
                  <Text as="span" fontWeight="semibold" breakWord>
                    {name}
                  </Text>
                  {level !== "product" && (
                    <Text as="span" tone="subdued">
                      {t("list.products", { count: productCount })}
                    </Text>
                  )}
                </BlockStack>
                {hasRule && <Badge>{t("new.hasRule")}</Badge>}
              </InlineStack>
            </ResourceItem>
          )}
        />
        {hasMore && (
          <Box padding="400">
            <Text as="p" tone="subdued">
              {t("new.more")}
            </Text>
          </Box>
        )}
      </Card>
    </ArrivoPage>
  );
}
