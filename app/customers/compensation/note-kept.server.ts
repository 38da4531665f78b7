import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { lateDaysOf } from "./choose-rule.ts";
import { loadFirstPromised } from "./load-first-promised.server.ts";
import type { CompensationStatus } from "./compensation-status.ts";
import { loadCompensationSettings } from "./load-compensation-settings.server.ts";

/**
 * The customer of a delay keeps the order, by word or by silence: what the shop's rules give for it is worked out by the
 * job that is enqueued, in the caller's transaction. Nobody was told of it before they answered. Once for a case.
 */
export async function noteKept(ports: Ports, db: Db, shop: ShopDomain, caseId: string): Promise<void> {
  const settings = await loadCompensationSettings(db, shop);
  if (!settings.isOn || settings.rules.length === 0) return;
  const delay = await db.delayCase.findUnique({ where: { shop_id: { shop, id: caseId } }, include: { lines: true } });
  if (delay === null) return;
  const { orderId, slip: cause, number, lines } = delay;
  // What was given for it may stand under the customer's id by now.
  if ((await db.compensation.count({ where: { shop, orderId, cause } })) > 0) return;
  const lineIds = lines.map(({ lineId }) => lineId);
  const firstTo = await loadFirstPromised(db, shop, lineIds);
  await db.compensation.createMany({
    data: {
      shop,
      kind: "delay",
      whom: orderId,
      cause,
      orderId,
      caseId,
      lineIds,
      status: "new" satisfies CompensationStatus,
      lateDays: lateDaysOf(
        lines.map(({ lineId, beforeTo, afterTo }) => ({ firstTo: firstTo.get(lineId) ?? null, beforeTo, afterTo })),
      ),
      number,
      createdAt: new Date(await ports.clock.businessNow()),
    },
    skipDuplicates: true,
  });
  await ports.queue.enqueue(db, "give-compensation", { shop });
}
