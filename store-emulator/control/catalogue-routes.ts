import { findLocation, findVariant, variantById, type FoundVariant } from "../find-variant.ts";
import { HttpError } from "../http.ts";
import { gid } from "../ids.ts";
import { onHand, onlineAvailable } from "../levels.ts";
import { addProduct } from "../catalogue/add-product.ts";
import { importProductCsv } from "../catalogue/import-product-csv.ts";
import { setPolicy } from "../set-policy.ts";
import { setStock } from "../set-stock.ts";
import type { Metafield, Shop } from "../state.ts";
import { touchProduct } from "../touch-product.ts";
import { productPayload } from "../webhooks/payloads.ts";
import { booleanOf, integer, list, shopOf, textOf, type Call, type Route } from "./route.ts";

function parsedValue(metafield: Metafield): unknown {
  if (metafield.type !== "json") return metafield.value;
  try {
    return JSON.parse(metafield.value) as unknown;
  } catch {
    return metafield.value;
  }
}

/** `{"$app": {"arrivo": {…}}}`: the app's own namespace by its short name, JSON values parsed. */
function metafieldsView(metafields: Metafield[], appId: number): Record<string, Record<string, unknown>> {
  const view: Record<string, Record<string, unknown>> = {};
  const own = `app--${appId}`;
  for (const metafield of metafields) {
    const namespace = metafield.namespace === own ? "$app" : metafield.namespace.replace(`${own}--`, "$app:");
    (view[namespace] ??= {})[metafield.key] = parsedValue(metafield);
  }
  return view;
}

function variantView(call: Call, shop: Shop, { variant, product, item }: FoundVariant) {
  return {
    id: gid("ProductVariant", variant.id),
    productId: gid("Product", product.id),
    inventoryItemId: gid("InventoryItem", item.id),
    handle: product.handle,
    productTitle: product.title,
    productStatus: product.status,
    sku: item.sku,
    title: variant.optionValues.join(" / "),
    tracked: item.tracked,
    inventoryPolicy: variant.inventoryPolicy,
    available: onlineAvailable(shop, item),
    levels: item.levels.map((level) => ({
      location: shop.locations.get(level.locationId)?.name ?? String(level.locationId),
      locationId: gid("Location", level.locationId),
      available: level.available,
      on_hand: onHand(level),
      committed: level.committed,
      incoming: level.incoming,
    })),
    metafields: metafieldsView(variant.metafields, call.emulator.app.appId),
  };
}

function listVariants(call: Call): unknown {
  const shop = shopOf(call);
  const query = call.url.searchParams;
  const sku = query.get("sku");
  const variantId = query.get("variantId");
  if (variantId !== null) return [variantView(call, shop, findVariant(shop, { variantId }))];
  const found: unknown[] = [];
  const limit = Number(query.get("limit") ?? 100_000);
  const handle = query.get("handle");
  for (const id of shop.variants.keys()) {
    const each = variantById(shop, id);
    if (!each || (sku !== null && each.item.sku !== sku) || (handle !== null && each.product.handle !== handle))
      continue;
    found.push(variantView(call, shop, each));
    if (found.length >= limit) break;
  }
  return found;
}

function changeStock(call: Call): unknown {
  const shop = shopOf(call);
  const found = findVariant(shop, call.body);
  const location = findLocation(shop, call.body.location);
  const hasAvailable = call.body.available !== undefined;
  if (hasAvailable === (call.body.delta !== undefined)) throw new HttpError(400, "give either available or delta");
  if (!found.item.tracked) throw new HttpError(422, `${found.product.title}: its inventory is not tracked`);
  const change = hasAvailable ? { available: integer(call.body, "available") } : { delta: integer(call.body, "delta") };
  setStock(call.emulator, shop, found, location, change);
  return variantView(call, shop, found);
}

