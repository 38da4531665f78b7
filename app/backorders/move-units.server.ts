import { markDirty } from "../availability/mark-dirty.server.ts";
import { withShop } from "../db.server.ts";
import type { InventoryItemGid, LocationGid, ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { loadMoveProposals } from "./load-move-proposals.server.ts";
import type { MoveProposal } from "./propose-moves.ts";

export type MoveUnitsResult =
  | { ok: true; units: number }
  /** `changed`: it is no longer proposed. `refused`: Shopify's own reason. */
  | { ok: false; reason: "changed" }
  | { ok: false; reason: "refused"; message: string };

/**
 * Has units sent from another location, as it was proposed: only where it still is, and only by a person's word. A hold
 * of ours on them is released first; what is owed after that is held again by itself.
 */
export async function moveUnits(
  ports: Ports,
  shop: ShopDomain,
  { lineId, fromLocationId, toLocationId }: Pick<MoveProposal, "lineId" | "fromLocationId" | "toLocationId">,
): Promise<MoveUnitsResult> {
  const now = await ports.clock.businessNow();
  const proposal = await withShop(shop, async (db) => {
    const line = await db.orderLine.findUnique({ where: { shop_lineId: { shop, lineId } } });
    if (line?.inventoryItemId == null) return undefined;
    // Justified cast: the column is written from Shopify's ids only.
    const proposals = await loadMoveProposals(db, shop, now, [line.inventoryItemId as InventoryItemGid]);
    return proposals.find(
      (each) => each.lineId === lineId && each.fromLocationId === fromLocationId && each.toLocationId === toLocationId,
    );
  });
  if (proposal === undefined) return { ok: false, reason: "changed" };
  const shopify = ports.shopify(shop);
  const [order] = await shopify.readHeldOrders([proposal.orderId]);
  const there = order?.fulfillmentOrders.filter(
    ({ status, locationId, hasOtherHolds }) =>
      (status === "OPEN" || status === "ON_HOLD") && locationId === fromLocationId && !hasOtherHolds,
  );
  let left = proposal.units;
  for (const { id, lines, ownHoldIds } of there ?? []) {
    const line = lines.find((each) => each.lineId === lineId);
    const units = Math.min(left, line?.remainingUnits ?? 0);
    if (line === undefined || units === 0) continue;
    if (ownHoldIds.length > 0) await shopify.releaseHolds(id, ownHoldIds);
    // Justified cast: the column is written from Shopify's ids only.
    const result = await shopify.moveFulfillmentOrder(id, toLocationId as LocationGid, [{ id: line.id, units }]);
    if (!result.ok) {
      await lookAgain(ports, shop, proposal);
      return { ok: false, reason: "refused", message: result.message };
    }
    left -= units;
  }
  await lookAgain(ports, shop, proposal);
  return left === proposal.units ? { ok: false, reason: "changed" } : { ok: true, units: proposal.units - left };
}

async function lookAgain(
  ports: Ports,
  shop: ShopDomain,
  { orderId, inventoryItemId }: { orderId: string; inventoryItemId: string },
): Promise<void> {
  await withShop(shop, async (db) => {
    await markDirty(db, shop, [
      { kind: "order", item: orderId, hintedAt: null },
      { kind: "inventory-item", item: inventoryItemId, hintedAt: null },
    ]);
    await ports.queue.enqueue(db, "reconcile-shop", { shop });
  });
}
