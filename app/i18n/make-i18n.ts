import { createInstance, type i18n } from "i18next";
import { type Locale, locales } from "./locale.ts";
import { namespaces, resources } from "./resources.ts";

/** Everything is in the bundle, so it is ready at once: the server's page and the browser's first one are the same. */
export function makeI18n(locale: Locale): i18n {
  const instance = createInstance({
    lng: locale,
    fallbackLng: false,
    supportedLngs: locales,
    ns: namespaces,
    defaultNS: "common",
    resources,
    // React escapes.
    interpolation: { escapeValue: false },
    initAsync: false,
    returnNull: false,
  });
  void instance.init();
  return instance;
}
