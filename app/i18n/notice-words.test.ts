import { describe, expect, it } from "vitest";
import { noticeKinds } from "../customers/notices/notice-kind.ts";
import { noticeWords } from "./notice-words.ts";
import { storefrontLocales } from "./storefront-locales.ts";

function leaves(tree: object, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[`${path}${key}`, value]] : leaves(value as object, `${path}${key}.`),
  );
}
const placeholders = (text: string) => [...text.matchAll(/\{\{\s*([\w.]+)/g)].map(([, name]) => name).sort();
const isPlural = (key: string) => /^item\.(ready|shipped|cancelled)\./.test(key);
const english = new Map(leaves(noticeWords("en")).filter(([key]) => !isPlural(key)));

describe.each(storefrontLocales)("the words of notices in %s", (locale) => {
  const said = leaves(noticeWords(locale));

  it("are there for every kind, and name the same values as in English", () => {
    expect(Object.keys(noticeWords(locale).kinds).sort()).toEqual(noticeKinds.toSorted());
    const plain = new Map(said.filter(([key]) => !isPlural(key)));
    expect([...plain.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [key, text] of english) {
      expect(placeholders(plain.get(key) ?? ""), key).toEqual(placeholders(text));
      expect(plain.get(key)?.trim() === "", key).toBe(text === "");
    }
  });

  it("have each plural form of the language", () => {
    const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted();
    const { ready, shipped, cancelled } = noticeWords(locale).item;
    for (const each of [ready, shipped, cancelled]) expect(Object.keys(each).sort()).toEqual(forms);
  });
});
