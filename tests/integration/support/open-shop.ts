import { randomBytes } from "node:crypto";
import { Session } from "@shopify/shopify-api";
import { getPorts } from "../../../app/composition.server.ts";
import { outsideShops, withShop } from "../../../app/db.server.ts";
import { gid, type ProductGid, type ShopDomain, type VariantGid } from "../../../app/ids.ts";
import { handlers } from "../../../app/jobs/handlers.server.ts";
import { type InlineQueue, inlineQueue } from "../../../app/jobs/inline-queue.ts";
import type { PolicyFields, PolicyLevel } from "../../../app/policies/policy.ts";
import type { Ports } from "../../../app/ports.ts";
import { getSessionStorage } from "../../../app/shopify/sessions.server.ts";
import { offlineId } from "../../../app/shopify/token-store.server.ts";
import { addProduct } from "../../../store-emulator/catalogue/add-product.ts";
import type { CatalogueVariant } from "../../../store-emulator/catalogue/catalogue-product.ts";
import type { FoundVariant } from "../../../store-emulator/find-variant.ts";
import { grantInstallation } from "../../../store-emulator/install-app.ts";
import { onlineAvailable } from "../../../store-emulator/levels.ts";
import { makeShop, type ShopOptions } from "../../../store-emulator/make-shop.ts";
import { setPolicy } from "../../../store-emulator/set-policy.ts";
import { setStock } from "../../../store-emulator/set-stock.ts";
import type { RunningEmulator } from "../../../store-emulator/start-emulator.ts";
import type { InventoryPolicy, Shop } from "../../../store-emulator/state.ts";
import { reconcileShop } from "../../../app/availability/reconcile-shop.server.ts";

export interface OpenShop {
  domain: ShopDomain;
  /** The emulator's own state. */
  shop: Shop;
  ports: Ports;
  queue: InlineQueue;
  addProduct(
    handle: string,
    variants: Partial<CatalogueVariant>[],
  ): { productId: ProductGid; variantIds: VariantGid[] };
  setStock(variantId: VariantGid, available: number): Promise<void>;
  setPolicy(variantId: VariantGid, policy: InventoryPolicy): Promise<void>;
  setRule(level: PolicyLevel, targetId: string, gives: Partial<PolicyFields>): Promise<void>;
  setState(state: string): Promise<void>;
  hint(kind: string, item: string, hintedAt?: Date): Promise<void>;
  /** Runs what waits in the queue, and reconciles until nothing is due. */
  settle(): Promise<void>;
  /** The real ports: for tests that run workers. */
  bossPorts: Ports;
  /** Marks items and enqueues the job that takes them, for workers to do. */
  wake(items: readonly { kind: string; item: string }[]): Promise<void>;
  /** As a person does; Shopify's webhooks say so, nobody else. */
  moveStock(variantId: VariantGid, available: number): void;
  stockOf(variantId: VariantGid): number;
  /** Shopify's view. */
  inShopify(variantId: VariantGid): { policy: InventoryPolicy; metafield: Record<string, unknown> | null };
  /** Our record. */
  recorded(variantId: VariantGid): Promise<{ state: string; reason: unknown; ownPolicy: string | null }>;
  mutations(): number;
  dirty(): Promise<number>;
}

const hourMs = 3_600_000;
const number = (gidText: string) => Number(gidText.split("/").at(-1));

