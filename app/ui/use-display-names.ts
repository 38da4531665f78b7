import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useIsBrowser } from "./use-is-browser.ts";

/**
 * Names of countries, currencies or languages in the merchant's language. The server's and the browser's own tables
 * differ in places, so the first page, which must be the same on both, has the codes.
 */
export function useDisplayNames(type: "region" | "currency" | "language"): (code: string) => string {
  const { i18n } = useTranslation();
  const isBrowser = useIsBrowser();
  return useMemo(() => {
    if (!isBrowser) return (code) => code;
    const names = new Intl.DisplayNames(i18n.language, { type });
    return (code) => names.of(code) ?? code;
  }, [i18n.language, isBrowser, type]);
}
