import { describe, expect, it } from "vitest";
import { answerWords } from "./answer-words.ts";
import { storefrontLocales } from "./storefront-locales.ts";

function leaves(tree: object, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[`${path}${key}`, value]] : leaves(value as object, `${path}${key}.`),
  );
}
const placeholders = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name).sort();
const english = new Map(leaves(answerWords("en")));

describe.each(storefrontLocales)("the words of the answer page in %s", (locale) => {
  const said = new Map(leaves(answerWords(locale)));

  it("are those of English, with the same values", () => {
    expect([...said.keys()]).toEqual([...english.keys()]);
    for (const [key, text] of english) {
      expect(placeholders(said.get(key) ?? ""), key).toEqual(placeholders(text));
      expect(said.get(key)?.trim(), key).not.toBe("");
    }
  });

  it("are its own", () => {
    if (locale === "en") return;
    const same = [...said].filter(([key, text]) => text === english.get(key) && key !== "item.units");
    expect(same).toEqual([]);
  });
});
