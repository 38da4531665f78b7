import { BlockStack, Button, Card, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { storefrontLocales } from "../../i18n/storefront-locales.ts";
import { useDisplayNames } from "../../ui/use-display-names.ts";
import type { SectionProps } from "./settings-page.tsx";
import { SettingsSection } from "./settings-section.tsx";

/** The merchant's own words, by the storefront's language: the label of the cart line, and headings that rules can use. */
export function WordingSection({ draft, set, error }: SectionProps) {
  const { t, i18n } = useTranslation("settings");
  const [locale, setLocale] = useState<string>(i18n.language);
  const nameOf = useDisplayNames("language");
  const inLocale = (text: string) => ({ [locale]: text });
  return (
    <SettingsSection title={t("wording.title")} description={t("wording.help")}>
      <Card>
        <BlockStack gap="400">
          <Select
            label={t("wording.language")}
            options={storefrontLocales.map((value) => ({ label: nameOf(value), value }))}
            value={locale}
            onChange={setLocale}
          />
          <TextField
            label={t("wording.propertyLabel")}
            helpText={t("wording.propertyLabelHelp")}
            autoComplete="off"
            maxLength={200}
            value={draft.propertyLabel[locale] ?? ""}
            onChange={(text) => set({ propertyLabel: { ...draft.propertyLabel, ...inLocale(text) } })}
            error={error("propertyLabel") ?? error(`propertyLabel.${locale}`)}
          />
          {Object.entries(draft.messages).map(([key, byLocale]) => (
            <TextField
              key={key}
              label={t("wording.heading", { name: key })}
              helpText={t("wording.headingHelp")}
              autoComplete="off"
              maxLength={200}
              value={byLocale[locale] ?? ""}
              onChange={(text) => set({ messages: { ...draft.messages, [key]: { ...byLocale, ...inLocale(text) } } })}
              error={error(`messages.${key}`) ?? error(`messages.${key}.${locale}`)}
              labelAction={{
                content: t("wording.remove"),
                onAction: () => set({ messages: without(draft.messages, key) }),
              }}
            />
          ))}
          <NewHeading
            taken={Object.keys(draft.messages)}
            onAdd={(key) => set({ messages: { ...draft.messages, [key]: {} } })}
          />
        </BlockStack>
      </Card>
    </SettingsSection>
  );
}

function NewHeading({ taken, onAdd }: { taken: string[]; onAdd: (key: string) => void }) {
  const { t } = useTranslation("settings");
  const [name, setName] = useState("");
  const key = name.trim();
  // `default` is the storefront's own heading.
  const isTaken = key === "default" || taken.includes(key);
  const add = () => {
    onAdd(key);
    setName("");
  };
  return (
    <BlockStack gap="200">
      <Text as="p" tone="subdued">
        {t("wording.headingsHelp")}
      </Text>
      <TextField
        label={t("wording.newHeading")}
        autoComplete="off"
        maxLength={64}
        value={name}
        onChange={setName}
        error={isTaken ? t("wording.taken") : undefined}
      />
      <InlineStack>
        <Button onClick={add} disabled={key === "" || isTaken}>
          {t("wording.add")}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}

function without<Value>(record: Record<string, Value>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([each]) => each !== key));
}
