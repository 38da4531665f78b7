import { createHash, randomInt, timingSafeEqual } from "node:crypto";
import { fillIn, mailWords } from "../../i18n/mail-words.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { changeNoticeSettings } from "./change-notice-settings.server.ts";
import { checkSender } from "./check-sender.server.ts";
import type { NoticeSettings } from "./notice-settings.ts";

export type ChooseSenderResult = { ok: true } | { ok: false; reason: "not-set-up" | "no-dns" | "not-taken" };
export type ProveSenderResult = { ok: true } | { ok: false; reason: "wrong-code" | "too-late" };

const codeMs = 60 * 60_000;
const mostTries = 5;

/**
 * The merchant names the address that notices come from: its domain's records are looked at, and where they hold a test
 * mail with a code goes to that very address. A new address switches notices off until it is proven; the one they come
 * from stays switched on, and nothing leaves while its records say no.
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
  const locale = await changeNoticeSettings(shop, async (settings, store, db) => {
    const isSame = settings.sender?.address === sender.address;
    await store({
      ...settings,
      sender,
      checked: { address: sender.address, spf, dkim, at },
      isOn: settings.isOn && isSame,
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
  return changeNoticeSettings(shop, async (settings, store) => {
    const { proof } = settings;
    if (proof === null || proof.until < ports.clock.wallNow() || proof.triesLeft <= 0)
      return { ok: false, reason: "too-late" };
    const given = Buffer.from(hashOf(shop, code.replace(/\D/g, "")));
    if (!timingSafeEqual(given, Buffer.from(proof.hash))) {
      await store({ ...settings, proof: { ...proof, triesLeft: proof.triesLeft - 1 } });
      return { ok: false, reason: "wrong-code" };
    }
    await store({ ...settings, provenAddress: proof.address, proof: null });
    return { ok: true };
  });
}

const hashOf = (shop: ShopDomain, code: string) => createHash("sha256").update(`${shop} ${code}`).digest("hex");
