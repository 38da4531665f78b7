export const locales = ["en", "it"] as const;
export type Locale = (typeof locales)[number];

/** The first wanted locale that we have, by its language; English otherwise. Shopify says `it`, `it-IT`, `pt-BR`. */
export function chooseLocale(wanted: readonly (string | null | undefined)[]): Locale {
  for (const each of wanted) {
    const language = each?.split(/[-_]/)[0]?.toLowerCase();
    const found = locales.find((locale) => locale === language);
    if (found !== undefined) return found;
  }
  return "en";
}

/** `Accept-Language`'s locales, the most wanted first. */
export function acceptedLocales(header: string | null): string[] {
  return (header ?? "")
    .split(",")
    .map((part) => {
      const [name = "", quality] = part.trim().split(/;\s*q=/);
      return { name, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ name, quality }) => name !== "" && quality > 0)
    .toSorted((one, other) => other.quality - one.quality)
    .map(({ name }) => name);
}
