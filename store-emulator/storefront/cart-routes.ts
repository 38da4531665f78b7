import { HttpError, json } from "../http.ts";
import { keepCart, type CartLine } from "./cart.ts";
import { cartJson, cartLineJson } from "./cart-json.ts";
import { addToCart, changeCartLine, type CartRefusal, type CartRequest } from "./change-cart.ts";
import type { PageContext } from "./page-context.ts";
import { readFields } from "./read-fields.ts";
import { renderPage } from "./render-page.ts";
import { renderSections } from "./render-sections.ts";

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};

const requestOf = (fields: Record<string, unknown>): CartRequest => ({
  variantId: Number(fields["id"]),
  quantity: fields["quantity"] === undefined ? 1 : Number(fields["quantity"]),
  properties: Object.fromEntries(
    Object.entries(recordOf(fields["properties"])).map(([name, value]) => [name, String(value ?? "")]),
  ),
});

const refusalJson = ({ status, message, description }: CartRefusal) => json({ status, message, description }, status);

const seeOther = (location: string): Response => new Response(null, { status: 303, headers: { location } });

/** With JavaScript a refusal is an alert on the page; without it Shopify shows a page that says it. */
async function refusalPage(context: PageContext, refusal: CartRefusal): Promise<Response> {
  const page = await renderPage(context, { type: "cart", data: { cart_error: refusal.description } });
  return new Response(await page.document(), {
    status: refusal.status,
    headers: { "content-type": "text/html; charset=utf-8" },
  });
}

async function add(context: PageContext, request: Request, wantsJson: boolean): Promise<Response> {
  const { shop, cart, locale, root } = context;
  const fields = await readFields(request);
  const items = fields["items"];
  const requests = items === undefined ? [fields] : Object.values(recordOf(items)).map(recordOf);
  const before = structuredClone(cart.lines);
  const added: CartLine[] = [];
  for (const each of requests) {
    const change = addToCart(shop, cart, requestOf(each), locale);
    if (!change.ok) {
      cart.lines = before;
      return wantsJson ? refusalJson(change) : refusalPage(context, change);
    }
    if (change.line) added.push(change.line);
  }
  keepCart(cart);
  if (!wantsJson) return seeOther(`${root}/cart`);
  const lines = added.map((line) => cartLineJson(context, line));
  const sections = await renderSections(context, fields["sections"]);
  return json(items === undefined ? { ...lines[0], ...sections } : { items: lines, ...sections });
}

async function change(context: PageContext, request: Request, wantsJson: boolean): Promise<Response> {
  const { shop, cart, locale, root, url } = context;
  const fields = {
    ...Object.fromEntries(url.searchParams),
    ...(request.method === "GET" ? {} : await readFields(request)),
  };
  const result = changeCartLine(
    shop,
    cart,
    {
      line: String(fields["line"] ?? fields["id"] ?? ""),
      quantity: Number(fields["quantity"]),
      properties: fields["properties"] === undefined ? null : requestOf(fields).properties,
    },
    locale,
  );
  if (!result.ok) return wantsJson ? refusalJson(result) : refusalPage(context, result);
  keepCart(cart);
  return wantsJson ? json(cartJson(context)) : seeOther(`${root}/cart`);
}

/** Shopify's cart endpoints, as forms and as AJAX (`.js`); null where the path is none of them. */
export async function cartRoutes(context: PageContext, request: Request, path: string): Promise<Response | null> {
  const match = /^\/cart(?:\/(add|change|clear))?(\.js)?$/.exec(path);
  if (!match) return null;
  const [, action, suffix] = match;
  const wantsJson = suffix !== undefined || (request.headers.get("accept") ?? "").includes("application/json");
  if (action === undefined) return suffix === undefined ? null : json(cartJson(context));
  if (request.method !== "POST" && action !== "change") throw new HttpError(405, `${path} takes POST`);
  if (action === "add") return add(context, request, wantsJson);
  if (action === "change") return change(context, request, wantsJson);
  context.cart.lines = [];
  keepCart(context.cart);
  return wantsJson ? json(cartJson(context)) : seeOther(`${context.root}/cart`);
}
