import { reconcileShop } from "../../../app/availability/reconcile-shop.server.ts";
import { outsideShops, withShop } from "../../../app/db.server.ts";
import { fillBuiltInShop } from "../../../store-emulator/catalogue/fill-built-in-shop.ts";
import { type InstalledShop, syncedShop } from "./install-shop.ts";

const rule = {
  mode: "on",
  limit: { kind: "number", units: 20 },
  eta: { kind: "lead-time", minDays: 10, maxDays: 15, days: "working" },
};

/** Selling by a shop-wide rule, with everything published that there is to publish. */
export async function sellingShop(): Promise<InstalledShop> {
  const installed = await syncedShop((emulator, shop) => fillBuiltInShop(emulator, shop, "first"));
  const { shop, ports } = installed;
  const now = new Date(await ports.clock.businessNow());
  await withShop(shop, async (db) => {
    await db.policy.create({
      data: { shop, level: "shop", targetId: shop, gives: rule, createdAt: now, updatedAt: now },
    });
    await db.$executeRaw`INSERT INTO "DirtyItem" (shop, kind, item, "hintedAt")
      SELECT shop, 'variant', "variantId", 'epoch' FROM "Variant" WHERE shop = ${shop} ON CONFLICT DO NOTHING`;
  });
  await outsideShops().shop.update({ where: { domain: shop }, data: { state: "selling", lookedAt: now } });
  await settle(installed);
  return installed;
}

/** Carries on what waits until nothing is due. */
export async function settle({ ports, shop, runTasks }: InstalledShop): Promise<void> {
  await runTasks();
  while ((await outsideShops().dirtyItem.count({ where: { shop, notBefore: { lte: new Date() } } })) > 0)
    await reconcileShop(ports, shop);
}
