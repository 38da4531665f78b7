import { z } from "zod";
import { type CollectionGid, gid } from "../ids.ts";

/** What is looked at again because of a webhook: `item` is Shopify's global id. */
interface DirtyHint {
  kind: "inventory-item" | "product" | "order";
  item: string;
}

/** What must be done besides. */
type WebhookTask =
  | { do: "set-up-shop" | "read-inbound" | "uninstall" | "redact-shop" | "record-data-request" }
  | { do: "redact-customer"; orderIds: string[] }
  | { do: "read-collection"; collectionId: CollectionGid }
  | { do: "carry-on"; bulkOperationId: string };

/** What a webhook means to Arrivo: a hint where to look, never the truth itself. */
export interface WebhookMeaning {
  resourceId: string | null;
  /** When the thing changed, by Shopify: a read older than this has not caught up. */
  changedAt: Date | null;
  dirty: DirtyHint[];
  task: WebhookTask | null;
}

export interface WebhookTopic {
  /** Answered with 200 also for a shop that is unknown or gone: Shopify's review probes it. */
  isForAnyShop: boolean;
  /** Null when the payload is not what this topic carries. */
  read(payload: unknown): WebhookMeaning | null;
}

const id = z.union([z.number().int().positive(), z.string().regex(/^\d{1,20}$/)]).transform(String);
const instant = z
  .string()
  .max(64)
  .transform((text) => new Date(text))
  .refine((date) => !Number.isNaN(date.getTime()))
  .nullish();

function topic<Payload>(
  schema: z.ZodType<Payload>,
  mean: (payload: Payload) => Partial<WebhookMeaning>,
  { isForAnyShop = false } = {},
): WebhookTopic {
  return {
    isForAnyShop,
    read: (raw) => {
      const parsed = schema.safeParse(raw);
      if (!parsed.success) return null;
      return { resourceId: null, changedAt: null, dirty: [], task: null, ...mean(parsed.data) };
    },
  };
}

const dirty = (kind: DirtyHint["kind"], item: string, changedAt?: Date | null): Partial<WebhookMeaning> => ({
  resourceId: item,
  changedAt: changedAt ?? null,
  dirty: [{ kind, item }],
});
const orderGid = (number: string) => `gid://shopify/Order/${number}`;

const inventoryLevel = topic(z.object({ inventory_item_id: id, updated_at: instant }), (level) =>
  dirty("inventory-item", gid("InventoryItem", level.inventory_item_id), level.updated_at),
);
const inventoryItem = topic(z.object({ id, updated_at: instant }), (item) =>
  dirty("inventory-item", gid("InventoryItem", item.id), item.updated_at),
);
const product = topic(z.object({ id, updated_at: instant }), (payload) =>
  dirty("product", gid("Product", payload.id), payload.updated_at),
);
const order = topic(z.object({ id, updated_at: instant }), (payload) =>
  dirty("order", orderGid(payload.id), payload.updated_at),
);
const orderEdited = topic(z.object({ order_edit: z.object({ order_id: id }) }), ({ order_edit: edit }) =>
  dirty("order", orderGid(edit.order_id)),
);
const refund = topic(z.object({ order_id: id, created_at: instant }), (payload) =>
  dirty("order", orderGid(payload.order_id), payload.created_at),
);
const location = topic(z.object({ id, updated_at: instant }), (payload) => ({
  resourceId: gid("Location", payload.id),
  changedAt: payload.updated_at ?? null,
  task: { do: "set-up-shop" } as const,
}));
const bulkOperation = topic(z.object({ admin_graphql_api_id: z.string().max(100) }), (payload) => ({
  resourceId: payload.admin_graphql_api_id,
  task: { do: "carry-on", bulkOperationId: payload.admin_graphql_api_id } as const,
}));
const collection = topic(z.object({ id, updated_at: instant }), (payload) => {
  const collectionId = gid("Collection", payload.id);
  return {
    resourceId: collectionId,
    changedAt: payload.updated_at ?? null,
    task: { do: "read-collection", collectionId } as const,
  };
});
const anything = z.object({});

/** A topic of which nothing but the shop matters. */
export const topicThatAsks = (what: "set-up-shop" | "read-inbound"): WebhookTopic =>
  topic(z.object({ admin_graphql_api_id: z.string().max(100).nullish() }), (payload) => ({
    resourceId: payload.admin_graphql_api_id ?? null,
    task: { do: what },
  }));

const ids = z.array(id).max(10_000).nullish();

/** Every topic of shopify.app.toml (tests/contract/app-toml.test.ts holds the two together). */
export const webhookTopics: Record<string, WebhookTopic> = {
  "inventory_levels/connect": inventoryLevel,
  "inventory_levels/disconnect": inventoryLevel,
  "inventory_levels/update": inventoryLevel,
  "inventory_items/update": inventoryItem,
  "inventory_items/delete": inventoryItem,
  "products/create": product,
  "products/update": product,
  "products/delete": product,
  "collections/create": collection,
  "collections/update": collection,
  "collections/delete": collection,
  "locations/activate": location,
  "locations/create": location,
  "locations/deactivate": location,
  "locations/delete": location,
  "locations/update": location,
  "orders/create": order,
  "orders/updated": order,
  "orders/edited": orderEdited,
  "orders/cancelled": order,
  "orders/fulfilled": order,
  "orders/partially_fulfilled": order,
  "orders/delete": order,
  "refunds/create": refund,
  "bulk_operations/finish": bulkOperation,
  "app/scopes_update": topic(anything, () => ({ task: { do: "set-up-shop" } })),
  "app/uninstalled": topic(anything, () => ({ task: { do: "uninstall" } }), { isForAnyShop: true }),
  "customers/data_request": topic(anything, () => ({ task: { do: "record-data-request" } }), { isForAnyShop: true }),
  "customers/redact": topic(
    z.object({ orders_to_redact: ids }),
    ({ orders_to_redact: orders }) => ({ task: { do: "redact-customer", orderIds: (orders ?? []).map(orderGid) } }),
    { isForAnyShop: true },
  ),
  "shop/redact": topic(anything, () => ({ task: { do: "redact-shop" } }), { isForAnyShop: true }),
};
