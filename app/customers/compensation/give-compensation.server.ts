import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { assessCompensations } from "./assess-compensations.server.ts";
import { disableCodes } from "./disable-codes.server.ts";
import { grantCompensations } from "./grant-compensations.server.ts";

/** All that is due of what customers are given: looked at, given, and taken back. Safe to run again and at once. */
export async function giveCompensation(ports: Ports, shop: ShopDomain): Promise<void> {
  await assessCompensations(ports, shop);
  await grantCompensations(ports, shop);
  await disableCodes(ports, shop);
}
