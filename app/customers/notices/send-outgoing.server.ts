import { type Db, withShop } from "../../db.server.ts";
import { InfrastructureError, ShopifyRejected } from "../../errors.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { loadNoticeSettings } from "./load-notice-settings.server.ts";
import type { NoticeSettings } from "./notice-settings.ts";
import type { OutgoingPayload } from "./outgoing-payload.ts";
import { postWebhook } from "./post-webhook.server.ts";
import { signWebhook, webhookSecret } from "./webhook-secret.server.ts";

const messagesAtOnce = 20;
/** Longer than any one of them may take: then another sender tries it again. */
const heldMs = 60_000;
/** Seconds between tries; the last one from then on, for two days. */
const waits = [10, 120, 300, 900, 3600];
const mostTries = 50;

interface Taken {
  id: string;
  channel: string;
  topic: string;
  payload: unknown;
  tries: number;
}
type Outcome = { isSent: boolean; isLast: boolean; httpCode: number | null; fault: string | null };

/**
 * Sends what other systems are to be told, oldest first, each at least once: its id stays the same, so that whoever
 * receives it twice can tell. What was not taken is tried again for two days.
 */
export async function sendOutgoing(ports: Ports, shop: ShopDomain): Promise<void> {
  const settings = await withShop(shop, (db) => loadNoticeSettings(db, shop));
  for (;;) {
    const taken = await withShop(shop, (db) => take(db, shop, ports.clock.wallNow()));
    if (taken.length === 0) break;
    const outcomes = await Promise.all(taken.map((message) => sendOne(ports, shop, message, settings)));
    const now = await ports.clock.businessNow();
    await withShop(shop, async (db) => {
      for (const [index, { id, tries }] of taken.entries())
        await record(db, shop, { id, tries }, outcomes[index]!, { now, wallNow: ports.clock.wallNow() });
    });
  }
  const next = await withShop(shop, (db) =>
    db.outgoingMessage.aggregate({ where: { shop, status: "waiting" }, _min: { retryAt: true } }),
  );
  const at = next._min.retryAt;
  if (at !== null) {
    const afterMs = Math.max(1_000, at.getTime() - ports.clock.wallNow());
    await ports.queue.enqueue(null, "send-outgoing", { shop }, { afterMs });
  }
}

function take(db: Db, shop: ShopDomain, wallNow: number): Promise<Taken[]> {
  return db.$queryRaw<Taken[]>`
    UPDATE "OutgoingMessage" m SET "retryAt" = ${new Date(wallNow + heldMs)}, tries = tries + 1
    WHERE m.shop = ${shop} AND m.id IN (
      SELECT id FROM "OutgoingMessage" WHERE shop = ${shop} AND status = 'waiting' AND "retryAt" <= ${new Date(wallNow)}
      ORDER BY "createdAt", key LIMIT ${messagesAtOnce} FOR UPDATE SKIP LOCKED)
    RETURNING id, channel, topic, payload, tries`;
}

function sendOne(ports: Ports, shop: ShopDomain, message: Taken, settings: NoticeSettings): Promise<Outcome> {
  // Justified cast: note-outgoing wrote it.
  const payload = message.payload as OutgoingPayload;
  return message.channel === "flow"
    ? sendToFlow(ports, shop, payload, settings)
    : sendToWebhook(ports, shop, message.id, payload, settings);
}

const switchedOff: Outcome = { isSent: false, isLast: true, httpCode: null, fault: "switched-off" };

async function sendToFlow(
  ports: Ports,
  shop: ShopDomain,
  payload: OutgoingPayload,
  settings: NoticeSettings,
): Promise<Outcome> {
  if (!settings.flow.isOn) return switchedOff;
  try {
    await ports.shopify(shop).sendFlowTrigger(payload);
    return { isSent: true, isLast: true, httpCode: null, fault: null };
  } catch (error) {
    if (!(error instanceof InfrastructureError)) throw error;
    const fault = error instanceof ShopifyRejected ? "refused" : "no-answer";
    return { isSent: false, isLast: !error.isRetryable, httpCode: null, fault };
  }
}

async function sendToWebhook(
  ports: Ports,
  shop: ShopDomain,
  id: string,
  payload: OutgoingPayload,
  { webhook }: NoticeSettings,
): Promise<Outcome> {
  if (webhook?.isOn !== true) return switchedOff;
  const body = JSON.stringify({ id, shop, ...payload });
  const seconds = Math.floor(ports.clock.wallNow() / 1_000);
  const result = await postWebhook(webhook.url, body, {
    "x-arrivo-id": id,
    "x-arrivo-topic": payload.topic,
    "x-arrivo-shop": shop,
    "x-arrivo-signature": signWebhook(webhookSecret(shop, webhook.salt), body, seconds),
  });
  return {
    isSent: result.ok,
    isLast: result.ok || result.fault === "not-allowed",
    httpCode: result.httpCode,
    fault: result.ok ? null : result.fault,
  };
}

async function record(
  db: Db,
  shop: ShopDomain,
  { id, tries }: { id: string; tries: number },
  { isSent, isLast, httpCode, fault }: Outcome,
  { now, wallNow }: { now: number; wallNow: number },
): Promise<void> {
  const hasFailed = !isSent && (isLast || tries >= mostTries);
  const seconds = waits[Math.min(tries, waits.length) - 1] ?? 3600;
  await db.outgoingMessage.updateMany({
    where: { shop, id, status: "waiting" },
    data: {
      httpCode,
      fault,
      ...(isSent ? { status: "sent", sentAt: new Date(now) } : {}),
      ...(hasFailed ? { status: "failed" } : {}),
      ...(!isSent && !hasFailed ? { retryAt: new Date(wallNow + seconds * 1_000) } : {}),
    },
  });
}
