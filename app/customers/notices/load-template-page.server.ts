import { z } from "zod";
import { withShop } from "../../db.server.ts";
import type { StorefrontLocale } from "../../i18n/storefront-locales.ts";
import { chooseStorefrontLocale } from "../../i18n/storefront-words-of.ts";
import type { ShopDomain } from "../../ids.ts";
import { defaultTemplate, type NoticeTemplate } from "./default-template.ts";
import type { TemplateFault } from "./liquid.ts";
import type { NoticeKind } from "./notice-kind.ts";

export interface TemplatePage {
  kind: NoticeKind;
  locale: StorefrontLocale;
  /** What the editor shows: the draft where there is one. */
  template: NoticeTemplate;
  /** `default`: Arrivo's words are sent; `own`: the merchant's. */
  sends: "default" | "own";
  /** Why the draft is not sent; null: there is none. */
  fault: TemplateFault | null;
  /** `kind locale` of all that the merchant has written. */
  written: string[];
  /** Names of orders that wait, for the preview. */
  orders: string[];
}

const faultSchema = z.object({
  field: z.enum(["subject", "body"]),
  line: z.number(),
  column: z.number(),
  message: z.string(),
});

/** `wanted`: a language as Shopify names it; null: the shop's own. */
export function loadTemplatePage(shop: ShopDomain, kind: NoticeKind, wanted: string | null): Promise<TemplatePage> {
  return withShop(shop, async (db) => {
    const registered = await db.shop.findUniqueOrThrow({ where: { domain: shop }, select: { locale: true } });
    const locale = chooseStorefrontLocale(wanted ?? registered.locale);
    const rows = await db.noticeTemplate.findMany({ where: { shop } });
    const row = rows.find((each) => each.kind === kind && each.locale === locale);
    const orders = await db.$queryRaw<{ name: string }[]>`
      SELECT DISTINCT l."orderName" AS name, max(l."placedAt") AS at FROM "OrderLine" l
      JOIN "LinePromise" p ON p.shop = l.shop AND p."lineId" = l."lineId" AND p.outcome IS NULL
      WHERE l.shop = ${shop} AND l."orderName" <> '' AND l."unfulfilledUnits" > 0
      GROUP BY l."orderName" ORDER BY at DESC LIMIT 20`;
    const fault = faultSchema.safeParse(row?.draftFault);
    const template =
      row === undefined
        ? defaultTemplate(kind, locale)
        : { subject: row.draftSubject ?? row.subject, body: row.draftBody ?? row.body };
    return {
      kind,
      locale,
      template,
      sends: row?.isLive === true ? "own" : "default",
      fault: fault.success ? fault.data : null,
      written: rows.map((each) => `${each.kind} ${each.locale}`),
      orders: orders.map(({ name }) => name),
    };
  });
}
