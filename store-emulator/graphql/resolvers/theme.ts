import { createHash } from "node:crypto";
import { gid, idOf } from "../../ids.ts";
import { graphqlInstant } from "../../instants.ts";
import type { Theme } from "../../state.ts";
import { connect } from "../connection.ts";
import { tagged, type Context, type Fields, type ResolverMap } from "../context.ts";

type ThemeFile = { filename: string; content: string; theme: Theme };

const blockType = (block: string, { emulator }: Context) =>
  `shopify://apps/${emulator.app.handle}/blocks/${block}/${emulator.app.apiKey}`;

/** The two files an app looks into to see whether its block is placed and its embed is on. */
function filesOf(theme: Theme, context: Context): ThemeFile[] {
  const blocks = Object.fromEntries(
    theme.blocks.map((block, index) => [
      `app_${index}`,
      { type: blockType(block, context), settings: theme.blockSettings[block] ?? {} },
    ]),
  );
  const embeds = Object.fromEntries(
    theme.embeds.map((embed, index) => [
      `embed_${index}`,
      { type: blockType(embed, context), disabled: false, settings: theme.blockSettings[embed] ?? {} },
    ]),
  );
  const product = {
    sections: {
      main: {
        type: theme.style === "horizon" ? "product-information" : "main-product",
        blocks: { title: { type: "title" }, ...blocks },
        block_order: ["title", ...Object.keys(blocks)],
      },
    },
    order: ["main"],
  };
  const file = (filename: string, content: unknown): ThemeFile => ({
    filename,
    content: JSON.stringify(content, null, 2),
    theme,
  });
  return [file("templates/product.json", product), file("config/settings_data.json", { current: { blocks: embeds } })];
}

export const themeFields: ResolverMap = {
  OnlineStoreTheme: {
    id: (theme: Theme) => gid("OnlineStoreTheme", theme.id),
    name: (theme: Theme) => theme.name,
    role: (theme: Theme) => theme.role,
    prefix: () => "/t/1",
    processing: () => false,
    processingFailed: () => false,
    themeStoreId: (theme: Theme) => (theme.style === "horizon" ? 2481 : 887),
    createdAt: (theme: Theme) => graphqlInstant(theme.createdAt),
    updatedAt: (theme: Theme) => graphqlInstant(theme.updatedAt),
    files: (theme: Theme, args, context) => {
      const names = args.filenames as string[] | null | undefined;
      const matches = (filename: string) =>
        !names ||
        names.some((name) => name === filename || (name.endsWith("*") && filename.startsWith(name.slice(0, -1))));
      const found = filesOf(theme, context).filter((each) => matches(each.filename));
      const page = connect(found, { first: 50, ...args }, context, { id: (each) => each.filename });
      return { ...page, userErrors: [] };
    },
  },
  OnlineStoreThemeFile: {
    filename: (file: ThemeFile) => file.filename,
    contentType: () => "application/json",
    checksumMd5: (file: ThemeFile) => createHash("md5").update(file.content).digest("hex"),
    size: (file: ThemeFile) => Buffer.byteLength(file.content),
    createdAt: (file: ThemeFile) => graphqlInstant(file.theme.createdAt),
    updatedAt: (file: ThemeFile) => graphqlInstant(file.theme.updatedAt),
    body: (file: ThemeFile) => tagged("OnlineStoreThemeFileBodyText", { content: file.content }),
  },
  OnlineStoreThemeFileBodyText: { content: (body: { content: string }) => body.content },
};

export const themeQueries: Fields<unknown> = {
  themes: (_, args, context) => {
    const roles = args.roles as string[] | null | undefined;
    const names = args.names as string[] | null | undefined;
    const found = context.shop.themes.filter(
      (theme) => (!roles || roles.includes(theme.role)) && (!names || names.includes(theme.name)),
    );
    return connect(found, args, context, { id: (each) => each.id });
  },
  theme: (_, args, { shop }) => shop.themes.find((theme) => theme.id === idOf(args.id, "OnlineStoreTheme")) ?? null,
};
