import { withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import { log } from "../../log.server.ts";
import type { Ports } from "../../ports.ts";
import { checkSender } from "./check-sender.server.ts";
import { loadNoticeSettings } from "./load-notice-settings.server.ts";
import { changeNoticeSettings } from "./change-notice-settings.server.ts";

/**
 * Looks at the records of a sender that is switched on once more: they may have gone since. Where the domain says no,
 * mails stop, and what waits is kept until it says yes again. A DNS that gives no answer says neither.
 */
export async function recheckSender(ports: Ports, shop: ShopDomain): Promise<void> {
  const { isOn, sender } = await withShop(shop, (db) => loadNoticeSettings(db, shop));
  if (!isOn || sender === null) return;
  const check = await checkSender(ports, sender.address);
  if (!check.ok) {
    if (check.reason === "no-dns") log.warn({ shop }, "A sender's records could not be read; it stays as it was");
    return;
  }
  const { spf, dkim } = check;
  const at = new Date(ports.clock.wallNow()).toISOString();
  await changeNoticeSettings(shop, async (settings, store) => {
    // Another address may have been chosen meanwhile.
    if (settings.sender?.address === sender.address)
      await store({ ...settings, checked: { address: sender.address, spf, dkim, at } });
  });
}
