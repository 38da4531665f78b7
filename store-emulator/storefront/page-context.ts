import type { Emulator } from "../emulator.ts";
import type { Product, Shop, Theme, Variant } from "../state.ts";
import type { Cart } from "./cart.ts";
import { cartDrop } from "./cart-drop.ts";
import { metafieldsDrop } from "./metafield-drop.ts";
import { productDrop } from "./product-drop.ts";
import { LOCALES } from "./read-theme.ts";

/** One request of a shopper, as far as pages and blocks need to know it. */
export type PageContext = {
  emulator: Emulator;
  shop: Shop;
  theme: Theme;
  /** Path of the shop, `/store/{domain}`: what is `/` on a real storefront. */
  root: string;
  url: URL;
  locale: string;
  cart: Cart;
  extensionDir: string;
};

export type PageType = "index" | "product" | "collection" | "cart" | "checkout" | "order" | "app" | "404";

export const MAIN_SECTION_ID = "template--1__main";

export const isPublished = (product: Product): boolean => product.status === "ACTIVE" && product.publishedAt !== null;

/** The objects that Liquid knows everywhere, in themes, in blocks and in what `{% render %}` includes. */
export function pageGlobals(
  context: PageContext,
  pageType: PageType,
  main: { product?: Product; variant?: Variant | null } = {},
): Record<string, unknown> {
  const { emulator, shop, root, locale, theme, url } = context;
  const product = main.product ? productDrop(emulator, shop, main.product, main.variant ?? null) : null;
  const installation = shop.installation;
  return {
    shop: {
      name: shop.name,
      domain: shop.domain,
      permanent_domain: shop.domain,
      url: root,
      secure_url: root,
      email: shop.email,
      currency: shop.currencyCode,
      money_format: "{{amount}}",
      locale: shop.locale,
      timezone: shop.timeZone,
      metafields: metafieldsDrop(shop.metafields, emulator.app.appId),
    },
    request: {
      locale: { iso_code: locale, primary: locale === shop.locale, root_url: root, name: locale },
      design_mode: false,
      visual_preview_mode: false,
      page_type: pageType,
      host: url.host,
      origin: url.origin,
      path: url.pathname,
    },
    localization: {
      language: {
        iso_code: locale,
        endonym_name: new Intl.DisplayNames([locale], { type: "language" }).of(locale) ?? locale,
      },
      country: { iso_code: shop.countryCode, currency: { iso_code: shop.currencyCode }, name: shop.countryCode },
      market: { id: 1, handle: "primary" },
      available_languages: LOCALES.map((iso_code) => ({
        iso_code,
        endonym_name: new Intl.DisplayNames([iso_code], { type: "language" }).of(iso_code) ?? iso_code,
      })),
    },
    routes: {
      root_url: root,
      shop_path: root,
      cart_url: `${root}/cart`,
      cart_add_url: `${root}/cart/add`,
      cart_change_url: `${root}/cart/change`,
      checkout_url: `${root}/checkout`,
      all_products_collection_url: `${root}/collections/all`,
    },
    template: { name: pageType, suffix: null, directory: null },
    theme: { id: theme.id, name: theme.name, role: "main" },
    app: { metafields: metafieldsDrop(installation?.metafields ?? [], emulator.app.appId) },
    cart: cartDrop(context),
    product,
    collection: null,
    customer: null,
    page_title: product?.title ?? shop.name,
    canonical_url: url.href,
  };
}
