import { GraphQLEnumType } from "graphql";
import { describe, expect, it } from "vitest";
import { apiVersion } from "../../app/shopify/api-version.ts";
import { scopeOfOptionalTopic } from "../../app/shopify/optional-topics.ts";
import { webhookTopics } from "../../app/shopify/webhook-topics.ts";
import { readAppToml, readOfficialSchema } from "./official-schema.ts";

const toml = readAppToml();
const subscribed = toml.webhooks.subscriptions.flatMap((subscription) => [
  ...(subscription.topics ?? []),
  ...(subscription.compliance_topics ?? []),
]);

describe("shopify.app.toml", () => {
  it("names the API version that the server speaks", () => expect(toml.webhooks.api_version).toBe(apiVersion));

  it("subscribes to topics that exist", () => {
    const topics = readOfficialSchema().schema.getType("WebhookSubscriptionTopic");
    if (!(topics instanceof GraphQLEnumType)) throw new Error("The schema has no WebhookSubscriptionTopic.");
    const known = new Set(topics.getValues().map((value) => value.name));
    const ordinary = toml.webhooks.subscriptions.flatMap((subscription) => subscription.topics ?? []);
    expect(ordinary.filter((topic) => !known.has(topic.toUpperCase().replace("/", "_")))).toEqual([]);
  });

  it("subscribes to exactly the topics that the server understands", () => {
    expect([...subscribed].sort()).toEqual(Object.keys(webhookTopics).sort());
  });

  it("knows of every topic that is subscribed to per shop, and declares its scope as optional", () => {
    const topics = readOfficialSchema().schema.getType("WebhookSubscriptionTopic");
    if (!(topics instanceof GraphQLEnumType)) throw new Error("The schema has no WebhookSubscriptionTopic.");
    const known = new Map(topics.getValues().map(({ name, description }) => [name, description ?? ""]));
    for (const [topic, scope] of Object.entries(scopeOfOptionalTopic)) {
      expect(known.get(topic.toUpperCase().replace("/", "_")), topic).toContain(`\`${scope}\``);
      expect(toml.access_scopes.optional_scopes).toContain(scope);
    }
    const ofInbound = [...known.keys()].filter((name) => /^INVENTORY_(TRANSFERS|SHIPMENTS)_/.test(name));
    expect(Object.keys(scopeOfOptionalTopic)).toHaveLength(ofInbound.length);
  });

  it("asks for no more fields than ids and instants", () => {
    for (const { topics, include_fields: fields } of toml.webhooks.subscriptions) {
      if (!topics) continue;
      expect(fields, `${topics.join(", ")} has include_fields`).toBeDefined();
      for (const field of fields ?? []) expect(field).toMatch(/(^|[._])(id|at|status|current|domain)$|_id$/);
    }
  });

  it("asks for five required scopes, and the app proxy's, which opens no data", () =>
    expect(toml.access_scopes.scopes.split(",").sort()).toEqual([
      "read_fulfillments",
      "read_inventory",
      "read_locations",
      "read_orders",
      "write_app_proxy",
      "write_products",
    ]));
});
