import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { assessCompensations } from "./assess-compensations.server.ts";
import { disableCodes } from "./disable-codes.server.ts";
import { grantCompensations } from "./grant-compensations.server.ts";
import { retryOverBudget } from "./retry-over-budget.server.ts";

/** All that is due of what customers are given: looked at, given, and taken back. Safe to run again and at once. */
export async function giveCompensation(ports: Ports, shop: ShopDomain): Promise<void> {
  await disableCodes(ports, shop);
  await assessCompensations(ports, shop);
  await retryOverBudget(ports, shop);
  await grantCompensations(ports, shop);
  // What ended while Shopify was being asked.
  await disableCodes(ports, shop);
}
