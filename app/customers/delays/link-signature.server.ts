import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { getEnv } from "../../env.server.ts";
import type { ShopDomain } from "../../ids.ts";

/** What is signed: nothing signed for one purpose holds for another. */
type Purpose = "answer link" | "shown question";

/** HMAC-SHA256 in base64url under the shop's own key. */
export function signFor(shop: ShopDomain, purpose: Purpose, text: string): string {
  const [key] = keysOf(shop, purpose);
  if (key === undefined) throw new Error("TOKEN_KEYS names no key.");
  return sign(key, text);
}

export function isSignedFor(shop: ShopDomain, purpose: Purpose, text: string, signature: string): boolean {
  const given = Buffer.from(signature);
  return keysOf(shop, purpose).some((key) => {
    const own = Buffer.from(sign(key, text));
    return own.length === given.length && timingSafeEqual(own, given);
  });
}

const sign = (key: Buffer, text: string): string => createHmac("sha256", key).update(text).digest("base64url");

/** From each of TOKEN_KEYS one: the newest signs, all of them are believed, so that keys rotate. */
function keysOf(shop: ShopDomain, purpose: Purpose): Buffer[] {
  return getEnv()
    .TOKEN_KEYS.split(",")
    .map((entry) => Buffer.from(entry.slice(entry.indexOf(":") + 1), "base64"))
    .map((secret) => Buffer.from(hkdfSync("sha256", secret, shop, `arrivo ${purpose}`, 32)));
}
