import { BlockStack, Box, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import en from "../../extensions/storefront/locales/en.default.json" with { type: "json" };
import italian from "../../extensions/storefront/locales/it.json" with { type: "json" };
import type { ArrivoMetafield, InventoryPolicy } from "../availability/metafield.ts";
import { sayTold } from "../i18n/say-told.ts";
import type { StorefrontSettings } from "../availability/storefront-settings.ts";
import type { StorefrontWords } from "../i18n/storefront-words.ts";
import { tellQuantity } from "../availability/tell-quantity.ts";
import { pageDating } from "../supply/page-dating.ts";

const wordsOf: Record<string, StorefrontWords> = { en, it: italian };

export interface ShopperPreviewData {
  metafield: ArrivoMetafield | null;
  liveUnits: number;
  policy: InventoryPolicy;
  settings: StorefrontSettings;
  /** Business time in epoch milliseconds. */
  now: number;
}

/** What the product page says, for some quantities: by the code that decides and in the block's own words. */
export function ShopperPreview({ data, quantities }: { data: ShopperPreviewData; quantities: readonly number[] }) {
  const { t } = useTranslation("variants");
  return (
    <BlockStack gap="300">
      {quantities.map((quantity) => (
        <BlockStack gap="100" key={quantity}>
          <Text as="p" tone="subdued">
            {t("shopper.wants", { count: quantity })}
          </Text>
          <Said data={data} quantity={quantity} />
        </BlockStack>
      ))}
    </BlockStack>
  );
}

function Said({ data, quantity }: { data: ShopperPreviewData; quantity: number }) {
  const { t, i18n } = useTranslation("variants");
  const { metafield, liveUnits, policy, settings, now } = data;
  const dating = pageDating(settings, now);
  const facts = { liveUnits, currentPolicy: policy };
  const told = tellQuantity(metafield, quantity, facts, dating, settings.largestQuantityTold);
  const said =
    metafield === null
      ? null
      : sayTold(told, {
          quantity,
          locale: i18n.language,
          today: dating.today,
          settings,
          words: wordsOf[i18n.language] ?? en,
          state: metafield.state,
          message: metafield.message,
        });
  if (said === null) {
    return (
      <Text as="p" tone="subdued">
        {t("shopper.silent")}
      </Text>
    );
  }
  return (
    <Box borderWidth="025" borderColor="border" borderRadius="200" padding="300">
      <Text as="p" fontWeight="semibold">
        {said.status}
      </Text>
      {said.line !== "" && <Text as="p">{said.line}</Text>}
    </Box>
  );
}
