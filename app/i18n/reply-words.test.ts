import { describe, expect, it } from "vitest";
import { replyWords } from "./reply-words.ts";
import { storefrontLocales } from "./storefront-locales.ts";

function leaves(tree: object, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[`${path}${key}`, value]] : leaves(value as object, `${path}${key}.`),
  );
}
const placeholders = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name).sort();
const english = new Map(leaves(replyWords("en")));

describe.each(storefrontLocales)("the words of a reply in %s", (locale) => {
  const said = new Map(leaves(replyWords(locale)));

  it("are those of English, with the same values", () => {
    expect([...said.keys()]).toEqual([...english.keys()]);
    for (const [key, text] of english) {
      expect(placeholders(said.get(key) ?? ""), key).toEqual(placeholders(text));
      expect(said.get(key)?.trim(), key).not.toBe("");
    }
  });

  it("are its own", () => {
    if (locale === "en") return;
    const same = [...said].filter(([key, text]) => text === english.get(key));
    expect(same).toEqual([]);
  });
});
