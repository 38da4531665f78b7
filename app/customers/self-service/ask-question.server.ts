import { withShop } from "../../db.server.ts";
import { InfrastructureError } from "../../errors.ts";
import type { ShopDomain } from "../../ids.ts";
import { log } from "../../log.server.ts";
import type { Ports } from "../../ports.ts";
import { refundOf } from "../cancellations/cancellation-request.ts";
import type { LineUnits } from "../cancellations/cancellation-port.ts";
import { planRequest } from "../cancellations/plan-request.server.ts";
import type { AskedQuestion } from "./asked-question.ts";
import { loadAnswerSettings } from "./load-answer-settings.server.ts";
import { loadWaitingOrder } from "./load-waiting-order.server.ts";
import { mayAnswer } from "./may-answer.ts";
import { type QuoteAllowance, takeQuote } from "./quote-allowance.ts";
import type { ShownQuestion } from "./shown-question.ts";
import { signQuestion } from "./signed-question.server.ts";

const allowances = new Map<ShopDomain, QuoteAllowance>();

interface Asking {
  /** The units in question; all that wait by default. */
  only?: readonly LineUnits[];
  /** `sparing`: the refund is left out where pages of the shop are opened too often. */
  quotes: "always" | "sparing";
}

/**
 * What a customer is asked of their order, with the exact refund. It only reads, however often it is looked at.
 * @returns null where nothing of such an order was ever promised.
 */
export async function askQuestion(
  ports: Ports,
  shop: ShopDomain,
  orderId: string,
  { only, quotes }: Asking,
): Promise<AskedQuestion | null> {
  const now = await ports.clock.businessNow();
  const read = await withShop(shop, async (db) => ({
    order: await loadWaitingOrder(db, shop, orderId, now),
    settings: await loadAnswerSettings(db, shop),
  }));
  const { order, settings } = read;
  if (order === null) return null;
  const may = mayAnswer(order, settings);
  const lines = order.items.flatMap(({ lineId, title, waitingUnits, now: window }) => {
    const wanted = only === undefined ? waitingUnits : (only.find((each) => each.lineId === lineId)?.units ?? 0);
    const units = Math.min(wanted, waitingUnits);
    return units > 0 ? [{ lineId, title, units, now: window }] : [];
  });
  const isWanted = may.cancel && lines.length > 0;
  const isQuoted = isWanted && (quotes === "always" || isAllowed(shop, ports.clock.wallNow()));
  const quote = isQuoted ? await quoteOf(ports, shop, orderId, lines) : null;
  const canCancel = isWanted && (quote === null || quote.kind === "refund");
  const question: ShownQuestion = {
    key: crypto.randomUUID(),
    at: now,
    orderId,
    caseId: order.delay?.caseId ?? null,
    lines,
    // Of units that were picked out "the rest" would mean another.
    readyUnits: only === undefined ? order.items.reduce((sum, { readyUnits }) => sum + readyUnits, 0) : 0,
    refund: quote?.kind === "refund" ? quote.refund : null,
    deadlineOn: order.delay?.status === "open" ? order.delay.deadlineOn : null,
    silence: order.delay?.status === "open" ? order.delay.silence : null,
  };
  return {
    order,
    may: { ...may, cancel: canCancel, cancelPart: may.cancelPart && canCancel },
    question,
    signed: signQuestion(shop, question),
    isQuoted: quote !== null,
    isBusy: quote?.kind === "busy",
  };
}

function isAllowed(shop: ShopDomain, now: number): boolean {
  const taken = takeQuote(allowances.get(shop), now);
  if (taken !== null) allowances.set(shop, taken);
  return taken !== null;
}

type Quote = { kind: "refund"; refund: ShownQuestion["refund"] } | { kind: "busy" } | { kind: "none" };

async function quoteOf(ports: Ports, shop: ShopDomain, orderId: string, lines: readonly LineUnits[]): Promise<Quote> {
  try {
    const planned = await planRequest(ports, shop, orderId, lines);
    if (!planned.ok) return { kind: "none" };
    const refund = refundOf(planned.request);
    if (refund === null) return { kind: "refund", refund };
    const { amountMinor, shippingMinor, currency } = refund;
    return { kind: "refund", refund: { amountMinor, shippingMinor, currency } };
  } catch (error) {
    if (!(error instanceof InfrastructureError)) throw error;
    log.warn({ err: error, shop }, "A customer's refund could not be worked out now");
    return { kind: "busy" };
  }
}
