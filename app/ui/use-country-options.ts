import { useMemo } from "react";
import { useTranslation } from "react-i18next";

/** Countries by name in the merchant's language, for a picker. */
export function useCountryOptions(countries: readonly { code: string }[]): { value: string; label: string }[] {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const names = new Intl.DisplayNames(i18n.language, { type: "region" });
    const { compare } = new Intl.Collator(i18n.language);
    return countries
      .map(({ code }) => ({ value: code, label: names.of(code) ?? code }))
      .sort((one, other) => compare(one.label, other.label));
  }, [countries, i18n.language]);
}
