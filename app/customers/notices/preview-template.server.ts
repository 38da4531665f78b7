import { randomUUID } from "node:crypto";
import { withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import type { NoticeTemplate } from "./default-template.ts";
import type { Letter } from "./letter.ts";
import { loadNoticeSettings } from "./load-notice-settings.server.ts";
import { readStorefrontSettings } from "./read-storefront-settings.server.ts";
import { renderLetter, type RenderResult } from "./render-letter.ts";
import { sampleLetter } from "./sample-letter.ts";
import type { TemplateKey } from "./save-template.server.ts";
import { letterOfOrder } from "./letter-of-order.server.ts";

/** A template as it is typed, on a made-up order or (by its name, `#1001`) on one that waits. */
export async function previewTemplate(
  ports: Ports,
  shop: ShopDomain,
  key: TemplateKey,
  template: NoticeTemplate,
  orderName: string | null,
): Promise<RenderResult | { ok: false; reason: "no-such-order" }> {
  const letter = await previewLetter(ports, shop, key, orderName);
  return letter === null ? { ok: false, reason: "no-such-order" } : renderLetter(letter, template);
}

async function previewLetter(
  ports: Ports,
  shop: ShopDomain,
  { kind, locale }: TemplateKey,
  orderName: string | null,
): Promise<Letter | null> {
  const now = await ports.clock.businessNow();
  return withShop(shop, async (db) => {
    if (orderName !== null) return letterOfOrder(db, shop, kind, locale, orderName, now);
    const registered = await db.shop.findUniqueOrThrow({ where: { domain: shop } });
    const settings = await readStorefrontSettings(db, shop, registered.timeZone);
    return sampleLetter(kind, locale, now, registered.name === "" ? shop : registered.name, settings);
  });
}

export type TestTemplateResult =
  | Extract<RenderResult, { ok: false }>
  | { ok: true }
  | { ok: false; reason: "no-such-order" | "no-sender" | "not-taken" };

/** The mail as it would go out, to the merchant's own sender address. */
export async function testTemplate(
  ports: Ports,
  shop: ShopDomain,
  key: TemplateKey,
  template: NoticeTemplate,
  orderName: string | null,
): Promise<TestTemplateResult> {
  const rendered = await previewTemplate(ports, shop, key, template, orderName);
  if (!rendered.ok) return rendered;
  const { sender, provenAddress } = await withShop(shop, (db) => loadNoticeSettings(db, shop));
  // Only to an address that is known to be the merchant's own.
  if (sender === null || provenAddress !== sender.address) return { ok: false, reason: "no-sender" };
  const session = ports.noticeMailer.open();
  const outcome = await session.send({
    messageId: `<${randomUUID()}@${sender.address.slice(sender.address.lastIndexOf("@") + 1)}>`,
    from: sender,
    to: sender.address,
    ...rendered.mail,
  });
  session.close();
  return outcome.kind === "taken" ? { ok: true } : { ok: false, reason: "not-taken" };
}
