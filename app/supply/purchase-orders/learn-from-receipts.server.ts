import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import type { Day } from "../day.ts";
import { refreshLateness } from "../refresh-lateness.server.ts";
import { itemsOfSuppliers } from "../suppliers/items-of-suppliers.server.ts";
import { supplyChanged } from "../supply-changed.server.ts";

/**
 * What came says how late suppliers are: their records are learnt anew, and where one is another, what is on its way from
 * that supplier is dated again. A supplier that only follows all the others is dated again by the work of the day.
 */
export async function learnFromReceipts(ports: Ports, db: Db, shop: ShopDomain, today: Day): Promise<void> {
  const { changedSupplierIds } = await refreshLateness(db, shop, today);
  for (const supplierId of changedSupplierIds.filter((id) => id !== "").toSorted())
    await supplyChanged(ports, db, shop, (await itemsOfSuppliers(db, shop, [supplierId])).toSorted(), {
      code: "supplier-changed",
      supplierId,
    });
}
