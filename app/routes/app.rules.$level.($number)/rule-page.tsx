import { useFetcher, useNavigate } from "@remix-run/react";
import { SaveBar } from "@shopify/app-bridge-react";
import { Banner, Button, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RulePage } from "../../policies/load-rule-page.server.ts";
import { draftOf, inputOf } from "../../policies/policy-draft.ts";
import { isRankedLevel } from "../../policies/policy-target.ts";
import { ArrivoPage } from "../../ui/arrivo-page.tsx";
import { IncompleteRules } from "../../ui/change-preview.tsx";
import { ConfirmChange } from "../../ui/confirm-change.tsx";
import { RuleForm } from "../../ui/rule-form.tsx";
import { plainName } from "../../ui/plain-name.ts";
import { useAnswered } from "../../ui/use-answered.ts";
import { useShowFirstFault } from "../../ui/use-show-first-fault.ts";
import { useRuleName } from "../../ui/use-rule-name.ts";
import { useToast } from "../../ui/use-toast.ts";
import type { RuleAction } from "./route.tsx";
import { OffCard } from "../../ui/off-card.tsx";

export function RulePageView({ page }: { page: RulePage }) {
  const { t } = useTranslation(["rules", "common"]);
  const navigate = useNavigate();
  const fetcher = useFetcher<RuleAction>();
  const saved = draftOf(page.gives ?? (page.target.level === "shop" ? { mode: "on" } : {}));
  const [draft, setDraft] = useState(saved);
  const [isAsking, setAsking] = useState(false);
  const isDirty = JSON.stringify(draft) !== JSON.stringify(saved);
  const answer = fetcher.data;
  const result = answer?.result;
  const errors = result?.ok === false && result.reason === "form" ? result.errors : {};
  useShowFirstFault(errors);
  const isDone = result?.ok === true && (answer?.intent === "save" || answer?.intent === "remove");

  const post = (intent: "preview" | "save" | "preview-removal" | "remove") => {
    const rule = inputOf(draft, page.target.level);
    const body = intent === "preview" || intent === "save" ? { intent, rule } : { intent };
    // JSON has no undefined: what is left out is left out.
    fetcher.submit(JSON.parse(JSON.stringify(body)), { method: "post", encType: "application/json" });
  };
  useAnswered(fetcher, (data) => {
    setAsking(data.result.ok && data.intent.startsWith("preview"));
    if (data.result.ok && data.intent === "remove")
      setDraft(draftOf(page.target.level === "shop" ? { mode: "on" } : {}));
    if (data.result.ok && (data.intent === "save" || page.target.isGone)) navigate("/app/rules");
  });
  useToast(isDone ? answer : undefined, answer?.intent === "remove" ? t("form.removedToast") : t("form.savedToast"));
  const isMany = isRankedLevel(page.target.level) && !page.target.isGone;
  const isRemoval = answer?.intent === "preview-removal";
  return (
    <ArrivoPage title={useTitle(page)} backAction={{ url: "/app/rules" }}>
      <SaveBar id="rule" open={isDirty}>
        <button variant="primary" onClick={() => post("preview")} loading={fetcher.state === "idle" ? undefined : ""}>
          {t("common:action.save")}
        </button>
        <button onClick={() => setDraft(saved)}>{t("common:action.discard")}</button>
      </SaveBar>
      {Object.keys(errors).length > 0 && (
        <Banner tone="critical">{t("common:fieldsWrong", { count: Object.keys(errors).length })}</Banner>
      )}
      {page.target.isGone && (
        <Banner tone="warning" title={t(`gone.${page.target.level}`)}>
          {t("gone.help")}
        </Banner>
      )}
      {result?.ok === false && result.reason === "gone" && <Banner tone="critical">{t("gone.notSaved")}</Banner>}
      {result?.ok === false && result.reason === "incomplete" && <IncompleteRules result={result} />}
      {isMany && (
        <OffCard>
          <Text as="p" tone="subdued">
            {t("form.covers", { count: page.target.coveredCount })}
          </Text>
        </OffCard>
      )}
      <RuleForm page={page} draft={draft} onChange={setDraft} errors={errors} />
      <OffCard>
        <InlineStack align="space-between">
          {page.gives === null ? (
            <span />
          ) : (
            <Button variant="plain" tone="critical" onClick={() => post("preview-removal")}>
              {t("form.remove")}
            </Button>
          )}
          <Button
            variant="primary"
            onClick={() => post("preview")}
            loading={fetcher.state !== "idle"}
            disabled={!isDirty}
          >
            {t("common:action.preview")}
          </Button>
        </InlineStack>
      </OffCard>
      <ConfirmChange
        title={isRemoval ? t("form.removeTitle") : t("form.confirmTitle")}
        change={isAsking && result?.ok === true ? result.change : null}
        isBusy={fetcher.state !== "idle"}
        onConfirm={() => post(isRemoval ? "remove" : "save")}
        onClose={() => setAsking(false)}
      />
    </ArrivoPage>
  );
}

function useTitle({ target }: RulePage): string {
  const { t } = useTranslation("rules");
  const named = useRuleName();
  switch (target.level) {
    case "shop":
      return t("form.shopTitle");
    case "variant":
      return target.isGone
        ? named(target)
        : t("form.variantTitle", { name: plainName(`${target.productName} - ${target.name}`) });
    case "product":
    case "collection":
    case "vendor":
    case "type":
    case "tag":
      return target.name === "" ? named(target) : t(`form.${target.level}Title`, { name: target.name });
  }
}
