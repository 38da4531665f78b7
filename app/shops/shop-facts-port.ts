import type { LocationGid } from "../ids.ts";

export interface ShopFacts {
  name: string;
  contactEmail: string;
  /** IANA name. */
  timeZone: string;
  currency: string;
  planName: string;
  /** ISO 3166-1 code of its address; empty where Shopify has none. */
  country: string;
  /** Null where Shopify does not let us read the shop's languages. */
  locale: string | null;
}

export interface LocationFacts {
  locationId: LocationGid;
  name: string;
  isActive: boolean;
  fulfillsOnlineOrders: boolean;
}

interface SalesChannel {
  handle: string;
  name: string;
}

/** What Arrivo asks Shopify of the shop itself. */
export interface ShopFactsPort {
  readShopFacts(): Promise<ShopFacts>;
  /** All of them, the deactivated too. */
  readLocations(): Promise<LocationFacts[]>;
  /** Scopes granted to this installation; a write scope brings its read scope. */
  readGrantedScopes(): Promise<ReadonlySet<string>>;
  /** Where the shop sells; null where Shopify does not let us read it. */
  readSalesChannels(): Promise<SalesChannel[] | null>;
  /** The definition of the metafield that carries the promise; there already: nothing happens. */
  ensureMetafieldDefinition(): Promise<void>;
}

declare module "../ports.ts" {
  interface ShopAdmin extends ShopFactsPort {}
}
