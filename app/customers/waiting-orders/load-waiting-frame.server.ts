import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Day } from "../../supply/day.ts";
import { readSupplySettings } from "../../supply/load-supply.server.ts";
import { shopMoment } from "../../supply/shop-moment.ts";
import type { WaitingFrame } from "./waiting-orders-sql.server.ts";

export async function loadWaitingFrame(db: Db, shop: ShopDomain, now: number): Promise<WaitingFrame> {
  const { timeZone } = await db.shop.findUniqueOrThrow({ where: { domain: shop }, select: { timeZone: true } });
  return waitingFrameOn(db, shop, shopMoment(now, timeZone).day);
}

export async function waitingFrameOn(db: Db, shop: ShopDomain, today: Day): Promise<WaitingFrame> {
  const settings = await db.shopSettings.findUnique({ where: { shop }, select: { supply: true } });
  return { shop, today, toleranceDays: readSupplySettings(settings?.supply).toleranceDays };
}
