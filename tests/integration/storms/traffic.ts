import { setTimeout as pause } from "node:timers/promises";
import { expect } from "vitest";
import { outsideShops } from "../../../app/db.server.ts";
import type { VariantGid } from "../../../app/ids.ts";
import type { RunningEmulator } from "../../../store-emulator/start-emulator.ts";
import { type OpenShop, openShop, plainRule } from "../support/open-shop.ts";

export interface StormShop extends OpenShop {
  variantIds: VariantGid[];
}

/** The limit of the rule that the shops sell by. */
const limitUnits = 20;

/** A shop that sells by one rule, whose catalogue the workers have yet to meet. */
export async function stormShop(running: RunningEmulator, name: string): Promise<StormShop> {
  const shop = await openShop(running, name, { plan: "plus" });
  await shop.setRule("shop", shop.domain, plainRule);
  const products = Array.from({ length: 5 }, (_, index) =>
    shop.addProduct(
      `thing-${index}`,
      Array.from({ length: 8 }, () => ({ available: [5] })),
    ),
  );
  await shop.wake(products.map(({ productId }) => ({ kind: "product", item: productId })));
  return { ...shop, variantIds: products.flatMap(({ variantIds }) => variantIds) };
}

/** People buy and receive, a change every few milliseconds, until told to stop. Stock ends in all three ranges. */
export async function trade(shops: readonly StormShop[], forMs: number): Promise<void> {
  const endsAt = performance.now() + forMs;
  while (performance.now() < endsAt) {
    const shop = shops[Math.floor(Math.random() * shops.length)]!;
    const variantId = shop.variantIds[Math.floor(Math.random() * shop.variantIds.length)]!;
    shop.moveStock(variantId, Math.round(Math.random() * 40) - 28);
    await pause(15);
  }
}

/** What the pure decision says of every variant, put in the plainest words: own policy DENY, limit 20. */
export function expectDecided(shop: StormShop): void {
  const wrong = shop.variantIds.flatMap((variantId) => {
    const { policy, metafield } = shop.inShopify(variantId);
    const units = shop.stockOf(variantId);
    const right = units > 0 ? "DENY" : units > -limitUnits ? "CONTINUE" : "DENY";
    const isPromised = right === "DENY" || (metafield?.state === "backorder" && metafield.policy === "CONTINUE");
    const own = metafield === null ? "DENY" : metafield.own;
    // Where nothing was ever promised there is nothing to take back.
    const isSoldOutTold = units > -limitUnits || metafield === null || metafield.state === "sold-out";
    return policy === right && isPromised && isSoldOutTold && own === "DENY"
      ? []
      : [{ shop: shop.domain, variantId, units, policy, metafield }];
  });
  expect(wrong).toEqual([]);
}

/** No job has failed for good. */
export async function expectNothingLost(): Promise<void> {
  const dead = await outsideShops().$queryRawUnsafe<unknown[]>(
    "SELECT source_name, source_output FROM pgboss.job WHERE name = 'dead-letters'",
  );
  expect(dead).toEqual([]);
}
