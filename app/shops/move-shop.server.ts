import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import { nextState, parseRegistryState, type RegistryState, type ShopMove } from "./shop-lifecycle.ts";

/**
 * Moves a shop from one state to the next, and ends what was under way towards another one.
 * @returns the state it was in; null when it can't make that move from there.
 */
export async function moveShop(db: Db, shop: ShopDomain, move: ShopMove, at: Date): Promise<RegistryState | null> {
  // Locked, so that of two moves made at once the second sees where the first one led.
  const rows = await db.$queryRaw<{ state: string }[]>`SELECT state FROM "Shop" WHERE domain = ${shop} FOR UPDATE`;
  const state = rows[0] && parseRegistryState(rows[0].state);
  const next = state && nextState(state, move);
  if (!state || !next) return null;
  await db.shop.update({
    where: { domain: shop },
    data: { state: next, ...(move === "start" ? { sellingAt: at } : {}) },
  });
  if (move !== "stopped" && move !== "left") {
    await db.task.updateMany({
      where: { shop, kind: { in: ["start", "stop", "leave"] }, status: { in: ["waiting", "running"] } },
      data: { status: "stopped", finishedAt: at },
    });
  }
  return state;
}
