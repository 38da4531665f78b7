import { Card, ChoiceList } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { type StrangerSetting, strangerSettings } from "../../availability/stranger-setting.ts";
import type { SectionProps } from "./settings-page.tsx";
import { SettingsSection } from "./settings-section.tsx";

/** The standing answer where someone else changes "Continue selling" of a variant that Arrivo manages. */
export function StrangerSection({ draft, set, error }: SectionProps) {
  const { t } = useTranslation("settings");
  return (
    <SettingsSection title={t("stranger.title")} description={t("stranger.help")}>
      <Card>
        <ChoiceList
          title={t("stranger.question")}
          choices={strangerSettings.map((value) => ({
            label: t(`stranger.${value}`),
            helpText: t(`stranger.${value}-help`),
            value,
          }))}
          selected={[draft.strangerRule]}
          onChange={([chosen]) => set({ strangerRule: chosen as StrangerSetting })}
          error={error("strangerRule")}
        />
      </Card>
    </SettingsSection>
  );
}
