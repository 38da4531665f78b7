import { withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { loadNoticeSettings, storeNoticeSettings } from "./load-notice-settings.server.ts";
import { recallNotices } from "./recall-notices.server.ts";

/**
 * Whoever leaves tells nobody anything any more: notices, triggers and the webhook are off, and what waits is recalled. A
 * shop that comes back is as at its first install: nothing is sent before the merchant says so.
 */
export async function silenceNotices(ports: Ports, shop: ShopDomain): Promise<void> {
  await withShop(shop, async (db) => {
    const settings = await loadNoticeSettings(db, shop);
    const { flow, webhook } = settings;
    if (settings.isOn || flow.isOn || webhook?.isOn === true)
      await storeNoticeSettings(db, shop, {
        ...settings,
        isOn: false,
        flow: { isOn: false },
        webhook: webhook === null ? null : { ...webhook, isOn: false },
      });
    await recallNotices(ports, db, shop, { kind: "all" });
    await db.outgoingMessage.updateMany({
      where: { shop, status: "waiting" },
      data: { status: "failed", fault: "switched-off" },
    });
  });
}
