import { isPublished, type PageContext } from "./page-context.ts";
import { orderDrop } from "./order-drop.ts";
import { productDrop, selectedVariant } from "./product-drop.ts";
import type { Page } from "./render-page.ts";

const CARDS_A_PAGE = 24;

/** The products on sale, newest last as they were made, with their place among the pages. */
function collection({ emulator, shop, url }: PageContext): Page {
  const products = [...shop.products.values()].filter(isPublished);
  const pages = Math.max(1, Math.ceil(products.length / CARDS_A_PAGE));
  const current = Math.min(pages, Math.max(1, Math.trunc(Number(url.searchParams.get("page") ?? 1)) || 1));
  const shown = products.slice((current - 1) * CARDS_A_PAGE, current * CARDS_A_PAGE);
  return {
    type: "collection",
    data: {
      collection: {
        handle: "all",
        title: shop.name,
        products: shown.map((product) => productDrop(emulator, shop, product)),
        products_count: products.length,
      },
      pagination: {
        current,
        pages,
        previous: current > 1 ? current - 1 : null,
        next: current < pages ? current + 1 : null,
      },
    },
  };
}

/** The page at a path below the shop's root; null where the shop has none. */
export function pageAt(context: PageContext, path: string): Page | null {
  const { shop, url } = context;
  if (path === "/collections/all") return collection(context);
  if (path === "/cart") return { type: "cart" };
  if (path === "/checkout") return { type: "checkout" };
  const order = /^\/orders\/(\d+)$/.exec(path);
  if (order) {
    const found = shop.orders.get(Number(order[1]));
    return found ? { type: "order", data: { order: orderDrop(context, found) } } : null;
  }
  const handle = /^(?:\/collections\/[^/]+)?\/products\/([^/]+)$/.exec(path)?.[1];
  if (handle === undefined) return null;
  // Encoded on this side: an address with a broken escape is a page that does not exist, not an error.
  const product = [...shop.products.values()].find(
    (each) => isPublished(each) && (each.handle === handle || encodeURIComponent(each.handle) === handle),
  );
  if (!product) return null;
  return { type: "product", product, variant: selectedVariant(shop, product, url.searchParams) };
}
