import { idOf } from "../../ids.ts";
import type { ProductStatus } from "../../state.ts";
import { touchProduct } from "../../touch-product.ts";
import { badRequest, tagged, userError, type Args, type Context, type Fields } from "../context.ts";
import { findOwner } from "./find-owner.ts";
import { demandScope } from "./metafield-mutations.ts";
import { checkMetafield, writeMetafield, type MetafieldWrite } from "./write-metafield.ts";

type ProductChange = {
  id?: string;
  title?: string;
  vendor?: string;
  productType?: string;
  descriptionHtml?: string;
  tags?: string[];
  status?: ProductStatus;
  metafields?: MetafieldWrite[];
};

const imitated = new Set(["id", "title", "vendor", "productType", "descriptionHtml", "tags", "status", "metafields"]);

function updateProduct(args: Args, context: Context): unknown {
  const change = (args.product ?? args.input ?? {}) as ProductChange;
  const unknown = Object.keys(change).find((name) => !imitated.has(name));
  if (unknown) throw badRequest(`the emulator does not change ${unknown} in productUpdate`);
  const product = context.shop.products.get(idOf(change.id, "Product") ?? -1);
  if (!product) return { product: null, userErrors: [userError(["id"], "Product does not exist")] };
  const owner = findOwner(change.id, context)!;
  const errors = (change.metafields ?? []).flatMap(
    (write, index) => checkMetafield(owner, write, ["metafields", String(index)], context) ?? [],
  );
  if (change.title === "") errors.push(userError(["title"], "Title can't be blank"));
  if (errors.length > 0) return { product, userErrors: errors };
  product.title = change.title ?? product.title;
  product.vendor = change.vendor ?? product.vendor;
  product.productType = change.productType ?? product.productType;
  product.descriptionHtml = change.descriptionHtml ?? product.descriptionHtml;
  product.tags = change.tags ?? product.tags;
  product.status = change.status ?? product.status;
  for (const write of change.metafields ?? []) writeMetafield(owner, write, context);
  touchProduct(context.emulator, context.shop, product);
  return { product, userErrors: [] };
}

function changeTags(
  args: Args,
  context: Context,
  mutation: string,
  change: (old: string[], given: string[]) => string[],
) {
  const owner = findOwner(args.id, context);
  const record = owner?.record as { tags?: string[] } | undefined;
  if (!owner || !record?.tags)
    return { node: null, userErrors: [userError(["id"], "The resource does not exist or carries no tags")] };
  demandScope(owner, mutation, context);
  const given = (args.tags as string[]).flatMap((tag) => tag.split(",")).map((tag) => tag.trim());
  record.tags = change(
    record.tags,
    given.filter((tag) => tag !== ""),
  );
  owner.touch();
  return { node: tagged(owner.typeName, owner.record), userErrors: [] };
}

export const productMutations: Fields<unknown> = {
  productUpdate: (_, args, context) => updateProduct(args, context),
  tagsAdd: (_, args, context) => changeTags(args, context, "tagsAdd", (old, given) => [...new Set([...old, ...given])]),
  tagsRemove: (_, args, context) =>
    changeTags(args, context, "tagsRemove", (old, given) => old.filter((tag) => !given.includes(tag))),
};
