import { cartLineMoney } from "./cart-line-money.ts";
import type { PageContext } from "./page-context.ts";
import { variantDrop } from "./product-drop.ts";

/** Liquid's `cart`. Prices are minor units. Lines whose variant is gone are left out. */
export function cartDrop({ emulator, shop, cart, root }: PageContext) {
  const items = cart.lines.flatMap((line, index) => {
    const variant = shop.variants.get(line.variantId);
    const product = variant && shop.products.get(variant.productId);
    if (!variant || !product) return [];
    const price = cartLineMoney(variant, line.quantity);
    return [
      {
        index,
        key: line.key,
        id: variant.id,
        variant_id: variant.id,
        product_id: product.id,
        title: `${product.title}${variant.optionValues[0] === "Default Title" ? "" : ` - ${variant.optionValues.join(" / ")}`}`,
        product_title: product.title,
        variant_title: variant.optionValues[0] === "Default Title" ? null : variant.optionValues.join(" / "),
        quantity: line.quantity,
        properties: propertiesDrop(line.properties),
        sku: shop.inventoryItems.get(variant.inventoryItemId)?.sku ?? "",
        vendor: product.vendor,
        url: `${root}/products/${product.handle}?variant=${variant.id}`,
        image:
          product.pictures.find((picture) => picture.id === variant.pictureId)?.src ?? product.pictures[0]?.src ?? null,
        ...price,
        get variant() {
          return variantDrop(emulator, shop, product, variant, null);
        },
      },
    ];
  });
  return {
    token: cart.token,
    note: cart.note,
    items,
    item_count: items.reduce((sum, item) => sum + item.quantity, 0),
    total_price: items.reduce((sum, item) => sum + item.final_line_price, 0),
    currency: { iso_code: shop.currencyCode },
    requires_shipping: true,
    "empty?": items.length === 0,
  };
}

/** As Liquid has them: pairs in order, and each by its name. */
function propertiesDrop(properties: Record<string, string>) {
  const pairs = Object.entries(properties).map(([first, last]) => ({ first, last, is_hidden: first.startsWith("_") }));
  // A property named as something of the list's own would break it.
  const named = Object.entries(properties).filter(([name]) => !(name in pairs));
  return Object.assign(pairs, Object.fromEntries(named));
}
