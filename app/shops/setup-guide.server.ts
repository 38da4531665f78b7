import { withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { loadSettings } from "./read-settings.server.ts";
import type { ThemeBlocks } from "./theme-port.ts";

/** The setup guide, by the real state of things: nothing is ticked because somebody clicked it. */
export interface SetupGuide {
  isSynced: boolean;
  /** `no-scope`: we can't see it; the guide says so and links to the theme editor. */
  themeBlocks: ThemeBlocks;
  hasPolicy: boolean;
  dismissed: string[];
}

export async function setupGuide(ports: Ports, shop: ShopDomain): Promise<SetupGuide> {
  const themeBlocks = await ports.shopify(shop).readThemeBlocks();
  return withShop(shop, async (db) => {
    const synced = await db.task.findFirst({
      where: { shop, kind: "catalogue-sync", status: "done" },
      select: { id: true },
    });
    const policies = await db.policy.findMany({ where: { shop }, select: { gives: true } });
    const { dismissed } = await loadSettings(db, shop);
    return {
      isSynced: synced !== null,
      themeBlocks,
      hasPolicy: policies.some(({ gives }) => (gives as { mode?: string } | null)?.mode === "on"),
      dismissed,
    };
  });
}
