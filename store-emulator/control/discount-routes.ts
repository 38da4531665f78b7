import { discountStatus } from "../discount-state.ts";
import { gid } from "../ids.ts";
import { shopOf, type Route } from "./route.ts";

/** What customers were given by code or as store credit. */
export const discountRoutes: Route[] = [
  {
    method: "GET",
    path: "/control/shops/:domain/discounts",
    run: (call) =>
      [...shopOf(call).discounts.values()].map((discount) => ({
        ...discount,
        id: gid("DiscountCodeNode", discount.id),
        status: discountStatus(discount, call.emulator.clock.now()),
        endsAt: discount.endsAt === null ? null : new Date(discount.endsAt).toISOString(),
      })),
  },
  { method: "GET", path: "/control/shops/:domain/store-credit", run: (call) => shopOf(call).storeCredits },
];
