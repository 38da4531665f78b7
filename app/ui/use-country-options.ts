import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useDisplayNames } from "./use-display-names.ts";

/** Countries by name in the merchant's language, for a picker. */
export function useCountryOptions(countries: readonly { code: string }[]): { value: string; label: string }[] {
  const { i18n } = useTranslation();
  const nameOf = useDisplayNames("region");
  return useMemo(() => {
    const { compare } = new Intl.Collator(i18n.language);
    return countries
      .map(({ code }) => ({ value: code, label: nameOf(code) }))
      .sort((one, other) => compare(one.label, other.label));
  }, [countries, i18n.language, nameOf]);
}
