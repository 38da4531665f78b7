import { z } from "zod";
import type { ThemeBlocks, ThemePort } from "../shops/theme-port.ts";
import type { ShopifyClient } from "./client.server.ts";
import { ReadThemeBlocks } from "./documents/theme.ts";
import { readInstallation } from "./read-installation.server.ts";

const themes = z.object({
  themes: z
    .object({
      nodes: z.array(
        z.object({
          name: z.string(),
          files: z
            .object({
              nodes: z.array(z.object({ filename: z.string(), body: z.object({ content: z.string().optional() }) })),
            })
            .nullable(),
        }),
      ),
    })
    .nullable(),
});

/** `shopify://apps/{app}/blocks/{block}/{id of the extension}` */
const blockAddress = /^shopify:\/\/apps\/[^/]+\/blocks\/([^/]+)\//;
const ourBlocks = ["promise", "card-badge"] as const;
/** Theme files may begin with a comment that JSON does not know. */
const leadingComment = /^\s*\/\*[\s\S]*?\*\//;

export function themeAdapter(client: ShopifyClient, appHandle = "arrivo"): ThemePort {
  return {
    async readThemeBlocks(): Promise<ThemeBlocks> {
      const { scopes } = await readInstallation(client);
      if (!scopes.has("read_themes")) return { ok: false, reason: "no-scope" };
      const theme = (await client.query(ReadThemeBlocks, {}, themes)).themes?.nodes[0];
      if (!theme) return { ok: false, reason: "no-theme" };
      const present = new Set<string>();
      for (const { body } of theme.files?.nodes ?? []) collectBlocks(parse(body.content), appHandle, present);
      return {
        ok: true,
        themeName: theme.name,
        hasPromiseBlock: present.has(ourBlocks[0]),
        hasCardBadge: present.has(ourBlocks[1]),
      };
    },
  };
}

function parse(content: string | undefined): unknown {
  try {
    return JSON.parse((content ?? "").replace(leadingComment, ""));
  } catch {
    return null;
  }
}

/** Our blocks that are placed and not switched off, however deep the theme nests them. */
function collectBlocks(node: unknown, appHandle: string, present: Set<string>): void {
  if (typeof node !== "object" || node === null) return;
  if ("type" in node && typeof node.type === "string" && node.type.startsWith(`shopify://apps/${appHandle}/`)) {
    const name = blockAddress.exec(node.type)?.[1];
    if (name !== undefined && !("disabled" in node && node.disabled === true)) present.add(name);
  }
  for (const child of Object.values(node)) collectBlocks(child, appHandle, present);
}
