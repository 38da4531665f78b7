import { gid, idOf, levelGid } from "../../ids.ts";
import { graphqlInstant } from "../../instants.ts";
import { onHand, readableLevel } from "../../levels.ts";
import type { InventoryItem, InventoryLevel, Location, Shop } from "../../state.ts";
import { connect } from "../connection.ts";
import { badRequest, tagged, type Args, type Context, type Fields, type ResolverMap } from "../context.ts";
import { byFlag, byInstant, byNumber, byWord, compileSearch, type Filters } from "../search.ts";
import { metafieldsOfOwner } from "./metafield.ts";
import { counted, money } from "./money.ts";

/** A level knows its item only while it is read: its gid names both. */
export type LevelOf = { item: InventoryItem; level: InventoryLevel };

const levelsOf = (item: InventoryItem, args: Args): LevelOf[] =>
  item.levels.filter((level) => level.isActive || args.includeInactive === true).map((level) => ({ item, level }));

const itemFilters: Filters<InventoryItem> = {
  fields: {
    id: byNumber((item) => item.id),
    sku: byWord((item) => item.sku),
    created_at: byInstant((item) => item.createdAt),
    updated_at: byInstant((item) => item.updatedAt),
    tracked: byFlag((item) => item.tracked),
  },
  text: (item, word) => (item.sku ?? "").toLowerCase().includes(word),
};

const levelFilters: Filters<LevelOf> = {
  fields: {
    updated_at: byInstant(({ level }) => level.updatedAt),
    location_id: byNumber(({ level }) => level.locationId),
  },
  text: () => false,
};

function inventoryLevels(item: InventoryItem, args: Args, context: Context) {
  const matches = compileSearch(args.query, levelFilters);
  return connect(levelsOf(item, args).filter(matches), args, context, { id: (each) => each.level.id });
}

const item: Fields<InventoryItem> = {
  id: (item) => gid("InventoryItem", item.id),
  legacyResourceId: (item) => item.id,
  sku: (item) => item.sku,
  tracked: (item) => item.tracked,
  requiresShipping: (item) => item.requiresShipping,
  unitCost: (item, _, context) => (item.unitCostMinor === null ? null : money(item.unitCostMinor, context)),
  createdAt: (item) => graphqlInstant(item.createdAt),
  updatedAt: (item) => graphqlInstant(item.updatedAt),
  locationsCount: (item) => counted(item.levels.length, null),
  duplicateSkuCount: (item, _, { shop }) => {
    const sku = item.sku;
    if (sku === null) return 0;
    return [...shop.inventoryItems.values()].filter((each) => each.sku === sku).length - 1;
  },
  inventoryLevels,
  inventoryLevel: (item, args) => {
    const level = item.levels.find((each) => each.locationId === idOf(args.locationId, "Location"));
    return level && (level.isActive || args.includeInactive === true) ? { item, level } : null;
  },
  variant: (item, _, { shop }) => shop.variants.get(item.variantIds[0] ?? -1),
  variants: (item, args, context) =>
    connect(
      item.variantIds.flatMap((id) => context.shop.variants.get(id) ?? []),
      { first: 50, ...args },
      context,
      { id: (each) => each.id },
    ),
};

function quantity(level: InventoryLevel, name: string) {
  const readable = readableLevel(level);
  const known = name === "on_hand" ? onHand(readable) : (readable as Record<string, unknown>)[name];
  if (typeof known !== "number" || name === "updatedAt") throw badRequest(`The quantity name "${name}" is not known.`);
  return { levelId: level.id, name, quantity: known, updatedAt: graphqlInstant(readable.updatedAt) };
}

const level: Fields<LevelOf> = {
  id: ({ level, item }) => levelGid(level.id, item.id),
  isActive: ({ level }) => level.isActive,
  canDeactivate: () => true,
  deactivationAlert: () => null,
  item: ({ item }) => item,
  location: ({ level }, _, { shop }) => shop.locations.get(level.locationId),
  quantities: ({ level }, args) => (args.names as string[]).map((name) => quantity(level, name)),
  createdAt: ({ level }) => graphqlInstant(level.createdAt),
  updatedAt: ({ level }) => graphqlInstant(readableLevel(level).updatedAt),
};

