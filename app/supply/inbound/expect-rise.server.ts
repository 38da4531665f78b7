import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import { type OpenAssumption, settleAssumed } from "./settle-assumed.ts";

export interface CameIn {
  inventoryItemId: string;
  locationId: string;
  /** As InboundLine.id. */
  lineId: string;
  units: number;
  /** Arrivo itself adds them to Shopify's stock: that rise is still to come, whatever rose before. */
  isBooked: boolean;
}

/**
 * A receipt, or a shipment that Shopify received, says that these units came: what was assumed of them is taken back, so
 * that nothing counts twice, and the rest explains the rise of stock that is still to be seen. Called in the transaction
 * that records it; the caller says `supplyChanged`. Units taken back again (negative) explain nothing.
 */
export async function expectRise(db: Db, shop: ShopDomain, came: readonly CameIn[], now: Date): Promise<void> {
  for (const { inventoryItemId, locationId, lineId, units, isBooked } of came) {
    if (units <= 0) continue;
    // Of Shopify's own lines a confirmed assumption still counts, until Shopify itself knows.
    const own = lineId.startsWith("po:") ? ["open"] : ["open", "confirmed"];
    const rows = await db.assumedReceipt.findMany({
      where: {
        shop,
        inventoryItemId,
        OR: [
          { lineId, answer: { in: own } },
          ...(isBooked ? [] : [{ lineId: { not: lineId }, locationId, answer: "open" }]),
        ],
      },
      orderBy: [{ seenAt: "asc" }, { id: "asc" }],
    });
    const { settled, leftUnits } = settleAssumed(units, lineId, rows.map(assumption));
    for (const each of settled) {
      const isWhole = rows.some((row) => row.id === each.id && row.units === each.units);
      await db.assumedReceipt.update({
        where: { shop_id: { shop, id: each.id } },
        data: isWhole ? { answer: "explained" } : { units: { decrement: each.units } },
      });
    }
    const expected = isBooked ? units : leftUnits;
    if (expected > 0)
      await db.expectedRise.create({ data: { shop, inventoryItemId, locationId, units: expected, expectedAt: now } });
  }
}

function assumption({ id, lineId, units, because }: Omit<OpenAssumption, "because"> & { because: string }) {
  // Justified cast: written in this room only.
  return { id, lineId, units, because: because as OpenAssumption["because"] };
}
