import { BlockStack, Button, Card, InlineStack, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { HolidayCountry } from "../../supply/calendars/holidays-of.server.ts";
import { useCountryOptions } from "../../ui/use-country-options.ts";
import { useDownload } from "../../ui/use-download.ts";
import { SettingsSection } from "./settings-section.tsx";

/** The two columns that Google wants of what waits for stock, to add to the shop's own product feed. */
export function FeedSection({ countries }: { countries: HolidayCountry[] }) {
  const { t } = useTranslation("settings");
  const { download, isBusy } = useDownload();
  const options = useCountryOptions(countries);
  const [country, setCountry] = useState("");
  return (
    <SettingsSection title={t("feed.title")} description={t("feed.help")}>
      <Card>
        <BlockStack gap="400">
          <Select
            label={t("feed.ids")}
            helpText={t("feed.idsHelp")}
            options={[{ value: "", label: t("feed.variantIds") }, ...options]}
            value={country}
            onChange={setCountry}
          />
          <Text as="p" tone="subdued">
            {t("feed.rows")}
          </Text>
          <InlineStack>
            <Button
              onClick={() => void download(`/app/variants/feed?country=${country}`, t("feed.file"))}
              loading={isBusy}
            >
              {t("feed.download")}
            </Button>
          </InlineStack>
        </BlockStack>
      </Card>
    </SettingsSection>
  );
}
