import { describe, expect, it } from "vitest";
import { outsideShops, withShop } from "../../../app/db.server.ts";
import { setUpShop } from "../../../app/shops/set-up-shop.server.ts";
import { gid } from "../../../store-emulator/ids.ts";
import { type InstalledShop } from "./install-shop.ts";
import { sellingShop, settle } from "./selling-shop.ts";

const takenOver = ({ shop }: InstalledShop) =>
  withShop(shop, (db) =>
    db.variant.findMany({
      where: { shop, ownPolicy: "DENY", inventoryPolicy: "CONTINUE" },
      orderBy: { variantId: "asc" },
    }),
  );

/** Installed again a second later, as the auth hook leaves the registry: Watching, everything read anew. */
async function reinstall(installed: InstalledShop): Promise<void> {
  const { emulator, ports, shop } = installed;
  emulator.clock.advance(60_000);
  const installedAt = new Date(await ports.clock.businessNow());
  await outsideShops().shop.update({ where: { domain: shop }, data: { state: "watching", installedAt } });
  await setUpShop(ports, shop);
  await settle(installed);
}

describe("a reinstall", () => {
  it.each([
    ["still there", false],
    ["gone with the app", true],
  ])("knows what each policy was before the first takeover, its metafields %s", async (_name, areGone) => {
    const installed = await sellingShop();
    const { shop, shopify } = installed;
    const before = await takenOver(installed);
    expect(before.length).toBeGreaterThan(0);
    if (areGone) for (const variant of shopify.variants.values()) variant.metafields = [];
    await reinstall(installed);
    const after = await takenOver(installed);
    expect(after.map(({ variantId }) => variantId)).toEqual(before.map(({ variantId }) => variantId));

    // Selling and paused again: each gets back its own policy, not the one that Arrivo had left.
    await outsideShops().shop.update({ where: { domain: shop }, data: { state: "paused" } });
    await withShop(
      shop,
      (db) => db.$executeRaw`INSERT INTO "DirtyItem" (shop, kind, item, "hintedAt")
        SELECT shop, 'variant', "variantId", 'epoch' FROM "Variant" WHERE shop = ${shop} ON CONFLICT DO NOTHING`,
    );
    await settle(installed);
    const policies = new Map([...shopify.variants.values()].map((each) => [gid("ProductVariant", each.id), each]));
    for (const { variantId } of before) expect(policies.get(variantId)?.inventoryPolicy).toBe("DENY");
  });

  it("takes a policy that a person changed meanwhile for theirs", async () => {
    const installed = await sellingShop();
    const [one] = await takenOver(installed);
    const variant = [...installed.shopify.variants.values()].find(
      ({ id }) => gid("ProductVariant", id) === one?.variantId,
    );
    if (!variant) throw new Error("Nothing was taken over.");
    variant.metafields = [];
    variant.inventoryPolicy = "DENY";
    await reinstall(installed);
    expect((await takenOver(installed)).map(({ variantId }) => variantId)).not.toContain(one?.variantId);
  });
});
