import { idOf } from "../../ids.ts";
import type { InventoryPolicy, Product, Variant } from "../../state.ts";
import { touchProduct } from "../../touch-product.ts";
import { itemPayload } from "../../webhooks/payloads.ts";
import { badRequest, userError, type Context, type Fields, type UserError } from "../context.ts";
import { checkMetafield, writeMetafield, type MetafieldWrite } from "./write-metafield.ts";
import { findOwner } from "./find-owner.ts";

type ItemInput = { sku?: string | null; tracked?: boolean; requiresShipping?: boolean; cost?: string | null };

type VariantInput = {
  id?: string;
  inventoryPolicy?: InventoryPolicy;
  price?: string;
  compareAtPrice?: string | null;
  barcode?: string | null;
  taxable?: boolean;
  requiresComponents?: boolean;
  inventoryItem?: ItemInput;
  metafields?: MetafieldWrite[];
};

const imitated = new Set([
  "id",
  "inventoryPolicy",
  "price",
  "compareAtPrice",
  "barcode",
  "taxable",
  "requiresComponents",
  "inventoryItem",
  "metafields",
]);

const minor = (text: string): number => Math.round(Number(text) * 100);

function check(product: Product, input: VariantInput, field: string[], context: Context): UserError[] {
  const unknown = Object.keys(input).find((name) => !imitated.has(name));
  if (unknown) throw badRequest(`the emulator does not change ${unknown} in productVariantsBulkUpdate`);
  const id = idOf(input.id, "ProductVariant");
  if (id === null) return [userError([...field, "id"], "Product variant ID is missing", "PRODUCT_VARIANT_ID_MISSING")];
  const variant = context.shop.variants.get(id);
  if (!variant || variant.productId !== product.id)
    return [userError([...field, "id"], "Product variant does not exist", "PRODUCT_VARIANT_DOES_NOT_EXIST")];
  const errors: UserError[] = [];
  if (input.price !== undefined && Number(input.price) < 0)
    errors.push(userError([...field, "price"], "Price must be greater than or equal to 0", "NEGATIVE_PRICE_VALUE"));
  const owner = findOwner(input.id, context)!;
  for (const [index, write] of (input.metafields ?? []).entries()) {
    const error = checkMetafield(owner, write, [...field, "metafields", String(index)], context);
    // This mutation knows fewer codes than metafieldsSet.
    if (error) errors.push({ ...error, code: "INVALID_INPUT" });
  }
  return errors;
}

function apply(input: VariantInput, context: Context): Variant {
  const { shop, emulator } = context;
  const variant = shop.variants.get(idOf(input.id, "ProductVariant")!)!;
  if (input.inventoryPolicy) variant.inventoryPolicy = input.inventoryPolicy;
  if (input.price !== undefined) variant.priceMinor = minor(input.price);
  if (input.compareAtPrice !== undefined)
    variant.compareAtPriceMinor = input.compareAtPrice === null ? null : minor(input.compareAtPrice);
  if (input.barcode !== undefined) variant.barcode = input.barcode;
  if (input.taxable !== undefined) variant.taxable = input.taxable;
  if (input.requiresComponents !== undefined) variant.requiresComponents = input.requiresComponents;
  const item = shop.inventoryItems.get(variant.inventoryItemId);
  if (item && input.inventoryItem) {
    const { sku, tracked, requiresShipping, cost } = input.inventoryItem;
    if (sku !== undefined) item.sku = sku || null;
    if (tracked !== undefined) item.tracked = tracked;
    if (requiresShipping !== undefined) item.requiresShipping = requiresShipping;
    if (cost !== undefined) item.unitCostMinor = cost === null ? null : minor(cost);
    item.updatedAt = emulator.clock.now();
    emulator.sendWebhook(shop, "inventory_items/update", () => itemPayload(shop, item));
  }
  const owner = findOwner(input.id, context)!;
  for (const write of input.metafields ?? []) writeMetafield(owner, write, context);
  variant.updatedAt = emulator.clock.now();
  return variant;
}

/** Policy and metafields of up to 250 variants of one product, together: all or none unless partial is allowed. */
export const variantMutations: Fields<unknown> = {
  productVariantsBulkUpdate: (_, args, context) => {
    const product = context.shop.products.get(idOf(args.productId, "Product") ?? -1);
    if (!product)
      return {
        product: null,
        productVariants: null,
        userErrors: [userError(["productId"], "Product does not exist", "PRODUCT_DOES_NOT_EXIST")],
      };
    const inputs = args.variants as VariantInput[];
    const checked = inputs.map((input, index) => ({
      input,
      errors: check(product, input, ["variants", String(index)], context),
    }));
    const userErrors = checked.flatMap((each) => each.errors);
    if (userErrors.length > 0 && args.allowPartialUpdates !== true)
      return { product, productVariants: null, userErrors };
    const productVariants = checked
      .filter((each) => each.errors.length === 0)
      .map(({ input }) => apply(input, context));
    if (productVariants.length > 0) touchProduct(context.emulator, context.shop, product);
    return { product, productVariants, userErrors };
  },
};
