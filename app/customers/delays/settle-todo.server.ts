import { type Db, withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { shopMoment } from "../../supply/shop-moment.ts";
import type { CancellationError } from "../cancellations/cancellation-error.ts";
import { loadAnswerSettings } from "../self-service/load-answer-settings.server.ts";
import { deadlineOfLines } from "./deadline-of-lines.ts";
import type { CaseStatus } from "./delay-case.ts";
import type { DelayLaw } from "./delay-law.ts";

const neverAgain: CancellationError = "too-late";

/**
 * `told`: the merchant has called, and the customer's days begin. `refunded`: done by hand. `try-again`: a cancellation that
 * did not go through is asked for once more. `by-hand`: the merchant has seen to it.
 */
export type DelayTodoDone =
  | { intent: "told"; caseId: string }
  | { intent: "refunded"; caseId: string }
  | { intent: "try-again"; cancellationId: string }
  | { intent: "by-hand"; cancellationId: string };

/** False: it was settled before. */
export async function settleTodo(ports: Ports, shop: ShopDomain, done: DelayTodoDone): Promise<boolean> {
  const now = await ports.clock.businessNow();
  return withShop(shop, async (db) => {
    switch (done.intent) {
      case "told":
        return beginDays(db, shop, done.caseId, now);
      case "refunded": {
        const { count } = await db.delayCase.updateMany({
          where: { shop, id: done.caseId, status: "refund-due" satisfies CaseStatus },
          data: { status: "cancelled" satisfies CaseStatus, refundDueOn: null, closedAt: new Date(now) },
        });
        return count > 0;
      }
      case "try-again": {
        // What Shopify may have done is not done twice; and money that the gateway lost after the units were cancelled
        // can't be asked for again by cancelling them.
        const { count } = await db.cancellation.updateMany({
          where: { shop, id: done.cancellationId, status: "refused", error: { not: neverAgain } },
          data: {
            status: "waiting",
            error: null,
            doneAt: null,
            way: null,
            requestKey: null,
            requestKeyAt: null,
            requestId: null,
          },
        });
        if (count === 0) return false;
        await db.$executeRaw`UPDATE "Cancellation" SET request = NULL WHERE shop = ${shop} AND id = ${done.cancellationId}`;
        await ports.queue.enqueue(db, "cancel-units", { shop, cancellationId: done.cancellationId });
        return true;
      }
      case "by-hand": {
        const { count } = await db.cancellation.updateMany({
          where: { shop, id: done.cancellationId, error: { not: null } },
          data: { status: "by-hand", error: null },
        });
        return count > 0;
      }
    }
  });
}

async function beginDays(db: Db, shop: ShopDomain, caseId: string, now: number): Promise<boolean> {
  const found = await db.delayCase.findFirst({
    where: { shop, id: caseId, status: "open" satisfies CaseStatus, bouncedAt: { not: null } },
    include: { lines: true },
  });
  if (found === null) return false;
  const { timeZone } = await db.shop.findUniqueOrThrow({ where: { domain: shop } });
  const settings = await loadAnswerSettings(db, shop);
  const today = shopMoment(now, timeZone).day;
  await db.delayCase.update({
    where: { shop_id: { shop, id: caseId } },
    data: {
      toldAt: new Date(now),
      bouncedAt: null,
      // Justified cast: the column is written from this type only.
      deadlineOn: deadlineOfLines(found.law as DelayLaw, found.lines, today, settings),
    },
  });
  return true;
}
