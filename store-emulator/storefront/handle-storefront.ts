import { join } from "node:path";
import type { Emulator } from "../emulator.ts";
import { HttpError, html, json, type Handler } from "../http.ts";
import type { Shop, Theme } from "../state.ts";
import { answerByApp } from "./app-proxy.ts";
import { findCart } from "./cart.ts";
import { cartRoutes } from "./cart-routes.ts";
import { extensionAsset } from "./extension-asset.ts";
import { MAIN_SECTION_ID, type PageContext } from "./page-context.ts";
import { orderStatusBlock } from "./order-status-block.ts";
import { pageAt } from "./page-at.ts";
import { placeCartOrder } from "./place-cart-order.ts";
import { readFields } from "./read-fields.ts";
import { LOCALES, themeAsset } from "./read-theme.ts";
import { renderPage } from "./render-page.ts";
import { renderSections } from "./render-sections.ts";
import { setTheme } from "./set-theme.ts";

const DEFAULT_EXTENSION_DIR = join(import.meta.dirname, "../../extensions/storefront");

const cookiesOf = (request: Request): Record<string, string> =>
  Object.fromEntries(
    (request.headers.get("cookie") ?? "").split(/;\s*/).flatMap((pair): [string, string][] => {
      const at = pair.indexOf("=");
      return at < 0 ? [] : [[pair.slice(0, at), pair.slice(at + 1)]];
    }),
  );

/** The theme is the merchant's, unless the address asks to see the page in the other style. */
const themeFor = (shop: Shop, wanted: string | null): Theme => {
  const main = shop.themes.find((theme) => theme.role === "MAIN");
  if (!main) throw new HttpError(404, `${shop.domain} has no published theme`);
  const [style, chosenAt] = (wanted ?? "").split(".");
  // A choice in a shopper's browser ends when the merchant changes the theme.
  if (chosenAt !== undefined && chosenAt !== String(main.updatedAt)) return main;
  return style === "horizon" || style === "dawn" ? { ...main, style } : main;
};

const localeFor = (shop: Shop, wanted: string | null | undefined): string =>
  wanted != null && LOCALES.includes(wanted) ? wanted : shop.locale;

function contextOf(request: Request, emulator: Emulator, shop: Shop, extensionDir: string): PageContext {
  const url = new URL(request.url);
  const cookies = cookiesOf(request);
  return {
    emulator,
    shop,
    url,
    extensionDir,
    theme: themeFor(shop, url.searchParams.get("theme") ?? cookies["theme"] ?? null),
    root: `/store/${shop.domain}`,
    locale: localeFor(shop, url.searchParams.get("locale") ?? cookies["locale"]),
    cart: findCart(cookies["cart"]),
  };
}

/** What a shopper chose in the address holds for the next pages; the cart's token too. */
function remember({ root, url, theme, locale, cart }: PageContext, response: Response): Response {
  const cookies = [["cart", cart.token]];
  if (url.searchParams.has("theme")) cookies.push(["theme", `${theme.style}.${theme.updatedAt}`]);
  if (url.searchParams.has("locale")) cookies.push(["locale", locale]);
  for (const [name, value] of cookies)
    response.headers.append("set-cookie", `${name}=${value}; Path=${root}; SameSite=Lax`);
  return response;
}

const asset = (body: string | null, name: string): Response => {
  if (body === null) return new Response(null, { status: 404 });
  const type = name.endsWith(".css") ? "text/css" : name.endsWith(".svg") ? "image/svg+xml" : "text/javascript";
  return new Response(body, { headers: { "content-type": `${type}; charset=utf-8`, "cache-control": "no-cache" } });
};

async function checkOut(context: PageContext, request: Request): Promise<Response> {
  const fields = await readFields(request);
  const email = String(fields["email"] ?? "").trim();
  const isEmail = /^\S+@\S+\.\S+$/.test(email);
  const placed = isEmail ? placeCartOrder(context, email) : { ok: false as const, reason: null };
  if (placed.ok)
    return new Response(null, { status: 303, headers: { location: `${context.root}/orders/${placed.order.id}` } });
  const page = await renderPage(context, {
    type: "checkout",
    data: { checkout_error: placed.reason, is_email_missing: !isEmail, email },
  });
  return html(await page.document(), 422);
}

async function answer(context: PageContext, request: Request, path: string): Promise<Response> {
  const { url, root } = context;
  if (path === "" || path === "/")
    return new Response(null, { status: 302, headers: { location: `${root}/collections/all${url.search}` } });
  const fromCart = await cartRoutes(context, request, path);
  if (fromCart) return fromCart;
  const block = orderStatusBlock(context, path);
  if (block) return block;
  const fromApp = await answerByApp(context, request, path);
  if (fromApp) return fromApp;
  if (path === "/checkout" && request.method === "POST") return checkOut(context, request);
  if (request.method !== "GET" && request.method !== "HEAD")
    throw new HttpError(405, `${path} cannot be ${request.method}`);
  const sections = url.searchParams.get("sections");
  if (sections !== null) return json((await renderSections(context, sections)).sections ?? {});
  const page = pageAt(context, path);
  if (!page) return html(await (await renderPage(context, { type: "404" })).document(), 404);
  const wanted = url.searchParams.get("section_id");
  if (wanted !== null && wanted !== MAIN_SECTION_ID) return html("", 404);
  const rendered = await renderPage(context, page);
  return html(wanted === null ? await rendered.document() : rendered.section);
}

/** The storefront of every shop, `/store/{domain}/…`, with the blocks of the extension in `extensionDir`. */
export function storefrontHandler(extensionDir: string): Handler {
  return async (request, emulator) => {
    const { pathname } = new URL(request.url);
    const themeControl = await setTheme(request, emulator, pathname);
    if (themeControl) return themeControl;
    const match = /^\/store\/([^/]+)(\/.*)?$/.exec(pathname);
    if (!match) return null;
    const shop = emulator.shops.get(match[1] ?? "");
    if (!shop) throw new HttpError(404, `there is no shop ${match[1] ?? ""}`);
    const path = match[2] ?? "/";
    const context = contextOf(request, emulator, shop, extensionDir);
    const file = /^\/(ext\/assets|theme)\/([^/]+)$/.exec(path);
    if (file?.[1] === "theme")
      return asset(
        themeAsset(context.theme.style, file[2] ?? "") ?? themeAsset("shared", file[2] ?? ""),
        file[2] ?? "",
      );
    if (file) return asset(extensionAsset(extensionDir, file[2] ?? ""), file[2] ?? "");
    return remember(context, await answer(context, request, path));
  };
}

export const handleStorefront: Handler = storefrontHandler(DEFAULT_EXTENSION_DIR);
