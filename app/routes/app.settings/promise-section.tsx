import { BlockStack, Box, Card, Checkbox, ChoiceList, FormLayout, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { ArrivoMetafield } from "../../availability/metafield.ts";
import { dateForms } from "../../availability/storefront-settings.ts";
import { inputOf } from "../../shops/settings-draft.ts";
import { type MerchantSettings, parseSettingsForm } from "../../shops/settings-form.ts";
import { closedDaysFrom } from "../../supply/calendars/closed-days-from.ts";
import type { Holiday } from "../../supply/calendars/holidays-of.server.ts";
import { shopMoment } from "../../supply/shop-moment.ts";
import { ShopperPreview } from "../../ui/shopper-preview.tsx";
import type { SectionProps } from "./settings-page.tsx";
import { SettingsSection } from "./settings-section.tsx";

type Props = SectionProps & { settings: MerchantSettings; now: number; holidays: Holiday[] | null };

/** Three in stock, and more in ten to fifteen working days: shows the verb, the split and the calendar at once. */
const sample: ArrivoMetafield = {
  v: 1,
  state: "backorder",
  policy: "CONTINUE",
  own: "DENY",
  seen: 3,
  segments: [{ units: null, inDays: [10, 15], days: "working" }],
  left: null,
  message: "default",
  on: "2026-01-01",
};

/** How a date is said: its verb, its form, and how much a page gives away. */
export function PromiseSection({ draft, set, error, settings, now, holidays }: Props) {
  const { t } = useTranslation("settings");
  const transit = (field: "minDays" | "maxDays") => (
    <TextField
      label={t(`verb.${field}`)}
      type="number"
      min={0}
      max={120}
      autoComplete="off"
      value={draft.transit[field]}
      onChange={(value) => set({ transit: { ...draft.transit, [field]: value } })}
      error={error(`transit.${field}`)}
    />
  );
  return (
    <SettingsSection title={t("promise.title")} description={t("promise.help")}>
      <Card>
        <BlockStack gap="400">
          <ChoiceList
            title={t("verb.title")}
            choices={[
              { label: t("verb.ships"), value: "ships" },
              {
                label: t("verb.arrives"),
                value: "arrives",
                helpText: t("verb.arrivesHelp"),
                renderChildren: (isSelected) =>
                  isSelected && (
                    <FormLayout>
                      <FormLayout.Group condensed>
                        {transit("minDays")}
                        {transit("maxDays")}
                      </FormLayout.Group>
                    </FormLayout>
                  ),
              },
              { label: t("verb.collect"), value: "collect" },
            ]}
            selected={[draft.verb]}
            onChange={([verb]) => set({ verb: verb as typeof draft.verb })}
            error={
              error("verb") ??
              (draft.verb === "arrives" ? undefined : (error("transit.minDays") ?? error("transit.maxDays")))
            }
          />
          <ChoiceList
            title={t("dateForm.title")}
            choices={dateForms.map((value) => ({ label: t(`dateForm.${value}`), value }))}
            selected={[draft.dateForm]}
            onChange={([dateForm]) => set({ dateForm: dateForm as typeof draft.dateForm })}
            error={error("dateForm")}
          />
          <TextField
            label={t("largest.title")}
            helpText={t("largest.help")}
            type="number"
            min={1}
            max={50}
            autoComplete="off"
            value={draft.largestQuantityTold}
            onChange={(largestQuantityTold) => set({ largestQuantityTold })}
            error={error("largestQuantityTold")}
          />
          <Checkbox
            label={t("property.shown")}
            helpText={t("property.shownHelp")}
            checked={draft.isPropertyShown}
            onChange={(isPropertyShown) => set({ isPropertyShown })}
          />
          <Preview draft={draft} settings={settings} now={now} holidays={holidays} />
        </BlockStack>
      </Card>
    </SettingsSection>
  );
}

/** What is typed, as a shopper would read it; nothing while it is not whole. */
function Preview({ draft, settings, now, holidays }: Pick<Props, "draft" | "settings" | "now" | "holidays">) {
  const { t } = useTranslation("settings");
  const typed = parseSettingsForm(inputOf(draft), settings);
  if (!typed.ok || holidays === null) return null;
  const { storefront } = typed.settings;
  const closedDays = closedDaysFrom(
    shopMoment(now, storefront.timeZone).day,
    storefront.closedDays,
    holidays.map(({ day }) => day),
    draft.holidays.worked,
  );
  const data = {
    metafield: sample,
    liveUnits: sample.seen,
    policy: sample.policy,
    settings: { ...storefront, closedDays },
    now,
  };
  return (
    <Box background="bg-surface-secondary" padding="400" borderRadius="200">
      <BlockStack gap="300">
        <Text as="h3" variant="headingSm">
          {t("promise.preview")}
        </Text>
        <ShopperPreview data={data} quantities={[1, 5]} />
      </BlockStack>
    </Box>
  );
}
