import { useFetcher, useNavigate } from "@remix-run/react";
import { SaveBar } from "@shopify/app-bridge-react";
import { Banner, Button, InlineStack } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { blankSupplier } from "../../supply/suppliers/supplier-fields.ts";
import { supplierDraft } from "../../supply/suppliers/supplier-draft.ts";
import type { SupplierFormErrors } from "../../supply/suppliers/supplier-form-error.ts";
import { ArrivoPage } from "../../ui/arrivo-page.tsx";
import { OffCard } from "../../ui/off-card.tsx";
import { SupplierForm } from "../../ui/supplier-form.tsx";
import { useAnswered } from "../../ui/use-answered.ts";
import { useShop } from "../../ui/use-shop.ts";
import { useShowFirstFault } from "../../ui/use-show-first-fault.ts";
import { useToast } from "../../ui/use-toast.ts";
import type { NewSupplierAction } from "./route.tsx";

const noErrors: SupplierFormErrors = {};

export function NewSupplierPage({ countries }: { countries: string[] }) {
  const { t } = useTranslation(["suppliers", "common"]);
  const navigate = useNavigate();
  const { currency } = useShop();
  const fetcher = useFetcher<NewSupplierAction>();
  const [blank] = useState(() => supplierDraft(blankSupplier(currency)));
  const [draft, setDraft] = useState(blank);
  const [isDone, setDone] = useState(false);
  const result = fetcher.data;
  const errors = result?.ok === false && result.reason === "form" ? result.errors : noErrors;
  useShowFirstFault(errors);
  useAnswered(fetcher, (answer) => {
    if (!answer.ok) return;
    setDone(true);
    navigate(`/app/suppliers/${answer.supplierId}`, { replace: true });
  });
  useToast(result?.ok === true ? result : undefined, t("form.addedToast"));
  const save = () =>
    fetcher.submit(JSON.parse(JSON.stringify({ supplier: draft })), { method: "post", encType: "application/json" });
  const isDirty = JSON.stringify(draft) !== JSON.stringify(blank);
  const wrongCount = Object.keys(errors).length;
  return (
    <ArrivoPage title={t("form.newTitle")} backAction={{ url: "/app/suppliers" }}>
      <SaveBar id="supplier" open={isDirty && !isDone}>
        <button variant="primary" onClick={save} loading={fetcher.state === "idle" ? undefined : ""}>
          {t("common:action.save")}
        </button>
        <button onClick={() => setDraft(blank)}>{t("common:action.discard")}</button>
      </SaveBar>
      {wrongCount > 0 && <Banner tone="critical" title={t("common:fieldsWrong", { count: wrongCount })} />}
      <SupplierForm
        draft={draft}
        set={(change) => setDraft((before) => ({ ...before, ...change }))}
        errors={errors}
        countries={countries}
      />
      <OffCard>
        <InlineStack align="end">
          <Button variant="primary" onClick={save} loading={fetcher.state !== "idle"}>
            {t("common:action.save")}
          </Button>
        </InlineStack>
      </OffCard>
    </ArrivoPage>
  );
}
