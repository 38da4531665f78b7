import type { Emulator } from "../emulator.ts";
import { HttpError } from "../http.ts";
import type { Shop } from "../state.ts";

/** A request to a shop's admin. `path` is what follows `root`, `/admin/{domain}`. */
export type AdminCall = { request: Request; emulator: Emulator; shop: Shop; root: string; path: string; url: URL };

export const seeOther = (location: string): Response => new Response(null, { status: 303, headers: { location } });

/** Another site's page must not change the shop by a form that a browser sends for it. */
export function refuseOtherOrigins({ request, url }: AdminCall): void {
  const origin = request.headers.get("origin");
  if (origin !== null && origin !== "null" && new URL(origin).host !== url.host)
    throw new HttpError(403, "the admin takes changes from its own pages only");
}
