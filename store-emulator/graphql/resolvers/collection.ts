import { gid, idOf } from "../../ids.ts";
import { graphqlInstant } from "../../instants.ts";
import type { Collection, Product, Shop } from "../../state.ts";
import { connect } from "../connection.ts";
import type { Fields, ResolverMap } from "../context.ts";
import { byInstant, byNumber, byWord, compileSearch, type Filters } from "../search.ts";
import { counted } from "./money.ts";

const filters: Filters<Collection> = {
  fields: {
    id: byNumber((collection) => collection.id),
    updated_at: byInstant((collection) => collection.updatedAt),
    title: byWord((collection) => [collection.title, ...collection.title.split(/\s+/)]),
    handle: byWord((collection) => collection.handle),
  },
  text: (collection, word) => collection.title.toLowerCase().includes(word.replace(/\*$/, "")),
};

const productsOf = (shop: Shop, { productIds }: Collection): Product[] =>
  productIds.flatMap((id) => shop.products.get(id) ?? []);

const collection: Fields<Collection> = {
  id: (collection) => gid("Collection", collection.id),
  title: (collection) => collection.title,
  handle: (collection) => collection.handle,
  updatedAt: (collection) => graphqlInstant(collection.updatedAt),
  products: (collection, args, context) =>
    connect(productsOf(context.shop, collection), args, context, { id: (each) => each.id }),
  productsCount: (collection, _, { shop }) => counted(productsOf(shop, collection).length, null),
};

export const collectionFields: ResolverMap = { Collection: collection };

export const collectionQueries: Fields<unknown> = {
  collection: (_, args, { shop }) => shop.collections.get(idOf(args.id, "Collection") ?? -1) ?? null,
  collections: (_, args, context) => {
    const matches = compileSearch(args.query, filters);
    return connect([...context.shop.collections.values()].filter(matches), args, context, { id: (each) => each.id });
  },
};
