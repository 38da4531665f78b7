import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import { type CompensationSettings, compensationSettings } from "./compensation-settings.ts";

/** What an older Arrivo wrote and this one can't read is worth no more than the defaults: nothing is given. */
export async function loadCompensationSettings(db: Db, shop: ShopDomain): Promise<CompensationSettings> {
  const row = await db.shopSettings.findUnique({ where: { shop }, select: { customers: true } });
  const stored = compensationSettings.safeParse(
    (row?.customers as { compensation?: unknown } | null)?.compensation ?? {},
  );
  return stored.success ? stored.data : compensationSettings.parse({});
}

/** Only this section: the others of `customers` are other forms'. */
export async function storeCompensationSettings(
  db: Db,
  shop: ShopDomain,
  settings: CompensationSettings,
): Promise<void> {
  const text = JSON.stringify(settings);
  await db.$executeRaw`
    INSERT INTO "ShopSettings" (shop, "discontinuedTags", dismissed, customers, "updatedAt")
    VALUES (${shop}, '{}', '{}', jsonb_build_object('compensation', ${text}::jsonb), now())
    ON CONFLICT (shop) DO UPDATE SET "updatedAt" = now(),
      customers = "ShopSettings".customers || jsonb_build_object('compensation', ${text}::jsonb)`;
}
