import { readdirSync, readFileSync, statSync } from "node:fs";
import { check } from "@shopify/theme-check-node";
import { describe, expect, it } from "vitest";
import { extensionRoot, readWords, type Words } from "./shopify-liquid.ts";

const locales = ["da", "de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt-BR", "sv", "zh-CN"];
const bytes = (path: string) => statSync(`${extensionRoot}${path}`).size;
const filesIn = (folder: string) => readdirSync(`${extensionRoot}${folder}`).map((file) => `${folder}/${file}`);
const liquidFiles = [...filesIn("blocks"), ...filesIn("snippets")];

/** Plural tables stand where a key's own name is a plural category. */
const plurals = new Set(["zero", "one", "two", "few", "many", "other"]);
const isPlural = (words: Words) => Object.keys(words).every((key) => plurals.has(key));

function keysOf(words: Words, path = ""): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === "string" || isPlural(value) ? [`${path}${key}`] : keysOf(value, `${path}${key}.`),
  );
}

function pluralsOf(words: Words): Words[] {
  return Object.values(words).flatMap((value) =>
    typeof value === "string" ? [] : isPlural(value) ? [value] : pluralsOf(value),
  );
}

function sentencesOf(words: Words): string[] {
  return Object.values(words).flatMap((value) => (typeof value === "string" ? [value] : sentencesOf(value)));
}

it("breaks none of Shopify's rules for theme app extensions", async () => {
  const offences = await check(extensionRoot, `${extensionRoot}.theme-check.yml`);
  expect(offences.map(({ check: rule, uri, message }) => `${uri}: ${rule}: ${message}`)).toEqual([]);
});

describe("sizes", () => {
  it("keeps all script within 4 KB and all style within 4 KB", () => {
    const sum = (ending: string) =>
      filesIn("assets")
        .filter((file) => file.endsWith(ending))
        .reduce((total, file) => total + bytes(file), 0);
    expect(sum(".js")).toBeLessThanOrEqual(4096);
    expect(sum(".css")).toBeLessThanOrEqual(4096);
  });
  it("keeps Liquid within 100 KB, and each locale file within 15 KB", () => {
    expect(liquidFiles.reduce((total, file) => total + bytes(file), 0)).toBeLessThanOrEqual(100_000);
    for (const file of filesIn("locales")) expect(bytes(file), file).toBeLessThanOrEqual(15_000);
  });
});

describe("languages", () => {
  const english = keysOf(readWords("en")).sort();

  it("has the twelve", () => {
    const found = filesIn("locales").flatMap((file) => /\/([\w-]+)(?:\.default)?\.json$/.exec(file)?.[1] ?? []);
    expect([...new Set(found)].sort()).toEqual(locales);
  });
  it.each(locales)("says the same things in %s, with the plural forms of that language", (locale) => {
    const words = readWords(locale);
    expect(keysOf(words).sort()).toEqual(english);
    const categories = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted();
    for (const plural of pluralsOf(words)) expect(Object.keys(plural).sort()).toEqual(categories);
  });
  it.each(locales)("names the months of %s as its readers do", (locale) => {
    const format = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", timeZone: "UTC" });
    const { months } = readWords(locale).dates as { months: Record<string, string> };
    for (let month = 0; month < 12; month += 1) {
      const key = `m${String(month + 1).padStart(2, "0")}`;
      expect(format.format(Date.UTC(2027, month, 12))).toContain(months[key]);
    }
  });
  it.each(locales)("uses no sign in %s that the t filter, or a record, would change", (locale) => {
    for (const sentence of sentencesOf(readWords(locale))) {
      expect(sentence.replaceAll(/{{ \w+ }}/g, "")).not.toMatch(/[&<>"'^|;~§[\]{}]/);
    }
  });
  it("closes every output as Shopify's reader does, which ends it at the first brace, quoted or not", () => {
    for (const file of liquidFiles) {
      const source = readFileSync(`${extensionRoot}${file}`, "utf8");
      for (const [output] of source.matchAll(/{{[^}]*}.?/g)) expect(output, file).toMatch(/}}$/);
    }
  });
  it("keeps every word for people out of the Liquid", () => {
    for (const file of liquidFiles) {
      const markup = readFileSync(`${extensionRoot}${file}`, "utf8")
        .replaceAll(/{%-? *(doc|comment|schema) *-?%}[\s\S]*?{%-? *end\1 *-?%}/g, "")
        .replaceAll(/<script[\s\S]*?<\/script>/g, "")
        .replaceAll(/{%[\s\S]*?%}|{{[\s\S]*?}}|<[^>]*>|--[\w-]+:|style=/g, "");
      expect(markup.trim(), file).not.toMatch(/\p{Letter}{3}/u);
    }
  });
});
