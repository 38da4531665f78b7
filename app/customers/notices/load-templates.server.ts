import type { Db } from "../../db.server.ts";
import type { StorefrontLocale } from "../../i18n/storefront-locales.ts";
import type { ShopDomain } from "../../ids.ts";
import { defaultTemplate, type NoticeTemplate } from "./default-template.ts";
import type { NoticeKind } from "./notice-kind.ts";

/** The template that is sent for a kind in a language, and whether it is the merchant's own. */
export type TemplateOf = (kind: NoticeKind, locale: StorefrontLocale) => NoticeTemplate & { isOwn: boolean };

export async function loadTemplates(db: Db, shop: ShopDomain): Promise<TemplateOf> {
  const rows = await db.noticeTemplate.findMany({ where: { shop, isLive: true } });
  const own = new Map(rows.map((row) => [`${row.kind} ${row.locale}`, row]));
  return (kind, locale) => {
    const row = own.get(`${kind} ${locale}`);
    return row === undefined
      ? { ...defaultTemplate(kind, locale), isOwn: false }
      : { subject: row.subject, body: row.body, isOwn: true };
  };
}
