import { settleAgain } from "../../backorders/mark-unsettled.server.ts";
import { type Db, withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { noteKept } from "../compensation/note-kept.server.ts";
import { settledErrors } from "../cancellations/cancellation-error.ts";
import type { LineUnits } from "../cancellations/cancellation-port.ts";
import { requestCancellation } from "../cancellations/request-cancellation.server.ts";
import { loadNoticeSettings } from "../notices/load-notice-settings.server.ts";
import { noteCauses } from "../notices/note-causes.server.ts";
import { tellsKind } from "../notices/notice-settings.ts";
import type { CaseStatus } from "../delays/delay-case.ts";
import { askQuestion } from "./ask-question.server.ts";
import { loadWaitingOrder } from "./load-waiting-order.server.ts";
import type { ShownQuestion } from "./shown-question.ts";
import type { TakenAnswer } from "./taken-answer.ts";
import type { Choice, WaitingOrder } from "./waiting-order.ts";

export interface GivenAnswer {
  choice: Choice;
  /** The question that was answered, as it was shown. */
  question: ShownQuestion;
  /** The same in the customer's words, kept as proof. */
  textShown: string;
  language: string;
  channel: "link" | "account" | "merchant";
  /** Who answered for the customer; empty: themselves. */
  by?: string;
}

/**
 * Notes what a customer answers, once however often it is sent, and has done what follows from it. An answer may be
 * changed until the units are set aside or the refund has begun.
 */
export async function takeAnswer(ports: Ports, shop: ShopDomain, given: GivenAnswer): Promise<TakenAnswer> {
  const { choice, question } = given;
  if (await withShop(shop, (db) => isSaid(db, shop, given))) return "same";
  const only = choice === "cancel" ? question.lines : [];
  const asked = await askQuestion(ports, shop, question.orderId, { only, quotes: "always" });
  if (asked === null) return "gone";
  const { may, order } = asked;
  if (choice !== "cancel") {
    // Who keeps an order, or the rest of it, agrees to the date they saw: not to one that was told since.
    if (question.caseId !== (order.delay?.caseId ?? null)) return "changed";
    if (choice === "keep" ? !may.keep : !may.takeReady) return "too-late";
  } else {
    if (asked.isBusy) return "busy";
    if (!may.cancel) return "too-late";
    if (!isSameQuestion(question, asked.question)) return "changed";
  }
  return withShop(shop, (db) => note(ports, db, shop, given));
}

/** The order's last answer is this very one: the form was sent twice. */
async function isSaid(db: Db, shop: ShopDomain, { choice, question }: GivenAnswer): Promise<boolean> {
  const last = await db.answer.findFirst({ where: { shop, orderId: question.orderId }, orderBy: { id: "desc" } });
  return last !== null && last.choice === choice && last.key.startsWith(`${question.key} `);
}

/** The same units and no less money: a customer agrees to what they saw. */
function isSameQuestion(shown: ShownQuestion, now: ShownQuestion): boolean {
  const units = (question: ShownQuestion) =>
    question.lines
      .map((line) => `${line.lineId} ${line.units}`)
      .sort()
      .join();
  return (
    units(shown) === units(now) &&
    shown.refund?.currency === now.refund?.currency &&
    (shown.refund?.amountMinor ?? 0) <= (now.refund?.amountMinor ?? 0)
  );
}

const waitingOf = (order: WaitingOrder, lineId: string): number =>
  order.items.find((item) => item.lineId === lineId)?.waitingUnits ?? 0;

async function note(ports: Ports, db: Db, shop: ShopDomain, given: GivenAnswer): Promise<TakenAnswer> {
  const { choice, question, textShown, language, channel, by = "" } = given;
  const { orderId } = question;
  // Two answers to one order at once: the second sees the first.
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('answer'), hashtext(${`${shop} ${orderId}`}))`;
  if (await isSaid(db, shop, given)) return "same";
  const now = await ports.clock.businessNow();
  const order = await loadWaitingOrder(db, shop, orderId, now);
  if (order === null) return "gone";
  const caseId = order.delay?.caseId ?? null;
  if (choice !== "cancel") {
    if (caseId !== question.caseId) return "changed";
    const { count } = await db.cancellation.updateMany({
      where: { shop, orderId, status: "waiting", source: "answer" },
      data: { status: "withdrawn", doneAt: new Date(now) },
    });
    // The job has taken it in this very moment.
    if (count === 0 && order.items.some(({ recallableUnits }) => recallableUnits > 0)) return "too-late";
  } else if (question.lines.some(({ lineId, units }) => waitingOf(order, lineId) < units)) return "changed";
  // Keeping is said of all that is not under way, with what was to be cancelled a moment ago.
  const lines =
    choice !== "cancel"
      ? order.items
          .map(({ lineId, waitingUnits, recallableUnits }) => ({ lineId, units: waitingUnits + recallableUnits }))
          .filter(({ units }) => units > 0)
      : question.lines.map(({ lineId, units }) => ({ lineId, units }));
  if (lines.length === 0) return "too-late";
  await dropReplaced(db, shop, given, lines, now);
  const said = await db.answer.count({ where: { shop, orderId } });
  const key = `${question.key} ${said}`;
  await db.answer.createMany({
    data: lines.map(({ lineId, units }) => ({
      shop,
      key: `${key} ${lineId}`,
      orderId,
      lineId,
      caseId,
      choice,
      units,
      at: new Date(now),
      textShown,
      language,
      channel,
      by,
    })),
  });
  // Who cancels only some of it has not said what becomes of the rest.
  const isWhole = order.items.every(
    ({ lineId, waitingUnits }) => (lines.find((line) => line.lineId === lineId)?.units ?? 0) >= waitingUnits,
  );
  if (caseId !== null && isWhole)
    await db.delayCase.updateMany({
      where: { shop, id: caseId, status: { in: ["open", "kept", "refund-due"] } },
      data: { status: "answered" satisfies CaseStatus, closedAt: new Date(now), refundDueOn: null },
    });
  if (choice === "cancel")
    await requestCancellation(ports, db, shop, {
      key,
      orderId,
      caseId,
      lines,
      source: channel === "merchant" ? "merchant" : "answer",
      shown: question.refund,
    });
  else if (caseId !== null) await noteKept(ports, db, shop, caseId);
  // A hold on the whole order goes from what is ready, or comes back.
  if (choice !== "cancel") await settleAgain(ports, db, shop, [orderId]);
  await tell(ports, db, shop, { key, choice, orderId, caseId, at: new Date(now) });
  return "noted";
}

/**
 * A cancellation that did not go through ends where the customer now says otherwise, or asks for the same again: the
 * merchant's "Try again" would cancel what is to be kept, or what this answer cancels.
 */
async function dropReplaced(
  db: Db,
  shop: ShopDomain,
  { choice, question }: GivenAnswer,
  said: readonly LineUnits[],
  now: number,
): Promise<void> {
  const refused = await db.cancellation.findMany({
    where: {
      shop,
      orderId: question.orderId,
      status: "refused",
      source: { in: ["answer", "silence"] },
      // These have ended already, or nobody knows what Shopify did.
      error: { notIn: [...settledErrors, "too-late"] },
    },
  });
  const isSaidOf = (line: LineUnits) =>
    choice !== "cancel" || said.some(({ lineId, units }) => lineId === line.lineId && units >= line.units);
  // Justified cast: the column is written by requestCancellation only.
  const replaced = refused.filter(({ lines }) => (lines as unknown as LineUnits[]).every(isSaidOf));
  await db.cancellation.updateMany({
    where: { shop, id: { in: replaced.map(({ id }) => id) } },
    data: { status: "withdrawn", error: null, doneAt: new Date(now) },
  });
}

/** The customer gets it in writing, where the merchant has notices sent. */
async function tell(
  ports: Ports,
  db: Db,
  shop: ShopDomain,
  { key, choice, ...answered }: { key: string; choice: Choice; orderId: string; caseId: string | null; at: Date },
): Promise<void> {
  const notices = await loadNoticeSettings(db, shop);
  if (!notices.isOn || !tellsKind(notices, "answered")) return;
  await noteCauses(ports, db, shop, [
    { ...answered, causeKey: `answered ${key}`, kind: "answered", lineId: null, details: { choice } },
  ]);
}
