import { withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import { loadNoticeSettings } from "./load-notice-settings.server.ts";
import { isSenderReady } from "./notice-settings.ts";

/** Do customers get mails of this shop: switched on, and from a sender that is checked? */
export async function areNoticesSent(shop: ShopDomain): Promise<boolean> {
  const settings = await withShop(shop, (db) => loadNoticeSettings(db, shop));
  return settings.isOn && isSenderReady(settings);
}
