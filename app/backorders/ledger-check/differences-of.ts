import type { InventoryItemGid } from "../../ids.ts";

/** An inventory item at one location (empty: wherever), by Shopify's figures and by the ledger. */
export interface CountedPlace {
  inventoryItemId: InventoryItemGid;
  locationId: string;
  availableUnits: number;
  committedUnits: number;
  /** Waiting and allocated. */
  ledgerUnits: number;
  /** Of those, units of orders that Shopify no longer lets us read. */
  unreadableUnits: number;
  /** Sold at the till there within the days that orders can be read: they left the shop at once. */
  tillUnits: number;
}

/**
 * Why the two differ. `missed-webhook`: an order changed and we did not hear of it. `too-old`: Shopify holds units for
 * orders that it no longer shows us. `draft-order`: it holds them for something that is no order. `unreadable`: we go on
 * counting orders that we can't look at any more. `sold-at-till`, `stock-by-hand`: stock is below what anybody waits for.
 */
export type DifferenceCause =
  "missed-webhook" | "too-old" | "draft-order" | "unreadable" | "sold-at-till" | "stock-by-hand";

export interface Difference {
  cause: DifferenceCause;
  units: number;
}

export interface KnownOfOrders {
  /** All orders were read again since the difference was found. */
  wereRead: boolean;
  /** We may read orders of any age. */
  areAllReadable: boolean;
}

/**
 *     waiting + allocated = committed          what Shopify holds against sales is what somebody waits for
 *     available + committed ≥ 0                nothing has left that was not there
 */
export function differencesOf(place: CountedPlace, { wereRead, areAllReadable }: KnownOfOrders): Difference[] {
  const differences: Difference[] = [];
  const add = (cause: DifferenceCause, units: number) => units > 0 && differences.push({ cause, units });
  const unexplained = place.committedUnits - place.ledgerUnits;
  if (unexplained > 0) add(wereRead ? (areAllReadable ? "draft-order" : "too-old") : "missed-webhook", unexplained);
  const unreadable = Math.min(Math.max(0, -unexplained), place.unreadableUnits);
  add("unreadable", unreadable);
  add("missed-webhook", -unexplained - unreadable);
  const below = Math.max(0, -(place.availableUnits + place.committedUnits));
  const till = Math.min(below, place.tillUnits);
  add("sold-at-till", till);
  add("stock-by-hand", below - till);
  return differences;
}

/** The figures as text: what the merchant accepted holds as long as they stay. */
export function figuresOf({ availableUnits, committedUnits, ledgerUnits }: CountedPlace): string {
  return `${committedUnits - ledgerUnits} ${Math.min(0, availableUnits + committedUnits)}`;
}
