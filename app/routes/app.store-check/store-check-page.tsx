import type { SerializeFrom } from "@remix-run/node";
import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Card, ProgressBar, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ArrivoPage } from "../../ui/arrivo-page.tsx";
import { IncompleteRules } from "../../ui/change-preview.tsx";
import { ConfirmChange } from "../../ui/confirm-change.tsx";
import { OffCard } from "../../ui/off-card.tsx";
import { useAnswered } from "../../ui/use-answered.ts";
import { useFormat } from "../../ui/use-format.ts";
import { useRevalidateWhile } from "../../ui/use-revalidate-while.ts";
import { useToast } from "../../ui/use-toast.ts";
import { DeadLetterList } from "./dead-letter-list.tsx";
import { FindingBanner, isNote } from "./finding-banner.tsx";
import type { CheckAction, CheckBody, loader } from "./route.tsx";

type LocationsBody = Extract<CheckBody, { locations: unknown }>["locations"];

/** What is wrong, why, and the button that mends it; what is only worth knowing stands below. */
export function StoreCheckPageView({ page, deadLetters, themeEditorUrl }: SerializeFrom<typeof loader>) {
  const { t } = useTranslation("check");
  const fetcher = useFetcher<CheckAction>();
  const [asked, setAsked] = useState<LocationsBody | null>(null);
  const [pressed, setPressed] = useState<CheckBody | null>(null);
  const { findings, names, reading } = page;
  const isBusy = fetcher.state !== "idle";
  useRevalidateWhile(reading !== null);

  const post = (body: CheckBody) => {
    setPressed(body);
    if (body.intent === "preview-locations") setAsked(body.locations);
    fetcher.submit(body, { method: "post", encType: "application/json" });
  };
  const answer = fetcher.data;
  const change = answer !== undefined && "change" in answer ? answer.change : null;
  useAnswered(fetcher, ({ intent }) => {
    if (intent === "mend-locations") setAsked(null);
  });
  const isPreview = answer?.intent === "preview-locations";
  const done = answer === undefined ? null : whatIsDone(answer);
  useToast(done === null ? undefined : answer, done === null ? null : t(`done.${done}`));

  const wrong = findings.filter((finding) => !isNote(finding));
  const notes = findings.filter(isNote);
  const banner = (finding: (typeof findings)[number], index: number) => (
    <FindingBanner
      key={`${finding.code}-${index}`}
      finding={finding}
      names={names}
      themeEditorUrl={themeEditorUrl}
      onMend={post}
      pressed={isBusy ? pressed : null}
    />
  );
  return (
    <ArrivoPage
      title={t("title")}
      primaryAction={{
        content: t("readAgain"),
        onAction: () => post({ intent: "read-again" }),
        disabled: reading !== null,
        loading: isBusy && pressed?.intent === "read-again",
      }}
    >
      {reading !== null && <Reading reading={reading} />}
      {wrong.length + deadLetters.length === 0 && (
        <Banner tone="success" title={t("nothing.title")}>
          <LastLooks page={page} />
        </Banner>
      )}
      {change?.ok === false && <IncompleteRules result={change} />}
      {deadLetters.length > 0 && (
        <DeadLetterList
          letters={deadLetters}
          onRunAgain={(ids) => post({ intent: "run-again", ids })}
          pressed={isBusy && pressed?.intent === "run-again" ? pressed.ids : []}
        />
      )}
      {wrong.map(banner)}
      {notes.map(banner)}
      {wrong.length + deadLetters.length > 0 && (
        <OffCard>
          <LastLooks page={page} />
        </OffCard>
      )}
      <ConfirmChange
        title={t("locations.title")}
        change={asked !== null && isPreview && change?.ok === true ? change.change : null}
        isBusy={isBusy}
        onConfirm={() => asked !== null && post({ intent: "mend-locations", locations: asked })}
        onClose={() => setAsked(null)}
      />
    </ArrivoPage>
  );
}

/** Null for a preview, and where nothing was done: a rule that is not whole has its own words on the page. */
function whatIsDone(answer: SerializeFrom<CheckAction>) {
  if (answer.intent === "preview-locations") return null;
  if ("inbound" in answer && answer.inbound.ok !== true) return "meanwhile";
  return "change" in answer && answer.change?.ok !== true ? null : answer.intent;
}

type Page = SerializeFrom<typeof loader>["page"];

function LastLooks({ page: { lookedAt, readAt } }: { page: Page }) {
  const { t } = useTranslation("check");
  const { instant } = useFormat();
  return (
    <BlockStack gap="100">
      <Text as="p">{lookedAt === null ? t("looked.never") : t("looked.at", { at: instant(lookedAt) })}</Text>
      <Text as="p">{readAt === null ? t("read.never") : t("read.at", { at: instant(readAt) })}</Text>
    </BlockStack>
  );
}

function Reading({ reading: { doneUnits, totalUnits } }: { reading: NonNullable<Page["reading"]> }) {
  const { t } = useTranslation("check");
  const { number } = useFormat();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t("reading.title")}
        </Text>
        <ProgressBar size="small" progress={totalUnits ? Math.min(100, (doneUnits / totalUnits) * 100) : 0} />
        <Text as="p" tone="subdued">
          {totalUnits === null
            ? t("reading.waiting")
            : t("reading.progress", { done: number(Math.min(doneUnits, totalUnits)), total: number(totalUnits) })}
        </Text>
      </BlockStack>
    </Card>
  );
}
