import { randomBytes } from "node:crypto";
import type { Emulator } from "../emulator.ts";
import { json } from "../http.ts";
import { readSessionToken } from "../session-token.ts";
import type { AccessToken, Installation } from "../state.ts";

const accessSeconds = 3600;
const refreshSeconds = 90 * 24 * 3600;
const retryDays = 30;
const tokenExchange = "urn:ietf:params:oauth:grant-type:token-exchange";
const idToken = "urn:ietf:params:oauth:token-type:id_token";
const offline = "urn:shopify:params:oauth:token-type:offline-access-token";
const online = "urn:shopify:params:oauth:token-type:online-access-token";

const refused = (error: string, description: string, status = 400) =>
  json({ error, error_description: description }, status);

async function readForm(request: Request): Promise<Record<string, unknown>> {
  const text = await request.text();
  try {
    return request.headers.get("content-type")?.includes("json")
      ? (JSON.parse(text) as Record<string, unknown>)
      : Object.fromEntries(new URLSearchParams(text));
  } catch {
    return {};
  }
}

/** POST /shopify/:shop/admin/oauth/access_token: token exchange and refresh, with Shopify's errors. */
export async function handleOauth(request: Request, emulator: Emulator): Promise<Response | null> {
  const match = /^\/shopify\/([^/]+)\/admin\/oauth\/access_token$/.exec(new URL(request.url).pathname);
  if (!match || request.method !== "POST") return null;
  const shop = emulator.shops.get(match[1]!);
  if (!shop) return json({ errors: "Not Found" }, 404);
  const form = await readForm(request);
  if (form.client_id !== emulator.app.apiKey || form.client_secret !== emulator.app.apiSecret)
    return refused("application_cannot_be_found", "the client id or secret is unknown");
  const installation = shop.installation;
  if (!installation) return refused("invalid_request", "the app is not installed on this shop");
  emulator.isDirty = true;
  if (form.grant_type === tokenExchange) {
    if (form.subject_token_type !== idToken) return refused("invalid_request", "subject_token_type is not supported");
    const claims = readSessionToken(String(form.subject_token ?? ""), shop.domain, emulator.app);
    if (!claims) return refused("invalid_subject_token", "The session token is invalid, expired or not for this app");
    if (form.requested_token_type === online) return json(onlineAnswer(installation, claims.sub));
    if (form.requested_token_type !== undefined && form.requested_token_type !== offline)
      return refused("invalid_request", "requested_token_type is not supported");
    return json(offlineAnswer(installation, isTrue(form.expiring)));
  }
  if (form.grant_type === "refresh_token") return refresh(installation, String(form.refresh_token ?? ""));
  return refused("unsupported_grant_type", "use token exchange or refresh_token");
}

const isTrue = (value: unknown): boolean => value === true || value === 1 || value === "1" || value === "true";

const token = (prefix: string) => `${prefix}_${randomBytes(16).toString("hex")}`;

/** Only one expiring offline token lives for an app and a shop: a new one revokes all before it. */
function offlineAnswer(installation: Installation, isExpiring: boolean): Record<string, unknown> {
  if (!isExpiring) {
    const made: AccessToken = {
      accessToken: token("shpat"),
      expiresAtWall: null,
      refreshToken: null,
      refreshExpiresAtWall: null,
      scopes: installation.scopes,
      kind: "offline",
    };
    installation.tokens.push(made);
    return { access_token: made.accessToken, scope: made.scopes.join(",") };
  }
  installation.tokens = installation.tokens.filter((each) => each.kind === "online" || each.expiresAtWall === null);
  delete installation.retriable;
  return expiringAnswer(installation, Date.now() + refreshSeconds * 1000);
}

function expiringAnswer(installation: Installation, refreshExpiresAtWall: number): Record<string, unknown> {
  const made: AccessToken = {
    accessToken: token("shpat"),
    expiresAtWall: Date.now() + accessSeconds * 1000,
    refreshToken: token("shprt"),
    refreshExpiresAtWall,
    scopes: installation.scopes,
    kind: "offline",
  };
  installation.tokens.push(made);
  return {
    access_token: made.accessToken,
    scope: made.scopes.join(","),
    expires_in: accessSeconds,
    refresh_token: made.refreshToken,
    refresh_token_expires_in: Math.round((refreshExpiresAtWall - Date.now()) / 1000),
  };
}

/**
 * Refresh tokens rotate. Since August 2026 the one used last may be used again until its replacement is, so that an
 * app whose answer was lost can recover; once the replacement has been used, the older one is dead.
 */
function refresh(installation: Installation, given: string): Response {
  const now = Date.now();
  const current = installation.tokens.find((each) => each.refreshToken !== null && each.refreshToken === given);
  const retried = installation.retriable?.refreshToken === given ? installation.retriable : undefined;
  if (!current && !retried) return refused("invalid_grant", "the refresh token is unknown or was replaced");
  const expiresAtWall = current?.refreshExpiresAtWall ?? retried?.expiresAtWall ?? 0;
  if (expiresAtWall <= now) return refused("invalid_grant", "the refresh token has expired");
  installation.tokens = installation.tokens.filter((each) => each.kind === "online" || each.expiresAtWall === null);
  installation.retriable = retried ?? {
    refreshToken: given,
    expiresAtWall: Math.min(expiresAtWall, now + retryDays * 24 * 3600 * 1000),
  };
  return json(expiringAnswer(installation, now + refreshSeconds * 1000));
}

function onlineAnswer(installation: Installation, userId: string): Record<string, unknown> {
  const made: AccessToken = {
    accessToken: token("shpua"),
    expiresAtWall: Date.now() + 24 * 3600 * 1000,
    refreshToken: null,
    refreshExpiresAtWall: null,
    scopes: installation.scopes,
    kind: "online",
  };
  installation.tokens.push(made);
  return {
    access_token: made.accessToken,
    scope: made.scopes.join(","),
    expires_in: 24 * 3600,
    associated_user_scope: made.scopes.join(","),
    associated_user: {
      id: Number(userId),
      first_name: "Robin",
      last_name: "Vester",
      email: "robin@example.com",
      account_owner: true,
      locale: "en",
      collaborator: false,
      email_verified: true,
    },
  };
}
