import { gid, idOf } from "../../ids.ts";
import { decimal, graphqlInstant } from "../../instants.ts";
import { onlineAvailable, readableLevel } from "../../levels.ts";
import type { InventoryItem, Shop, Variant } from "../../state.ts";
import { connect } from "../connection.ts";
import { badRequest, type Args, type Context, type Fields, type ResolverMap } from "../context.ts";
import { byInstant, byNumber, byWord, compileSearch, type Filters } from "../search.ts";
import { metafieldsOfOwner } from "./metafield.ts";
import { counted } from "./money.ts";

const itemOf = (shop: Shop, variant: Variant): InventoryItem => {
  const item = shop.inventoryItems.get(variant.inventoryItemId);
  if (!item) throw new Error(`variant ${variant.id} has lost its inventory item`);
  return item;
};

/** Online stock as a read sees it, which may lag. */
function readableQuantity(shop: Shop, item: InventoryItem): number {
  let sum = 0;
  for (const level of item.levels) {
    const location = shop.locations.get(level.locationId);
    if (level.isActive && location?.isActive && location.fulfillsOnlineOrders) sum += readableLevel(level).available;
  }
  return sum;
}

const filters = (shop: Shop): Filters<Variant> => {
  const product = (variant: Variant) => shop.products.get(variant.productId)!;
  return {
    fields: {
      id: byNumber((variant) => variant.id),
      product_id: byNumber((variant) => variant.productId),
      product_ids: (variant, _, value) => value.split(",").map(Number).includes(variant.productId),
      sku: byWord((variant) => itemOf(shop, variant).sku),
      barcode: byWord((variant) => variant.barcode),
      title: byWord((variant) => variant.optionValues.join(" / ")),
      vendor: byWord((variant) => product(variant).vendor),
      product_type: byWord((variant) => product(variant).productType),
      product_status: byWord((variant) => product(variant).status),
      tag: byWord((variant) => product(variant).tags),
      updated_at: byInstant((variant) => variant.updatedAt),
      inventory_quantity: byNumber((variant) => onlineAvailable(shop, itemOf(shop, variant))),
    },
    text: (variant, word) =>
      [product(variant).title, variant.optionValues.join(" "), itemOf(shop, variant).sku ?? ""].some((text) =>
        text.toLowerCase().includes(word.replace(/\*$/, "")),
      ),
  };
};

const sortKeys: Record<string, (variant: Variant, shop: Shop) => string | number> = {
  ID: (variant) => variant.id,
  TITLE: (variant, shop) => shop.products.get(variant.productId)?.title.toLowerCase() ?? "",
  SKU: (variant, shop) => itemOf(shop, variant).sku ?? "",
  INVENTORY_QUANTITY: (variant, shop) => onlineAvailable(shop, itemOf(shop, variant)),
  POSITION: (variant) => variant.position,
  RELEVANCE: (variant) => variant.id,
};

function selected(args: Args, { shop }: Context): Variant[] {
  const matches = compileSearch(args.query, filters(shop));
  return [...shop.variants.values()].filter(matches);
}

const variant: Fields<Variant> = {
  id: (variant) => gid("ProductVariant", variant.id),
  legacyResourceId: (variant) => variant.id,
  title: (variant) => variant.optionValues.join(" / "),
  displayName: (variant, _, { shop }) =>
    `${shop.products.get(variant.productId)?.title ?? ""} - ${variant.optionValues.join(" / ")}`,
  sku: (variant, _, { shop }) => itemOf(shop, variant).sku,
  barcode: (variant) => variant.barcode,
  price: (variant) => decimal(variant.priceMinor),
  compareAtPrice: (variant) => (variant.compareAtPriceMinor === null ? null : decimal(variant.compareAtPriceMinor)),
  position: (variant) => variant.position,
  taxable: (variant) => variant.taxable,
  inventoryPolicy: (variant) => variant.inventoryPolicy,
  inventoryQuantity: (variant, _, { shop }) => readableQuantity(shop, itemOf(shop, variant)),
  sellableOnlineQuantity: (variant, _, { shop }) => readableQuantity(shop, itemOf(shop, variant)),
  availableForSale: (variant, _, { shop }) => {
    const item = itemOf(shop, variant);
    return !item.tracked || variant.inventoryPolicy === "CONTINUE" || onlineAvailable(shop, item) > 0;
  },
  requiresComponents: (variant) => variant.requiresComponents,
  showUnitPrice: () => false,
  selectedOptions: (variant, _, { shop }) =>
    variant.optionValues.map((value, index) => ({
      name: shop.products.get(variant.productId)?.optionNames[index] ?? "Title",
      value,
    })),
  product: (variant, _, { shop }) => shop.products.get(variant.productId),
  inventoryItem: (variant, _, { shop }) => itemOf(shop, variant),
  image: (variant, _, { shop }) =>
    shop.products.get(variant.productId)?.pictures.find((each) => each.id === variant.pictureId) ?? null,
  createdAt: (variant) => graphqlInstant(variant.createdAt),
  updatedAt: (variant) => graphqlInstant(variant.updatedAt),
  ...metafieldsOfOwner<Variant>((variant) => variant.metafields),
};

export const variantFields: ResolverMap = { ProductVariant: variant };

export const variantQueries: Fields<unknown> = {
  productVariants: (_, args, context) => {
    const key = sortKeys[String(args.sortKey ?? "ID")];
    if (!key) throw badRequest(`the emulator does not sort variants by ${String(args.sortKey)}`);
    return connect(selected(args, context), args, context, {
      id: (each) => each.id,
      value: (each) => key(each, context.shop),
    });
  },
  productVariantsCount: (_, args, context) => counted(selected(args, context).length, args.limit),
  productVariant: (_, args, { shop }) => shop.variants.get(idOf(args.id, "ProductVariant") ?? -1) ?? null,
  productVariantByIdentifier: (_, args, { shop }) =>
    shop.variants.get(idOf((args.identifier as { id?: string }).id, "ProductVariant") ?? -1) ?? null,
};
