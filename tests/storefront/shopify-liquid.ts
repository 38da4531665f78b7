import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Liquid, type TagToken, type TopLevelToken, Tag, type Context, type Template } from "liquidjs";

/** A leaf of a locale file: a sentence, or a table of plural forms or of further keys. */
export type Words = { [key: string]: string | Words };

export const extensionRoot = fileURLToPath(new URL("../../extensions/storefront/", import.meta.url));

/** A language without a file is answered in the default one, as on Shopify. */
export function readWords(locale: string): Words {
  const file = `${extensionRoot}locales/${locale}.json`;
  const found = existsSync(file) ? file : `${extensionRoot}locales/en.default.json`;
  return JSON.parse(readFileSync(found, "utf8")) as Words;
}

/** Shopify's own rules of `t`: dotted keys, `count` picks the plural form of the locale, `{{ name }}` is filled in. */
function translate(words: Words, locale: string, key: string, values: Record<string, unknown>): string {
  let found: string | Words | undefined = words;
  for (const part of key.split(".")) found = typeof found === "object" ? found[part] : undefined;
  if (typeof found === "object" && typeof values.count === "number") {
    found = found[new Intl.PluralRules(locale).select(values.count)] ?? found.other;
  }
  if (typeof found !== "string") throw new Error(`No translation for ${key} in ${locale}`);
  return found.replaceAll(/{{ *(\w+) *}}/g, (_, name: string) => {
    if (values[name] === undefined) throw new Error(`${key} in ${locale} lacks ${name}`);
    return escapeHtml(String(values[name]));
  });
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** A tag whose body Shopify never renders. */
function silent(name: string) {
  return class extends Tag {
    constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
      super(token, remaining, liquid);
      while (remaining.length > 0) {
        const next = remaining.shift() as TopLevelToken & { name?: string };
        if (next.name === `end${name}`) return;
      }
      throw new Error(`${name} is not closed`);
    }
    *render(): Generator<never, void, Template[] | Context> {}
  };
}

/**
 * The part of Shopify's Liquid that the extension uses, over liquidjs: translations of the extension, the shop's clock
 * and zone in `date`, `json` that is safe inside a script.
 */
export function shopifyLiquid(options: { locale: string; now: Date; timeZone: string }): Liquid {
  const words = readWords(options.locale);
  const language = String(words.language);
  const liquid = new Liquid({
    root: `${extensionRoot}snippets`,
    partials: `${extensionRoot}snippets`,
    extname: ".liquid",
    strictFilters: true,
    cache: true,
  });
  for (const name of ["schema", "doc", "stylesheet", "javascript"]) liquid.registerTag(name, silent(name));
  liquid.registerFilter("t", (key: string, ...pairs: [string, unknown][]) =>
    translate(words, language, key, Object.fromEntries(pairs)),
  );
  liquid.registerFilter("asset_url", (name: string) => `/assets/${name}`);
  liquid.registerFilter("json", (value: unknown) => JSON.stringify(value ?? null).replaceAll("<", "\\u003c"));
  liquid.registerFilter("date", (value: unknown, format: string) => {
    if (value !== "now") throw new Error("The blocks date nothing but now");
    const parts = new Intl.DateTimeFormat("en-CA", {
      timeZone: options.timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
    }).formatToParts(options.now);
    const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
    const letters: Record<string, string> = { Y: "year", m: "month", d: "day", H: "hour", M: "minute" };
    return format.replaceAll(/%(\w)/g, (_, letter: string) => part(letters[letter] ?? ""));
  });
  return liquid;
}
