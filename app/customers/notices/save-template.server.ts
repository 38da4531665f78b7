import { Prisma } from "@prisma/client";
import { withShop } from "../../db.server.ts";
import type { StorefrontLocale } from "../../i18n/storefront-locales.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { defaultTemplate, type NoticeTemplate } from "./default-template.ts";
import type { TemplateFault } from "./liquid.ts";
import type { NoticeKind } from "./notice-kind.ts";
import { renderLetter } from "./render-letter.ts";
import { sampleLetter } from "./sample-letter.ts";

export interface TemplateKey {
  kind: NoticeKind;
  locale: StorefrontLocale;
}

export type SaveTemplateResult = { ok: true } | { ok: false; fault: TemplateFault };

/**
 * Saves the merchant's template of a kind in a language. One that can't be rendered is kept as a draft, with the place and
 * the message, and what was sent before goes on being sent.
 */
export async function saveTemplate(
  ports: Ports,
  shop: ShopDomain,
  { kind, locale }: TemplateKey,
  template: NoticeTemplate,
): Promise<SaveTemplateResult> {
  const now = await ports.clock.businessNow();
  const rendered = renderLetter(sampleLetter(kind, locale, now), template);
  const updatedAt = new Date(ports.clock.wallNow());
  const key = { shop, kind, locale };
  await withShop(shop, async (db) => {
    if (rendered.ok) {
      const live = {
        ...template,
        isLive: true,
        draftSubject: null,
        draftBody: null,
        draftFault: Prisma.DbNull,
        updatedAt,
      };
      await db.noticeTemplate.upsert({
        where: { shop_kind_locale: key },
        create: { ...key, ...live },
        update: live,
      });
      return;
    }
    const draft = {
      draftSubject: template.subject,
      draftBody: template.body,
      // Justified cast: a fault is JSON.
      draftFault: rendered.fault as unknown as Prisma.InputJsonObject,
      updatedAt,
    };
    await db.noticeTemplate.upsert({
      where: { shop_kind_locale: key },
      create: { ...key, ...defaultTemplate(kind, locale), isLive: false, ...draft },
      update: draft,
    });
  });
  return rendered.ok ? { ok: true } : { ok: false, fault: rendered.fault };
}

/** Arrivo's own words again. */
export async function resetTemplate(shop: ShopDomain, { kind, locale }: TemplateKey): Promise<void> {
  await withShop(shop, (db) => db.noticeTemplate.deleteMany({ where: { shop, kind, locale } }));
}
