import { gid, idOf } from "../../ids.ts";
import { graphqlInstant } from "../../instants.ts";
import { isGranted } from "../../scopes.ts";
import type { WebhookSubscription } from "../../state.ts";
import { scopesOfTopic } from "../../webhooks/scopes-of-topic.ts";
import { connect } from "../connection.ts";
import { tagged, userError, type Args, type Context, type Fields, type ResolverMap } from "../context.ts";
import { counted } from "./money.ts";

/** `INVENTORY_LEVELS_UPDATE` → `inventory_levels/update`: the part before the slash is one of Shopify's resources. */
const resources = [
  "inventory_levels",
  "inventory_items",
  "inventory_transfers",
  "inventory_shipments",
  "products",
  "variants",
  "collections",
  "locations",
  "orders",
  "order_transactions",
  "refunds",
  "fulfillments",
  "fulfillment_orders",
  "bulk_operations",
  "themes",
  "app",
  "shop",
  "customers",
  "draft_orders",
  "returns",
  "locales",
  "markets",
  "checkouts",
  "carts",
  "discounts",
  "disputes",
  "domains",
  "metafield_definitions",
];

function topicOfEnum(name: string): string {
  const lower = name.toLowerCase();
  const resource = resources.filter((each) => lower.startsWith(`${each}_`)).sort((a, b) => b.length - a.length)[0];
  return resource ? `${resource}/${lower.slice(resource.length + 1)}` : lower;
}

const enumOfTopic = (topic: string): string => topic.replace("/", "_").toUpperCase();

type Input = {
  uri?: string;
  callbackUrl?: string;
  includeFields?: string[];
  filter?: string | null;
  name?: string | null;
};

function create(args: Args, context: Context): unknown {
  const input = args.webhookSubscription as Input;
  const topic = topicOfEnum(String(args.topic));
  const uri = input.uri ?? input.callbackUrl;
  const refuse = (field: string[], message: string) => ({
    webhookSubscription: null,
    userErrors: [userError(field, message)],
  });
  if (!uri) return refuse(["webhookSubscription", "uri"], "Address can't be blank");
  if (!/^https?:\/\//.test(uri) && !uri.startsWith("/"))
    return refuse(["webhookSubscription", "uri"], "Address is not supported by the emulator: only HTTP is");
  const needed = scopesOfTopic(topic);
  if (needed.length > 0 && !needed.some((scope) => isGranted(context.scopes, scope)))
    return refuse(["topic"], `You do not have permission to create or update webhooks with ${topic} topic.`);
  if (input.filter) return refuse(["webhookSubscription", "filter"], "Filters are not imitated by the emulator");
  if (context.shop.webhookSubscriptions.some((each) => each.topic === topic && each.uri === uri))
    return refuse(["webhookSubscription", "uri"], "Address for this topic has already been taken");
  const now = context.emulator.clock.now();
  const made: WebhookSubscription = {
    id: context.emulator.nextId(),
    topic,
    uri,
    includeFields: input.includeFields ?? [],
    filter: null,
    name: input.name ?? null,
    source: "api",
    createdAt: now,
    updatedAt: now,
  };
  context.shop.webhookSubscriptions.push(made);
  context.emulator.isDirty = true;
  return { webhookSubscription: made, userErrors: [] };
}

function remove(args: Args, { shop, emulator }: Context): unknown {
  const place = shop.webhookSubscriptions.findIndex((each) => each.id === idOf(args.id, "WebhookSubscription"));
  if (place < 0)
    return {
      deletedWebhookSubscriptionId: null,
      userErrors: [userError(["id"], "Webhook subscription does not exist")],
    };
  shop.webhookSubscriptions.splice(place, 1);
  emulator.isDirty = true;
  return { deletedWebhookSubscriptionId: args.id, userErrors: [] };
}

const address = (each: WebhookSubscription, { emulator }: Context) => new URL(each.uri, emulator.app.url).href;

export const webhookFields: ResolverMap = {
  WebhookSubscription: {
    id: (each: WebhookSubscription) => gid("WebhookSubscription", each.id),
    legacyResourceId: (each: WebhookSubscription) => each.id,
    topic: (each: WebhookSubscription) => enumOfTopic(each.topic),
    uri: (each: WebhookSubscription) => each.uri,
    callbackUrl: (each: WebhookSubscription, _, context) => address(each, context),
    endpoint: (each: WebhookSubscription, _, context) =>
      tagged("WebhookHttpEndpoint", { callbackUrl: address(each, context) }),
    format: () => "JSON",
    filter: (each: WebhookSubscription) => each.filter,
    includeFields: (each: WebhookSubscription) => each.includeFields,
    metafieldNamespaces: () => [],
    metafields: () => [],
    name: (each: WebhookSubscription) => each.name,
    createdAt: (each: WebhookSubscription) => graphqlInstant(each.createdAt),
    updatedAt: (each: WebhookSubscription) => graphqlInstant(each.updatedAt),
  },
  WebhookHttpEndpoint: { callbackUrl: (endpoint: { callbackUrl: string }) => endpoint.callbackUrl },
};

/** Subscriptions of the TOML are not listed, as at Shopify: the API shows only those it made. */
export const webhookQueries: Fields<unknown> = {
  webhookSubscriptions: (_, args, context) => {
    const topics = (args.topics as string[] | null | undefined)?.map(topicOfEnum);
    const found = context.shop.webhookSubscriptions.filter(
      (each) => (!topics || topics.includes(each.topic)) && (args.uri == null || each.uri === args.uri),
    );
    return connect(found, args, context, { id: (each) => each.id });
  },
  webhookSubscription: (_, args, { shop }) =>
    shop.webhookSubscriptions.find((each) => each.id === idOf(args.id, "WebhookSubscription")) ?? null,
  webhookSubscriptionsCount: (_, args, { shop }) => counted(shop.webhookSubscriptions.length, args.limit),
};

export const webhookMutations: Fields<unknown> = {
  webhookSubscriptionCreate: (_, args, context) => create(args, context),
  webhookSubscriptionDelete: (_, args, context) => remove(args, context),
};
