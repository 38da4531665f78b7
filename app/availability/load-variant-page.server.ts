import type { PolicyResolution } from "../policies/resolve-policy.ts";
import { type Db, withShop } from "../db.server.ts";
import type { InventoryItemGid, ShopDomain, VariantGid } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { loadStorefront } from "../shops/load-storefront.server.ts";
import type { Availability } from "./availability.ts";
import { decideVariant } from "./decide-variant.ts";
import { factsOfKnown, type KnownVariant, loadKnownVariants, targetOfKnown, withIds } from "./known-variants.server.ts";
import { loadShopFrame, withSupply } from "./load-shop-frame.server.ts";
import { loadOutlook } from "./load-outlook.server.ts";
import type { InventoryPolicy, PromiseSegment } from "./metafield.ts";
import type { DecisionCause } from "./record-decisions.server.ts";
import type { StorefrontSettings } from "./storefront-settings.ts";
import type { StockOutlook } from "../supply/stock-outlook.ts";
import { type VariantState, variantState } from "./variant-state.ts";

export interface VariantPageData {
  variantId: string;
  productId: string;
  handle: string;
  inventoryItemId: InventoryItemGid;
  displayName: string;
  sku: string | null;
  imageUrl: string | null;
  isTracked: boolean;
  inventoryPolicy: InventoryPolicy;
  ownPolicy: InventoryPolicy | null;
  isHeldByMerchant: boolean;
  sold30Units: number;
  owedUnits: number;
  /** Decided just now from what was last read. */
  state: VariantState;
  availability: Availability;
  /** What the product page reads and the stock that Shopify shows there. */
  liveUnits: number;
  resolution: Pick<PolicyResolution, "won" | "lost" | "fieldsFrom" | "missing" | "policy">;
  levels: { location: string; counts: boolean; available: number; committed: number; incoming: number }[];
  outlook: StockOutlook;
  history: HistoryEntry[];
  settings: StorefrontSettings;
  /** Business time in epoch milliseconds. */
  now: number;
}

export interface HistoryEntry {
  id: string;
  decidedAt: number;
  state: Availability["state"];
  reason: Availability["reason"];
  publishedPolicy: InventoryPolicy;
  availableUnits: number;
  segments: PromiseSegment[];
  cause: DecisionCause;
}

const historyShown = 50;

/** Everything the page of one variant shows. Null: the shop has no such variant. */
export async function loadVariantPage(
  ports: Ports,
  shop: ShopDomain,
  variantId: VariantGid,
): Promise<VariantPageData | null> {
  const now = await ports.clock.businessNow();
  return withShop(shop, async (db) => {
    const bareFrame = await loadShopFrame(db, shop, now);
    const [known] = await loadKnownVariants(db, shop, withIds([variantId]), 1);
    const row = await db.variant.findUnique({
      where: { shop_variantId: { shop, variantId } },
      include: { product: { select: { handle: true, imageUrl: true } } },
    });
    if (bareFrame === null || known === undefined || row === null) return null;
    const frame = await withSupply(db, bareFrame, [known]);
    const { availability } = decideVariant(factsOfKnown(known, frame), frame);
    const resolution = frame.resolve(targetOfKnown(known));
    const levels = await readLevels(db, shop, known, availabilityCounts(resolution, frame.onlineLocationIds));
    return {
      variantId,
      productId: known.productId,
      handle: row.product.handle,
      inventoryItemId: known.inventoryItemId,
      displayName: known.displayName,
      sku: row.sku,
      imageUrl: row.product.imageUrl,
      isTracked: known.tracked,
      inventoryPolicy: known.inventoryPolicy,
      ownPolicy: known.ownPolicy,
      isHeldByMerchant: known.yieldedAt !== null && known.resumedAt === null,
      sold30Units: row.sold30Units,
      owedUnits: row.owedUnits,
      state: variantState(availability),
      availability,
      liveUnits: availability.metafield?.seen ?? sumOnline(known, frame.onlineLocationIds),
      resolution,
      levels,
      outlook: await loadOutlook(db, frame, known, resolution.policy, availability.availableUnits),
      history: await readHistory(db, shop, variantId),
      settings: await loadStorefront(db, shop, now),
      now,
    };
  });
}

function sumOnline({ levels }: KnownVariant, online: ReadonlySet<string>): number {
  return levels.reduce((sum, { locationId, available }) => (online.has(locationId) ? sum + available : sum), 0);
}

/** Whether a location's stock counts for the variant, under the rule that holds. */
function availabilityCounts({ policy }: PolicyResolution, online: ReadonlySet<string>) {
  const counted = policy?.mode === "on" ? policy.countedLocations : "online";
  return (locationId: string) =>
    counted === "online" ? online.has(locationId) : counted.some((each) => each === locationId);
}

async function readLevels(
  db: Db,
  shop: ShopDomain,
  { inventoryItemId }: KnownVariant,
  counts: (locationId: string) => boolean,
): Promise<VariantPageData["levels"]> {
  const levels = await db.inventoryLevel.findMany({ where: { shop, inventoryItemId } });
  const names = new Map(
    (await db.location.findMany({ where: { shop } })).map(({ locationId, name }) => [locationId, name]),
  );
  return levels
    .map(({ locationId, available, committed, incoming }) => ({
      location: names.get(locationId) ?? "",
      counts: counts(locationId),
      available,
      committed,
      incoming,
    }))
    .sort((one, other) => one.location.localeCompare(other.location));
}

async function readHistory(db: Db, shop: ShopDomain, variantId: VariantGid): Promise<HistoryEntry[]> {
  const rows = await db.decision.findMany({ where: { shop, variantId }, orderBy: { id: "desc" }, take: historyShown });
  // Justified casts: the columns are written from decisions only (record-decisions.server.ts).
  return rows.map((row) => ({
    id: String(row.id),
    decidedAt: row.decidedAt.getTime(),
    state: row.state as HistoryEntry["state"],
    reason: row.reason as HistoryEntry["reason"],
    publishedPolicy: row.publishedPolicy as InventoryPolicy,
    availableUnits: row.availableUnits,
    segments: row.segments as unknown as PromiseSegment[],
    cause: row.cause as DecisionCause,
  }));
}
