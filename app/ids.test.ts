import { expect, test } from "vitest";
import { gid, parseGid, parseShopDomain } from "./ids.ts";

test("a global id is made of its type and number, and read back only as that type", () => {
  expect(gid("ProductVariant", 42)).toBe("gid://shopify/ProductVariant/42");
  expect(parseGid("ProductVariant", "gid://shopify/ProductVariant/42")).toBe("gid://shopify/ProductVariant/42");
  expect(parseGid("Product", "gid://shopify/ProductVariant/42")).toBeNull();
  expect(parseGid("Product", "42")).toBeNull();
});

test("only a permanent domain is a shop's", () => {
  expect(parseShopDomain("acme-2.myshopify.com")).toBe("acme-2.myshopify.com");
  for (const text of [
    "acme.com",
    "a.b.myshopify.com",
    "myshopify.com",
    "acme.myshopify.com.evil.io",
    "ACME.myshopify.com",
  ]) {
    expect(parseShopDomain(text)).toBeNull();
  }
});