/** A shop in the emulator with the app installed, in our registry with its locations, and with an hour's token. */
export async function openShop(
  { emulator }: RunningEmulator,
  name: string,
  options: ShopOptions & { state?: string } = {},
): Promise<OpenShop> {
  // Justified cast: makeShop refuses what is no domain.
  const domain = `${name}.myshopify.com` as ShopDomain;
  const shop = makeShop(emulator, domain, options);
  grantInstallation(emulator, shop);
  const accessToken = `shpat_${randomBytes(16).toString("hex")}`;
  const refreshToken = `shprt_${randomBytes(16).toString("hex")}`;
  const expiresAt = Date.now() + hourMs;
  const refreshExpiresAt = Date.now() + 24 * hourMs;
  shop.installation?.tokens.push({
    accessToken,
    expiresAtWall: expiresAt,
    refreshToken,
    refreshExpiresAtWall: refreshExpiresAt,
    scopes: [...emulator.app.scopes],
    kind: "offline",
  });
  await getSessionStorage().storeSession(
    new Session({
      id: offlineId(domain),
      shop: domain,
      state: "",
      isOnline: false,
      scope: emulator.app.scopes.join(","),
      accessToken,
      refreshToken,
      expires: new Date(expiresAt),
      refreshTokenExpires: new Date(refreshExpiresAt),
    }),
  );
  // Shopify tells instants to the second: what is made in the very second of the install is no older than it.
  const installedAt = new Date(Math.floor(Date.now() / 1_000) * 1_000);
  const { timeZone, currencyCode: currency } = shop;
  await outsideShops().shop.create({
    data: { domain, state: options.state ?? "selling", timeZone, currency, installedAt },
  });
  const data = [...shop.locations.values()].map((location) => ({
    shop: domain,
    locationId: gid("Location", location.id),
    name: location.name,
    isActive: location.isActive,
    fulfillsOnlineOrders: location.fulfillsOnlineOrders,
  }));
  await withShop(domain, (db) => db.location.createMany({ data }));

  const queue = inlineQueue();
  const bossPorts = getPorts();
  const ports: Ports = { ...bossPorts, queue };
  const find = (variantId: VariantGid): FoundVariant => {
    const variant = shop.variants.get(number(variantId))!;
    return {
      variant,
      product: shop.products.get(variant.productId)!,
      item: shop.inventoryItems.get(variant.inventoryItemId)!,
    };
  };
  const hint = async (kind: string, item: string, hintedAt = new Date(0)) => {
    await outsideShops().$executeRaw`
      INSERT INTO "DirtyItem" (shop, kind, item, "hintedAt") VALUES (${domain}, ${kind}, ${item}, ${hintedAt})
      ON CONFLICT (shop, kind, item) DO UPDATE SET version = "DirtyItem".version + 1, "notBefore" = now(),
        "hintedAt" = greatest("DirtyItem"."hintedAt", excluded."hintedAt")`;
  };

  return {
    domain,
    shop,
    ports,
    queue,
    bossPorts,
    hint,
    async wake(items) {
      for (const { kind, item } of items) await hint(kind, item);
      await bossPorts.queue.enqueue(null, "reconcile-shop", { shop: domain });
    },
    moveStock(variantId, available) {
      setStock(emulator, shop, find(variantId), [...shop.locations.values()][0]!, { available });
    },
    stockOf: (variantId) => onlineAvailable(shop, find(variantId).item),
    addProduct(handle, variants) {
      const made = addProduct(emulator, shop, {
        handle,
        title: handle,
        descriptionHtml: "",
        vendor: "",
        productType: "",
        tags: [],
        status: "ACTIVE",
        isPublished: true,
        isGiftCard: false,
        optionNames: ["Number"],
        pictures: [],
        variants: variants.map((variant, index) => ({ ...plainVariant(`${handle}-${index + 1}`), ...variant })),
      });
      return {
        productId: gid("Product", made.id),
        variantIds: made.variantIds.map((id) => gid("ProductVariant", id)),
      };
    },
    async setStock(variantId, available) {
      const found = find(variantId);
      const level = setStock(emulator, shop, found, [...shop.locations.values()][0]!, { available });
      // The webhook's own instant, which is the level's: a clock read later may stand in the next second.
      await hint("inventory-item", gid("InventoryItem", found.item.id), new Date(level.updatedAt));
    },
    async setPolicy(variantId, policy) {
      const found = find(variantId);
      setPolicy(emulator, shop, found, policy);
      await hint("product", gid("Product", found.product.id), new Date(emulator.clock.now()));
    },
    async setRule(level, targetId, gives) {
      const now = new Date();
      const key = { shop: domain, level, targetId };
      await withShop(domain, async (db) => {
        await db.policy.upsert({
          where: { shop_level_targetId: key },
          // Justified cast: a rule's fields are JSON.
          create: { ...key, gives: gives as object, createdAt: now, updatedAt: now },
          update: { gives: gives as object, updatedAt: now },
        });
        await db.$executeRaw`
          INSERT INTO "DirtyItem" (shop, kind, item, "hintedAt")
          SELECT shop, 'decision', "variantId", 'epoch' FROM "Variant" WHERE shop = ${domain}
          ON CONFLICT (shop, kind, item) DO UPDATE SET version = "DirtyItem".version + 1, "notBefore" = now()`;
      });
    },
    setState: async (state) => {
      await outsideShops().shop.update({ where: { domain }, data: { state } });
    },
    async settle() {
      await reconcileShop(ports, domain);
      await queue.run(ports, handlers);
    },
    inShopify(variantId) {
      const { inventoryPolicy, metafields } = find(variantId).variant;
      const ours = metafields.find((each) => each.key === "arrivo");
      return {
        policy: inventoryPolicy,
        metafield: ours ? (JSON.parse(ours.value) as Record<string, unknown>) : null,
      };
    },
    recorded: (variantId) =>
      withShop(domain, (db) =>
        db.variant.findUniqueOrThrow({ where: { shop_variantId: { shop: domain, variantId } } }),
      ),
    mutations: () =>
      emulator.calls.filter((each) => each.shop === domain && each.operation === "PublishVariants").length,
    dirty: () => outsideShops().dirtyItem.count({ where: { shop: domain } }),
  };
}

function plainVariant(sku: string): CatalogueVariant {
  return {
    optionValues: [sku],
    sku,
    barcode: null,
    priceMinor: 1000,
    compareAtPriceMinor: null,
    unitCostMinor: null,
    weightGrams: 100,
    taxable: true,
    tracked: true,
    requiresShipping: true,
    requiresComponents: false,
    inventoryPolicy: "DENY",
    available: [5],
    pictureSrc: null,
  };
}

/** A rule that sells 20 beyond stock, in 10 to 15 working days. */
export const plainRule: Partial<PolicyFields> = {
  mode: "on",
  limit: { kind: "number", units: 20 },
  eta: { kind: "lead-time", minDays: 10, maxDays: 15, days: "working" },
  joinsNewProducts: true,
};
