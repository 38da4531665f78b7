import { BlockStack, Card, Checkbox, FormLayout, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { cancelScopes } from "../../customers/cancellations/cancel-scopes.ts";
import { Access } from "../../ui/access.tsx";
import type { SectionProps } from "./settings-page.tsx";
import { SettingsSection } from "./settings-section.tsx";

/** What customers may answer, until when, and what silence does. */
export function AnswersSection({ draft: { answers }, set, error }: SectionProps) {
  const { t } = useTranslation("settings");
  const { selfService } = answers;
  const change = (changed: Partial<typeof answers>) => set({ answers: { ...answers, ...changed } });
  const changeService = (changed: Partial<typeof selfService>) =>
    change({ selfService: { ...selfService, ...changed } });
  const days = (name: "leastDays" | "usualDays" | "reminderDays", max: number) => (
    <TextField
      label={t(`answers.${name}`)}
      helpText={t(`answers.${name}Help`)}
      type="number"
      min={1}
      max={max}
      autoComplete="off"
      value={answers[name]}
      onChange={(value) => change({ [name]: value })}
      error={error(`answers.${name}`)}
    />
  );
  return (
    <SettingsSection title={t("answers.title")} description={t("answers.help")}>
      <BlockStack gap="400">
        <Card>
          <BlockStack gap="400">
            <FormLayout>
              <FormLayout.Group>
                {days("usualDays", 60)}
                {days("leastDays", 30)}
              </FormLayout.Group>
              {days("reminderDays", 14)}
            </FormLayout>
            <Checkbox
              label={t("answers.cancelsBySilence")}
              helpText={t("answers.cancelsBySilenceHelp")}
              checked={answers.cancelsBySilence}
              onChange={(cancelsBySilence) => change({ cancelsBySilence })}
            />
            <Access scopes={cancelScopes} why={t("answers.access")} />
          </BlockStack>
        </Card>
        <Card>
          <BlockStack gap="400">
            <Checkbox
              label={t("answers.selfService")}
              helpText={t("answers.selfServiceHelp")}
              checked={selfService.isOn}
              onChange={(isOn) => changeService({ isOn })}
            />
            {selfService.isOn && (
              <>
                <Checkbox
                  label={t("answers.mayCancel")}
                  helpText={t("answers.mayCancelHelp")}
                  checked={selfService.mayCancel}
                  onChange={(mayCancel) => changeService({ mayCancel })}
                />
                {selfService.mayCancel && (
                  <TextField
                    label={t("answers.untilDaysBefore")}
                    helpText={t("answers.untilDaysBeforeHelp")}
                    type="number"
                    min={0}
                    max={60}
                    autoComplete="off"
                    value={selfService.untilDaysBefore}
                    onChange={(untilDaysBefore) => changeService({ untilDaysBefore })}
                    error={error("answers.selfService.untilDaysBefore")}
                  />
                )}
              </>
            )}
            <Checkbox
              label={t("answers.mayCancelPart")}
              helpText={t("answers.mayCancelPartHelp")}
              checked={selfService.mayCancelPart}
              onChange={(mayCancelPart) => changeService({ mayCancelPart })}
            />
          </BlockStack>
        </Card>
      </BlockStack>
    </SettingsSection>
  );
}
