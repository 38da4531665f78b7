import { once } from "node:events";
import { disconnect } from "../../../app/db.server.ts";
import type { ShopDomain } from "../../../app/ids.ts";
import { getTokenStore } from "../../../app/shopify/sessions.server.ts";

/** A second process for tokens.test.ts: on "go" it asks for the shop's token many times at once. */
const [shop, times] = process.argv.slice(2);
const tokens = getTokenStore();
process.send?.("ready");
await once(process, "message");
const asked = Array.from({ length: Number(times) }, () => tokens.accessToken(shop as ShopDomain));
process.send?.(await Promise.all(asked));
await disconnect();
process.disconnect();
