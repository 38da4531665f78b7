import { assertExhaustive } from "../../assert-exhaustive.ts";
import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import type { Day } from "../../supply/day.ts";
import { noteKept } from "../compensation/note-kept.server.ts";
import { requestCancellation } from "../cancellations/request-cancellation.server.ts";
import { loadNoticeSettings } from "../notices/load-notice-settings.server.ts";
import { noteCauses } from "../notices/note-causes.server.ts";
import { tellsKind } from "../notices/notice-settings.ts";
import { loadAnswerSettings } from "../self-service/load-answer-settings.server.ts";
import { loadWaitingOrder } from "../self-service/load-waiting-order.server.ts";
import type { CaseStatus } from "./delay-case.ts";
import { deadlineOfLines } from "./deadline-of-lines.ts";
import { dueOfCase, refundDueOn } from "./due-of-case.ts";

/**
 * What falls due of the delays that were asked about, once a business day in its transaction: the one reminder before the
 * deadline, and what silence does after it. Cases of which nothing waits any more are closed.
 */
export async function settleDelays(ports: Ports, db: Db, shop: ShopDomain, today: Day): Promise<void> {
  const open = await db.delayCase.findMany({
    where: { shop, status: "open" satisfies CaseStatus },
    include: { lines: true },
    orderBy: { openedAt: "asc" },
  });
  if (open.length === 0) return;
  const settings = await loadAnswerSettings(db, shop);
  const notices = await loadNoticeSettings(db, shop);
  const now = new Date(await ports.clock.businessNow());
  for (const { id, orderId, lines, ...delay } of open) {
    const close = (status: CaseStatus, refundDue: Day | null = null) =>
      db.delayCase.update({
        where: { shop_id: { shop, id } },
        data: { status, closedAt: now, refundDueOn: refundDue },
      });
    const order = await loadWaitingOrder(db, shop, orderId, now.getTime());
    const waiting = lines.flatMap(({ lineId, silence }) => {
      const units = order?.items.find((item) => item.lineId === lineId)?.waitingUnits ?? 0;
      return units > 0 ? [{ lineId, units, silence }] : [];
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
      today,
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
          lines: waiting.flatMap(({ lineId, units, silence }) => (silence === "cancels" ? [{ lineId, units }] : [])),
          source: "silence",
          shown: null,
        });
        break;
      default:
        assertExhaustive(due);
    }
  }
}
