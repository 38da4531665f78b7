import { discountByCode, type Discount } from "../../discount-state.ts";
import { idOf } from "../../ids.ts";
import { userError, type Args, type Context, type Fields } from "../context.ts";

type CodeInput = {
  code?: string;
  title?: string;
  startsAt?: string;
  endsAt?: string | null;
  usageLimit?: number | null;
  context?: { all?: string; customers?: { add?: string[] } };
  customerGets?: {
    value?: { percentage?: number; discountAmount?: { amount?: string | number } };
    items?: { all?: boolean };
  };
  destination?: { all?: boolean };
  maximumShippingPrice?: string | number | null;
  combinesWith?: { orderDiscounts?: boolean; productDiscounts?: boolean; shippingDiscounts?: boolean };
};

const longestCode = 255;

function create(field: "basicCodeDiscount" | "freeShippingCodeDiscount", args: Args, context: Context): unknown {
  const { emulator, shop } = context;
  const input = args[field] as CodeInput;
  const refuse = (path: string[], message: string, code: string) => ({
    codeDiscountNode: null,
    userErrors: [{ ...userError([field, ...path], message, code), extraInfo: null }],
  });
  const code = (input.code ?? "").trim();
  if (code === "") return refuse(["code"], "Code can't be blank", "BLANK");
  if (code.length > longestCode) return refuse(["code"], "Code is too long (maximum is 255 characters)", "TOO_LONG");
  if ((input.title ?? "").trim() === "") return refuse(["title"], "Title can't be blank", "BLANK");
  if (discountByCode(shop, code)) return refuse(["code"], "Code must be unique. Please try a different code.", "TAKEN");
  const startsAt = input.startsAt === undefined ? NaN : Date.parse(input.startsAt);
  if (Number.isNaN(startsAt)) return refuse(["startsAt"], "Starts at can't be blank", "BLANK");
  const endsAt = input.endsAt == null ? null : Date.parse(input.endsAt);
  if (endsAt !== null && endsAt <= startsAt)
    return refuse(["endsAt"], "Ends at needs to be after starts_at", "END_DATE_BEFORE_START_DATE");
  if (input.context === undefined) return refuse(["context"], "Context can't be blank", "MISSING_ARGUMENT");
  const customerIds = (input.context.customers?.add ?? []).map((id) => idOf(id, "Customer") ?? -1);
  if (customerIds.some((id) => !shop.customers.has(id)))
    return refuse(["context", "customers", "add"], "Customers are invalid", "INVALID");
  const isBasic = field === "basicCodeDiscount";
  const { percentage, discountAmount } = input.customerGets?.value ?? {};
  if (isBasic) {
    if ((percentage === undefined) === (discountAmount === undefined))
      return refuse(["customerGets", "value"], "A discount value is required", "INVALID");
    if (percentage !== undefined && (percentage <= 0 || percentage > 1))
      return refuse(
        ["customerGets", "value", "percentage"],
        "Value must be between 0.0 and 1.0",
        "VALUE_OUTSIDE_RANGE",
      );
    if (input.customerGets?.items?.all !== true)
      return refuse(["customerGets", "items"], "The emulator knows discounts on all items only", "INVALID");
  } else {
    if (input.destination?.all !== true)
      return refuse(["destination"], "The emulator knows free shipping to all countries only", "INVALID");
    if (input.combinesWith?.shippingDiscounts === true)
      return refuse(
        ["combinesWith"],
        "The combinesWith settings are not valid for the discount class.",
        "INVALID_COMBINES_WITH_FOR_DISCOUNT_CLASS",
      );
  }
  const minor = (amount: string | number | null | undefined) =>
    amount == null ? null : Math.round(Number(amount) * 100);
  const now = emulator.clock.now();
  const discount: Discount = {
    id: emulator.nextId(),
    code,
    title: input.title ?? "",
    kind: isBasic ? "basic" : "free-shipping",
    percentage: percentage ?? null,
    amountMinor: minor(discountAmount?.amount),
    maximumShippingMinor: minor(input.maximumShippingPrice),
    customerIds,
    startsAt,
    endsAt,
    usageLimit: input.usageLimit ?? null,
    usedCount: 0,
    createdAt: now,
    updatedAt: now,
  };
  shop.discounts.set(discount.id, discount);
  emulator.publish({ kind: "shop", shop: shop.domain });
  return { codeDiscountNode: discount, userErrors: [] };
}

export const discountMutations: Fields<unknown> = {
  discountCodeBasicCreate: (_, args, context) => create("basicCodeDiscount", args, context),
  discountCodeFreeShippingCreate: (_, args, context) => create("freeShippingCodeDiscount", args, context),
  discountCodeDeactivate: (_, args, { emulator, shop }) => {
    const discount = shop.discounts.get(idOf(args.id, "DiscountCodeNode") ?? -1);
    if (!discount)
      return {
        codeDiscountNode: null,
        userErrors: [{ ...userError(["id"], "Code discount does not exist.", "INVALID"), extraInfo: null }],
      };
    const now = emulator.clock.now();
    if (discount.endsAt === null || discount.endsAt > now) discount.endsAt = now;
    discount.updatedAt = now;
    emulator.publish({ kind: "shop", shop: shop.domain });
    return { codeDiscountNode: discount, userErrors: [] };
  },
};
