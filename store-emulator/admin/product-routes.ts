import { findLocation, findVariant } from "../find-variant.ts";
import { HttpError } from "../http.ts";
import { levelAt, onlineAvailable } from "../levels.ts";
import { setPolicy } from "../set-policy.ts";
import { setStock } from "../set-stock.ts";
import type { Location, Product, Shop } from "../state.ts";
import { readFields } from "../storefront/read-fields.ts";
import { adminPage } from "./admin-page.ts";
import { refuseOtherOrigins, seeOther, type AdminCall } from "./admin-call.ts";

const MOST_SHOWN = 200;

const availableOf = (shop: Shop, product: Product): number =>
  product.variantIds.reduce((sum, id) => {
    const item = shop.inventoryItems.get(shop.variants.get(id)?.inventoryItemId ?? 0);
    return item?.tracked ? sum + onlineAvailable(shop, item) : sum;
  }, 0);

function productList(call: AdminCall): Promise<Response> {
  const { shop, url } = call;
  const query = url.searchParams.get("query") ?? "";
  const found = [...shop.products.values()].filter((product) =>
    product.title.toLowerCase().includes(query.toLowerCase()),
  );
  return adminPage(call, "products", "Products", {
    query,
    more: Math.max(0, found.length - MOST_SHOWN),
    products: found.slice(0, MOST_SHOWN).map((product) => ({
      id: product.id,
      title: product.title,
      status: product.status.toLowerCase(),
      available: availableOf(shop, product),
    })),
  });
}

function variantRows(shop: Shop, product: Product, locations: Location[]) {
  return product.variantIds.flatMap((id) => {
    const variant = shop.variants.get(id);
    const item = variant && shop.inventoryItems.get(variant.inventoryItemId);
    if (!variant || !item) return [];
    return [
      {
        id,
        title: variant.optionValues.join(" / "),
        sku: item.sku ?? "",
        tracked: item.tracked,
        continues: variant.inventoryPolicy === "CONTINUE",
        levels: locations.map((location) => ({
          location: location.name,
          location_id: location.id,
          available: levelAt(item, location.id)?.available ?? 0,
        })),
      },
    ];
  });
}

async function change(call: AdminCall, product: Product, what: string): Promise<Response> {
  refuseOtherOrigins(call);
  const { emulator, shop, root } = call;
  const fields = await readFields(call.request);
  const found = findVariant(shop, { variantId: fields["variantId"] });
  if (what === "policy")
    setPolicy(emulator, shop, found, fields["inventoryPolicy"] === "CONTINUE" ? "CONTINUE" : "DENY");
  else {
    const available = Number(fields["available"]);
    if (!Number.isSafeInteger(available)) throw new HttpError(422, "available must be a whole number");
    setStock(emulator, shop, found, findLocation(shop, fields["location"]), { available });
  }
  return seeOther(`${root}/products/${product.id}#variant-${found.variant.id}`);
}

/** Products as a merchant edits them by hand: stock at each location, and "continue selling when out of stock". */
export async function productRoutes(call: AdminCall): Promise<Response | null> {
  const { shop, path, request } = call;
  if (path === "/products") return productList(call);
  const match = /^\/products\/(\d+)(?:\/variants\/\d+)?(?:\/(stock|policy))?$/.exec(path);
  if (!match) return null;
  const product = shop.products.get(Number(match[1]));
  if (!product) throw new HttpError(404, `${shop.domain} has no product ${match[1] ?? ""}`);
  if (match[2] !== undefined && request.method === "POST") return change(call, product, match[2]);
  const locations = [...shop.locations.values()].filter((location) => location.isActive);
  return adminPage(call, "product", product.title, {
    locations: locations.map(({ name }) => ({ name })),
    product: {
      id: product.id,
      title: product.title,
      handle: product.handle,
      variants: variantRows(shop, product, locations),
    },
  });
}
