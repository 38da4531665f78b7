import type { Emulator } from "./emulator.ts";
import type { Shop } from "./state.ts";

/** A code discount on a whole order; of the three values one is set, or none of the first two for free shipping. */
export type Discount = {
  id: number;
  code: string;
  title: string;
  kind: "basic" | "free-shipping";
  /** Of 1. */
  percentage: number | null;
  amountMinor: number | null;
  maximumShippingMinor: number | null;
  /** Empty: anybody. */
  customerIds: number[];
  startsAt: number;
  /** Deactivating a discount ends it at that instant. */
  endsAt: number | null;
  usageLimit: number | null;
  usedCount: number;
  createdAt: number;
  updatedAt: number;
};

export type StoreCredit = {
  id: number;
  customerId: number;
  amountMinor: number;
  expiresAt: number | null;
  createdAt: number;
};

export const discountByCode = (shop: Shop, code: string): Discount | null =>
  [...shop.discounts.values()].find((each) => each.code.toLowerCase() === code.trim().toLowerCase()) ?? null;

export function discountStatus({ startsAt, endsAt }: Discount, now: number): "ACTIVE" | "EXPIRED" | "SCHEDULED" {
  if (endsAt !== null && endsAt <= now) return "EXPIRED";
  return startsAt > now ? "SCHEDULED" : "ACTIVE";
}

/** The discount that a code gives its buyer, or what checkout says instead. */
export function usableDiscount(emulator: Emulator, shop: Shop, code: string, email: string | null): Discount | string {
  const discount = discountByCode(shop, code);
  if (!discount || discountStatus(discount, emulator.clock.now()) !== "ACTIVE") return "Enter a valid discount code";
  if (discount.usageLimit !== null && discount.usedCount >= discount.usageLimit)
    return "Discount code has reached its usage limit";
  const buyer = [...shop.customers.values()].find((each) => email !== null && each.email === email);
  if (discount.customerIds.length > 0 && (!buyer || !discount.customerIds.includes(buyer.id)))
    return "Discount code isn't available to you right now";
  return discount;
}
