import { getPorts } from "../../app/composition.server.ts";
import { disconnect } from "../../app/db.server.ts";
import { parseShopDomain } from "../../app/ids.ts";
import { stopBoss } from "../../app/jobs/boss.server.ts";
import { savePolicy } from "../../app/policies/save-policy.server.ts";
import { readShopHeader } from "../../app/shops/read-shop-header.server.ts";
import { startSelling } from "../../app/shops/start-selling.server.ts";

/**
 * What the merchant of the demo's first shop did yesterday: one rule for the whole shop, then "Start selling". By the
 * use-cases that the admin's pages call.
 */
const shop = parseShopDomain(process.argv[2] ?? "");
if (!shop) throw new Error("Usage: settle-first-shop.ts shop.myshopify.com");
const ports = getPorts();
try {
  const saved = await savePolicy(
    ports,
    shop,
    { level: "shop" },
    {
      mode: "on",
      limit: { kind: "number", units: "20" },
      when: "sold-out",
      countedLocations: "online",
      bufferUnits: "0",
      eta: { kind: "lead-time", minDays: "10", maxDays: "14", days: "working" },
      handlingDays: "1",
      joinsNewProducts: "on",
    },
    true,
  );
  if (!saved.ok) throw new Error(`The rule was not saved: ${JSON.stringify(saved)}`);
  // An interrupted first start may have come this far.
  const started = await startSelling(ports, shop);
  if (!started.ok && (await readShopHeader(shop)).state !== "selling")
    throw new Error(`Selling did not start: ${started.reason}`);
} finally {
  await stopBoss();
  await disconnect();
}
