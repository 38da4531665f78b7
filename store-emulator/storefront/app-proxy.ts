import { createHmac } from "node:crypto";
import { html } from "../http.ts";
import type { PageContext } from "./page-context.ts";
import { renderPage } from "./render-page.ts";

/** Shopify gives an app's page that long. */
const timeoutMs = 10_000;

/** The query as Shopify signs it: sorted, several values of a name joined by commas, and no separator between. */
function sign(query: URLSearchParams, secret: string): string {
  const names = [...new Set(query.keys())].sort();
  const text = names.map((name) => `${name}=${query.getAll(name).join(",")}`).join("");
  return createHmac("sha256", secret).update(text).digest("hex");
}

/**
 * Passes a shopper's request below `/{prefix}/{subpath}` on to the app, signed and without cookies, and renders an answer
 * of `application/liquid` inside the theme; null where the path is not the app's.
 */
export async function answerByApp(context: PageContext, request: Request, path: string): Promise<Response | null> {
  const { app } = context.emulator;
  if (!app.proxy || !context.shop.installation) return null;
  const own = `/${app.proxy.prefix}/${app.proxy.subpath}`;
  if (path !== own && !path.startsWith(`${own}/`)) return null;
  const url = new URL(`${app.proxy.path}${path.slice(own.length)}`, app.url);
  for (const [name, value] of context.url.searchParams) url.searchParams.append(name, value);
  url.searchParams.set("shop", context.shop.domain);
  url.searchParams.set("logged_in_customer_id", "");
  url.searchParams.set("path_prefix", own);
  url.searchParams.set("timestamp", String(Math.trunc(Date.now() / 1000)));
  url.searchParams.set("signature", sign(url.searchParams, app.apiSecret));
  const headers = new Headers();
  for (const name of ["accept", "accept-language", "content-type", "user-agent", "purpose", "sec-purpose"]) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  const hasBody = request.method !== "GET" && request.method !== "HEAD";
  const answered = await fetch(url, {
    method: request.method,
    headers,
    redirect: "manual",
    signal: AbortSignal.timeout(timeoutMs),
    ...(hasBody ? { body: await request.arrayBuffer() } : {}),
  }).catch(() => null);
  if (answered === null) return html(await (await renderPage(context, { type: "404" })).document(), 502);
  const kept = new Headers();
  for (const name of ["content-type", "cache-control", "location", "referrer-policy", "x-robots-tag"]) {
    const value = answered.headers.get(name);
    if (value !== null) kept.set(name, value);
  }
  if (!kept.get("content-type")?.startsWith("application/liquid"))
    return new Response(await answered.arrayBuffer(), { status: answered.status, headers: kept });
  const page = await renderPage(context, { type: "app", source: await answered.text() });
  kept.set("content-type", "text/html; charset=utf-8");
  return new Response(request.method === "HEAD" ? null : await page.document(), {
    status: answered.status,
    headers: kept,
  });
}
