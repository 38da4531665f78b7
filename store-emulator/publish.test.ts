import { afterEach, beforeEach, expect, test } from "vitest";
import { importProductCsv } from "./catalogue/import-product-csv.ts";
import { findVariant } from "./find-variant.ts";
import { gid } from "./ids.ts";
import { productCsv } from "./testing/csv-row.ts";
import { startTestShop, type TestShop } from "./testing/start-test-shop.ts";

let shop: TestShop;
beforeEach(async () => {
  shop = await startTestShop();
  importProductCsv(shop.running.emulator, shop.shop, productCsv(["mug", "MUG", 3]), { track: false });
});
afterEach(() => shop.close());

const update = `mutation ($productId: ID!, $variants: [ProductVariantsBulkInput!]!) {
  productVariantsBulkUpdate(productId: $productId, variants: $variants) {
    productVariants { inventoryPolicy metafield(key: "arrivo") { namespace jsonValue compareDigest } }
    userErrors { field message code }
  }
}`;

const metafield = (value: string) => ({ namespace: "$app", key: "arrivo", type: "json", value });

function publish(id: string, value: string) {
  const { product } = findVariant(shop.shop, { sku: "MUG" });
  return shop.graphql(update, {
    productId: gid("Product", product.id),
    variants: [{ id, inventoryPolicy: "CONTINUE", metafields: [metafield(value)] }],
  });
}

test("policy and metafield change together, in the app's own namespace", async () => {
  const { variant } = findVariant(shop.shop, { sku: "MUG" });
  const { data } = await publish(gid("ProductVariant", variant.id), '{"v":1}');
  expect(data.productVariantsBulkUpdate).toMatchObject({
    productVariants: [{ inventoryPolicy: "CONTINUE", metafield: { namespace: "app--990001", jsonValue: { v: 1 } } }],
    userErrors: [],
  });
  const seen = await shop.control("GET", `/shops/${shop.shop.domain}/variants?sku=MUG`);
  expect(seen.body).toMatchObject([{ inventoryPolicy: "CONTINUE", metafields: { $app: { arrivo: { v: 1 } } } }]);
});

test("a value that is no JSON changes nothing, not even the policy", async () => {
  const { variant } = findVariant(shop.shop, { sku: "MUG" });
  const { data } = await publish(gid("ProductVariant", variant.id), "{");
  expect(data.productVariantsBulkUpdate).toMatchObject({ userErrors: [{ code: "INVALID_INPUT" }] });
  expect(variant.inventoryPolicy).toBe("DENY");
});

test("a variant of another product is refused by its place in the list", async () => {
  const { data } = await publish(gid("ProductVariant", 1), "{}");
  expect(data.productVariantsBulkUpdate).toMatchObject({
    userErrors: [{ field: ["variants", "0", "id"], code: "PRODUCT_VARIANT_DOES_NOT_EXIST" }],
  });
});

test("metafieldsSet takes 25 and refuses a stale digest", async () => {
  const ownerId = gid("ProductVariant", findVariant(shop.shop, { sku: "MUG" }).variant.id);
  const set = "mutation ($m: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $m) { userErrors { code } } }";
  const many = Array.from({ length: 26 }, (_, index) => ({ ...metafield("{}"), key: `k${index}`, ownerId }));
  expect((await shop.graphql(set, { m: many })).data.metafieldsSet).toMatchObject({
    userErrors: [{ code: "LESS_THAN_OR_EQUAL_TO" }],
  });
  const stale = [{ ...metafield("{}"), ownerId, compareDigest: "nothing like it" }];
  expect((await shop.graphql(set, { m: stale })).data.metafieldsSet).toMatchObject({
    userErrors: [{ code: "STALE_OBJECT" }],
  });
});

test("an input array above 250 is refused", async () => {
  const { product } = findVariant(shop.shop, { sku: "MUG" });
  const variants = Array.from({ length: 251 }, () => ({ id: gid("ProductVariant", 1) }));
  const { errors } = await shop.graphql(update, { productId: gid("Product", product.id), variants });
  expect(errors?.[0]?.message).toContain("250");
});

test("a mutation that must be idempotent is refused without a key, and runs once with one", async () => {
  shop.shop.installation!.scopes.push("write_inventory");
  const { item } = findVariant(shop.shop, { sku: "MUG" });
  const adjust = (key: string) => `mutation ($input: InventoryAdjustQuantitiesInput!) {
    inventoryAdjustQuantities(input: $input) ${key} { userErrors { code } inventoryAdjustmentGroup { id } }
  }`;
  const input = {
    name: "available",
    reason: "correction",
    changes: [
      {
        delta: 4,
        inventoryItemId: gid("InventoryItem", item.id),
        locationId: gid("Location", item.levels[0]!.locationId),
      },
    ],
  };
  expect((await shop.graphql(adjust(""), { input })).errors?.[0]?.message).toContain("@idempotent");
  const first = await shop.graphql(adjust('@idempotent(key: "a")'), { input });
  const again = await shop.graphql(adjust('@idempotent(key: "a")'), { input });
  expect(again.data).toEqual(first.data);
  expect(item.levels[0]!.available).toBe(7);
  const other = await shop.graphql(adjust('@idempotent(key: "a")'), { input: { ...input, reason: "received" } });
  expect(other.data.inventoryAdjustQuantities).toMatchObject({
    userErrors: [{ code: "IDEMPOTENCY_KEY_PARAMETER_MISMATCH" }],
  });
});
