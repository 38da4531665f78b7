import type { Shop, Variant } from "../state.ts";
import { lineKey, type Cart, type CartLine } from "./cart.ts";
import { cartLimit } from "./cart-limit.ts";
import { themeLocales } from "./read-theme.ts";
import { translate } from "./translate.ts";

export type CartRequest = { variantId: number; quantity: number; properties: Record<string, string> };

/** What Shopify answers with 422 (or 404 for an unknown variant). */
export type CartRefusal = { ok: false; status: 404 | 422; message: string; description: string };
export type CartChange = { ok: true; line: CartLine | null } | CartRefusal;

const refuse = (locale: string, key: string, values: Record<string, unknown>, status: 404 | 422 = 422): CartRefusal => {
  const say = (part: string) => translate(themeLocales, [locale, "en"], `cart.errors.${part}`, values);
  return { ok: false, status, message: say("title"), description: say(key) };
};

const nameOf = (shop: Shop, variant: Variant): string => {
  const title = shop.products.get(variant.productId)?.title ?? "";
  return variant.optionValues[0] === "Default Title" ? title : `${title} - ${variant.optionValues.join(" / ")}`;
};

const inCart = (cart: Cart, variantId: number, except?: string): number =>
  cart.lines
    .filter((line) => line.variantId === variantId && line.key !== except)
    .reduce((sum, line) => sum + line.quantity, 0);

/** Refuses, as Shopify's cart does, more units than a variant on "deny" has left, counting every line of it. */
function checkUnits(shop: Shop, variant: Variant, wanted: number, held: number, locale: string): CartRefusal | null {
  const limit = cartLimit(shop, variant);
  if (limit === null || wanted + held <= limit) return null;
  const product = nameOf(shop, variant);
  if (limit === 0) return refuse(locale, "sold_out", { product });
  return held >= limit
    ? refuse(locale, "all_in_cart", { product, count: limit })
    : refuse(locale, "only_some", { product, count: limit });
}

export function addToCart(shop: Shop, cart: Cart, request: CartRequest, locale: string): CartChange {
  const { variantId, quantity, properties } = request;
  const variant = shop.variants.get(variantId);
  const product = variant && shop.products.get(variant.productId);
  if (!variant || product?.status !== "ACTIVE") return refuse(locale, "unknown_variant", {}, 404);
  if (!Number.isInteger(quantity) || quantity < 1) return refuse(locale, "bad_quantity", {});
  const refusal = checkUnits(shop, variant, quantity, inCart(cart, variantId), locale);
  if (refusal) return refusal;
  const kept = Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== ""));
  const key = lineKey(variantId, kept);
  const existing = cart.lines.find((line) => line.key === key);
  if (existing) {
    existing.quantity += quantity;
    return { ok: true, line: existing };
  }
  const line = { key, variantId, quantity, properties: kept };
  cart.lines.unshift(line);
  return { ok: true, line };
}

/**
 * Sets a line's quantity, and its properties where some are given; 0 removes it. `line` is its key, its variant id, or its
 * place counted from 1.
 */
export function changeCartLine(
  shop: Shop,
  cart: Cart,
  { line, quantity, properties }: { line: string; quantity: number; properties: Record<string, string> | null },
  locale: string,
): CartChange {
  const found =
    cart.lines.find((each) => each.key === line) ??
    cart.lines.find((each) => String(each.variantId) === line) ??
    cart.lines[Number(line) - 1];
  if (!found || !Number.isInteger(quantity) || quantity < 0) return refuse(locale, "bad_quantity", {});
  if (quantity === 0) {
    cart.lines.splice(cart.lines.indexOf(found), 1);
    return { ok: true, line: null };
  }
  const variant = shop.variants.get(found.variantId);
  if (!variant) return refuse(locale, "unknown_variant", {}, 404);
  const refusal = checkUnits(shop, variant, quantity, inCart(cart, found.variantId, found.key), locale);
  if (refusal) return refusal;
  found.quantity = quantity;
  if (properties !== null) {
    found.properties = Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== ""));
    found.key = lineKey(found.variantId, found.properties);
  }
  return { ok: true, line: found };
}
