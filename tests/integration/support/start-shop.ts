import { hostParam, makeSessionToken } from "../../../store-emulator/session-token.ts";
import { grantInstallation } from "../../../store-emulator/install-app.ts";
import { makeShop } from "../../../store-emulator/make-shop.ts";
import { startEmulator, type RunningEmulator } from "../../../store-emulator/start-emulator.ts";

/** The emulator that the app under test talks to. Call it before anything reads the environment, which happens once. */
export async function startEmulatorForApp(): Promise<RunningEmulator> {
  const { SHOPIFY_API_KEY: apiKey, SHOPIFY_API_SECRET: apiSecret, SHOPIFY_APP_URL: appUrl } = process.env;
  const running = await startEmulator({ apiKey, apiSecret, appUrl });
  process.env.SHOPIFY_ORIGIN = `${running.url}/shopify`;
  return running;
}

/** A shop with the app installed and not opened yet. */
export function installedShop({ emulator }: RunningEmulator, domain: string) {
  const shop = makeShop(emulator, domain);
  grantInstallation(emulator, shop);
  return shop;
}

/** The admin's request for a page of the app, with a session token of the shop. */
export function pageRequest({ emulator }: RunningEmulator, domain: string, path = "/app"): Request {
  const url = new URL(path, emulator.app.url);
  url.searchParams.set("embedded", "1");
  url.searchParams.set("shop", domain);
  url.searchParams.set("host", hostParam(domain));
  url.searchParams.set("id_token", makeSessionToken(domain, emulator.app));
  return new Request(url, { headers: { "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0" } });
}
