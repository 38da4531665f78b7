import { useFetcher, useNavigate, useRevalidator } from "@remix-run/react";
import { SaveBar } from "@shopify/app-bridge-react";
import { Banner } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SupplierPage } from "../../supply/suppliers/load-supplier-page.server.ts";
import { supplierDraft } from "../../supply/suppliers/supplier-draft.ts";
import type { SupplierFormErrors } from "../../supply/suppliers/supplier-form-error.ts";
import { ArrivoPage } from "../../ui/arrivo-page.tsx";
import { SupplierForm } from "../../ui/supplier-form.tsx";
import { useAnswered } from "../../ui/use-answered.ts";
import { useShowFirstFault } from "../../ui/use-show-first-fault.ts";
import { useToast } from "../../ui/use-toast.ts";
import { OpenOrdersCard } from "./open-orders-card.tsx";
import { RemoveSupplier } from "./remove-supplier.tsx";
import type { SupplierAction } from "./route.tsx";
import { TermsCard } from "./terms-card.tsx";

const noErrors: SupplierFormErrors = {};

export function SupplierPageView({ page }: { page: SupplierPage }) {
  const { t } = useTranslation(["suppliers", "common"]);
  const navigate = useNavigate();
  const { supplier } = page;
  const [isRemoving, setRemoving] = useState(false);
  const form = useSupplierForm(page);
  const back = useFetcher<SupplierAction>();
  useToast(back.data?.result.ok === true ? back.data : undefined, t("page.broughtBackToast"));
  const wrongCount = Object.keys(form.errors).length;
  const bringBack = () => back.submit({ intent: "bring-back" }, { method: "post", encType: "application/json" });
  return (
    <ArrivoPage
      title={supplier.fields.name}
      subtitle={supplier.isArchived ? t("page.archivedBadge") : undefined}
      backAction={{ url: "/app/suppliers" }}
      secondaryActions={[
        { content: t("page.scorecard"), url: `/app/suppliers/${supplier.id}/scorecard` },
        ...(supplier.isArchived ? [] : [{ content: t("page.remove"), onAction: () => setRemoving(true) }]),
      ]}
    >
      <SaveBar id="supplier" open={form.isDirty}>
        <button variant="primary" onClick={form.save} loading={form.isBusy ? "" : undefined}>
          {t("common:action.save")}
        </button>
        <button onClick={form.discard}>{t("common:action.discard")}</button>
      </SaveBar>
      {supplier.isArchived && (
        <Banner
          tone="info"
          action={{ content: t("page.bringBack"), onAction: bringBack, loading: back.state !== "idle" }}
        >
          <p>{t("page.archivedWords")}</p>
        </Banner>
      )}
      {wrongCount > 0 && <Banner tone="critical" title={t("common:fieldsWrong", { count: wrongCount })} />}
      {form.refusal === "changed-meanwhile" && (
        <Banner tone="warning" action={{ content: t("form.reload"), onAction: form.reload }}>
          <p>{t("form.changedMeanwhile")}</p>
        </Banner>
      )}
      {form.refusal === "gone" && <Banner tone="critical">{t("form.gone")}</Banner>}
      <OpenOrdersCard page={page} />
      <TermsCard page={page} />
      <SupplierForm draft={form.draft} set={form.set} errors={form.errors} countries={page.countries} />
      {isRemoving && (
        <RemoveSupplier
          name={supplier.fields.name}
          onClose={() => setRemoving(false)}
          onDone={(outcome) => {
            setRemoving(false);
            if (outcome === "deleted") navigate("/app/suppliers", { replace: true });
          }}
        />
      )}
    </ArrivoPage>
  );
}

/** The details' form: what is filled in, what was saved last, and what the server said. */
function useSupplierForm({ supplier }: SupplierPage) {
  const { t } = useTranslation("suppliers");
  const fetcher = useFetcher<SupplierAction>();
  const revalidator = useRevalidator();
  const fresh = supplierDraft(supplier.fields);
  const [draft, setDraft] = useState(fresh);
  const [answer, setAnswer] = useState<typeof fetcher.data>(undefined);
  const result = answer?.intent === "save" ? answer.result : undefined;
  const errors = result?.ok === false && result.reason === "form" ? result.errors : noErrors;
  useShowFirstFault(errors);
  useAnswered(fetcher, (data) => {
    setAnswer(data);
    // As the server took it: closures in order, the currency in capitals.
    if (data.intent === "save" && data.result.ok) setDraft(supplierDraft(data.result.fields));
  });
  useToast(result?.ok === true ? result : undefined, t("form.savedToast"));
  const discard = () => {
    setDraft(fresh);
    setAnswer(undefined);
  };
  return {
    draft,
    set: (change: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...change })),
    errors,
    refusal: result?.ok === false && result.reason !== "form" ? result.reason : null,
    isDirty: JSON.stringify(draft) !== JSON.stringify(fresh),
    isBusy: fetcher.state !== "idle",
    discard,
    reload: () => {
      discard();
      revalidator.revalidate();
    },
    save: () =>
      fetcher.submit(JSON.parse(JSON.stringify({ intent: "save", supplier: draft, updatedAt: supplier.updatedAt })), {
        method: "post",
        encType: "application/json",
      }),
  };
}
