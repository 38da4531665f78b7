import type { ShopDomain } from "../ids.ts";

/** Shopify's deep link that opens the theme editor on a product page with our promise block to be placed. */
export function themeEditorAddress(shop: ShopDomain, apiKey: string): string {
  const query = new URLSearchParams({
    template: "product",
    addAppBlockId: `${apiKey}/promise`,
    target: "mainSection",
  });
  return `https://${shop}/admin/themes/current/editor?${query}`;
}
