import { withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";

export interface ImportChoices {
  locations: { id: string; name: string }[];
  /** Names of those that are not archived. */
  suppliers: string[];
}

/** What the merchant can pick from where a file says nothing. */
export function listImportChoices(shop: ShopDomain): Promise<ImportChoices> {
  return withShop(shop, async (db) => {
    const locations = await db.location.findMany({ where: { shop, isActive: true }, orderBy: { name: "asc" } });
    const suppliers = await db.supplier.findMany({
      where: { shop, archivedAt: null },
      select: { name: true },
      orderBy: { name: "asc" },
    });
    return {
      locations: locations.map(({ locationId, name }) => ({ id: locationId, name })),
      suppliers: suppliers.map(({ name }) => name),
    };
  });
}
