import { z } from "zod";
import type { Emulator } from "../emulator.ts";
import { HttpError, json, readJson } from "../http.ts";
import { LOCALES } from "./read-theme.ts";

const themeChange = z.strictObject({
  theme: z.enum(["horizon", "dawn"]).optional(),
  blocks: z.array(z.string()).optional(),
  embeds: z.array(z.string()).optional(),
  blockSettings: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
  locale: z.enum(LOCALES as [string, ...string[]]).optional(),
});

/**
 * `GET` and `PUT /control/shops/{domain}/theme`: the style of the published theme, the app's blocks and embeds placed in
 * it, their settings, and the shop's language. What is left out stays as it is.
 */
export async function setTheme(request: Request, emulator: Emulator, pathname: string): Promise<Response | null> {
  const domain = /^\/control\/shops\/([^/]+)\/theme$/.exec(pathname)?.[1];
  if (domain === undefined) return null;
  const shop = emulator.shops.get(domain);
  if (!shop) throw new HttpError(404, `there is no shop ${domain}`);
  const theme = shop.themes.find((each) => each.role === "MAIN");
  if (!theme) throw new HttpError(404, `${domain} has no published theme`);
  if (request.method === "PUT") {
    const parsed = themeChange.safeParse(await readJson(request));
    if (!parsed.success) throw new HttpError(400, z.prettifyError(parsed.error));
    const change = parsed.data;
    theme.style = change.theme ?? theme.style;
    theme.name = theme.style === "dawn" ? "Dawn" : "Horizon";
    theme.blocks = change.blocks ?? theme.blocks;
    theme.embeds = change.embeds ?? theme.embeds;
    theme.blockSettings = change.blockSettings ?? theme.blockSettings;
    theme.updatedAt = emulator.clock.now();
    shop.locale = change.locale ?? shop.locale;
    emulator.publish({ kind: "shop", shop: domain });
  } else if (request.method !== "GET") throw new HttpError(405, "the theme is read by GET and changed by PUT");
  const { style, blocks, embeds, blockSettings } = theme;
  return json({ theme: style, blocks, embeds, blockSettings, locale: shop.locale });
}
