import { useFetcher, useNavigate } from "@remix-run/react";
import { SaveBar } from "@shopify/app-bridge-react";
import {
  Banner,
  BlockStack,
  Button,
  Card,
  FormLayout,
  InlineStack,
  List,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DraftLine, OrderFormPage as Page } from "../supply/purchase-orders/load-order-form.server.ts";
import { parseAmount } from "../supply/purchase-orders/order-amount.ts";
import type { SaveOrderResult } from "../supply/purchase-orders/save-purchase-order.server.ts";
import { ArrivoPage } from "./arrivo-page.tsx";
import { OrderLineFields } from "./order-line-fields.tsx";
import { OrderVariantPicker } from "./order-variant-picker.tsx";
import { useAnswered } from "./use-answered.ts";
import { useFormat } from "./use-format.ts";
import { useMoney } from "./use-money.ts";
import { useOrderFieldError } from "./use-order-field-error.ts";
import { useShowFirstFault } from "./use-show-first-fault.ts";
import { OffCard } from "./off-card.tsx";

/** The form of a new purchase order, and of one that is a draft or on its way. */
export function OrderFormPage({ page: { order, draft: saved, suppliers, locations, today } }: { page: Page }) {
  const { t } = useTranslation(["orders", "common"]);
  const navigate = useNavigate();
  const { day } = useFormat();
  const money = useMoney();
  const fetcher = useFetcher<SaveOrderResult>();
  const [draft, setDraft] = useState(saved);
  // The form's own: sent twice, it makes one order.
  const [newId] = useState(() => crypto.randomUUID());
  const isDirty = JSON.stringify(draft) !== JSON.stringify(saved);
  const result = fetcher.data;
  const errors = result?.ok === false && result.reason === "form" ? result.errors : {};
  const error = useOrderFieldError(errors);
  useShowFirstFault(errors);
  useAnswered(fetcher, (data) => {
    if (data.ok) navigate(`/app/purchase-orders/${data.id}`);
  });
  const save = (acceptsPastDays: boolean) => {
    const lines = draft.lines.map(({ id, variant, units, price, supplierSku, expectedOn }) => ({
      ...(id === null ? {} : { id }),
      variantId: variant.variantId,
      units,
      price,
      supplierSku,
      expectedOn,
    }));
    const form = { supplierId: draft.supplierId, locationId: draft.locationId, note: draft.note, lines };
    const named = order === null ? { id: newId } : { version: order.version };
    // JSON has no undefined: what is left out is left out.
    const body = JSON.parse(JSON.stringify({ ...named, form, acceptsPastDays }));
    fetcher.submit(body, { method: "post", encType: "application/json" });
  };
  const isPlaced = order?.isPlaced ?? false;
  const supplier = suppliers.find(({ id }) => id === draft.supplierId);
  const currency = supplier?.currency ?? "";
  const totalMinor = draft.lines.reduce(
    (sum, { price, units }) => sum + (parseAmount(price, currency) ?? 0) * (Number(units) || 0),
    0,
  );
  const minimum = supplier?.minimumOrderMinor ?? null;
  const setLine = (index: number, line: DraftLine) =>
    setDraft({ ...draft, lines: draft.lines.map((each, at) => (at === index ? line : each)) });
  const isBusy = fetcher.state !== "idle";
  const back = order === null ? "/app/purchase-orders" : `/app/purchase-orders/${order.id}`;
  return (
    <ArrivoPage
      title={order === null ? t("form.new") : t("form.edit", { number: order.number })}
      backAction={{ url: back }}
    >
      <SaveBar id="purchase-order" open={isDirty}>
        <button variant="primary" onClick={() => save(false)} loading={isBusy ? "" : undefined}>
          {t("common:action.save")}
        </button>
        <button onClick={() => setDraft(saved)}>{t("common:action.discard")}</button>
      </SaveBar>
      {Object.keys(errors).length > 0 && (
        <Banner tone="critical">{t("common:fieldsWrong", { count: Object.keys(errors).length })}</Banner>
      )}
      {result?.ok === false && result.reason !== "form" && result.reason !== "past-days" && (
        <Banner tone="critical">{t(`refused.${result.reason}`)}</Banner>
      )}
      {result?.ok === false && result.reason === "past-days" && (
        <Banner
          tone="warning"
          title={t("pastDays.title")}
          action={{ content: t("pastDays.accept"), onAction: () => save(true) }}
        >
          <List>
            {result.lines.map(({ title, expectedOn }, index) => (
              <List.Item key={index}>{t("pastDays.line", { title, day: day(expectedOn) })}</List.Item>
            ))}
          </List>
        </Banner>
      )}
      {suppliers.length === 0 && (
        <Banner tone="info" action={{ content: t("form.toSuppliers"), url: "/app/suppliers" }}>
          {t("form.noSupplier")}
        </Banner>
      )}
      <Card>
        <FormLayout>
          <FormLayout.Group>
            <Select
              label={t("column.supplier")}
              placeholder={t("form.choose")}
              options={suppliers.map(({ id, name }) => ({ value: id, label: name }))}
              value={draft.supplierId}
              disabled={isPlaced}
              helpText={isPlaced ? t("form.supplierStays") : undefined}
              error={error("supplierId")}
              onChange={(supplierId) =>
                // What the other supplier asked for says nothing of this one.
                setDraft({
                  ...draft,
                  supplierId,
                  lines: draft.lines.map((line) => ({ ...line, variant: { ...line.variant, terms: null } })),
                })
              }
            />
            <Select
              label={t("form.location")}
              placeholder={t("form.choose")}
              options={locations.map(({ id, name }) => ({ value: id, label: name }))}
              value={draft.locationId}
              error={error("locationId")}
              onChange={(locationId) => setDraft({ ...draft, locationId })}
            />
          </FormLayout.Group>
          <TextField
            label={t("form.note")}
            helpText={t("form.noteHelp")}
            autoComplete="off"
            multiline={2}
            maxLength={2000}
            value={draft.note}
            error={error("note")}
            onChange={(note) => setDraft({ ...draft, note })}
          />
        </FormLayout>
      </Card>
      <Card>
        <BlockStack gap="400">
          <Text as="h2" variant="headingMd">
            {t("lines")}
          </Text>
          {error("lines") !== undefined && <Banner tone="critical">{error("lines")}</Banner>}
          {draft.lines.map((line, index) => (
            <OrderLineFields
              key={line.id ?? `${line.variant.variantId} ${index}`}
              line={line}
              currency={currency}
              today={today}
              isDayFixed={isPlaced && line.id !== null}
              error={(field) => error(`lines.${index}.${field}`)}
              onChange={(next) => setLine(index, next)}
              onRemove={() => setDraft({ ...draft, lines: draft.lines.filter((_, at) => at !== index) })}
            />
          ))}
          <OrderVariantPicker
            supplierId={draft.supplierId}
            onAdd={(line) => setDraft((now) => ({ ...now, lines: [...now.lines, line] }))}
          />
          {draft.lines.length > 0 && (
            <InlineStack align="end">
              <Text as="p" fontWeight="semibold" numeric>
                {t("total", { amount: money(totalMinor, currency) })}
              </Text>
            </InlineStack>
          )}
          {minimum !== null && draft.lines.length > 0 && totalMinor < minimum && (
            <Banner tone="warning">{t("form.belowMinimum", { amount: money(minimum, currency) })}</Banner>
          )}
        </BlockStack>
      </Card>
      <OffCard>
        <InlineStack align="end">
          <Button variant="primary" onClick={() => save(false)} loading={isBusy} disabled={!isDirty}>
            {order === null ? t("form.saveDraft") : t("common:action.save")}
          </Button>
        </InlineStack>
      </OffCard>
    </ArrivoPage>
  );
}
