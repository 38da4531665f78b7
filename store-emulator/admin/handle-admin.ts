import { HttpError, type Handler } from "../http.ts";
import { adminAsset } from "./admin-page.ts";
import type { AdminCall } from "./admin-call.ts";
import { appBridgeScript } from "./app-bridge-script.ts";
import { frameRoutes } from "./frame-routes.ts";
import { orderRoutes } from "./order-routes.ts";
import { productRoutes } from "./product-routes.ts";
import { themeRoutes } from "./theme-routes.ts";

/** The admin of every shop, `/admin/{domain}/…`, and the stand-in App Bridge at `/app-bridge.js`. */
export const handleAdmin: Handler = async (request, emulator) => {
  const url = new URL(request.url);
  if (url.pathname === "/app-bridge.js")
    return new Response(appBridgeScript(), {
      headers: { "content-type": "text/javascript; charset=utf-8", "cache-control": "no-cache" },
    });
  const asset = /^\/admin\/assets\/([^/]+)$/.exec(url.pathname)?.[1];
  if (asset !== undefined) return adminAsset(asset) ?? new Response(null, { status: 404 });
  const match = /^\/admin\/([^/]+)(\/.*)?$/.exec(url.pathname);
  if (!match) return null;
  const shop = emulator.shops.get(match[1] ?? "");
  if (!shop) throw new HttpError(404, `there is no shop ${match[1] ?? ""}`);
  const call: AdminCall = { request, emulator, shop, url, root: `/admin/${shop.domain}`, path: match[2] ?? "" };
  const page =
    (await frameRoutes(call)) ?? (await productRoutes(call)) ?? (await orderRoutes(call)) ?? (await themeRoutes(call));
  if (!page) throw new HttpError(404, `the admin stand-in has no page ${call.path}`);
  return page;
};
