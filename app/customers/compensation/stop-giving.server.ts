import { withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { disableCodes } from "./disable-codes.server.ts";
import { endCompensations } from "./end-compensations.server.ts";
import { loadCompensationSettings, storeCompensationSettings } from "./load-compensation-settings.server.ts";

/**
 * The shop leaves Arrivo: nothing more is given or promised, and codes that nobody has used are disabled. Store credit and
 * what was used are the customers'. Where the scope was withdrawn the codes end by themselves on their last day.
 */
export async function stopGiving(ports: Ports, shop: ShopDomain): Promise<void> {
  await withShop(shop, async (db) => {
    const settings = await loadCompensationSettings(db, shop);
    if (settings.isOn || settings.reward.isOn)
      await storeCompensationSettings(db, shop, {
        ...settings,
        isOn: false,
        reward: { ...settings.reward, isOn: false },
      });
    await endCompensations(ports, db, shop, null);
  });
  await disableCodes(ports, shop);
}
