import { withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import { parseRegistryState, type RegistryState } from "./shop-lifecycle.ts";

export interface ShopHeader {
  shop: ShopDomain;
  name: string;
  state: RegistryState;
  timeZone: string;
  currency: string;
  /** Starting, stopping or leaving: under way. */
  move: { kind: string; doneUnits: number; totalUnits: number | null } | null;
}

/** What stands in the header of every page of the admin. */
export function readShopHeader(shop: ShopDomain): Promise<ShopHeader> {
  return withShop(shop, async (db) => {
    const { name, state, timeZone, currency } = await db.shop.findUniqueOrThrow({ where: { domain: shop } });
    const move = await db.task.findFirst({
      where: { shop, kind: { in: ["start", "stop", "leave"] }, status: { in: ["waiting", "running"] } },
      orderBy: { startedAt: "desc" },
      select: { kind: true, doneUnits: true, totalUnits: true },
    });
    return { shop, name, state: parseRegistryState(state), timeZone, currency, move };
  });
}
