import { randomUUID } from "node:crypto";
import { withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import { log } from "../../log.server.ts";
import type { Ports } from "../../ports.ts";
import { shopMoment } from "../../supply/shop-moment.ts";
import { type ClaimedNotice, claimNotices } from "./claim-notices.server.ts";
import { defaultTemplate } from "./default-template.ts";
import { type LoadedLetter, loadLetters } from "./load-letters.server.ts";
import { loadNoticeSettings } from "./load-notice-settings.server.ts";
import { loadTemplates, type TemplateOf } from "./load-templates.server.ts";
import type { MailSession, NoticeMail } from "./notice-mailer-port.ts";
import { isSenderReady, type NoticeSettings } from "./notice-settings.ts";
import { giveBack, noteNextNotice, recordAndBegin, type SentNotice } from "./record-outcomes.server.ts";
import { renderLetter, type RenderedMail } from "./render-letter.ts";
import { type NoticeFault, retryAfter } from "./settled-notice.ts";
import type { NoticeStatus } from "./notice-status.ts";

const noticesAtOnce = 48;
/** Handed to the mail server side by side: whoever dies leaves no more than these in doubt. */
const mailsAtOnce = 8;
const longestMs = 10 * 60_000;

/**
 * Sends the shop's notices whose time has come, until none is left, the mail server can't be reached or ten
 * minutes are over. Any number of senders may run at once: each notice is one sender's, and leaves once, or, where a sender died after handing it over,
 * once more, and is then marked as uncertain.
 * @throws what Shopify throws where addresses can't be read now; nothing is lost.
 */
export async function sendNotices(ports: Ports, shop: ShopDomain): Promise<void> {
  const by = randomUUID();
  const settings = await withShop(shop, (db) => loadNoticeSettings(db, shop));
  const { sender } = settings;
  if (!ports.noticeMailer.isConfigured || !settings.isOn || sender === null || !isSenderReady(settings)) return;
  const session = ports.noticeMailer.open();
  const startedAt = ports.clock.wallNow();
  try {
    // A long outbox goes in several jobs: other shops have their turn.
    while (ports.clock.wallNow() - startedAt < longestMs) {
      const claimed = await claim(ports, shop, by);
      if (claimed.length === 0) break;
      const isReachable = await sendClaimed(ports, shop, { by, sender, session }, claimed);
      if (!isReachable) break;
    }
  } finally {
    session.close();
    await noteNextNotice(ports, shop);
  }
}

interface Sending {
  by: string;
  sender: NonNullable<NoticeSettings["sender"]>;
  session: MailSession;
}

async function claim(ports: Ports, shop: ShopDomain, by: string): Promise<ClaimedNotice[]> {
  const now = await ports.clock.businessNow();
  const { timeZone } = await withShop(shop, (db) => db.shop.findUniqueOrThrow({ where: { domain: shop } }));
  const today = shopMoment(now, timeZone).day;
  return claimNotices(shop, { by, today, now, wallNow: ports.clock.wallNow() }, noticesAtOnce);
}

interface Ready {
  notice: ClaimedNotice;
  mail: NoticeMail;
  kind: string;
  locale: string;
}

/** @returns false where the mail server can't be reached: what was not sent is back in the outbox. */
async function sendClaimed(
  ports: Ports,
  shop: ShopDomain,
  sending: Sending,
  claimed: readonly ClaimedNotice[],
): Promise<boolean> {
  let left: ClaimedNotice[] = [...claimed];
  let sent: SentNotice[] = [];
  try {
    const ready = await prepare(ports, shop, sending, claimed);
    left = ready.map(({ notice }) => notice);
    for (let from = 0; from < ready.length; from += mailsAtOnce) {
      const group = ready.slice(from, from + mailsAtOnce);
      const ours = await recordAndBegin(
        ports,
        shop,
        sending.by,
        sent,
        group.map(({ notice }) => notice),
      );
      sent = [];
      left = ready.slice(from + mailsAtOnce).map(({ notice }) => notice);
      sent = await Promise.all(
        group
          .filter(({ notice }) => ours.has(notice.id))
          .map(async ({ notice, mail, kind, locale }) => ({
            notice,
            kind,
            locale,
            outcome: await sending.session.send(mail),
          })),
      );
      if (sent.length > 0 && sent.every(({ outcome }) => outcome.kind === "unreachable")) return false;
    }
    left = [];
    return true;
  } finally {
    await recordAndBegin(ports, shop, sending.by, sent, []);
    await release(ports, shop, sending.by, left);
  }
}

/** Addresses, letters and words; what can't be mailed is settled at once. */
async function prepare(
  ports: Ports,
  shop: ShopDomain,
  { by, sender }: Sending,
  claimed: readonly ClaimedNotice[],
): Promise<Ready[]> {
  const contacts = await ports.shopify(shop).readContacts(claimed.map(({ orderId }) => orderId));
  const now = await ports.clock.businessNow();
  return withShop(shop, async (db) => {
    const letters = await loadLetters(db, shop, claimed, contacts, now);
    const templates = await loadTemplates(db, shop);
    const ready: Ready[] = [];
    for (const notice of claimed) {
      const contact = contacts.get(notice.orderId);
      const letter = letters.get(notice.id) ?? null;
      const settle = (status: NoticeStatus, fault: NoticeFault) =>
        db.notice.updateMany({
          where: { shop, id: notice.id, claimedBy: by },
          data: {
            status,
            fault,
            claimedBy: null,
            claimedUntil: null,
            sentOn: null,
            kind: letter?.told.kind ?? null,
          },
        });
      if (contact === undefined) await settle("dropped", "no-order");
      else if (letter === null) await settle("dropped", "nothing-left");
      else if (contact.email === null) await settle("trigger-only", "no-address");
      else {
        const mail = words(letter, templates);
        if (mail === null) {
          await settle("failed", "not-rendered");
          continue;
        }
        const domain = sender.address.slice(sender.address.lastIndexOf("@") + 1);
        const from = { address: sender.address, name: sender.name === "" ? letter.shopName : sender.name };
        ready.push({
          notice,
          mail: { ...mail, messageId: `<${notice.id}@${domain}>`, from, to: contact.email },
          kind: letter.told.kind,
          locale: letter.locale,
        });
      }
    }
    return ready;
  });
}

/** The merchant's words; where they fail on this very order, Arrivo's own rather than none. */
function words(letter: LoadedLetter, templates: TemplateOf): RenderedMail | null {
  const { kind } = letter.told;
  const own = renderLetter(letter, templates(kind, letter.locale));
  if (own.ok) return own.mail;
  const plain = renderLetter(letter, defaultTemplate(kind, letter.locale));
  if (plain.ok) return plain.mail;
  // One that can't be said must not hold up all the others.
  log.error({ kind, locale: letter.locale, fault: plain.fault.message }, "Arrivo's own template fails");
  return null;
}

/** What was claimed and not begun goes back, for whoever comes next. */
async function release(ports: Ports, shop: ShopDomain, by: string, left: readonly ClaimedNotice[]): Promise<void> {
  if (left.length === 0) return;
  const retryAt = retryAfter(0, ports.clock.wallNow());
  await withShop(shop, async (db) => {
    for (const { id, orderId, isRepeated } of left)
      await giveBack(db, shop, { id, orderId, by, isRepeated, retryAt, fault: null, faultText: null });
  });
}
