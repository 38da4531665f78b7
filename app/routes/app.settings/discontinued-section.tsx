import { Banner, BlockStack, Card, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { SectionProps } from "./settings-page.tsx";
import { SettingsSection } from "./settings-section.tsx";

type Props = SectionProps & { savedTags: string; count: number };

/** Tags of what will not come back: Arrivo proposes *never* for it. */
export function DiscontinuedSection({ draft, set, error, savedTags, count }: Props) {
  const { t } = useTranslation("settings");
  const { discontinuedTags } = draft;
  const fault = ["discontinuedTags", ...discontinuedTags.split(",").map((_, index) => `discontinuedTags.${index}`)]
    .map(error)
    .find((words) => words !== undefined);
  return (
    <SettingsSection title={t("discontinued.title")} description={t("discontinued.help")}>
      <Card>
        <BlockStack gap="400">
          <TextField
            label={t("discontinued.tags")}
            helpText={t("discontinued.tagsHelp")}
            autoComplete="off"
            value={discontinuedTags}
            onChange={(value) => set({ discontinuedTags: value })}
            error={fault}
          />
          {count > 0 && savedTags === discontinuedTags && (
            <Banner action={{ content: t("discontinued.see"), url: "/app/variants?mark=discontinued" }}>
              <p>{t("discontinued.found", { count })}</p>
            </Banner>
          )}
        </BlockStack>
      </Card>
    </SettingsSection>
  );
}
