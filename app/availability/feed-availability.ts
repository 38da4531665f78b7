import type { Day } from "../supply/day.ts";
import type { ToldQuantity } from "./tell-quantity.ts";

/** Google's own words. */
export type FeedAvailability =
  | { availability: "in_stock" | "out_of_stock"; availabilityOn: null }
  | { availability: "backorder" | "preorder"; availabilityOn: Day };

const inStock: FeedAvailability = { availability: "in_stock", availabilityOn: null };
const outOfStock: FeedAvailability = { availability: "out_of_stock", availabilityOn: null };

/**
 * The columns `availability` and `availability_date` of a variant, by what its page says to a buyer of one unit: the day is
 * the last one of that window. Google takes no backorder without a day, nor one after `latest`, a year ahead: such a variant
 * is out of stock there. `sellsInCart`: the cart would take a unit, for the variants on which the page is silent.
 */
export function feedAvailability(told: ToldQuantity, latest: Day, sellsInCart: boolean): FeedAvailability {
  if (told.kind === "silent") return sellsInCart ? inStock : outOfStock;
  if (told.kind !== "told") return outOfStock;
  if (told.state === "in-stock") return inStock;
  const [first] = told.parts;
  if (first === undefined || first.kind === "unknown") return outOfStock;
  if (first.to > latest) return outOfStock;
  return { availability: told.state, availabilityOn: first.to };
}
