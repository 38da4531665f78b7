import { setTimeout as pause } from "node:timers/promises";
import type { Cancellation } from "@prisma/client";
import { assertExhaustive } from "../../assert-exhaustive.ts";
import { markDirty } from "../../availability/mark-dirty.server.ts";
import { withShop } from "../../db.server.ts";
import { ShopifyUnreachable } from "../../errors.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { casesGivenBack } from "./cases-given-back.server.ts";
import type { CancellationError } from "./cancellation-error.ts";
import type { LineUnits } from "./cancellation-port.ts";
import { type CancellationRequest, refundOf } from "./cancellation-request.ts";
import { planRequest } from "./plan-request.server.ts";

/** Shopify keeps keys for a day or more; past this ours counts as forgotten. */
const longestKeyMs = 20 * 3_600_000;
const pollMs = 500;
const longestPollMs = 20_000;

type Outcome =
  { ok: true; refundedMinor: number | null; isMoneyLost: boolean } | { ok: false; reason: CancellationError };

/**
 * Takes units out of an order at Shopify and has their money given back. What is asked stands in the row, with its key,
 * before Shopify hears of it: whatever dies in between, the same is asked again and done once. What is free is read from
 * Shopify and from the ledger right before.
 * @throws InfrastructureError when Shopify gives no answer: the job is tried again.
 */
export async function cancelUnits(ports: Ports, shop: ShopDomain, cancellationId: string): Promise<void> {
  const row = await withShop(shop, (db) =>
    db.cancellation.findUnique({ where: { shop_id: { shop, id: cancellationId } } }),
  );
  if (row === null || (row.status !== "waiting" && row.status !== "running")) return;
  // Justified casts: the columns are written from here only.
  const kept = row.request as unknown as CancellationRequest | null;
  if (kept !== null) {
    const isForgotten = ports.clock.wallNow() - (row.requestKeyAt?.getTime() ?? 0) > longestKeyMs;
    const outcome = isForgotten ? ({ ok: false, reason: "too-late" } as const) : await ask(ports, shop, row, kept);
    return settle(ports, shop, row, kept, outcome);
  }
  const planned = await planRequest(ports, shop, row.orderId, row.lines as unknown as LineUnits[]);
  if (!planned.ok) return settle(ports, shop, row, null, planned);
  const keyed = await keep(ports, shop, row, planned.request);
  if (keyed === null) throw new ShopifyUnreachable("Another worker is at this cancellation");
  return settle(ports, shop, keyed, planned.request, await ask(ports, shop, keyed, planned.request));
}

/** Null: another worker was first. */
function keep(
  ports: Ports,
  shop: ShopDomain,
  { id }: Cancellation,
  request: CancellationRequest,
): Promise<Cancellation | null> {
  return withShop(shop, async (db) => {
    const { count } = await db.cancellation.updateMany({
      where: { shop, id, status: "waiting" },
      data: {
        status: "running",
        way: request.way,
        // Justified cast: it is plain JSON.
        request: request as object,
        requestKey: crypto.randomUUID(),
        requestKeyAt: new Date(ports.clock.wallNow()),
      },
    });
    return count === 0 ? null : db.cancellation.findUnique({ where: { shop_id: { shop, id } } });
  });
}

async function ask(ports: Ports, shop: ShopDomain, row: Cancellation, request: CancellationRequest): Promise<Outcome> {
  const shopify = ports.shopify(shop);
  switch (request.way) {
    case "refund":
      return shopify.refundUnits(row.requestKey ?? row.id, request.refund);
    case "edit": {
      // Asked before and cut off: lines that are as low already were lowered by us.
      const order = await shopify.readOrderToCancel(row.orderId);
      const to = request.to.filter(({ lineId, units }) =>
        order?.lines.some((line) => line.lineId === lineId && line.currentUnits > units),
      );
      if (to.length === 0) return { ok: true, refundedMinor: null, isMoneyLost: false };
      return shopify.lowerLines(row.orderId, to, request.withoutShipping);
    }
    case "cancel-order":
      return cancelWhole(ports, shop, row, request.refund?.amountMinor ?? null);
    default:
      return assertExhaustive(request);
  }
}

async function cancelWhole(
  ports: Ports,
  shop: ShopDomain,
  row: Cancellation,
  refundedMinor: number | null,
): Promise<Outcome> {
  const shopify = ports.shopify(shop);
  const isCancelled = async () => (await shopify.readOrderToCancel(row.orderId))?.isCancelled ?? false;
  let jobId = row.requestId;
  if (jobId === null) {
    if (await isCancelled()) return { ok: true, refundedMinor, isMoneyLost: false };
    const asked = await shopify.cancelOrder(row.orderId, row.source === "silence" ? "inventory" : "customer");
    if (typeof asked === "string") return { ok: false, reason: asked };
    jobId = asked.jobId;
    const data = { requestId: jobId };
    await withShop(shop, (db) => db.cancellation.update({ where: { shop_id: { shop, id: row.id } }, data }));
  }
  for (let waitedMs = 0; !(await shopify.isJobDone(jobId)); waitedMs += pollMs) {
    if (waitedMs >= longestPollMs) throw new ShopifyUnreachable("Shopify is still cancelling the order");
    await pause(pollMs);
  }
  // The job ends, whatever became of the order.
  if (await isCancelled()) return { ok: true, refundedMinor, isMoneyLost: false };
  return { ok: false, reason: "declined" };
}

async function settle(
  ports: Ports,
  shop: ShopDomain,
  { id, orderId }: Cancellation,
  request: CancellationRequest | null,
  outcome: Outcome,
): Promise<void> {
  const doneAt = new Date(await ports.clock.businessNow());
  const refund = request === null ? null : refundOf(request);
  // Whoever cancelled it: what silence made due is given back, once all of it is.
  const givenBack = outcome.ok && !outcome.isMoneyLost ? await casesGivenBack(ports, shop, orderId) : [];
  await withShop(shop, async (db) => {
    await db.cancellation.updateMany({
      where: { shop, id, status: { in: ["waiting", "running"] } },
      data: outcome.ok
        ? {
            status: "done",
            doneAt,
            error: outcome.isMoneyLost ? ("money-lost" satisfies CancellationError) : null,
            refundMinor: outcome.refundedMinor,
            shippingMinor: refund?.shippingMinor ?? null,
            ...(refund === null ? {} : { currency: refund.currency }),
          }
        : { status: "refused", doneAt, error: outcome.reason },
    });
    await db.delayCase.updateMany({
      where: { shop, id: { in: givenBack }, status: "refund-due" },
      data: { status: "cancelled", refundDueOn: null, closedAt: doneAt },
    });
    // Shopify's webhooks say so too; neither the ledger nor the room under the limit need wait for them.
    const lineIds = request?.lines.map(({ lineId }) => lineId) ?? [];
    const lines = await db.orderLine.findMany({ where: { shop, lineId: { in: lineIds } } });
    const items = new Set(lines.flatMap(({ inventoryItemId }) => inventoryItemId ?? []));
    await markDirty(db, shop, [
      { kind: "order", item: orderId, hintedAt: null },
      ...[...items].map((item) => ({ kind: "inventory-item" as const, item, hintedAt: null })),
    ]);
    await ports.queue.enqueue(db, "reconcile-shop", { shop });
  });
}
