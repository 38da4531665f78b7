import { BlockStack, Card, ChoiceList, FormLayout, Link, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { Holiday, HolidayCountry } from "../../supply/calendars/holidays-of.server.ts";
import { useShop } from "../../ui/use-shop.ts";
import { ClosedDaysField } from "./closed-days-field.tsx";
import { HolidaysField } from "./holidays-field.tsx";
import type { SectionProps } from "./settings-page.tsx";
import { SettingsSection } from "./settings-section.tsx";

type Props = SectionProps & { countries: HolidayCountry[]; holidays: Holiday[] | null };

const weekdays = [1, 2, 3, 4, 5, 6, 7];

/** When parcels leave: every date that is told is counted on this calendar. */
export function CalendarSection({ draft, set, error, countries, holidays }: Props) {
  const { t, i18n } = useTranslation("settings");
  const { timeZone } = useShop();
  const names = new Intl.DateTimeFormat(i18n.language, { weekday: "long", timeZone: "UTC" });
  // 1 January 2024 was a Monday.
  const nameOf = (weekday: number) => names.format(new Date(Date.UTC(2024, 0, weekday)));
  return (
    <SettingsSection title={t("calendar.title")} description={t("calendar.help", { timeZone })}>
      <Card>
        <BlockStack gap="400">
          <ChoiceList
            allowMultiple
            title={t("calendar.workingWeekdays")}
            choices={weekdays.map((weekday) => ({ label: nameOf(weekday), value: String(weekday) }))}
            selected={draft.workingWeekdays}
            onChange={(workingWeekdays) => set({ workingWeekdays })}
            error={error("workingWeekdays")}
          />
          <FormLayout>
            <FormLayout.Group condensed>
              <TextField
                label={t("calendar.cutOff")}
                helpText={t("calendar.cutOffHelp")}
                type="time"
                autoComplete="off"
                value={draft.cutOff}
                onChange={(cutOff) => set({ cutOff })}
                error={error("cutOff")}
              />
              <TextField
                label={t("calendar.handlingDays")}
                helpText={t("calendar.handlingDaysHelp")}
                type="number"
                min={0}
                max={60}
                autoComplete="off"
                value={draft.handlingDays}
                onChange={(handlingDays) => set({ handlingDays })}
                error={error("handlingDays")}
              />
            </FormLayout.Group>
          </FormLayout>
          <HolidaysField
            value={draft.holidays}
            onChange={(value) => set({ holidays: value })}
            error={error}
            countries={countries}
            holidays={holidays}
          />
          <ClosedDaysField
            days={draft.closedDays}
            onChange={(closedDays) => set({ closedDays })}
            error={firstOf(draft.closedDays.length, error)}
          />
          <Text as="p" tone="subdued">
            {t("calendar.locations")} <Link url="/app/rules/shop">{t("calendar.locationsLink")}</Link>
          </Text>
        </BlockStack>
      </Card>
    </SettingsSection>
  );
}

/** The list's own error, or that of the first of its days. */
function firstOf(length: number, error: SectionProps["error"]): string | undefined {
  return ["closedDays", ...Array.from({ length }, (_, index) => `closedDays.${index}`)]
    .map(error)
    .find((words) => words !== undefined);
}
