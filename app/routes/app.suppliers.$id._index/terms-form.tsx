import { useFetcher } from "@remix-run/react";
import { Modal, TitleBar } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Box, FormLayout, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ListedTerms } from "../../supply/suppliers/load-supplier-page.server.ts";
import { type TermsDraft, termsDraft } from "../../supply/suppliers/supplier-draft.ts";
import type { SupplierFormErrors } from "../../supply/suppliers/supplier-form-error.ts";
import { plainName } from "../../ui/plain-name.ts";
import { useAnswered } from "../../ui/use-answered.ts";
import { useSupplierFault } from "../../ui/use-supplier-words.ts";
import { useToast } from "../../ui/use-toast.ts";
import type { SupplierAction } from "./route.tsx";

interface Props {
  row: ListedTerms;
  currency: string;
  onClose: () => void;
}

const noErrors: SupplierFormErrors = {};

/** The supplier's terms for one variant. */
export function TermsForm({ row, currency, onClose }: Props) {
  const { t } = useTranslation(["suppliers", "common"]);
  const fetcher = useFetcher<SupplierAction>();
  const [draft, setDraft] = useState(() => termsDraft(row, currency));
  const result = fetcher.data?.intent === "save-terms" ? fetcher.data.result : undefined;
  const fault = useSupplierFault(result?.ok === false && result.reason === "form" ? result.errors : noErrors);
  useAnswered(fetcher, (answer) => {
    if (answer.result.ok) onClose();
  });
  useToast(result?.ok === true ? result : undefined, t("terms.savedToast"));
  const field = (name: keyof TermsDraft) => ({
    value: draft[name],
    onChange: (value: string) => setDraft((before) => ({ ...before, [name]: value })),
    error: fault(name),
    autoComplete: "off",
  });
  const save = () =>
    fetcher.submit(
      { intent: "save-terms", variantId: row.variantId, terms: draft },
      { method: "post", encType: "application/json" },
    );
  return (
    <Modal open onHide={onClose}>
      <Box padding="400">
        <BlockStack gap="400">
          {result?.ok === false && result.reason === "gone" && <Banner tone="critical">{t("terms.gone2")}</Banner>}
          <FormLayout>
            <FormLayout.Group condensed>
              <TextField label={t("terms.supplierSku")} maxLength={100} {...field("supplierSku")} />
              <TextField label={t("terms.priceIn", { currency })} inputMode="decimal" {...field("price")} />
            </FormLayout.Group>
            <FormLayout.Group condensed>
              <TextField label={t("terms.packUnits")} type="number" min={1} {...field("packUnits")} />
              <TextField label={t("terms.minimumUnits")} type="number" min={1} {...field("minimumUnits")} />
            </FormLayout.Group>
            <FormLayout.Group condensed>
              <TextField
                label={t("terms.ownLead")}
                helpText={t("terms.ownLeadHelp")}
                type="number"
                min={0}
                max={400}
                {...field("leadDays")}
              />
              <TextField
                label={t("terms.rankField")}
                helpText={t("terms.rankHelp")}
                type="number"
                min={1}
                max={20}
                {...field("rank")}
              />
            </FormLayout.Group>
          </FormLayout>
          {row.sources.length > 1 && (
            <Text as="p" tone="subdued">
              {t("terms.sources", { names: row.sources.join(", ") })}
            </Text>
          )}
        </BlockStack>
      </Box>
      <TitleBar title={t("terms.editTitle", { name: plainName(row.name) })}>
        <button variant="primary" onClick={save} disabled={fetcher.state !== "idle"}>
          {t("common:action.save")}
        </button>
        <button onClick={onClose}>{t("common:action.cancel")}</button>
      </TitleBar>
    </Modal>
  );
}
