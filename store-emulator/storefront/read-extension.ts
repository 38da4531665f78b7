import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import { HttpError } from "../http.ts";

const blockSchema = z.object({
  name: z.string(),
  target: z.enum(["section", "head", "body", "compliance_head"]),
  tag: z.string().nullish(),
  class: z.string().nullish(),
  stylesheet: z.string().optional(),
  javascript: z.string().optional(),
  available_if: z.string().optional(),
  settings: z
    .array(z.object({ id: z.string().optional(), type: z.string(), default: z.unknown().optional() }))
    .default([]),
});

export type ExtensionBlock = {
  /** File name without `.liquid`; what a theme's `blocks` and `embeds` name. */
  handle: string;
  source: string;
  schema: z.infer<typeof blockSchema>;
  inlineCss: string;
  inlineJs: string;
};

export type LocaleTree = { [key: string]: string | LocaleTree };

export type Extension = {
  dir: string;
  blocks: Map<string, ExtensionBlock>;
  /** Snippets by name, and blocks as `blocks/{handle}`. */
  templates: Record<string, string>;
  locales: Record<string, LocaleTree>;
  defaultLocale: string;
};

/** The tags that Shopify takes out of a file before it renders it: they are for editors and for the page's head. */
const extractTag = (source: string, tag: string): { rest: string; content: string } => {
  let content = "";
  const pattern = new RegExp(`\\{%-?\\s*${tag}\\s*-?%\\}([\\s\\S]*?)\\{%-?\\s*end${tag}\\s*-?%\\}`, "g");
  const rest = source.replace(pattern, (_whole, inner: string) => {
    content += inner;
    return "";
  });
  return { rest, content };
};

const liquidFiles = (dir: string): string[] =>
  existsSync(dir) ? readdirSync(dir).filter((name) => name.endsWith(".liquid")) : [];

function readBlock(path: string): ExtensionBlock {
  const schema = extractTag(readFileSync(path, "utf8"), "schema");
  const css = extractTag(schema.rest, "stylesheet");
  const js = extractTag(css.rest, "javascript");
  const handle = basename(path, ".liquid");
  const parsed = blockSchema.safeParse(JSON.parse(schema.content));
  if (!parsed.success)
    throw new HttpError(500, `blocks/${handle}.liquid: its schema is not valid. ${z.prettifyError(parsed.error)}`);
  const source = extractTag(js.rest, "doc").rest;
  return { handle, source, schema: parsed.data, inlineCss: css.content, inlineJs: js.content };
}

function readLocales(dir: string): { locales: Record<string, LocaleTree>; defaultLocale: string } {
  const locales: Record<string, LocaleTree> = {};
  let defaultLocale = "en";
  for (const name of existsSync(dir) ? readdirSync(dir) : []) {
    if (!name.endsWith(".json") || name.endsWith(".schema.json")) continue;
    const isDefault = name.endsWith(".default.json");
    const locale = basename(name, isDefault ? ".default.json" : ".json");
    if (isDefault) defaultLocale = locale;
    locales[locale] = JSON.parse(readFileSync(join(dir, name), "utf8")) as LocaleTree;
  }
  return { locales, defaultLocale };
}

const changedAt = (dir: string): string =>
  ["blocks", "snippets", "locales"]
    .map((name) => join(dir, name))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => `${name}:${statSync(join(folder, name)).mtimeMs}`))
    .join("|");

const cache = new Map<string, { changedAt: string; extension: Extension }>();

/**
 * The theme app extension as Shopify would have it after a deploy. Read again when a file changed, so that whoever
 * edits a block sees it on the next reload. A folder that does not exist is an extension without blocks.
 */
export function readExtension(dir: string): Extension {
  const stamp = changedAt(dir);
  const cached = cache.get(dir);
  if (cached?.changedAt === stamp) return cached.extension;
  const blocks = liquidFiles(join(dir, "blocks")).map((name) => readBlock(join(dir, "blocks", name)));
  const snippets = liquidFiles(join(dir, "snippets")).map((name): [string, string] => [
    basename(name, ".liquid"),
    extractTag(readFileSync(join(dir, "snippets", name), "utf8"), "doc").rest,
  ]);
  const extension: Extension = {
    dir,
    blocks: new Map(blocks.map((block) => [block.handle, block])),
    templates: Object.fromEntries([
      ...snippets,
      ...blocks.map((block): [string, string] => [`blocks/${block.handle}`, block.source]),
    ]),
    ...readLocales(join(dir, "locales")),
  };
  cache.set(dir, { changedAt: stamp, extension });
  return extension;
}
