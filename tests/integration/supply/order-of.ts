import { withShop } from "../../../app/db.server.ts";

export interface OrderedLine {
  inventoryItemId: string;
  locationId: string;
  orderedUnits: number;
  expectedOn: string | null;
  receivedUnits?: number;
  closedUnits?: number;
  status?: string;
  number?: string;
}

/** A purchase order with one line, as it stands in the database. @returns the line's id */
export async function orderOf(shop: string, line: OrderedLine): Promise<string> {
  const at = new Date("2026-11-01T09:00:00Z");
  return withShop(shop, async (db) => {
    const { id: supplierId } = await db.supplier.upsert({
      where: { shop_name: { shop, name: "Lanterna" } },
      create: { shop, name: "Lanterna", currency: "EUR", createdAt: at, updatedAt: at },
      update: {},
    });
    const count = await db.purchaseOrder.count({ where: { shop } });
    const variant = await db.variant.findFirstOrThrow({ where: { shop, inventoryItemId: line.inventoryItemId } });
    const order = await db.purchaseOrder.create({
      data: {
        shop,
        number: line.number ?? `PO-${1001 + count}`,
        supplierId,
        locationId: line.locationId,
        status: line.status ?? "ordered",
        orderedOn: "2026-11-01",
        currency: "EUR",
        createdAt: at,
        updatedAt: at,
        lines: {
          create: {
            position: 1,
            variantId: variant.variantId,
            inventoryItemId: line.inventoryItemId,
            title: variant.displayName,
            orderedUnits: line.orderedUnits,
            receivedUnits: line.receivedUnits ?? 0,
            closedUnits: line.closedUnits ?? 0,
            expectedOn: line.expectedOn,
            statedOn: line.expectedOn,
            updatedAt: at,
          },
        },
      },
      include: { lines: true },
    });
    return order.lines[0]!.id;
  });
}
