import { gid, idOf } from "../../ids.ts";
import { graphqlInstant } from "../../instants.ts";
import { onlineAvailable } from "../../levels.ts";
import type { Picture, Product, Shop, Variant } from "../../state.ts";
import { connect } from "../connection.ts";
import { badRequest, tagged, type Args, type Context, type Fields, type ResolverMap } from "../context.ts";
import { byFlag, byInstant, byNumber, byWord, compileSearch, type Filters } from "../search.ts";
import { metafieldsOfOwner } from "./metafield.ts";
import { counted, money } from "./money.ts";
import { absolute } from "./picture-address.ts";

const variantsOf = (shop: Shop, product: Product): Variant[] =>
  product.variantIds.flatMap((id) => shop.variants.get(id) ?? []);

const totalInventory = (shop: Shop, product: Product): number =>
  variantsOf(shop, product).reduce((sum, variant) => {
    const item = shop.inventoryItems.get(variant.inventoryItemId);
    return item?.tracked ? sum + onlineAvailable(shop, item) : sum;
  }, 0);

const filters = (shop: Shop): Filters<Product> => ({
  fields: {
    id: byNumber((product) => product.id),
    created_at: byInstant((product) => product.createdAt),
    updated_at: byInstant((product) => product.updatedAt),
    published_at: byInstant((product) => product.publishedAt),
    status: byWord((product) => product.status),
    tag: byWord((product) => product.tags),
    tag_not: (product, comparison, value) => !byWord<Product>((each) => each.tags)(product, comparison, value),
    vendor: byWord((product) => product.vendor),
    product_type: byWord((product) => product.productType),
    title: byWord((product) => [product.title, ...product.title.split(/\s+/)]),
    handle: byWord((product) => product.handle),
    sku: byWord((product) =>
      variantsOf(shop, product).flatMap((each) => shop.inventoryItems.get(each.inventoryItemId)?.sku ?? []),
    ),
    inventory_total: byNumber((product) => totalInventory(shop, product)),
    gift_card: byFlag((product) => product.isGiftCard),
  },
  text: (product, word) =>
    [product.title, product.vendor, product.productType, product.handle, ...product.tags].some((text) =>
      text.toLowerCase().includes(word.replace(/\*$/, "")),
    ),
});

const sortKeys: Record<string, (product: Product, shop: Shop) => string | number> = {
  ID: (product) => product.id,
  TITLE: (product) => product.title.toLowerCase(),
  CREATED_AT: (product) => product.createdAt,
  UPDATED_AT: (product) => product.updatedAt,
  VENDOR: (product) => product.vendor.toLowerCase(),
  PRODUCT_TYPE: (product) => product.productType.toLowerCase(),
  INVENTORY_TOTAL: (product, shop) => totalInventory(shop, product),
  RELEVANCE: (product) => product.id,
};

function selected(args: Args, { shop }: Context): Product[] {
  const matches = compileSearch(args.query, filters(shop));
  return [...shop.products.values()].filter(matches);
}

function products(args: Args, context: Context) {
  const key = sortKeys[String(args.sortKey ?? "ID")];
  if (!key) throw badRequest(`the emulator does not sort products by ${String(args.sortKey)}`);
  return connect(selected(args, context), args, context, {
    id: (each) => each.id,
    value: (each) => key(each, context.shop),
  });
}

