import { dateQueues } from "../backorders/date-queues.server.ts";
import { outsideShops } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { nextDueMs } from "./dirty-items.server.ts";
import { reconcileBatch } from "./reconcile-batch.server.ts";

/** One run of one shop: then the others have their turn. A shop that is never quiet must not keep a worker's place. */
const longestRunMs = 500;
/** What is put off for longer is found by run-due, every minute. */
const soonMs = 10_000;

/**
 * Takes the shop's dirty items down the one path until none is due, or until it is another shop's turn; what is left is
 * enqueued again. One run a shop at a time is the queue's care; two at once do no harm.
 */
export async function reconcileShop(ports: Ports, shop: ShopDomain): Promise<void> {
  const endsAt = ports.clock.wallNow() + longestRunMs;
  let outcome = await reconcileBatch(ports, shop);
  // Orders are dated by the stock they took: it is read in the same run.
  while (outcome === "orders-read" || (outcome === "done" && ports.clock.wallNow() < endsAt))
    outcome = await reconcileBatch(ports, shop);
  if (outcome === "gone") return;
  // Whoever ordered has a promise within the second.
  await dateQueues(ports, shop, { isRun: true });
  const waitMs = await nextDueMs(outsideShops(), shop);
  if (waitMs === null || waitMs > soonMs) return;
  await ports.queue.enqueue(null, "reconcile-shop", { shop }, { afterMs: Math.max(0, Math.ceil(waitMs)) });
}
