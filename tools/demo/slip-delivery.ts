import { withShop } from "../../app/db.server.ts";
import type { ShopDomain } from "../../app/ids.ts";
import type { Ports } from "../../app/ports.ts";
import { moveExpectedDay } from "../../app/supply/purchase-orders/move-expected-day.server.ts";

/** A maker's last order comes later, and the merchant enters it: those who wait for it are late, and not told yet. */
export async function slipDelivery(ports: Ports, shop: ShopDomain, supplierName: string): Promise<void> {
  const order = await withShop(shop, (db) =>
    db.purchaseOrder.findFirst({
      where: { shop, status: "ordered", supplier: { name: supplierName } },
      orderBy: { number: "desc" },
      include: { lines: true },
    }),
  );
  if (order === null) throw new Error(`Nothing is ordered from ${supplierName}.`);
  const lineIds = order.lines.map(({ id }) => id);
  const moves = await withShop(shop, (db) =>
    db.expectedDayChange.count({ where: { shop, lineId: { in: lineIds.map((id) => `po:${id}`) } } }),
  );
  // An interrupted first start may have come this far.
  if (moves > 0) return;
  const moved = await moveExpectedDay(ports, shop, order.id, {
    version: order.version,
    lineIds,
    move: { kind: "shift", days: 14 },
    reason: "The forge is behind with its orders",
  });
  if (!moved.ok) throw new Error(`The delivery was not moved: ${moved.reason}`);
}
