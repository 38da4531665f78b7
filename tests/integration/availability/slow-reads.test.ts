import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reconcileBatch } from "../../../app/availability/reconcile-batch.server.ts";
import { ShopifyThrottled } from "../../../app/errors.ts";
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
/** A shop that is about to put 600 sold-out variants of one product on sale. */
async function shopWithMuchToDo(hintAt: "rule" | "product" | "item") {
  const shop = await openShop(running, `slow-${(count += 1)}`, { plan: "plus" });
  const product = shop.addProduct(
    "lamp",
    Array.from({ length: 600 }, () => ({ available: [0] })),
  );
  if (hintAt === "product") await shop.setRule("shop", shop.domain, plainRule);
  await shop.hint("product", product.productId);
  if (hintAt === "product") return { ...shop, ...product };
  await shop.settle();
  await shop.setRule("shop", shop.domain, plainRule);
  if (hintAt === "item") for (const id of product.variantIds) await shop.setStock(id, -1);
  return { ...shop, ...product };
}

/** Each look at the clock finds a minute gone. */
function withSlowReads(ports: Ports): Ports {
  let minutes = 0;
  return { ...ports, clock: { ...ports.clock, wallNow: () => (minutes += 1) * 60_000 } };
}

function withReadsThrottledAfter(ports: Ports, reads: number): Ports {
  let left = reads;
  return {
    ...ports,
    shopify: (shop) => {
      const admin = ports.shopify(shop);
      return {
        ...admin,
        readVariants: (...given) => {
          left -= 1;
          return left < 0 ? Promise.reject(new ShopifyThrottled(1_000)) : admin.readVariants(...given);
        },
      };
    },
  };
}

type MuchToDo = Awaited<ReturnType<typeof shopWithMuchToDo>>;
const onSale = ({ variantIds, inShopify }: MuchToDo) =>
  variantIds.filter((id) => inShopify(id).policy === "CONTINUE").length;

describe("more to read than the shop's API budget gives at once", () => {
  it.each(["rule", "product", "item"] as const)(
    "publishes what was read and leaves the rest waiting (%s)",
    async (hintAt) => {
      const shop = await shopWithMuchToDo(hintAt);
      await reconcileBatch(withSlowReads(shop.ports), shop.domain);
      expect(onSale(shop)).toBe(250);
      expect(await shop.dirty()).toBeGreaterThanOrEqual(350);
      await shop.settle();
      expect(onSale(shop)).toBe(600);
      expect(await shop.dirty()).toBe(0);
      expect(shop.mutations()).toBe(3);
    },
  );

  it("publishes what was read before Shopify throttled, and tries the rest again", async () => {
    const shop = await shopWithMuchToDo("rule");
    await reconcileBatch(withReadsThrottledAfter(shop.ports, 2), shop.domain);
    expect(onSale(shop)).toBe(500);
    await expect(reconcileBatch(withReadsThrottledAfter(shop.ports, 0), shop.domain)).rejects.toThrow(ShopifyThrottled);
    await shop.settle();
    expect(onSale(shop)).toBe(600);
  });

  it("lists a product once, however many mutations of ours have hinted at it", async () => {
    const shop = await shopWithMuchToDo("rule");
    const lists = () =>
      running.emulator.calls.filter((each) => each.shop === shop.domain && /^List/.test(each.operation)).length;
    const before = lists();
    for (let left = 600; left > 250; left = 600 - onSale(shop)) {
      await shop.hint("product", shop.productId);
      await reconcileBatch(withSlowReads(shop.ports), shop.domain);
    }
    expect(lists()).toBe(before);
    await shop.settle();
    expect(lists()).toBe(before + 3);
    expect(await shop.dirty()).toBe(0);
  });
});
