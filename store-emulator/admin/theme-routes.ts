import { HttpError } from "../http.ts";
import type { Theme } from "../state.ts";
import { readFields } from "../storefront/read-fields.ts";
import { adminPage } from "./admin-page.ts";
import { refuseOtherOrigins, seeOther, type AdminCall } from "./admin-call.ts";

const EDITOR = /^\/themes\/(?:current|\d+)\/editor$/;

/** `?addAppBlockId={client id}/{block}` or `?context=apps&activateAppId={client id}/{embed}`, as Shopify's deep links are. */
function wantedBlock({ url }: AdminCall, theme: Theme) {
  const block = url.searchParams.get("addAppBlockId");
  const embed = url.searchParams.get("activateAppId");
  const handle = (block ?? embed)?.split("/").at(-1);
  if (!handle) return null;
  const kind = block === null ? "embed" : "block";
  return {
    kind,
    handle,
    name: handle.replace(/-/g, " "),
    is_placed: (kind === "block" ? theme.blocks : theme.embeds).includes(handle),
  };
}

async function place(call: AdminCall, theme: Theme): Promise<Response> {
  refuseOtherOrigins(call);
  const { block, embed, remove } = await readFields(call.request);
  const add = (list: string[], handle: unknown) =>
    typeof handle === "string" ? [...new Set([...list, handle])] : list;
  theme.blocks = add(theme.blocks, block).filter((handle) => handle !== remove);
  theme.embeds = add(theme.embeds, embed).filter((handle) => handle !== remove);
  theme.updatedAt = call.emulator.clock.now();
  call.emulator.publish({ kind: "shop", shop: call.shop.domain });
  const placed = typeof block === "string" ? `?addAppBlockId=app/${encodeURIComponent(block)}` : "";
  return seeOther(`${call.root}/themes/current/editor${placed}`);
}

/** In place of the theme editor: a page that says what the app asks to place, and places it. */
export async function themeRoutes(call: AdminCall): Promise<Response | null> {
  if (!EDITOR.test(call.path)) return null;
  const theme = call.shop.themes.find((each) => each.role === "MAIN");
  if (!theme) throw new HttpError(404, `${call.shop.domain} has no published theme`);
  if (call.request.method === "POST") return place(call, theme);
  return adminPage(call, "theme", "Online store", {
    theme: { name: theme.name, blocks: theme.blocks, embeds: theme.embeds },
    wanted: wantedBlock(call, theme),
  });
}
