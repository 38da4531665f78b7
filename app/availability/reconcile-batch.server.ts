import { countOwedUnits } from "../backorders/count-owed-units.server.ts";
import { markStaleQueues } from "../backorders/mark-stale-queues.server.ts";
import { refreshOrders } from "../backorders/refresh-orders.server.ts";
import { withShop } from "../db.server.ts";
import type { ShopDomain, VariantGid } from "../ids.ts";
import { log } from "../log.server.ts";
import type { Ports } from "../ports.ts";
import { batchSize } from "./batch-size.ts";
import { decideVariant, type VariantDecision } from "./decide-variant.ts";
import {
  deleteDirtyItems,
  type DirtyItem,
  holdDirtyItems,
  putOffDirtyItems,
  putOffRefused,
  takeDirtyItems,
  takeDirtyOrders,
} from "./dirty-items.server.ts";
import { expandHints } from "./expand-hints.server.ts";
import { factsOfRead } from "./facts-of-read.server.ts";
import { isStale } from "./is-stale.ts";
import { factsOfKnown, type KnownVariant, loadKnownVariants, withIds } from "./known-variants.server.ts";
import { type LoadedFrame, loadShopFrame, withSupply } from "./load-shop-frame.server.ts";
import { markDirty } from "./mark-dirty.server.ts";
import { publishDecisions } from "./publish-decisions.server.ts";
import { recordDecisions, type Settled } from "./record-decisions.server.ts";
import { readWhatFits } from "./read-what-fits.server.ts";
import type { ReadVariant } from "./stock-port.ts";
import { forgetVariants, storeReadVariants } from "./store-read-variants.server.ts";

/** A read that lagged behind its webhook is made again after this. */
const staleMs = 2_000;

export type BatchOutcome = "gone" | "nothing-due" | "orders-read" | "done";

/**
 * Takes a handful of dirty items down the one path: read, decide, compare, publish, record. Orders among them are read by
 * themselves: what they leave behind is the ledger, and their items to look at. Level-triggered: whatever the hints were, what counts is what Shopify says now, so running it twice, or dying anywhere in it, does no harm. What was
 * written before a failure is recorded; the rest stays dirty.
 * @throws the errors of app/errors.ts
 */
export async function reconcileBatch(ports: Ports, shop: ShopDomain): Promise<BatchOutcome> {
  const now = await ports.clock.businessNow();
  const size = batchSize(ports.shopify(shop).pointsPerSecond());
  const taken = await withShop(shop, async (db) => {
    const orders = await takeDirtyOrders(db, shop, size);
    const items = orders.length > 0 ? [] : await takeDirtyItems(db, shop, size);
    return { frame: await loadShopFrame(db, shop, now), orders, items };
  });
  const { orders, items } = taken;
  if (taken.frame === null) return "gone";
  if (orders.length + items.length === 0) return "nothing-due";
  if (orders.length > 0) {
    await refreshOrders(
      ports,
      shop,
      orders.map(({ item }) => item),
    );
    await withShop(shop, (db) => deleteDirtyItems(db, shop, orders));
    return "orders-read";
  }

  const { toRead, toDecide, postponed } = await expandHints(ports, shop, items, size.hints);
  const bareFrame = taken.frame;
  const { known, frame } = await withShop(shop, async (db) => {
    const variants = await loadKnownVariants(db, shop, withIds([...toRead, ...toDecide]));
    return {
      known: new Map(variants.map((each) => [each.variantId, each])),
      frame: await withSupply(db, bareFrame, variants),
    };
  });
  const settled = decideKnown(frame, known, toDecide, toRead);
  const { read, asked, unread } = await readWhatFits(ports, frame, known, toRead);
  const stale = staleItems(items, read, known, frame);
  const staleNames = new Set(stale.map(({ item }) => item));
  const decided = read
    .filter(({ inventoryItemId }) => !staleNames.has(inventoryItemId))
    .flatMap((each) => decideRead(each, known.get(each.variantId), frame));

  const { outcomes, error } = await publishDecisions(ports.shopify(shop), decided);
  const cause = causes(items, known);
  const found = new Set(read.map(({ variantId }) => variantId));
  const gone = new Set([...asked].filter((id) => !found.has(id)));
  const refused: VariantGid[] = [];
  const unwritten = new Set<VariantGid>();
  for (const decision of decided) {
    const { variantId } = decision.facts;
    const outcome = outcomes.get(variantId);
    if (outcome === undefined) {
      unwritten.add(variantId);
      continue;
    }
    if (outcome.kind === "gone") gone.add(variantId);
    else settled.push({ decision, outcome, known: known.get(variantId), cause: cause(variantId) });
    if (outcome.kind !== "refused") continue;
    refused.push(variantId);
    log.warn({ shop, variantId, message: outcome.message }, "Shopify refuses what was decided for a variant");
  }

  await withShop(shop, async (db) => {
    await holdDirtyItems(db, shop, items);
    // A variant whose write did not come about keeps its old record, so that a product's listing still finds it changed.
    await storeReadVariants(
      ports,
      db,
      frame,
      read.filter((each) => !unwritten.has(each.variantId)),
    );
    await recordDecisions(db, frame, settled);
    const itemsThat = (have: (each: ReadVariant, before: KnownVariant | undefined) => boolean) => [
      ...new Set(read.filter((each) => have(each, known.get(each.variantId))).map((each) => each.inventoryItemId)),
    ];
    await markStaleQueues(ports, db, shop, itemsThat(isStockMoved), { code: "stock-changed" }, { isDatedByRun: true });
    // No order does that: whoever waits for it has it at once.
    await markStaleQueues(
      ports,
      db,
      shop,
      itemsThat(hasMoreCome),
      { code: "stock-changed" },
      { atOnce: true, isDatedByRun: true },
    );
    // What stock covers now is owed no longer, though no order said so.
    await countOwedUnits(
      db,
      shop,
      read.map(({ inventoryItemId }) => inventoryItemId),
    );
    await forgetVariants(db, shop, [...gone]);
    // The merchant pressed "stop" meanwhile: what was decided before is decided again.
    const registry = await db.shop.findUnique({ where: { domain: shop }, select: { state: true } });
    const isSuperseded = registry?.state !== frame.registryState;
    if (error === null && !isSuperseded) {
      // What Shopify refused keeps its row, and with it how long that has been so.
      const isRefused = ({ kind, item }: DirtyItem) => kind === "variant" && refused.some((each) => each === item);
      const { waiting, unnamed } = leftOver(items, unread, postponed, known);
      const done = items.filter((each) => !stale.includes(each) && !isRefused(each) && !waiting.has(each));
      await deleteDirtyItems(db, shop, done);
      // What hinted at a whole product, or at an order, has done its work once its variants wait by name.
      const marks = unnamed.map((item) => ({ kind: "variant" as const, item, hintedAt: null }));
      await markDirty(db, shop, marks);
      await putOffRefused(db, shop, refused);
    }
    await putOffDirtyItems(db, shop, stale, staleMs);
  });
  if (error !== null) throw error;
  return "done";
}

