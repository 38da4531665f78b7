import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import { type NoticeSettings, noticeSettings } from "./notice-settings.ts";

/** What an older Arrivo wrote and this one can't read is worth no more than the defaults: nothing is sent. */
export async function loadNoticeSettings(db: Db, shop: ShopDomain): Promise<NoticeSettings> {
  const row = await db.shopSettings.findUnique({ where: { shop }, select: { customers: true } });
  const stored = noticeSettings.safeParse((row?.customers as { notices?: unknown } | null)?.notices ?? {});
  return stored.success ? stored.data : noticeSettings.parse({});
}

/** Only this section: the others of `customers` are other forms'. */
export async function storeNoticeSettings(db: Db, shop: ShopDomain, settings: NoticeSettings): Promise<void> {
  const text = JSON.stringify(settings);
  await db.$executeRaw`
    INSERT INTO "ShopSettings" (shop, "discontinuedTags", dismissed, customers, "updatedAt")
    VALUES (${shop}, '{}', '{}', jsonb_build_object('notices', ${text}::jsonb), now())
    ON CONFLICT (shop) DO UPDATE SET "updatedAt" = now(),
      customers = "ShopSettings".customers || jsonb_build_object('notices', ${text}::jsonb)`;
}
