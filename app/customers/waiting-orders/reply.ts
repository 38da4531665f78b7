import type { StorefrontLocale } from "../../i18n/storefront-locales.ts";

/** An answer ready to copy for a customer who asks. */
export interface Reply {
  locale: StorefrontLocale;
  /** In the customer's language. */
  text: string;
  /** The same in the shop's own; null: it is that language. */
  ownText: string | null;
}
