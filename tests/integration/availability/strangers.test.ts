import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerOutsideChanges, outsideChangesForHome } from "../../../app/availability/outside-changes.server.ts";
import { reconcileShop } from "../../../app/availability/reconcile-shop.server.ts";
import { resumeVariant } from "../../../app/availability/resume-variant.server.ts";
import { withShop } from "../../../app/db.server.ts";
import type { Ports } from "../../../app/ports.ts";
import type { RunningEmulator } from "../../../store-emulator/start-emulator.ts";
import { openShop, plainRule } from "../support/open-shop.ts";
import { startEmulatorForApp } from "../support/start-shop.ts";

let running: RunningEmulator;
beforeAll(async () => {
  running = await startEmulatorForApp();
});
afterAll(() => running.close());

let count = 0;
/** Sold-out variants that Arrivo keeps on sale. */
async function backorderShop(variants = 1) {
  const shop = await openShop(running, `strangers-${(count += 1)}`);
  await shop.setRule("shop", shop.domain, plainRule);
  const product = shop.addProduct(
    "lamp",
    Array.from({ length: variants }, () => ({ available: [0] })),
  );
  await shop.hint("product", product.productId);
  await shop.settle();
  const home = () => withShop(shop.domain, (db) => outsideChangesForHome(db, shop.domain));
  return { ...shop, ...product, variantId: product.variantIds[0]!, home };
}

/** The process dies between the write to Shopify and the record of it. */
function dyingAfterPublish(ports: Ports): Ports {
  return {
    ...ports,
    shopify: (shop) => {
      const admin = ports.shopify(shop);
      return {
        ...admin,
        publish: async (...given) => {
          await admin.publish(...given);
          throw new Error("died between publish and record");
        },
      };
    },
  };
}

describe("a policy that somebody else changed", () => {
  it("is theirs: the true state is told under it, and asked about once", async () => {
    const shop = await backorderShop();
    await shop.setPolicy(shop.variantId, "DENY");
    await shop.settle();
    expect(shop.inShopify(shop.variantId)).toMatchObject({
      policy: "DENY",
      metafield: { state: "sold-out", policy: "DENY", own: "DENY", by: "merchant" },
    });
    const changes = await shop.home();
    expect(changes).toMatchObject({
      imports: [],
      byHand: [{ variantId: shop.variantId, from: "CONTINUE", to: "DENY" }],
    });
    await shop.setStock(shop.variantId, -1);
    await shop.settle();
    expect(shop.inShopify(shop.variantId).policy).toBe("DENY");
    expect((await shop.home()).byHand).toHaveLength(1);
  });

  it("is taken over again on Resume, and theirs is what restore returns to", async () => {
    const shop = await backorderShop();
    await shop.setStock(shop.variantId, 4);
    await shop.settle();
    await shop.setPolicy(shop.variantId, "CONTINUE");
    await shop.settle();
    expect(shop.inShopify(shop.variantId)).toMatchObject({ policy: "CONTINUE", metafield: { by: "merchant" } });
    expect(await resumeVariant(shop.ports, shop.domain, shop.variantId)).toEqual({ ok: true });
    await shop.settle();
    const { metafield } = shop.inShopify(shop.variantId);
    expect(metafield).toMatchObject({ own: "CONTINUE" });
    expect(metafield).not.toHaveProperty("by");
    expect((await shop.home()).byHand).toEqual([]);
    expect(await resumeVariant(shop.ports, shop.domain, shop.variantId)).toEqual({ ok: false, reason: "not-held" });
  });

  it("is put back where the merchant said so, but never fought over", async () => {
    const shop = await backorderShop();
    await withShop(shop.domain, (db) =>
      db.shopSettings.create({ data: { shop: shop.domain, strangerRule: "put-back" } }),
    );
    for (const round of [1, 2]) {
      await shop.setPolicy(shop.variantId, "DENY");
      await shop.settle();
      expect(shop.inShopify(shop.variantId).policy, `reversal ${round}`).toBe("CONTINUE");
    }
    expect((await shop.home()).byHand).toEqual([]);
    await shop.setPolicy(shop.variantId, "DENY");
    await shop.settle();
    expect(shop.inShopify(shop.variantId)).toMatchObject({ policy: "DENY", metafield: { by: "merchant" } });
    expect((await shop.home()).byHand).toHaveLength(1);
  });

  it("is an import when there are many: one warning, and all can be put back", async () => {
    const shop = await backorderShop(25);
    for (const variantId of shop.variantIds) await shop.setPolicy(variantId, "DENY");
    await shop.settle();
    expect(await shop.home()).toMatchObject({ byHand: [], imports: [{ changes: { length: 25 } }] });
    expect(await answerOutsideChanges(shop.ports, shop.domain, "put-back")).toEqual({ ok: true, variants: 25 });
    await shop.settle();
    for (const variantId of shop.variantIds) expect(shop.inShopify(variantId).policy).toBe("CONTINUE");
    expect(await shop.home()).toEqual({ byHand: [], imports: [] });
  });

  it("counts as never made once it is put back: restore returns to what was there before it", async () => {
    const shop = await openShop(running, `strangers-${(count += 1)}`);
    const product = shop.addProduct("lamp", [{ available: [0] }]);
    const variantId = product.variantIds[0]!;
    await shop.setPolicy(variantId, "CONTINUE");
    await shop.setRule("shop", shop.domain, plainRule);
    await shop.hint("product", product.productId);
    await shop.settle();
    expect(shop.inShopify(variantId).metafield).toMatchObject({ policy: "CONTINUE", own: "CONTINUE" });
    await shop.setPolicy(variantId, "DENY");
    await shop.settle();
    await shop.setStock(variantId, -1);
    await shop.settle();
    await answerOutsideChanges(shop.ports, shop.domain, "put-back");
    await shop.settle();
    const { policy, metafield } = shop.inShopify(variantId);
    expect({ policy, own: metafield?.own, by: metafield?.by }).toEqual({
      policy: "CONTINUE",
      own: "CONTINUE",
      by: undefined,
    });
  });

  it("is kept without asking again when the merchant always keeps", async () => {
    const shop = await backorderShop(2);
    await shop.setPolicy(shop.variantIds[0]!, "DENY");
    await shop.settle();
    await answerOutsideChanges(shop.ports, shop.domain, "always-keep");
    await shop.setPolicy(shop.variantIds[1]!, "DENY");
    await shop.settle();
    expect(await shop.home()).toEqual({ byHand: [], imports: [] });
    expect(shop.inShopify(shop.variantIds[1]!).policy).toBe("DENY");
  });
});

