import { describe, expect, it } from "vitest";
import { withShop } from "../../../app/db.server.ts";
import type { Ports } from "../../../app/ports.ts";
import { lookAtChanges } from "../../../app/shops/look-at-changes.server.ts";
import { sweepShop } from "../../../app/shops/sweep-shop.server.ts";
import { variantById } from "../../../store-emulator/find-variant.ts";
import { gid } from "../../../store-emulator/ids.ts";
import { onlineAvailable } from "../../../store-emulator/levels.ts";
import { placeOrder } from "../../../store-emulator/place-order.ts";
import { setPolicy } from "../../../store-emulator/set-policy.ts";
import { setStock } from "../../../store-emulator/set-stock.ts";
import type { Variant } from "../../../store-emulator/state.ts";
import type { InstalledShop } from "./install-shop.ts";
import { sellingShop, settle } from "./selling-shop.ts";

function inStock({ shopify }: InstalledShop): Variant {
  const found = [...shopify.variants.values()].find((variant) => {
    const item = shopify.inventoryItems.get(variant.inventoryItemId)!;
    const product = shopify.products.get(variant.productId)!;
    return item.tracked && item.requiresShipping && product.status === "ACTIVE" && onlineAvailable(shopify, item) > 0;
  });
  if (!found) throw new Error("The shop has nothing in stock.");
  return found;
}

function sellOut(installed: InstalledShop, variant: Variant): void {
  const { emulator, shopify } = installed;
  const found = variantById(shopify, variant.id)!;
  for (const location of shopify.locations.values()) setStock(emulator, shopify, found, location, { available: 0 });
}

const published = (variant: Variant) =>
  variant.metafields
    .filter(({ key }) => key === "arrivo")
    .map(({ value }) => JSON.parse(value) as { state: string; policy: string })[0];

/** Where a look begins to read products and variants, and which page of variants would be its next. */
function watched(ports: Ports, { diesAfterAPage = false } = {}) {
  const seen = { begun: [] as string[], next: null as string | null };
  const watching: Ports = {
    ...ports,
    shopify: (domain) => {
      const admin = ports.shopify(domain);
      return {
        ...admin,
        readChangedProducts: (since, after) => {
          seen.begun.push(`products from ${after}`);
          return admin.readChangedProducts(since, after);
        },
        async *readChangedVariants(since, after) {
          seen.begun.push(`variants from ${after}`);
          for await (const page of admin.readChangedVariants(since, after)) {
            yield page;
            seen.next = page.next;
            if (diesAfterAPage) throw new Error("died");
          }
        },
      };
    },
  };
  return Object.assign(seen, { ports: watching });
}

describe("a webhook that was lost", () => {
  it("is made good by the hourly look: the variant keeps selling, with its promise", async () => {
    const installed = await sellingShop();
    const { emulator, ports, shop } = installed;
    const variant = inStock(installed);
    expect(variant.inventoryPolicy).toBe("DENY");
    sellOut(installed, variant);
    emulator.clock.advance(3_600_000);
    await lookAtChanges(ports, shop);
    await settle(installed);
    expect(variant.inventoryPolicy).toBe("CONTINUE");
    expect(published(variant)).toMatchObject({ state: "backorder", policy: "CONTINUE" });
  });

  it("is made good by a look that was interrupted: it goes on where it stood, and asks for nothing twice", async () => {
    const installed = await sellingShop();
    const { emulator, ports, shop } = installed;
    const variant = inStock(installed);
    sellOut(installed, variant);
    emulator.clock.advance(3_600_000);
    const dying = watched(ports, { diesAfterAPage: true });
    await expect(lookAtChanges(dying.ports, shop)).rejects.toThrow("died");
    const second = watched(ports);
    await lookAtChanges(second.ports, shop);
    await settle(installed);
    expect(variant.inventoryPolicy).toBe("CONTINUE");
    expect(dying.begun).toEqual(["products from null", "variants from null"]);
    expect(dying.next).not.toBeNull();
    expect(second.begun).toEqual([`variants from ${dying.next}`]);
    // One that ended is not gone on with.
    const third = watched(ports);
    await lookAtChanges(third.ports, shop);
    expect(third.begun).toEqual(["products from null", "variants from null"]);
  });

  it("is made good by the nightly sweep, which tells how much it found", async () => {
    const installed = await sellingShop();
    const { ports, shop } = installed;
    const variant = inStock(installed);
    sellOut(installed, variant);
    await sweepShop(ports, shop);
    await settle(installed);
    expect(variant.inventoryPolicy).toBe("CONTINUE");
    const sweep = await withShop(shop, (db) => db.task.findFirstOrThrow({ where: { shop, kind: "sweep" } }));
    expect(sweep).toMatchObject({ status: "done", report: { differences: 1 } });
  });

  it("told of a policy that a person changed, of an order, and of a product that is gone", async () => {
    const installed = await sellingShop();
    const { emulator, shopify, ports, shop } = installed;
    const variant = inStock(installed);
    setPolicy(emulator, shopify, variantById(shopify, variant.id)!, "CONTINUE");
    const order = placeOrder(emulator, shopify, {
      lines: [{ found: variantById(shopify, variant.id)!, quantity: 1 }],
    });
    if (!order.ok) throw new Error(order.reason);
    await lookAtChanges(ports, shop);
    await settle(installed);
    const id = gid("ProductVariant", variant.id);
    const row = await withShop(shop, (db) =>
      db.variant.findUniqueOrThrow({ where: { shop_variantId: { shop, variantId: id } } }),
    );
    expect(row.inventoryPolicy).toBe(variant.inventoryPolicy);
    const lines = await withShop(shop, (db) =>
      db.orderLine.findMany({ where: { shop, orderId: gid("Order", order.order.id) } }),
    );
    expect(lines).toMatchObject([{ variantId: id, unfulfilledUnits: 1 }]);

    shopify.products.delete(variant.productId);
    for (const each of [...shopify.variants.values()].filter((one) => one.productId === variant.productId))
      shopify.variants.delete(each.id);
    emulator.clock.advance(1000);
    await sweepShop(ports, shop);
    await settle(installed);
    expect(await withShop(shop, (db) => db.variant.count({ where: { shop, variantId: id } }))).toBe(0);
  });

  it("costs no mutation where nothing had changed", async () => {
    const installed = await sellingShop();
    const { emulator, ports, shop } = installed;
    const before = emulator.calls.length;
    await lookAtChanges(ports, shop);
    await sweepShop(ports, shop);
    await settle(installed);
    const operations = emulator.calls
      .slice(before)
      .filter((call) => call.shop === shop)
      .map(({ operation }) => operation);
    expect(operations.filter((name) => !/^Read|^List|^StartBulk$|^WriteAppData$/.test(name))).toEqual([]);
  });
});
