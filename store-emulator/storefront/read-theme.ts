import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { LocaleTree } from "./read-extension.ts";

const THEMES_DIR = join(import.meta.dirname, "themes");

export type ThemeStyle = "horizon" | "dawn";

const readFolder = (dir: string, extension: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(dir)
      .filter((name) => name.endsWith(extension))
      .map((name) => [basename(name, extension), readFileSync(join(dir, name), "utf8")]),
  );

export const themeLocales: Record<string, LocaleTree> = Object.fromEntries(
  Object.entries(readFolder(join(THEMES_DIR, "locales"), ".json")).map(([locale, text]) => [
    locale,
    JSON.parse(text) as LocaleTree,
  ]),
);

/** The languages that a shopper can choose. */
export const LOCALES: string[] = Object.keys(themeLocales);

const templates: Record<ThemeStyle, Record<string, string>> = {
  horizon: {
    ...readFolder(join(THEMES_DIR, "shared"), ".liquid"),
    ...readFolder(join(THEMES_DIR, "horizon"), ".liquid"),
  },
  dawn: { ...readFolder(join(THEMES_DIR, "shared"), ".liquid"), ...readFolder(join(THEMES_DIR, "dawn"), ".liquid") },
};

/** A theme's templates and snippets by name: its own, over those that both themes share. */
export const themeTemplates = (style: ThemeStyle): Record<string, string> => templates[style];

/** A stylesheet or script of a theme; null where the theme has none of that name. */
export function themeAsset(style: string, name: string): string | null {
  const folder = ["horizon", "dawn", "shared"].find((each) => each === style);
  if (!folder || !/^[\w-]+\.(css|js)$/.test(name)) return null;
  if (!readdirSync(join(THEMES_DIR, folder)).includes(name)) return null;
  return readFileSync(join(THEMES_DIR, folder, name), "utf8");
}
