import { type Db, withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import { loadNoticeSettings, storeNoticeSettings } from "./load-notice-settings.server.ts";
import type { NoticeSettings } from "./notice-settings.ts";

/** Whoever changes the settings of notices stands in line: none writes over what another has just stored. */
export function changeNoticeSettings<T>(
  shop: ShopDomain,
  work: (settings: NoticeSettings, store: (next: NoticeSettings) => Promise<void>, db: Db) => Promise<T>,
): Promise<T> {
  return withShop(shop, async (db) => {
    await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('notice settings'), hashtext(${shop}))`;
    return work(await loadNoticeSettings(db, shop), (next) => storeNoticeSettings(db, shop, next), db);
  });
}
