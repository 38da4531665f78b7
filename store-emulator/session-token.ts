import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";

export type SessionTokenClaims = {
  iss: string;
  dest: string;
  aud: string;
  sub: string;
  exp: number;
  nbf: number;
  iat: number;
  jti: string;
  sid: string;
};

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

const sign = (text: string, secret: string): Buffer => createHmac("sha256", secret).update(text).digest();

/** The token that App Bridge gives the app's page: who opened it, in which shop; good for one minute of wall time. */
export function makeSessionToken(
  shopDomain: string,
  app: { apiKey: string; apiSecret: string },
  changes: Partial<SessionTokenClaims> = {},
): string {
  const now = Math.floor(Date.now() / 1000);
  const claims: SessionTokenClaims = {
    iss: `https://${shopDomain}/admin`,
    dest: `https://${shopDomain}`,
    aud: app.apiKey,
    sub: "90210001",
    exp: now + 60,
    nbf: now - 5,
    iat: now,
    jti: randomUUID(),
    sid: randomUUID(),
    ...changes,
  };
  const text = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${text}.${sign(text, app.apiSecret).toString("base64url")}`;
}

/** The claims of a token that is signed by us, meant for this app and shop, and not out of date; else null. */
export function readSessionToken(
  token: string,
  shopDomain: string,
  app: { apiKey: string; apiSecret: string },
): SessionTokenClaims | null {
  const [header, payload, signature, ...rest] = token.split(".");
  if (!header || !payload || !signature || rest.length > 0) return null;
  const expected = sign(`${header}.${payload}`, app.apiSecret);
  const given = Buffer.from(signature, "base64url");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  try {
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as SessionTokenClaims;
    const now = Date.now() / 1000;
    const isCurrent = claims.exp > now && claims.nbf <= now + 10;
    return isCurrent && claims.aud === app.apiKey && claims.dest === `https://${shopDomain}` ? claims : null;
  } catch {
    return null;
  }
}

/** What Shopify's admin puts in the address as `host`: where the frame lives, in base64. */
export const hostParam = (shopDomain: string): string =>
  Buffer.from(`admin.shopify.com/store/${shopDomain.replace(/\.myshopify\.com$/, "")}`)
    .toString("base64")
    .replace(/=+$/, "");
