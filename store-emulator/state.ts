import type { Discount, StoreCredit } from "./discount-state.ts";
import type { Fulfillment, FulfillmentOrder, Order, Refund } from "./order-state.ts";
import type { InventoryShipment, InventoryTransfer } from "./transfer-state.ts";

/**
 * What a Shopify shop holds, as far as the emulator knows it. Ids are Shopify's numeric ids; a gid is made from them
 * where GraphQL needs one (ids.ts). Instants are business time in epoch milliseconds (clock of emulator.ts), except in
 * tokens, which live by wall time. Prices are integer minor units of the shop's currency.
 */
export type Metafield = {
  id: number;
  /** As stored, with `$app` resolved: `app--{appId}` or `app--{appId}--{rest}`. */
  namespace: string;
  key: string;
  type: string;
  value: string;
  createdAt: number;
  updatedAt: number;
};

export type Picture = { id: number; src: string; alt: string | null; position: number };

/** By hand, or by conditions (a smart collection), which the emulator leaves to whoever sets its products. */
export type Collection = {
  id: number;
  title: string;
  handle: string;
  productIds: number[];
  createdAt: number;
  updatedAt: number;
};

export type ProductStatus = "ACTIVE" | "DRAFT" | "ARCHIVED";
export type InventoryPolicy = "DENY" | "CONTINUE";

export type Product = {
  id: number;
  handle: string;
  title: string;
  descriptionHtml: string;
  vendor: string;
  productType: string;
  tags: string[];
  status: ProductStatus;
  /** Names, in order; a product without options has one named "Title" with the value "Default Title". */
  optionNames: string[];
  variantIds: number[];
  pictures: Picture[];
  isGiftCard: boolean;
  /** Publications (sales channels) it is published on. */
  publicationIds: number[];
  publishedAt: number | null;
  createdAt: number;
  updatedAt: number;
  metafields: Metafield[];
};

export type Variant = {
  id: number;
  productId: number;
  inventoryItemId: number;
  /** One value for each option name of the product. */
  optionValues: string[];
  position: number;
  priceMinor: number;
  compareAtPriceMinor: number | null;
  barcode: string | null;
  taxable: boolean;
  inventoryPolicy: InventoryPolicy;
  /** A bundle parent: its stock is that of its components. */
  requiresComponents: boolean;
  pictureId: number | null;
  createdAt: number;
  updatedAt: number;
  metafields: Metafield[];
};

/** Every quantity that Shopify keeps; `on_hand` is never stored because it is their sum (onHand in levels.ts). */
export type LevelQuantities = {
  available: number;
  committed: number;
  incoming: number;
  reserved: number;
  damaged: number;
  safety_stock: number;
  quality_control: number;
};

export type InventoryLevel = LevelQuantities & {
  id: number;
  locationId: number;
  isActive: boolean;
  createdAt: number;
  updatedAt: number;
  /** What GraphQL reads still return until this wall instant: Shopify's reads can lag behind its webhooks. */
  lagging?: { untilWall: number; quantities: LevelQuantities; updatedAt: number };
};

export type InventoryItem = {
  id: number;
  /** An item may belong to several variants. */
  variantIds: number[];
  sku: string | null;
  tracked: boolean;
  requiresShipping: boolean;
  unitCostMinor: number | null;
  weightGrams: number;
  levels: InventoryLevel[];
  createdAt: number;
  updatedAt: number;
};

export type Location = {
  id: number;
  name: string;
  isActive: boolean;
  fulfillsOnlineOrders: boolean;
  shipsInventory: boolean;
  city: string;
  countryCode: string;
  createdAt: number;
  updatedAt: number;
};

export type Customer = {
  id: number;
  email: string | null;
  firstName: string;
  lastName: string;
  tags: string[];
  createdAt: number;
  updatedAt: number;
};

export type MetafieldDefinition = {
  id: number;
  namespace: string;
  key: string;
  name: string;
  description: string | null;
  ownerType: string;
  type: string;
  access: { admin: string | null; storefront: string | null; customerAccount: string | null };
  validations: { name: string; value: string | null }[];
};

export type WebhookSubscription = {
  id: number;
  /** As in the header: `inventory_levels/update`. */
  topic: string;
  uri: string;
  includeFields: string[];
  filter: string | null;
  name: string | null;
  /** Declared in shopify.app.toml (invisible to the API) or made per shop through the API. */
  source: "toml" | "api";
  createdAt: number;
  updatedAt: number;
};

/** Offline access of one installation; wall time. */
export type AccessToken = {
  accessToken: string;
  expiresAtWall: number | null;
  refreshToken: string | null;
  refreshExpiresAtWall: number | null;
  scopes: string[];
  kind: "offline" | "online";
};

export type Installation = {
  id: number;
  installedAt: number;
  scopes: string[];
  tokens: AccessToken[];
  /** The refresh token used last, which may be used again until its replacement is. */
  retriable?: { refreshToken: string; expiresAtWall: number };
  /** App-data metafields: Liquid sees them as `app.metafields`. */
  metafields: Metafield[];
};

type BulkStatus = "CREATED" | "RUNNING" | "COMPLETED" | "CANCELING" | "CANCELED" | "FAILED" | "EXPIRED";

export type BulkOperation = {
  id: number;
  type: "QUERY" | "MUTATION";
  query: string;
  status: BulkStatus;
  errorCode: string | null;
  objectCount: number;
  rootObjectCount: number;
  fileSize: number | null;
  /** Name below /files; the URL is made when it is read, since the port may differ after a restart. */
  fileName: string | null;
  createdAt: number;
  completedAt: number | null;
};

export type Publication = { id: number; name: string; channelHandle: string; isOnlineStore: boolean };

export type Theme = {
  id: number;
  name: string;
  role: "MAIN" | "UNPUBLISHED" | "DEVELOPMENT";
  style: "horizon" | "dawn";
  /** Blocks of the app's extension placed on the product template and in cards, by the block's file name. */
  blocks: string[];
  /** App embeds that are switched on, by the block's file name. */
  embeds: string[];
  /** Settings a merchant gave a block in the theme editor, by block name. */
  blockSettings: Record<string, Record<string, unknown>>;
  createdAt: number;
  updatedAt: number;
};

export type ShopPlan = "standard" | "advanced" | "plus" | "enterprise";

export type Shop = {
  id: number;
  domain: string;
  name: string;
  email: string;
  ownerName: string;
  plan: ShopPlan;
  currencyCode: string;
  countryCode: string;
  timeZone: string;
  locale: string;
  createdAt: number;
  updatedAt: number;
  installation: Installation | null;
  products: Map<number, Product>;
  collections: Map<number, Collection>;
  variants: Map<number, Variant>;
  inventoryItems: Map<number, InventoryItem>;
  locations: Map<number, Location>;
  publications: Publication[];
  themes: Theme[];
  customers: Map<number, Customer>;
  orders: Map<number, Order>;
  fulfillmentOrders: Map<number, FulfillmentOrder>;
  fulfillments: Map<number, Fulfillment>;
  refunds: Map<number, Refund>;
  discounts: Map<number, Discount>;
  storeCredits: StoreCredit[];
  transfers: Map<number, InventoryTransfer>;
  shipments: Map<number, InventoryShipment>;
  metafields: Metafield[];
  metafieldDefinitions: MetafieldDefinition[];
  webhookSubscriptions: WebhookSubscription[];
  bulkOperations: BulkOperation[];
  nextOrderNumber: number;
};
