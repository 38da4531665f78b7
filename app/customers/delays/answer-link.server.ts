import { getEnv } from "../../env.server.ts";
import type { ShopDomain } from "../../ids.ts";
import { isSignedFor, signFor } from "./link-signature.server.ts";

/** What a link in a mail says, once its signature holds. */
export interface AnswerLink {
  orderId: string;
  /** Null: a link to the order, asked for outside a delay. */
  caseId: string | null;
}

export type ReadLink = { ok: true; link: AnswerLink } | { ok: false; reason: "forged" | "expired" };

const msPerDay = 86_400_000;
/** The customer may cancel once the last promised day is over: the link must live that long. */
const linkDays = 400;
const orderGid = "gid://shopify/Order/";

/**
 * The path of the page on the shop's own domain: `/apps/arrivo/orders/{order}.{case}.{last day}.{signature}`. No name and
 * no address is in it, and it opens nothing but this order's waiting lines.
 */
export function answerPath(shop: ShopDomain, { orderId, caseId }: AnswerLink, now: number): string {
  const lastDay = Math.floor(now / msPerDay) + linkDays;
  const said = `${orderId.slice(orderGid.length)}.${(caseId ?? "").replaceAll("-", "")}.${lastDay.toString(36)}`;
  return `/apps/arrivo/orders/${said}.${signFor(shop, "answer link", said)}`;
}

/** The whole address, for a mail. Shopify leads from the permanent domain to the shop's own. */
export function answerUrl(shop: ShopDomain, link: AnswerLink, now: number): string {
  const origin = getEnv().STOREFRONT_ORIGIN;
  return `${origin === undefined ? `https://${shop}` : `${origin}/${shop}`}${answerPath(shop, link, now)}`;
}

/** A link of another shop is forged: each shop has its own key. */
export function readAnswerLink(shop: ShopDomain, token: string, now: number): ReadLink {
  const parts = /^(\d{1,20})\.([0-9a-f]{32})?\.([0-9a-z]{1,6})\.([\w-]{43})$/.exec(token);
  if (parts === null) return { ok: false, reason: "forged" };
  const [, order = "", hex, lastDay = "", signature = ""] = parts;
  const said = token.slice(0, token.length - signature.length - 1);
  if (!isSignedFor(shop, "answer link", said, signature)) return { ok: false, reason: "forged" };
  if (Number.parseInt(lastDay, 36) * msPerDay < now - msPerDay) return { ok: false, reason: "expired" };
  const caseId = hex?.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5") ?? null;
  return { ok: true, link: { orderId: `${orderGid}${order}`, caseId } };
}
