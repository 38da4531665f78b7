import { assertExhaustive } from "../../assert-exhaustive.ts";
import { type Db, withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import type { Day } from "../../supply/day.ts";
import { shopMoment } from "../../supply/shop-moment.ts";
import { noteKept } from "../compensation/note-kept.server.ts";
import { requestCancellation } from "../cancellations/request-cancellation.server.ts";
import { loadNoticeSettings } from "../notices/load-notice-settings.server.ts";
import { noteCauses } from "../notices/note-causes.server.ts";
import { tellsKind } from "../notices/notice-settings.ts";
import { loadAnswerSettings } from "../self-service/load-answer-settings.server.ts";
import type { CaseStatus } from "./delay-case.ts";
import { deadlineOfLines } from "./deadline-of-lines.ts";
import { dueOfCase, refundDueOn } from "./due-of-case.ts";

const casesAtOnce = 100;
/** American Samoa: where a day ends last of all places whose customers have the rule of the United States. */
const lastZone = "Pacific/Pago_Pago";

/**
 * What falls due of the delays that were asked about, once a business day: the one reminder before the deadline, and what
 * silence does after it. Cases of which nothing waits any more are closed. In batches, each of which is done or is not.
 */
export async function settleDelays(ports: Ports, shop: ShopDomain): Promise<void> {
  let taken = casesAtOnce;
  while (taken === casesAtOnce)
    taken = await withShop(shop, (db) => settleBatch(ports, db, shop), { timeoutMs: 60_000 });
}

async function settleBatch(ports: Ports, db: Db, shop: ShopDomain): Promise<number> {
  const { timeZone } = await db.shop.findUniqueOrThrow({ where: { domain: shop }, select: { timeZone: true } });
  const now = new Date(await ports.clock.businessNow());
  const today = shopMoment(now.getTime(), timeZone).day;
  const unsettled = {
    shop,
    status: "open" satisfies CaseStatus,
    OR: [{ settledOn: null }, { settledOn: { lt: today } }],
  };
  const found = await db.delayCase.findMany({
    where: unsettled,
    select: { id: true, orderId: true },
    orderBy: { id: "asc" },
    take: casesAtOnce,
  });
  if (found.length === 0) return 0;
  // An answer that is being noted comes first: after it the case may be open no more.
  const orders = found.map(({ orderId }) => `${shop} ${orderId}`);
  await db.$queryRaw`
    SELECT pg_advisory_xact_lock(hashtext('answer'), hashtext(o))::text FROM unnest(${orders}::text[]) o`;
  const open = await db.delayCase.findMany({
    where: { ...unsettled, id: { in: found.map(({ id }) => id) } },
    include: { lines: true },
    orderBy: { id: "asc" },
  });
  await db.delayCase.updateMany({ where: { shop, id: { in: open.map(({ id }) => id) } }, data: { settledOn: today } });
  const lineIds = open.flatMap(({ lines }) => lines.map(({ lineId }) => lineId));
  const units = new Map(
    (await db.orderLine.findMany({ where: { shop, lineId: { in: lineIds }, cancelledAt: null } })).map(
      ({ lineId, unfulfilledUnits, allocatedUnits }) => [lineId, unfulfilledUnits - allocatedUnits],
    ),
  );
  const settings = await loadAnswerSettings(db, shop);
  const notices = await loadNoticeSettings(db, shop);
  for (const { id, orderId, lines, ...delay } of open) {
    const close = (status: CaseStatus, refundDue: Day | null = null) =>
      db.delayCase.update({
        where: { shop_id: { shop, id } },
        data: { status, closedAt: now, refundDueOn: refundDue },
      });
    const waiting = lines.flatMap(({ lineId, silence }) => {
      const left = units.get(lineId) ?? 0;
      return left > 0 ? [{ lineId, units: left, silence }] : [];
    });
    if (waiting.length === 0) {
      await close("over");
      continue;
    }
    const due = dueOfCase(
      {
        // Justified cast: the column is written from this type only.
        silence: delay.silence as "keeps" | "cancels",
        deadlineOn: delay.deadlineOn,
        isTold: delay.toldAt !== null,
        isBounced: delay.bouncedAt !== null,
        isReminded: delay.remindedAt !== null,
      },
      { here: today, there: delay.law === "us" ? shopMoment(now.getTime(), lastZone).day : today },
      settings,
    );
    switch (due) {
      case "nothing":
        break;
      case "begin-anew": {
        // Justified cast: as above.
        const deadlineOn = deadlineOfLines(delay.law as "us" | "other", lines, today, settings);
        await db.delayCase.update({ where: { shop_id: { shop, id } }, data: { deadlineOn } });
        break;
      }
      case "remind":
        await db.delayCase.update({ where: { shop_id: { shop, id } }, data: { remindedAt: now } });
        if (notices.isOn && tellsKind(notices, "reminder"))
          await noteCauses(ports, db, shop, [
            { causeKey: `reminder ${id}`, kind: "reminder", orderId, lineId: null, details: {}, caseId: id, at: now },
          ]);
        break;
      case "keep":
        await close("kept");
        await noteKept(ports, db, shop, id);
        break;
      case "refund":
        await close("refund-due", refundDueOn(delay.deadlineOn ?? today));
        break;
      case "cancel":
        await close("cancelled");
        await requestCancellation(ports, db, shop, {
          key: `silence ${id}`,
          orderId,
          caseId: id,
          lines: waiting
            .filter(({ silence }) => silence === "cancels")
            .map(({ lineId, units: left }) => ({ lineId, units: left })),
          source: "silence",
          shown: null,
        });
        break;
      default:
        assertExhaustive(due);
    }
  }
  return found.length;
}
