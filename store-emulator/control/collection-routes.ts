import { changeCollection, deleteCollection, makeCollection } from "../change-collection.ts";
import { HttpError } from "../http.ts";
import { gid, idOf } from "../ids.ts";
import type { Collection, Shop } from "../state.ts";
import { booleanOf, shopOf, textOf, type Call, type Route } from "./route.ts";

function view(shop: Shop, { id, title, handle, productIds }: Collection) {
  const handles = productIds.flatMap((productId) => shop.products.get(productId)?.handle ?? []);
  return { id: gid("Collection", id), title, handle, products: handles };
}

function collectionOf(call: Call): Collection {
  const shop = shopOf(call);
  const wanted = call.params.id ?? "";
  const found = shop.collections.get(idOf(wanted, "Collection") ?? Number(wanted));
  if (!found) throw new HttpError(404, `${shop.domain} has no collection ${wanted}`);
  return found;
}

/** Products by their handles; undefined where the body names none. */
function productIdsOf({ body }: Call, shop: Shop): number[] | undefined {
  const handles = body.products;
  if (handles === undefined) return undefined;
  if (!Array.isArray(handles)) throw new HttpError(400, "products must be a list of handles");
  return handles.map((handle: unknown) => {
    const product = [...shop.products.values()].find((each) => each.handle === handle);
    if (!product) throw new HttpError(404, `${shop.domain} has no product ${String(handle)}`);
    return product.id;
  });
}

export const collectionRoutes: Route[] = [
  {
    method: "GET",
    path: "/control/shops/:domain/collections",
    run: (call) => {
      const shop = shopOf(call);
      return [...shop.collections.values()].map((each) => view(shop, each));
    },
  },
  {
    method: "POST",
    path: "/control/shops/:domain/collections",
    run: (call) => {
      const shop = shopOf(call);
      const title = textOf(call.body, "title");
      if (title === undefined || title.trim() === "") throw new HttpError(422, "a collection needs a title");
      return view(shop, makeCollection(call.emulator, shop, title, productIdsOf(call, shop) ?? []));
    },
  },
  {
    method: "POST",
    path: "/control/shops/:domain/collections/:id",
    run: (call) => {
      const shop = shopOf(call);
      const collection = collectionOf(call);
      const title = textOf(call.body, "title");
      const productIds = productIdsOf(call, shop);
      changeCollection(
        call.emulator,
        shop,
        collection,
        { ...(title !== undefined && { title }), ...(productIds !== undefined && { productIds }) },
        { isSilent: booleanOf(call.body, "silent") ?? false },
      );
      return view(shop, collection);
    },
  },
  {
    method: "POST",
    path: "/control/shops/:domain/collections/:id/delete",
    run: (call) => {
      deleteCollection(call.emulator, shopOf(call), collectionOf(call));
      return { ok: true };
    },
  },
];