export const catalogueRoutes: Route[] = [
  { method: "GET", path: "/control/shops/:domain/variants", run: listVariants },
  { method: "POST", path: "/control/shops/:domain/stock", run: changeStock },
  {
    method: "POST",
    path: "/control/shops/:domain/policy",
    run: (call) => {
      const shop = shopOf(call);
      const policy = call.body.inventoryPolicy;
      if (policy !== "DENY" && policy !== "CONTINUE")
        throw new HttpError(400, "inventoryPolicy must be DENY or CONTINUE");
      // Many at once: an import at night changes a thousand.
      const targets = Array.isArray(call.body.variants) ? list(call.body, "variants") : [call.body];
      const found = targets.map((target) => findVariant(shop, target));
      for (const each of found) setPolicy(call.emulator, shop, each, policy);
      return found.length === 1 ? variantView(call, shop, found[0]!) : { changed: found.length };
    },
  },
  {
    method: "POST",
    path: "/control/shops/:domain/import",
    run: (call) => {
      const csv = textOf(call.body, "catalogCsv");
      if (csv === undefined) throw new HttpError(400, "catalogCsv is missing");
      return importProductCsv(call.emulator, shopOf(call), csv, {
        track: booleanOf(call.body, "track") === true,
        overwrite: booleanOf(call.body, "overwrite") === true,
      });
    },
  },
  {
    method: "POST",
    path: "/control/shops/:domain/products/:handle",
    run: (call) => {
      const shop = shopOf(call);
      const product = [...shop.products.values()].find((each) => each.handle === call.params.handle);
      if (!product) throw new HttpError(404, `${shop.domain} has no product ${call.params.handle}`);
      const { status, tags, title } = call.body;
      if (status !== undefined && status !== "ACTIVE" && status !== "DRAFT" && status !== "ARCHIVED")
        throw new HttpError(400, "status must be ACTIVE, DRAFT or ARCHIVED");
      if (status !== undefined) product.status = status;
      if (Array.isArray(tags)) product.tags = tags.map(String);
      if (typeof title === "string") product.title = title;
      touchProduct(call.emulator, shop, product);
      return productPayload(shop, product);
    },
  },
  {
    method: "DELETE",
    path: "/control/shops/:domain/products/:handle",
    run: (call) => {
      const shop = shopOf(call);
      const product = [...shop.products.values()].find((each) => each.handle === call.params.handle);
      if (!product) throw new HttpError(404, `${shop.domain} has no product ${call.params.handle}`);
      for (const id of product.variantIds) {
        const variant = shop.variants.get(id);
        if (variant) shop.inventoryItems.delete(variant.inventoryItemId);
        shop.variants.delete(id);
      }
      shop.products.delete(product.id);
      call.emulator.sendWebhook(shop, "products/delete", () => ({ id: product.id }));
      call.emulator.publish({ kind: "product", shop: shop.domain, productId: product.id });
      return { deleted: product.handle };
    },
  },
  {
    method: "POST",
    path: "/control/shops/:domain/products",
    run: (call) => {
      const shop = shopOf(call);
      const title = call.body.title;
      if (typeof title !== "string" || title === "") throw new HttpError(400, "title is missing");
      const product = addProduct(call.emulator, shop, {
        handle: title.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
        title,
        descriptionHtml: "",
        vendor: shop.name,
        productType: "",
        tags: [],
        status: "ACTIVE",
        isPublished: true,
        isGiftCard: false,
        optionNames: ["Title"],
        pictures: [],
        variants: [
          {
            optionValues: ["Default Title"],
            sku: typeof call.body.sku === "string" ? call.body.sku : null,
            barcode: null,
            priceMinor: 1900,
            compareAtPriceMinor: null,
            unitCostMinor: null,
            weightGrams: 500,
            taxable: true,
            tracked: true,
            requiresShipping: true,
            requiresComponents: false,
            inventoryPolicy: "DENY",
            available: [typeof call.body.available === "number" ? call.body.available : 0],
            pictureSrc: null,
          },
        ],
      });
      call.emulator.publish({ kind: "product", shop: shop.domain, productId: product.id });
      return productPayload(shop, product);
    },
  },
];
