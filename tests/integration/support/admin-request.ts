import { makeSessionToken } from "../../../store-emulator/session-token.ts";
import type { RunningEmulator } from "../../../store-emulator/start-emulator.ts";

/** What one of the admin's pages sends to its own action, with a session token of the shop. */
export function adminPost({ emulator }: RunningEmulator, domain: string, path: string, body: unknown): Request {
  return new Request(new URL(path, emulator.app.url), {
    method: "POST",
    headers: {
      authorization: `Bearer ${makeSessionToken(domain, emulator.app)}`,
      "content-type": "application/json",
      "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0",
    },
    body: JSON.stringify(body),
  });
}

/** Remix's arguments for a loader or an action. */
export function routeArgs(request: Request, params: Record<string, string> = {}) {
  return { request, params, context: {} };
}
