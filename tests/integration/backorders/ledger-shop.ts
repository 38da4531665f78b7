import { expect } from "vitest";
import { backorderSettings, type BackorderSettings } from "../../../app/backorders/backorder-settings.ts";
import { outsideShops, withShop } from "../../../app/db.server.ts";
import { gid } from "../../../app/ids.ts";
import { setUpShop } from "../../../app/shops/set-up-shop.server.ts";
import { variantById } from "../../../store-emulator/find-variant.ts";
import { changeScopes } from "../../../store-emulator/install-app.ts";
import type { Order } from "../../../store-emulator/order-state.ts";
import { type OrderRequest, placeOrder } from "../../../store-emulator/place-order.ts";
import { routeOrder } from "../../../store-emulator/route-order.ts";
import type { Admin, LampShop } from "../support/open-admin.ts";

const scopes = [
  "write_merchant_managed_fulfillment_orders",
  "write_third_party_fulfillment_orders",
  "read_payment_terms",
  "read_customers",
  "write_orders",
];

/** A shop that sells a sold-out lamp on backorder, with the scopes of a backorder desk, and what tests do with it. */
export async function openLedgerShop(admin: Admin, granted: string[] = scopes) {
  const shop: LampShop = await admin.open("selling");
  const { emulator } = admin.running();
  changeScopes(emulator, shop.shop, { grant: granted });
  await setUpShop(shop.ports, shop.domain);
  await shop.settle();
  const found = (index = 0) => variantById(shop.shop, Number(shop.variantIds[index]!.split("/").at(-1)))!;
  const itemId = (index = 0) => gid("InventoryItem", found(index).item.id);

  async function heardOf(order: Order): Promise<void> {
    await shop.hint("order", gid("Order", order.id));
    for (const line of order.lines) {
      const item = shop.shop.variants.get(line.variantId ?? -1)?.inventoryItemId;
      if (item !== undefined) await shop.hint("inventory-item", gid("InventoryItem", item));
    }
    await shop.settle();
  }

  return {
    ...shop,
    found,
    itemId,
    heardOf,
    /** Shopify has it, and its webhook is lost. */
    buyUnheard(units: number): Order {
      const placed = placeOrder(emulator, shop.shop, { lines: [{ found: found(), quantity: units }] });
      if (!placed.ok) throw new Error(placed.reason);
      routeOrder(emulator, shop.shop, placed.order);
      return placed.order;
    },
    async buy(units: number | number[], request: Partial<OrderRequest> = {}): Promise<Order> {
      const quantities = typeof units === "number" ? [units] : units;
      const lines = quantities.flatMap((quantity, index) => (quantity > 0 ? [{ found: found(index), quantity }] : []));
      const placed = placeOrder(emulator, shop.shop, { lines, ...request });
      if (!placed.ok) throw new Error(placed.reason);
      routeOrder(emulator, shop.shop, placed.order);
      await heardOf(placed.order);
      return placed.order;
    },
    async stock(available: number, index = 0): Promise<void> {
      await shop.setStock(shop.variantIds[index]!, available);
      await shop.settle();
    },
    async choose(settings: Partial<BackorderSettings>): Promise<void> {
      const backorders = backorderSettings.parse(settings);
      await withShop(shop.domain, (db) =>
        db.shopSettings.upsert({
          where: { shop: shop.domain },
          create: { shop: shop.domain, backorders },
          update: { backorders },
        }),
      );
    },
    lines: (order: Order) =>
      withShop(shop.domain, (db) =>
        db.orderLine.findMany({ where: { orderId: gid("Order", order.id) }, orderBy: { lineId: "asc" } }),
      ),
    events: () => withShop(shop.domain, (db) => db.ledgerEvent.findMany({ orderBy: { id: "asc" } })),
    told: () => withShop(shop.domain, (db) => db.backorderEvent.findMany({ orderBy: { id: "asc" } })),
    /** Waiting + allocated = committed, for every item and location, and every line's sums are those of its events. */
    async expectBalance(): Promise<void> {
      const rows = await withShop(
        shop.domain,
        (db) => db.$queryRaw<{ item: string; ours: number; committed: number }[]>`
          SELECT l."inventoryItemId" AS item, sum(l.committed)::int AS committed,
            coalesce((SELECT sum(u."remainingUnits") FROM "LedgerUnit" u
              WHERE u."inventoryItemId" = l."inventoryItemId"), 0)::int AS ours
          FROM "InventoryLevel" l GROUP BY l."inventoryItemId"
          UNION ALL SELECT l."inventoryItemId" || l."locationId", l.committed, coalesce(sum(u."remainingUnits"), 0)::int
          FROM "InventoryLevel" l JOIN "LedgerUnit" u USING ("inventoryItemId", "locationId")
          GROUP BY l."inventoryItemId", l."locationId", l.committed`,
      );
      for (const { item, ours, committed } of rows) expect(`${item} ${ours}`).toBe(`${item} ${committed}`);
      const off = await withShop(
        shop.domain,
        (db) => db.$queryRaw<{ lineId: string }[]>`
          SELECT l."lineId" FROM "OrderLine" l LEFT JOIN (
            SELECT "lineId", sum(units) FILTER (WHERE kind = 'ordered') AS ordered,
              sum(units) FILTER (WHERE kind = 'allocated') AS allocated,
              sum(units) FILTER (WHERE kind = 'shipped') AS shipped,
              sum(units) FILTER (WHERE kind = 'cancelled') AS cancelled
            FROM "LedgerEvent" GROUP BY "lineId") e USING ("lineId")
          WHERE (l."orderedUnits", l."allocatedUnits", l."shippedUnits", l."cancelledUnits") IS DISTINCT FROM
            (coalesce(e.ordered, 0), coalesce(e.allocated, 0), coalesce(e.shipped, 0), coalesce(e.cancelled, 0))
            OR l."orderedUnits" <> l."unfulfilledUnits" + l."shippedUnits" + l."cancelledUnits"`,
      );
      expect(off).toEqual([]);
    },
    async reachOf(): Promise<string[]> {
      return (await outsideShops().shop.findUniqueOrThrow({ where: { domain: shop.domain } })).scopes;
    },
  };
}
