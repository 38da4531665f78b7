import type { FetcherWithComponents } from "@remix-run/react";
import { Modal, TitleBar } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Box, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { VariantsEdit } from "../../policies/edit-variants.server.ts";
import { etaInputOf, limitInputOf, noEta, noLimit } from "../../policies/policy-draft.ts";
import { ChangePreview, IncompleteRules } from "../../ui/change-preview.tsx";
import { EtaFields } from "../../ui/eta-fields.tsx";
import { LimitFields } from "../../ui/limit-fields.tsx";
import { useAnswered } from "../../ui/use-answered.ts";
import { useToast } from "../../ui/use-toast.ts";
import type { VariantsAction } from "./route.tsx";

export const bulkKinds = ["on", "limit", "date", "off", "never", "inherit"] as const;
export type BulkKind = (typeof bulkKinds)[number];

interface Props {
  kind: BulkKind;
  fetcher: FetcherWithComponents<Awaited<ReturnType<VariantsAction>>>;
  selection: "all" | string[];
  count: number;
  onClose: () => void;
  onDone: () => void;
}

/** One change for many variants: filled in, shown with what it does, and only then saved. */
export function BulkEdit({ kind, fetcher, selection, count, onClose, onDone }: Props) {
  const { t } = useTranslation(["variants", "common"]);
  const [limit, setLimit] = useState(noLimit);
  const [eta, setEta] = useState(noEta);
  const [isFilledIn, setFilledIn] = useState(kind !== "limit" && kind !== "date");
  const [answer, setAnswer] = useState<typeof fetcher.data>(undefined);
  const edit: VariantsEdit =
    kind === "inherit"
      ? { kind: "inherit" }
      : {
          kind: "give",
          form:
            kind === "limit"
              ? { limit: limitInputOf(limit) }
              : kind === "date"
                ? { eta: etaInputOf(eta) }
                : { mode: kind },
        };
  const post = (intent: "preview" | "save") => {
    setFilledIn(true);
    fetcher.submit(JSON.parse(JSON.stringify({ intent, selection, edit })), {
      method: "post",
      encType: "application/json",
    });
  };
  useAnswered(fetcher, (data) => {
    setAnswer(data);
    if (data.result.ok && data.intent === "save") onDone();
    if (!data.result.ok && data.result.reason === "form") setFilledIn(false);
  });
  useEffect(() => {
    if (isFilledIn) post("preview");
    // Asked once, on opening: nothing is to be filled in.
  }, []);
  useToast(answer?.intent === "save" && answer.result.ok ? answer : undefined, t("bulk.done"));

  const result = answer?.result;
  const errors = result?.ok === false && result.reason === "form" ? result.errors : {};
  const isBusy = fetcher.state !== "idle";
  const canSave = isFilledIn && result?.ok === true;
  return (
    <Modal open onHide={onClose}>
      <Box padding="400">
        <BlockStack gap="400">
          <Text as="p">{t("bulk.selected", { count })}</Text>
          {errors["mode"] !== undefined && <Banner tone="critical">{t("bulk.chooseSomething")}</Banner>}
          {!isFilledIn && kind === "limit" && <LimitFields value={limit} onChange={setLimit} errors={errors} />}
          {!isFilledIn && kind === "date" && <EtaFields value={eta} onChange={setEta} errors={errors} />}
          {isFilledIn && isBusy && <Text as="p">{t("common:loading")}</Text>}
          {isFilledIn && !isBusy && result?.ok === true && <ChangePreview change={result.change} />}
          {isFilledIn && !isBusy && result?.ok === false && result.reason === "incomplete" && (
            <IncompleteRules result={result} />
          )}
        </BlockStack>
      </Box>
      <TitleBar title={t(`bulk.${kind}.action`)}>
        <button variant="primary" onClick={() => post(canSave ? "save" : "preview")} disabled={isBusy}>
          {canSave ? t("common:action.confirm") : t("common:action.preview")}
        </button>
        <button onClick={onClose}>{t("common:action.cancel")}</button>
      </TitleBar>
    </Modal>
  );
}
