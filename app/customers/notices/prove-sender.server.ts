import { createHash, randomInt, timingSafeEqual } from "node:crypto";
import { type Db, withShop } from "../../db.server.ts";
import { fillIn, mailWords } from "../../i18n/mail-words.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { checkSender } from "./check-sender.server.ts";
import { loadNoticeSettings, storeNoticeSettings } from "./load-notice-settings.server.ts";
import type { NoticeSettings } from "./notice-settings.ts";

export type ChooseSenderResult = { ok: true } | { ok: false; reason: "not-set-up" | "no-dns" | "not-taken" };
export type ProveSenderResult = { ok: true } | { ok: false; reason: "wrong-code" | "too-late" };

const codeMs = 60 * 60_000;
const mostTries = 5;

/**
 * The merchant names the address that notices come from: its domain's records are looked at, and where they hold a test
 * mail with a code goes to that very address. A new address switches notices off until it is proven.
 */
export async function chooseSender(
  ports: Ports,
  shop: ShopDomain,
  sender: NonNullable<NoticeSettings["sender"]>,
): Promise<ChooseSenderResult> {
  const check = await checkSender(ports, sender.address);
  if (!check.ok) return check;
  const at = new Date(ports.clock.wallNow()).toISOString();
  const { spf, dkim } = check;
  const isReady = spf && dkim;
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  const locale = await change(shop, async (settings, db) => {
    const isSame = settings.sender?.address === sender.address;
    await storeNoticeSettings(db, shop, {
      ...settings,
      sender,
      checked: { address: sender.address, spf, dkim, at },
      isOn: settings.isOn && isSame && isReady,
      provenAddress: isSame ? settings.provenAddress : null,
      proof: isReady
        ? {
            address: sender.address,
            hash: hashOf(shop, code),
            until: ports.clock.wallNow() + codeMs,
            triesLeft: mostTries,
          }
        : null,
    });
    return (await db.shop.findUniqueOrThrow({ where: { domain: shop } })).locale;
  });
  if (!isReady) return { ok: true };
  const words = mailWords(locale).sender;
  const text = fillIn(words.text, { code, shop });
  const session = ports.noticeMailer.open();
  const outcome = await session.send({
    messageId: `<test-${ports.clock.wallNow()}-${randomInt(1_000_000)}@${sender.address.split("@").at(-1)}>`,
    from: { name: sender.name, address: sender.address },
    to: sender.address,
    subject: fillIn(words.subject, { code }),
    text,
    html: `<p>${text.replaceAll("\n", "<br>")}</p>`,
  });
  session.close();
  return outcome.kind === "taken" ? { ok: true } : { ok: false, reason: "not-taken" };
}

/** The code of the test mail, typed in: whoever knows it reads that address. */
export function proveSender(ports: Ports, shop: ShopDomain, code: string): Promise<ProveSenderResult> {
  return change(shop, async (settings, db) => {
    const { proof } = settings;
    if (proof === null || proof.until < ports.clock.wallNow() || proof.triesLeft <= 0)
      return { ok: false, reason: "too-late" };
    const given = Buffer.from(hashOf(shop, code.replace(/\D/g, "")));
    if (!timingSafeEqual(given, Buffer.from(proof.hash))) {
      await storeNoticeSettings(db, shop, { ...settings, proof: { ...proof, triesLeft: proof.triesLeft - 1 } });
      return { ok: false, reason: "wrong-code" };
    }
    await storeNoticeSettings(db, shop, { ...settings, provenAddress: proof.address, proof: null });
    return { ok: true };
  });
}

function change<T>(shop: ShopDomain, work: (settings: NoticeSettings, db: Db) => Promise<T>): Promise<T> {
  return withShop(shop, async (db) => {
    await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('notice settings'), hashtext(${shop}))`;
    return work(await loadNoticeSettings(db, shop), db);
  });
}

const hashOf = (shop: ShopDomain, code: string) => createHash("sha256").update(`${shop} ${code}`).digest("hex");