describe("a crash between publish and record", () => {
  it("is not taken for a person's edit", async () => {
    const shop = await backorderShop();
    await shop.setStock(shop.variantId, 6);
    await expect(reconcileShop(dyingAfterPublish(shop.ports), shop.domain)).rejects.toThrow("died");
    expect(shop.inShopify(shop.variantId).policy).toBe("DENY");
    await shop.settle();
    expect(await shop.home()).toEqual({ byHand: [], imports: [] });
    await shop.setStock(shop.variantId, 0);
    await shop.settle();
    expect(shop.inShopify(shop.variantId)).toMatchObject({ policy: "CONTINUE", metafield: { own: "DENY" } });
    expect(shop.inShopify(shop.variantId).metafield).not.toHaveProperty("by");
  });

  it("keeps the policy of before the takeover, even at the first one", async () => {
    const shop = await openShop(running, `strangers-${(count += 1)}`);
    await shop.setRule("shop", shop.domain, plainRule);
    const { productId, variantIds } = shop.addProduct("lamp", [{ available: [0] }]);
    await shop.hint("product", productId);
    await expect(reconcileShop(dyingAfterPublish(shop.ports), shop.domain)).rejects.toThrow("died");
    await shop.settle();
    await shop.setRule("shop", shop.domain, { mode: "off" });
    await shop.settle();
    expect(shop.inShopify(variantIds[0]!)).toEqual({ policy: "DENY", metafield: null });
  });

  it("between restore and the metafield's end leaves a variant that restores to the same", async () => {
    const shop = await backorderShop();
    await shop.setRule("shop", shop.domain, { mode: "off" });
    await expect(reconcileShop(dyingAfterPublish(shop.ports), shop.domain)).rejects.toThrow("died");
    expect(shop.inShopify(shop.variantId)).toMatchObject({ policy: "DENY", metafield: { state: "in-stock" } });
    await shop.settle();
    expect(shop.inShopify(shop.variantId)).toEqual({ policy: "DENY", metafield: null });
    expect(await shop.recorded(shop.variantId)).toMatchObject({ ownPolicy: null });
  });

  it("and a metafield that vanished with a reinstall does not make our policy the merchant's own", async () => {
    const shop = await backorderShop();
    shop.shop.variants.get(Number(shop.variantId.split("/").at(-1)))!.metafields = [];
    await shop.hint("variant", shop.variantId);
    await shop.settle();
    await shop.setRule("shop", shop.domain, { mode: "off" });
    await shop.settle();
    expect(shop.inShopify(shop.variantId)).toEqual({ policy: "DENY", metafield: null });
  });
});
