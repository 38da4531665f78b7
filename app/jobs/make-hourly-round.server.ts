import { outsideShops } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";

/** Local hour of the nightly sweep: the shop is quiet, and its bulk jobs have not begun. */
const sweepHour = 2;

/** Every shop is asked what changed; where it is 2 in the night, everything is read again. */
export async function makeHourlyRound(ports: Ports): Promise<void> {
  const now = ports.clock.wallNow();
  const shops = await outsideShops().shop.findMany({
    where: { state: { not: "uninstalled" } },
    select: { domain: true, timeZone: true },
  });
  for (const { domain, timeZone } of shops) {
    // Justified cast: the registry is written from checked domains only.
    const shop = domain as ShopDomain;
    await ports.queue.enqueue(null, "look-at-changes", { shop });
    if (localHour(now, timeZone) === sweepHour) await ports.queue.enqueue(null, "sweep-shop", { shop });
  }
}

function localHour(now: number, timeZone: string): number {
  return Number(new Intl.DateTimeFormat("en", { timeZone, hour: "2-digit", hourCycle: "h23" }).format(now));
}
