import { withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { storeInbound } from "./store-inbound.server.ts";

/**
 * Reads every transfer and shipment on its way and brings our lines up to them: after a webhook, which is only a hint,
 * and every hour, which makes good a lost one. Where the scopes are not granted (any more) nothing is known, and nothing
 * counts.
 */
export async function readInbound(ports: Ports, shop: ShopDomain): Promise<void> {
  const lines = await ports.shopify(shop).readOpenInbound();
  const now = new Date(await ports.clock.businessNow());
  await withShop(shop, (db) => storeInbound(ports, db, shop, lines, now), { timeoutMs: 60_000 });
}
