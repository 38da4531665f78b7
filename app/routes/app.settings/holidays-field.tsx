import { BlockStack, ChoiceList, FormLayout, Select, SkeletonBodyText } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { SettingsDraft } from "../../shops/settings-draft.ts";
import type { Holiday, HolidayCountry } from "../../supply/calendars/holidays-of.server.ts";
import { useCountryOptions } from "../../ui/use-country-options.ts";
import { useFormat } from "../../ui/use-format.ts";
import type { SectionProps } from "./settings-page.tsx";

interface Props {
  value: SettingsDraft["holidays"];
  onChange: (value: SettingsDraft["holidays"]) => void;
  error: SectionProps["error"];
  countries: HolidayCountry[];
  /** Of the chosen place; null while they are being read. */
  holidays: Holiday[] | null;
}

/** The public holidays on which nothing leaves: a country's, or a region's of it, save those that the shop works. */
export function HolidaysField({ value, onChange, error, countries, holidays }: Props) {
  const { t } = useTranslation("settings");
  const { day } = useFormat();
  const options = useCountryOptions(countries);
  const regions = countries.find(({ code }) => code === value.country)?.regions ?? [];
  const isWorked = (holiday: Holiday) => value.worked.includes(holiday.day);
  return (
    <BlockStack gap="300">
      <FormLayout>
        <FormLayout.Group condensed>
          <Select
            label={t("holidays.country")}
            helpText={t("holidays.countryHelp")}
            options={[{ value: "", label: t("holidays.none") }, ...options]}
            value={value.country}
            onChange={(country) => onChange({ country, region: "", worked: [] })}
            error={error("holidays.country")}
          />
          {regions.length > 0 && (
            <Select
              label={t("holidays.region")}
              options={[
                { value: "", label: t("holidays.wholeCountry") },
                ...regions.map(({ code, name }) => ({ value: code, label: name })),
              ]}
              value={value.region}
              onChange={(region) => onChange({ ...value, region, worked: [] })}
              error={error("holidays.region")}
            />
          )}
        </FormLayout.Group>
      </FormLayout>
      {holidays === null && <SkeletonBodyText lines={4} />}
      {holidays !== null && holidays.length > 0 && (
        <ChoiceList
          allowMultiple
          title={t("holidays.closedOn")}
          choices={holidays.map((holiday) => ({
            value: holiday.day,
            label: t("holidays.day", { day: day(holiday.day), name: holiday.name }),
          }))}
          selected={holidays.filter((holiday) => !isWorked(holiday)).map((holiday) => holiday.day)}
          onChange={(closed) =>
            onChange({
              ...value,
              worked: holidays.map((holiday) => holiday.day).filter((each) => !closed.includes(each)),
            })
          }
          error={error("holidays.worked")}
        />
      )}
    </BlockStack>
  );
}
