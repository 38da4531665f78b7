import { describe, expect, test } from "vitest";
import { acceptedLocales, chooseLocale, locales } from "./locale.ts";
import { namespaces, resources } from "./resources.ts";

const pluralForm = /_(zero|one|two|few|many|other)$/;

function leaves(tree: object, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[`${path}${key}`, value]] : leaves(value as object, `${path}${key}.`),
  );
}
const placeholders = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name).sort();

describe.each(namespaces)("%s", (namespace) => {
  const english = new Map(leaves(resources.en[namespace]));

  test.each(locales)("%s has every key of English, and no other", (locale) => {
    const bare = (keys: Iterable<string>) => [...new Set([...keys].map((key) => key.replace(pluralForm, "")))].sort();
    expect(bare(leaves(resources[locale][namespace]).map(([key]) => key))).toEqual(bare(english.keys()));
  });

  test.each(locales)("%s has each plural form of its language", (locale) => {
    const keys = leaves(resources[locale][namespace]).map(([key]) => key);
    const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted();
    for (const stem of new Set(keys.filter((key) => pluralForm.test(key)).map((key) => key.replace(pluralForm, "")))) {
      const given = keys.filter((key) => key.replace(pluralForm, "") === stem);
      expect(given.map((key) => key.slice(stem.length + 1)).toSorted(), stem).toEqual(forms);
    }
  });

  test.each(locales)("%s says something everywhere, with English's own figures", (locale) => {
    for (const [key, text] of leaves(resources[locale][namespace])) {
      expect(text.trim(), key).not.toBe("");
      const model = english.get(key) ?? english.get(key.replace(pluralForm, "_other"));
      // "1" may be said as a word.
      const allowed = placeholders(model ?? "");
      expect(allowed, key).toEqual(expect.arrayContaining(placeholders(text)));
      if (!pluralForm.test(key)) expect(placeholders(text), key).toEqual(allowed);
    }
  });
});

test("chooses the merchant's language, and English where we have no other", () => {
  expect(chooseLocale(["it-IT"])).toBe("it");
  expect(chooseLocale([null, "fr", "it"])).toBe("it");
  expect(chooseLocale(["pt-BR"])).toBe("en");
  expect(acceptedLocales("fr;q=0.5, it-IT, en;q=0.8, de;q=0")).toEqual(["it-IT", "en", "fr"]);
});