const product: Fields<Product> = {
  id: (product) => gid("Product", product.id),
  legacyResourceId: (product) => product.id,
  handle: (product) => product.handle,
  title: (product) => product.title,
  descriptionHtml: (product) => product.descriptionHtml,
  description: (product) => product.descriptionHtml.replace(/<[^>]+>/g, ""),
  vendor: (product) => product.vendor,
  productType: (product) => product.productType,
  tags: (product) => [...product.tags].sort(),
  status: (product) => product.status,
  isGiftCard: (product) => product.isGiftCard,
  createdAt: (product) => graphqlInstant(product.createdAt),
  updatedAt: (product) => graphqlInstant(product.updatedAt),
  publishedAt: (product) => (product.publishedAt === null ? null : graphqlInstant(product.publishedAt)),
  onlineStoreUrl: (product, _, { shop }) =>
    product.publishedAt === null ? null : `https://${shop.domain}/products/${product.handle}`,
  onlineStorePreviewUrl: (product, _, { shop }) => `https://${shop.domain}/products/${product.handle}`,
  hasOnlyDefaultVariant: (product) => product.optionNames.length === 1 && product.optionNames[0] === "Title",
  hasOutOfStockVariants: (product, _, { shop }) =>
    variantsOf(shop, product).some((each) => {
      const item = shop.inventoryItems.get(each.inventoryItemId);
      return item?.tracked === true && onlineAvailable(shop, item) <= 0;
    }),
  hasVariantsThatRequiresComponents: (product, _, { shop }) =>
    variantsOf(shop, product).some((each) => each.requiresComponents),
  requiresSellingPlan: () => false,
  tracksInventory: (product, _, { shop }) =>
    variantsOf(shop, product).some((each) => shop.inventoryItems.get(each.inventoryItemId)?.tracked),
  totalInventory: (product, _, { shop }) => totalInventory(shop, product),
  variantsCount: (product) => counted(product.variantIds.length, null),
  options: (product, _, { shop }) =>
    product.optionNames.map((name, index) => ({
      id: gid("ProductOption", product.id * 10 + index),
      name,
      position: index + 1,
      values: [...new Set(variantsOf(shop, product).map((each) => each.optionValues[index]))],
    })),
  variants: (product, args, context) => {
    const value = args.sortKey === "ID" ? (each: Variant) => each.id : (each: Variant) => each.position;
    return connect(variantsOf(context.shop, product), args, context, { id: (each) => each.id, value });
  },
  featuredImage: (product) => product.pictures[0] ?? null,
  featuredMedia: (product) => (product.pictures[0] ? tagged("MediaImage", { ...product.pictures[0] }) : null),
  images: (product, args, context) =>
    connect(product.pictures, args, context, { id: (each) => each.id, value: (each) => each.position }),
  collections: (product, args, context) =>
    connect(
      [...context.shop.collections.values()].filter(({ productIds }) => productIds.includes(product.id)),
      args,
      context,
      { id: (each) => each.id },
    ),
  priceRangeV2: (product, _, context) => {
    const prices = variantsOf(context.shop, product).map((each) => each.priceMinor);
    return {
      minVariantPrice: money(Math.min(...prices), context),
      maxVariantPrice: money(Math.max(...prices), context),
    };
  },
  publishedOnPublication: (product, args) =>
    product.publicationIds.includes(idOf(args.publicationId, "Publication") ?? -1),
  resourcePublicationsV2: (product, args, context) =>
    connect(
      context.shop.publications.filter((each) => product.publicationIds.includes(each.id)),
      args,
      context,
      { id: (each) => each.id },
    ),
  resourcePublicationsCount: (product) => counted(product.publicationIds.length, null),
  ...metafieldsOfOwner<Product>((product) => product.metafields),
};

type Option = { id: string; name: string; position: number; values: string[] };

export const productFields: ResolverMap = {
  Product: product,
  ProductOption: {
    id: (option: Option) => option.id,
    name: (option: Option) => option.name,
    position: (option: Option) => option.position,
    values: (option: Option) => option.values,
  },
  ProductPriceRangeV2: {
    minVariantPrice: (range: Record<string, unknown>) => range.minVariantPrice,
    maxVariantPrice: (range: Record<string, unknown>) => range.maxVariantPrice,
  },
  ResourcePublicationV2: {
    publication: (publication: object) => publication,
    isPublished: () => true,
    publishDate: () => null,
  },
  Image: {
    id: (picture: Picture) => gid("ProductImage", picture.id),
    url: (picture: Picture, _, { emulator }) => absolute(picture.src, emulator),
    altText: (picture: Picture) => picture.alt,
    width: () => 400,
    height: () => 400,
  },
  MediaImage: {
    id: (picture: Picture) => gid("MediaImage", picture.id),
    alt: (picture: Picture) => picture.alt,
    image: (picture: Picture) => picture,
    preview: (picture: Picture) => picture,
    mediaContentType: () => "IMAGE",
  },
  MediaPreviewImage: { image: (picture: Picture) => picture, status: () => "READY" },
  SelectedOption: {
    name: (option: { name: string }) => option.name,
    value: (option: { value: string }) => option.value,
  },
};

export const productQueries: Fields<unknown> = {
  products: (_, args, context) => products(args, context),
  productsCount: (_, args, context) => counted(selected(args, context).length, args.limit),
  product: (_, args, { shop }) => shop.products.get(idOf(args.id, "Product") ?? -1) ?? null,
  productByIdentifier: (_, args, { shop }) => {
    const { id, handle } = args.identifier as { id?: string; handle?: string };
    if (id != null) return shop.products.get(idOf(id, "Product") ?? -1) ?? null;
    if (handle == null) throw badRequest("the emulator finds products by id or handle only");
    return [...shop.products.values()].find((each) => each.handle === handle) ?? null;
  },
};
