import { createHmac, hkdfSync, randomBytes } from "node:crypto";
import { getEnv } from "../../env.server.ts";
import type { ShopDomain } from "../../ids.ts";

/** What a webhook's secret is made from; a new one makes a new secret. */
export const newSalt = (): string => randomBytes(12).toString("hex");

/** The secret with which a shop's outgoing webhooks are signed: made anew each time, stored nowhere. */
export function webhookSecret(shop: ShopDomain, salt: string): string {
  const key = hkdfSync("sha256", getEnv().SHOPIFY_API_SECRET, `${shop} ${salt}`, "arrivo outgoing webhook", 32);
  return `arws_${Buffer.from(key).toString("base64url")}`;
}

/** `t={seconds},v1={hex}`: HMAC-SHA256 over `{seconds}.{body}`, so that an old delivery can't be played again. */
export function signWebhook(secret: string, body: string, seconds: number): string {
  return `t=${seconds},v1=${createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex")}`;
}
