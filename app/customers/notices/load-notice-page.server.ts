import { withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { loadNoticeSettings } from "./load-notice-settings.server.ts";
import type { SenderRecords } from "./notice-mailer-port.ts";
import { isSenderReady, isSenderStopped, type NoticeSettings } from "./notice-settings.ts";
import { webhookSecret } from "./webhook-secret.server.ts";

export interface OutgoingRow {
  id: string;
  channel: string;
  topic: string;
  status: string;
  tries: number;
  httpCode: number | null;
  fault: string | null;
  /** Epoch milliseconds of business time. */
  createdAt: number;
}

export interface NoticeSettingsPage {
  settings: Omit<NoticeSettings, "proof" | "webhook">;
  webhook: { isOn: boolean; url: string; secret: string } | null;
  isReady: boolean;
  /** Switched on, and the domain no longer vouches for us: what waits is kept. */
  isStopped: boolean;
  /** A test mail is under way, and its code is waited for. */
  waitsForCode: boolean;
  /** Offered where no sender is chosen yet. */
  contactEmail: string;
  /** What a sender's domain must publish; null: the operator has not set it up. */
  records: SenderRecords | null;
  waitingCount: number;
  outgoing: OutgoingRow[];
}

const shownMessages = 20;

export function loadNoticePage(ports: Ports, shop: ShopDomain): Promise<NoticeSettingsPage> {
  return withShop(shop, async (db) => {
    const stored = await loadNoticeSettings(db, shop);
    const { proof, webhook, ...settings } = stored;
    const registered = await db.shop.findUniqueOrThrow({ where: { domain: shop } });
    const rows = await db.outgoingMessage.findMany({
      where: { shop },
      orderBy: { createdAt: "desc" },
      take: shownMessages,
    });
    return {
      settings,
      webhook:
        webhook === null ? null : { isOn: webhook.isOn, url: webhook.url, secret: webhookSecret(shop, webhook.salt) },
      isReady: isSenderReady(stored),
      isStopped: isSenderStopped(stored),
      waitsForCode: proof !== null && proof.until > ports.clock.wallNow() && proof.triesLeft > 0,
      contactEmail: registered.contactEmail ?? "",
      records: ports.noticeMailer.records,
      waitingCount: await db.notice.count({ where: { shop, status: "waiting" } }),
      outgoing: rows.map(({ id, channel, topic, status, tries, httpCode, fault, createdAt }) => ({
        id,
        channel,
        topic,
        status,
        tries,
        httpCode,
        fault,
        createdAt: createdAt.getTime(),
      })),
    };
  });
}
