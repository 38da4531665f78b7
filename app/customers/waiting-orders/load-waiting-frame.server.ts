import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import { shopMoment } from "../../supply/shop-moment.ts";
import { readSupplySettings } from "../../supply/load-supply.server.ts";
import type { WaitingFrame } from "./waiting-orders-sql.server.ts";

export async function loadWaitingFrame(db: Db, shop: ShopDomain, now: number): Promise<WaitingFrame> {
  const { timeZone } = await db.shop.findUniqueOrThrow({ where: { domain: shop }, select: { timeZone: true } });
  const settings = await db.shopSettings.findUnique({ where: { shop }, select: { supply: true } });
  const { toleranceDays } = readSupplySettings(settings?.supply);
  return { shop, today: shopMoment(now, timeZone).day, toleranceDays };
}