const isPrimary = (location: Location, shop: Shop): boolean => [...shop.locations.keys()][0] === location.id;

const location: Fields<Location> = {
  id: (location) => gid("Location", location.id),
  legacyResourceId: (location) => location.id,
  name: (location) => location.name,
  isActive: (location) => location.isActive,
  isPrimary: (location, _, { shop }) => isPrimary(location, shop),
  isFulfillmentService: () => false,
  fulfillsOnlineOrders: (location) => location.fulfillsOnlineOrders,
  shipsInventory: (location) => location.shipsInventory,
  hasActiveInventory: () => true,
  address: (location) => location,
  createdAt: (location) => graphqlInstant(location.createdAt),
  updatedAt: (location) => graphqlInstant(location.updatedAt),
  deactivatedAt: (location) => (location.isActive ? null : graphqlInstant(location.updatedAt)),
  inventoryLevel: (location, args, { shop }) => {
    const item = shop.inventoryItems.get(idOf(args.inventoryItemId, "InventoryItem") ?? -1);
    const level = item?.levels.find((each) => each.locationId === location.id);
    return item && level ? { item, level } : null;
  },
  inventoryLevels: (location, args, context) => {
    const matches = compileSearch(args.query, levelFilters);
    const found = [...context.shop.inventoryItems.values()].flatMap((item) =>
      levelsOf(item, args).filter((each) => each.level.locationId === location.id && matches(each)),
    );
    return connect(found, args, context, { id: (each) => each.level.id });
  },
  ...metafieldsOfOwner<Location>(() => []),
};

const locationFilters: Filters<Location> = {
  fields: {
    id: byNumber((location) => location.id),
    name: byWord((location) => location.name),
    active: byFlag((location) => location.isActive),
    created_at: byInstant((location) => location.createdAt),
    updated_at: byInstant((location) => location.updatedAt),
  },
  text: (location, word) => location.name.toLowerCase().includes(word),
};

export const inventoryFields: ResolverMap = {
  InventoryItem: item,
  InventoryLevel: level,
  InventoryQuantity: {
    id: (quantity: { levelId: number; name: string }) =>
      `${gid("InventoryQuantity", quantity.levelId)}?name=${quantity.name}`,
    name: (quantity: { name: string }) => quantity.name,
    quantity: (quantity: { quantity: number }) => quantity.quantity,
    updatedAt: (quantity: { updatedAt: string }) => quantity.updatedAt,
  },
  Location: location,
  LocationAddress: {
    city: (location: Location) => location.city,
    countryCode: (location: Location) => location.countryCode,
    country: (location: Location) => location.countryCode,
    formatted: (location: Location) => [location.city, location.countryCode],
  },
};

export const inventoryQueries: Fields<unknown> = {
  inventoryItems: (_, args, context) =>
    connect([...context.shop.inventoryItems.values()].filter(compileSearch(args.query, itemFilters)), args, context, {
      id: (each) => each.id,
    }),
  inventoryItem: (_, args, { shop }) => shop.inventoryItems.get(idOf(args.id, "InventoryItem") ?? -1) ?? null,
  inventoryLevel: (_, args, { shop }) => findLevel(shop, String(args.id)),
  locations: (_, args, context) => {
    const matches = compileSearch(args.query, locationFilters);
    const found = [...context.shop.locations.values()].filter(
      (each) => (each.isActive || args.includeInactive === true) && matches(each),
    );
    const value = args.sortKey === "ID" ? (each: Location) => each.id : (each: Location) => each.name;
    return connect(found, args, context, { id: (each) => each.id, value });
  },
  location: (_, args, { shop }) =>
    args.id == null ? [...shop.locations.values()][0] : (shop.locations.get(idOf(args.id, "Location") ?? -1) ?? null),
  locationsCount: (_, args, { shop }) => counted(shop.locations.size, args.limit),
};

export function findLevel(shop: Shop, wanted: string): LevelOf | null {
  const itemId = Number(/inventory_item_id=(\d+)/.exec(wanted)?.[1] ?? NaN);
  const item = shop.inventoryItems.get(itemId);
  const level = item?.levels.find((each) => each.id === idOf(wanted, "InventoryLevel"));
  return item && level ? tagged("InventoryLevel", { item, level }) : null;
}
