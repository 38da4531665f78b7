import { parseGid } from "../../ids.ts";
import { tagged, type Context, type Fields } from "../context.ts";
import { thisApp } from "./app.ts";
import { bulkById } from "./bulk.ts";
import { readableDiscount } from "./discount.ts";
import { findLevel } from "./inventory.ts";
import { visibleOrder } from "./order.ts";

/** Anything by its gid, tagged with its type, since the schema says only "Node". */
function findNode(id: unknown, context: Context): object | null {
  const parsed = parseGid(String(id));
  if (!parsed) return null;
  const { shop } = context;
  const record = ((): object | null | undefined => {
    switch (parsed.type) {
      case "Product":
        return shop.products.get(parsed.id);
      case "ProductVariant":
        return shop.variants.get(parsed.id);
      case "InventoryItem":
        return shop.inventoryItems.get(parsed.id);
      case "InventoryLevel":
        return findLevel(shop, String(id));
      case "InventoryTransfer":
        return shop.transfers.get(parsed.id);
      case "InventoryShipment":
        return shop.shipments.get(parsed.id);
      case "Collection":
        return shop.collections.get(parsed.id);
      case "Location":
        return shop.locations.get(parsed.id);
      case "Order":
        return visibleOrder(context, parsed.id);
      case "FulfillmentOrder":
        return shop.fulfillmentOrders.get(parsed.id);
      case "Fulfillment":
        return shop.fulfillments.get(parsed.id);
      case "Refund":
        return shop.refunds.get(parsed.id);
      case "DiscountCodeNode":
        return readableDiscount(context, parsed.id);
      case "Customer":
        return shop.customers.get(parsed.id);
      case "BulkOperation":
        return bulkById(context, id);
      case "Shop":
        return parsed.id === shop.id ? shop : null;
      case "App":
        return parsed.id === context.emulator.app.appId ? thisApp : null;
      case "AppInstallation":
        return parsed.id === shop.installation?.id ? shop.installation : null;
      case "MetafieldDefinition":
        return shop.metafieldDefinitions.find((each) => each.id === parsed.id);
      case "WebhookSubscription":
        return shop.webhookSubscriptions.find((each) => each.id === parsed.id);
      case "Publication":
        return shop.publications.find((each) => each.id === parsed.id);
      default:
        return null;
    }
  })();
  return record ? tagged(parsed.type, record) : null;
}

export const nodeQueries: Fields<unknown> = {
  node: (_, args, context) => findNode(args.id, context),
  nodes: (_, args, context) => (args.ids as string[]).map((id) => findNode(id, context)),
  currentAppInstallation: (_, __, { shop }) => shop.installation && tagged("AppInstallation", shop.installation),
  appInstallation: (_, __, { shop }) => shop.installation && tagged("AppInstallation", shop.installation),
  app: () => thisApp,
  job: (_, args, { emulator }) => {
    const isDone = emulator.memory.get(`job:${String(args.id)}`);
    return isDone === undefined ? null : { id: args.id, done: isDone === true };
  },
};
