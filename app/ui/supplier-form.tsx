import { BlockStack, Card, ChoiceList, FormLayout, Select, Text, TextField } from "@shopify/polaris";
import { useMemo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { SupplierDraft } from "../supply/suppliers/supplier-draft.ts";
import type { SupplierFormErrors } from "../supply/suppliers/supplier-form-error.ts";
import { currencies } from "../supply/suppliers/supplier-form.ts";
import { ClosuresField } from "./closures-field.tsx";
import { useDisplayNames } from "./use-display-names.ts";
import { useIsBrowser } from "./use-is-browser.ts";
import { useSupplierFault } from "./use-supplier-words.ts";

interface Props {
  draft: SupplierDraft;
  set: (change: Partial<SupplierDraft>) => void;
  errors: SupplierFormErrors;
  /** ISO codes of those whose holidays are known. */
  countries: readonly string[];
}

const weekdays = [1, 2, 3, 4, 5, 6, 7];

/** What a merchant states of a supplier, new or known. */
export function SupplierForm({ draft, set, errors, countries }: Props) {
  const { t } = useTranslation("suppliers");
  const fault = useSupplierFault(errors);
  const { countryOptions, currencyOptions, weekdayName } = useNames(countries, draft.currency);
  const field = (name: "name" | "contactName" | "email" | "leadDays" | "minimumOrder" | "note") => ({
    value: draft[name],
    onChange: (value: string) => set({ [name]: value }),
    error: fault(name),
    autoComplete: "off",
  });
  return (
    <BlockStack gap="400">
      <FormCard title={t("form.contact")}>
        <FormLayout>
          <TextField label={t("form.name")} requiredIndicator maxLength={100} {...field("name")} />
          <FormLayout.Group condensed>
            <TextField label={t("form.contactName")} maxLength={100} {...field("contactName")} />
            <TextField label={t("form.email")} type="email" helpText={t("form.emailHelp")} {...field("email")} />
          </FormLayout.Group>
        </FormLayout>
      </FormCard>
      <FormCard title={t("form.delivery")} help={t("form.deliveryHelp")}>
        <FormLayout>
          <FormLayout.Group condensed>
            <TextField
              label={t("form.leadDays")}
              helpText={t("form.leadHelp")}
              type="number"
              min={0}
              max={400}
              {...field("leadDays")}
            />
            <Select
              label={t("form.leadDayCount")}
              options={[
                { label: t("form.calendarDays"), value: "calendar" },
                { label: t("form.workingDays"), value: "working" },
              ]}
              value={draft.leadDayCount}
              onChange={(value) => set({ leadDayCount: value === "working" ? "working" : "calendar" })}
            />
          </FormLayout.Group>
          <ChoiceList
            allowMultiple
            title={t("form.workingWeekdays")}
            choices={weekdays.map((weekday) => ({ label: weekdayName(weekday), value: String(weekday) }))}
            selected={draft.workingWeekdays}
            onChange={(workingWeekdays) => set({ workingWeekdays: workingWeekdays.toSorted() })}
            error={fault("workingWeekdays")}
          />
          <Select
            label={t("form.holidayCountry")}
            options={[{ label: t("form.noHolidays"), value: "" }, ...countryOptions]}
            value={draft.holidayCountry}
            onChange={(holidayCountry) => set({ holidayCountry })}
            error={fault("holidayCountry")}
          />
        </FormLayout>
        <ClosuresField closures={draft.closures} onChange={(closures) => set({ closures })} error={fault("closures")} />
      </FormCard>
      <FormCard title={t("form.buying")}>
        <FormLayout>
          <FormLayout.Group condensed>
            <Select
              label={t("form.currency")}
              helpText={t("form.currencyHelp")}
              options={currencyOptions}
              value={draft.currency}
              onChange={(currency) => set({ currency })}
              error={fault("currency")}
            />
            <TextField
              label={t("form.minimumOrder")}
              helpText={t("form.minimumHelp")}
              inputMode="decimal"
              suffix={draft.currency}
              {...field("minimumOrder")}
            />
          </FormLayout.Group>
          <TextField
            label={t("form.note")}
            helpText={t("form.noteHelp")}
            multiline={3}
            maxLength={2000}
            {...field("note")}
          />
        </FormLayout>
      </FormCard>
    </BlockStack>
  );
}

function FormCard({ title, help, children }: { title: string; help?: string; children: ReactNode }) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        {help !== undefined && (
          <Text as="p" tone="subdued">
            {help}
          </Text>
        )}
        {children}
      </BlockStack>
    </Card>
  );
}

/** Countries, currencies and weekdays as the merchant's language names them. */
function useNames(countries: readonly string[], currency: string) {
  const { i18n } = useTranslation();
  const countryName = useDisplayNames("region");
  const currencyName = useDisplayNames("currency");
  const isBrowser = useIsBrowser();
  return useMemo(() => {
    const locale = i18n.language;
    const days = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
    const byLabel = (one: { label: string }, other: { label: string }) => one.label.localeCompare(other.label, locale);
    // The server's list and the browser's differ too, and what is chosen is always among them.
    const codes = isBrowser ? [...new Set([...currencies(), currency])].toSorted() : [currency];
    return {
      countryOptions: countries.map((value) => ({ label: countryName(value), value })).toSorted(byLabel),
      currencyOptions: codes.map((value) => ({ label: `${value} – ${currencyName(value)}`, value })),
      // 1 January 2024 was a Monday.
      weekdayName: (weekday: number) => days.format(new Date(Date.UTC(2024, 0, weekday))),
    };
  }, [countries, countryName, currency, currencyName, i18n.language, isBrowser]);
}