/** What waits for it is covered by another amount of stock than before, or others have it. */
function isStockMoved({ levels }: ReadVariant, known: KnownVariant | undefined): boolean {
  const sums = (each: readonly { available: number; committed: number }[]) =>
    each.reduce(
      (sum, { available, committed }) => ({
        available: sum.available + available,
        committed: sum.committed + committed,
      }),
      { available: 0, committed: 0 },
    );
  if (known === undefined) return true;
  const [now, before] = [sums(levels), sums(known.levels)];
  return now.available !== before.available || now.committed !== before.committed;
}

/** An order only moves units from available to committed, and a shipment takes them away. */
function hasMoreCome({ levels }: ReadVariant, known: KnownVariant | undefined): boolean {
  const onHand = (each: readonly { available: number; committed: number }[]) =>
    each.reduce((sum, { available, committed }) => sum + available + committed, 0);
  return known !== undefined && onHand(levels) > onHand(known.levels);
}

/** What is known decides, without a word to Shopify; where something would be published, it is read first. */
function decideKnown(
  frame: LoadedFrame,
  known: ReadonlyMap<VariantGid, KnownVariant>,
  toDecide: ReadonlySet<VariantGid>,
  toRead: Set<VariantGid>,
): Settled[] {
  const settled: Settled[] = [];
  for (const variantId of toDecide) {
    const variant = known.get(variantId);
    if (variant === undefined || toRead.has(variantId)) continue;
    const decision = decideVariant(factsOfKnown(variant, frame), frame);
    if (decision.publication.kind !== "none" || variant.resumedAt !== null) toRead.add(variantId);
    else settled.push({ decision, outcome: { kind: "none" }, known: variant, cause: "policy" });
  }
  return settled;
}

function staleItems(
  items: readonly DirtyItem[],
  read: readonly ReadVariant[],
  known: ReadonlyMap<VariantGid, KnownVariant>,
  frame: LoadedFrame,
): DirtyItem[] {
  const byItem = new Map<string, ReadVariant>(read.map((each) => [each.inventoryItemId, each]));
  return items.filter(({ kind, item, hintedAt }) => {
    const variant = kind === "inventory-item" ? byItem.get(item) : undefined;
    return variant !== undefined && isStale(variant, known.get(variant.variantId)?.levels, hintedAt, frame.now);
  });
}

/** Of what was not read or listed yet: the items that name it and so wait on, and the variants that no item names. */
function leftOver(
  items: readonly DirtyItem[],
  unread: ReadonlySet<VariantGid>,
  postponed: ReadonlySet<string>,
  known: ReadonlyMap<VariantGid, KnownVariant>,
): { waiting: Set<DirtyItem>; unnamed: VariantGid[] } {
  const variantOf = new Map<string, VariantGid>();
  for (const id of unread) variantOf.set(id, id).set(known.get(id)?.inventoryItemId ?? id, id);
  const waiting = new Set(items.filter(({ item }) => variantOf.has(item) || postponed.has(item)));
  const named = new Set([...waiting].map(({ item }) => variantOf.get(item)));
  return { waiting, unnamed: [...unread].filter((id) => !named.has(id)) };
}

function decideRead(read: ReadVariant, known: KnownVariant | undefined, frame: LoadedFrame): VariantDecision[] {
  const facts = factsOfRead(read, known, frame);
  return facts === null ? [] : [decideVariant(facts, frame)];
}

/** Our own doing, where nothing that Shopify said led to the variant. */
function causes(items: readonly DirtyItem[], known: ReadonlyMap<VariantGid, KnownVariant>) {
  const hinted = new Set(items.filter(({ kind }) => kind !== "decision").map(({ item }) => item));
  const ours = new Set(items.filter(({ kind }) => kind === "decision").map(({ item }) => item));
  return (variantId: VariantGid): Settled["cause"] => {
    const item = known.get(variantId)?.inventoryItemId;
    return ours.has(variantId) && !hinted.has(variantId) && (item === undefined || !hinted.has(item))
      ? "policy"
      : "webhook";
  };
}
