import type { Emulator } from "./emulator.ts";
import { HttpError } from "./http.ts";
import { hostParam, makeSessionToken } from "./session-token.ts";
import type { Shop } from "./state.ts";
import { shopPayload } from "./webhooks/payloads.ts";

/** The library answers 410 to robots, and takes what names no browser for one. */
const merchantsBrowser = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36";

/** What Shopify's managed installation grants: the scopes of the TOML. The optional ones are asked for later. */
export function grantInstallation(emulator: Emulator, shop: Shop): void {
  if (shop.installation) return;
  shop.installation = {
    id: emulator.nextId(),
    installedAt: emulator.clock.now(),
    scopes: [...emulator.app.scopes],
    tokens: [],
    metafields: [],
  };
  shop.webhookSubscriptions = [];
  emulator.publish({ kind: "shop", shop: shop.domain });
}

/** The address at which the admin opens the app, with a fresh session token. */
export function appAddress(emulator: Emulator, shop: Shop, path = "/app"): string {
  const url = new URL(path, emulator.app.url);
  url.searchParams.set("embedded", "1");
  url.searchParams.set("shop", shop.domain);
  url.searchParams.set("host", hostParam(shop.domain));
  url.searchParams.set("locale", shop.locale);
  url.searchParams.set("id_token", makeSessionToken(shop.domain, emulator.app));
  return url.href;
}

/** Installs the app and opens it once, as the admin does after "Install"; fails as visibly as a merchant would see. */
export async function installApp(emulator: Emulator, shop: Shop): Promise<void> {
  grantInstallation(emulator, shop);
  const response = await fetch(appAddress(emulator, shop), {
    headers: { "user-agent": merchantsBrowser },
    signal: AbortSignal.timeout(60_000),
  }).catch((error: unknown) => {
    throw new HttpError(502, `the app at ${emulator.app.url} cannot be reached: ${String(error)}`);
  });
  await response.arrayBuffer();
  if (response.status !== 200) throw new HttpError(502, `the app answered ${response.status} when it was opened`);
}

/** Kills every token at once and tells the app, as Shopify does when a merchant removes it. */
export function uninstallApp(emulator: Emulator, shop: Shop): void {
  if (!shop.installation) throw new HttpError(409, `the app is not installed on ${shop.domain}`);
  shop.installation = null;
  shop.webhookSubscriptions = [];
  for (const theme of shop.themes) theme.blockSettings = {};
  // App-owned metafields stay on their owners; the installation's own (app data) are gone with it.
  emulator.publish({ kind: "shop", shop: shop.domain });
  emulator.sendWebhook(shop, "app/uninstalled", () => shopPayload(shop));
}

/** Grants or revokes optional scopes and sends app/scopes_update; a scope the TOML does not name is refused. */
export function changeScopes(
  emulator: Emulator,
  shop: Shop,
  change: { grant?: string[]; revoke?: string[] },
): string[] {
  const installation = shop.installation;
  if (!installation) throw new HttpError(409, `the app is not installed on ${shop.domain}`);
  const unknown = (change.grant ?? []).filter((scope) => !emulator.app.optionalScopes.includes(scope));
  if (unknown.length > 0)
    throw new HttpError(422, `${unknown.join(", ")}: not among the optional_scopes of shopify.app.toml`);
  const required = (change.revoke ?? []).filter((scope) => emulator.app.scopes.includes(scope));
  if (required.length > 0) throw new HttpError(422, `${required.join(", ")}: required scopes cannot be revoked`);
  const previous = installation.scopes;
  installation.scopes = [...new Set([...previous, ...(change.grant ?? [])])].filter(
    (scope) => !change.revoke?.includes(scope),
  );
  for (const token of installation.tokens) token.scopes = installation.scopes;
  emulator.publish({ kind: "shop", shop: shop.domain });
  emulator.sendWebhook(shop, "app/scopes_update", () => ({
    id: emulator.app.appId,
    previous,
    current: installation.scopes,
    updated_at: new Date(emulator.clock.now()).toISOString(),
  }));
  return installation.scopes;
}
