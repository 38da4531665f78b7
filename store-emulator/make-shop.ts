import { randomBytes } from "node:crypto";
import type { Emulator } from "./emulator.ts";
import { HttpError } from "./http.ts";
import type { Location, Shop, ShopPlan } from "./state.ts";

export type ShopOptions = {
  name?: string;
  plan?: ShopPlan;
  timeZone?: string;
  currencyCode?: string;
  countryCode?: string;
  locale?: string;
  locations?: { name: string; fulfillsOnlineOrders?: boolean; city?: string }[];
};

const titleOf = (domain: string): string =>
  domain
    .replace(/\.myshopify\.com$/, "")
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");

/** A new, empty shop with its locations, channels and theme; refuses a domain that Shopify would refuse. */
export function makeShop(emulator: Emulator, domain: string, options: ShopOptions = {}): Shop {
  if (!/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(domain))
    throw new HttpError(400, `"${domain}" is not a shop's domain: it must look like my-shop.myshopify.com`);
  if (emulator.shops.has(domain)) throw new HttpError(409, `there is a shop ${domain} already`);
  const now = emulator.clock.now();
  const locations = (options.locations ?? [{ name: "Main warehouse" }, { name: "Harbour store" }]).map(
    (location): Location => ({
      id: emulator.nextId(),
      name: location.name,
      isActive: true,
      fulfillsOnlineOrders: location.fulfillsOnlineOrders ?? true,
      shipsInventory: true,
      city: location.city ?? "Copenhagen",
      countryCode: options.countryCode ?? "DK",
      createdAt: now,
      updatedAt: now,
    }),
  );
  const publication = (name: string, channelHandle: string) => ({
    id: emulator.nextId(),
    name,
    channelHandle,
    isOnlineStore: channelHandle === "online_store",
  });
  const shop: Shop = {
    id: emulator.nextId(),
    domain,
    name: options.name ?? titleOf(domain),
    email: `owner+${randomBytes(2).toString("hex")}@example.com`,
    ownerName: "Robin Vester",
    plan: options.plan ?? "standard",
    currencyCode: options.currencyCode ?? "EUR",
    countryCode: options.countryCode ?? "DK",
    timeZone: options.timeZone ?? "Europe/Copenhagen",
    locale: options.locale ?? "en",
    createdAt: now,
    updatedAt: now,
    installation: null,
    products: new Map(),
    variants: new Map(),
    inventoryItems: new Map(),
    locations: new Map(locations.map((location) => [location.id, location])),
    publications: [
      publication("Online Store", "online_store"),
      publication("Point of Sale", "pos"),
      publication("TikTok", "tiktok"),
    ],
    themes: [
      {
        id: emulator.nextId(),
        name: "Horizon",
        role: "MAIN",
        style: "horizon",
        blocks: ["promise", "card-badge", "cart-dates"],
        embeds: [],
        blockSettings: {},
        createdAt: now,
        updatedAt: now,
      },
    ],
    customers: new Map(),
    orders: new Map(),
    fulfillmentOrders: new Map(),
    fulfillments: new Map(),
    refunds: new Map(),
    discounts: new Map(),
    storeCredits: [],
    collections: new Map(),
    transfers: new Map(),
    shipments: new Map(),
    metafields: [],
    metafieldDefinitions: [],
    webhookSubscriptions: [],
    bulkOperations: [],
    nextOrderNumber: 1001,
  };
  emulator.shops.set(domain, shop);
  emulator.publish({ kind: "shop", shop: domain });
  return shop;
}
