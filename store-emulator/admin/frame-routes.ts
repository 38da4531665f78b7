import { appAddress, changeScopes, grantInstallation, installApp } from "../install-app.ts";
import { gid } from "../ids.ts";
import { json, readJson } from "../http.ts";
import { makeSessionToken } from "../session-token.ts";
import type { Shop } from "../state.ts";
import { adminPage } from "./admin-page.ts";
import { refuseOtherOrigins, seeOther, type AdminCall } from "./admin-call.ts";
import { pickerResources } from "./picker-resources.ts";

const scopeDetail = ({ emulator, shop }: AdminCall) => ({
  granted: shop.installation?.scopes ?? [],
  required: emulator.app.scopes,
  optional: emulator.app.optionalScopes,
});

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** What App Bridge's `app.extensions()` says of the theme app extension. */
function extensions({ emulator, shop }: AdminCall) {
  const theme = shop.themes.find((each) => each.role === "MAIN");
  const activation = (handle: string, target: string) => ({
    handle,
    name: handle,
    target,
    status: "active",
    activations: [{ target: "template--product.alternate.json", themeId: gid("OnlineStoreTheme", theme?.id ?? 0) }],
  });
  return [
    {
      handle: emulator.app.handle,
      type: "theme_app_extension",
      activations: [
        ...(theme?.blocks ?? []).map((handle) => activation(handle, "section")),
        ...(theme?.embeds ?? []).map((handle) => activation(handle, "body")),
      ],
    },
  ];
}

const frame = (call: AdminCall, shop: Shop, rest: string): Promise<Response> => {
  const { emulator, url } = call;
  const path = /^\/app(\/|$)/.test(rest) ? rest : `/app${rest === "/" ? "" : rest}`;
  return adminPage(call, "frame", emulator.app.name, {
    src: appAddress(emulator, shop, `${path}${url.search}`),
    app_origin: new URL(emulator.app.url).origin,
  });
};

async function install(call: AdminCall): Promise<Response> {
  refuseOtherOrigins(call);
  const { emulator, shop, root } = call;
  grantInstallation(emulator, shop);
  await installApp(emulator, shop);
  return seeOther(`${root}/apps/${emulator.app.handle}`);
}

/** The embedded app in its frame, and what App Bridge asks the frame; null for every other page of the admin. */
export async function frameRoutes(call: AdminCall): Promise<Response | null> {
  const { request, emulator, shop, path } = call;
  if (path === "/install" && request.method === "POST") return install(call);
  const rest = path === "" || path === "/" ? "" : /^\/apps\/[^/]+(\/.*)?$/.exec(path)?.[1];
  const isFrame = path === "" || path === "/" || /^\/apps\/[^/]+/.test(path);
  if (isFrame)
    return shop.installation ? frame(call, shop, rest ?? "") : adminPage(call, "install", emulator.app.name, {});
  if (path === "/session-token")
    return json({ token: makeSessionToken(shop.domain, emulator.app) }, 200, { "cache-control": "no-store" });
  if (path === "/user") return json({ accountAccess: "full" });
  if (path === "/extensions") return json(extensions(call));
  if (path === "/picker") return json(pickerResources(call));
  if (path !== "/scopes") return null;
  if (request.method === "POST") {
    refuseOtherOrigins(call);
    const body = await readJson(request);
    changeScopes(emulator, shop, { grant: strings(body["grant"]), revoke: strings(body["revoke"]) });
  }
  return json(scopeDetail(call));
}
