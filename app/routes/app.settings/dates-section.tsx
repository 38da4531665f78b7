import { BlockStack, Card, Checkbox, ChoiceList, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { type Caution, cautions } from "../../supply/supply-settings.ts";
import type { SectionProps } from "./settings-page.tsx";
import { SettingsSection } from "./settings-section.tsx";

/** How dates are made from what suppliers do, when a given one moves, and the mail of each morning. */
export function DatesSection({ draft, set, error }: SectionProps) {
  const { t } = useTranslation("settings");
  const { morningMail } = draft;
  return (
    <SettingsSection title={t("dates.title")} description={t("dates.help")}>
      <Card>
        <BlockStack gap="400">
          <ChoiceList
            title={t("dates.caution")}
            choices={cautions.map((value) => ({
              value,
              label: t(`dates.${value}`),
              helpText: t(`dates.${value}-help`),
            }))}
            selected={[draft.caution]}
            onChange={([chosen]) => set({ caution: chosen as Caution })}
            error={error("caution")}
          />
          <TextField
            label={t("dates.tolerance")}
            helpText={t("dates.toleranceHelp")}
            type="number"
            min={0}
            max={60}
            autoComplete="off"
            value={draft.toleranceDays}
            onChange={(toleranceDays) => set({ toleranceDays })}
            error={error("toleranceDays")}
          />
          <Checkbox
            label={t("dates.small")}
            helpText={t("dates.smallHelp")}
            checked={draft.sendsSmallChanges}
            onChange={(sendsSmallChanges) => set({ sendsSmallChanges })}
          />
          <Checkbox
            label={t("dates.mail")}
            helpText={t("dates.mailHelp")}
            checked={morningMail.isOn}
            onChange={(isOn) => set({ morningMail: { ...morningMail, isOn } })}
          />
          {(morningMail.isOn || error("morningMail.to") !== undefined) && (
            <TextField
              label={t("dates.mailTo")}
              type="email"
              autoComplete="email"
              maxLength={254}
              value={morningMail.to}
              onChange={(to) => set({ morningMail: { ...morningMail, to } })}
              error={error("morningMail.to")}
            />
          )}
        </BlockStack>
      </Card>
    </SettingsSection>
  );
}
