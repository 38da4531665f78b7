import { discountByCode, discountStatus, type Discount } from "../../discount-state.ts";
import { gid, idOf } from "../../ids.ts";
import { graphqlInstant } from "../../instants.ts";
import { isGranted } from "../../scopes.ts";
import { accessDenied } from "../check-access.ts";
import { tagged, type Context, type Fields, type ResolverMap } from "../context.ts";

const typeOf = ({ kind }: Discount): string => (kind === "basic" ? "DiscountCodeBasic" : "DiscountCodeFreeShipping");

/** Through `node` the schema says no scope, and Shopify asks for it all the same. */
export function readableDiscount({ shop, scopes }: Context, id: number): Discount | undefined {
  if (!isGranted(scopes, "read_discounts")) throw accessDenied("node", "`read_discounts` access scope.");
  return shop.discounts.get(id);
}

const codeDiscount: Fields<Discount> = {
  title: (discount) => discount.title,
  status: (discount, _, { emulator }) => discountStatus(discount, emulator.clock.now()),
  asyncUsageCount: (discount) => discount.usedCount,
  usageLimit: (discount) => discount.usageLimit,
  appliesOncePerCustomer: () => true,
  startsAt: (discount) => graphqlInstant(discount.startsAt),
  endsAt: (discount) => (discount.endsAt === null ? null : graphqlInstant(discount.endsAt)),
  createdAt: (discount) => graphqlInstant(discount.createdAt),
  updatedAt: (discount) => graphqlInstant(discount.updatedAt),
};

export const discountFields: ResolverMap = {
  DiscountCodeNode: {
    id: (discount: Discount) => gid("DiscountCodeNode", discount.id),
    // The node and what it stands for are one record, which has one type at a time: a copy bears the other.
    codeDiscount: (discount: Discount) => tagged(typeOf(discount), { ...discount }),
  },
  DiscountCodeBasic: codeDiscount,
  DiscountCodeFreeShipping: codeDiscount,
};

export const discountQueries: Fields<unknown> = {
  codeDiscountNodeByCode: (_, args, { shop }) => discountByCode(shop, String(args.code)),
  codeDiscountNode: (_, args, context) => readableDiscount(context, idOf(args.id, "DiscountCodeNode") ?? -1) ?? null,
};
