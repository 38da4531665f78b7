import { expect, test } from "vitest";
import { adjustDocumentHeaders } from "./adjust-document-headers.ts";

const ofLibrary = () =>
  new Headers({
    "Content-Security-Policy": "frame-ancestors https://a.myshopify.com https://admin.shopify.com;",
    Link: '<https://cdn.shopify.com/shopifycloud/app-bridge.js>; rel="preload"; as="script";',
  });

test("leaves the library's headers alone in production", () => {
  const headers = ofLibrary();
  adjustDocumentHeaders(headers, {});
  expect([...headers]).toEqual([...ofLibrary()]);
});

test("lets the stand-in admin frame the app, and fetches no script of Shopify's", () => {
  const headers = ofLibrary();
  adjustDocumentHeaders(headers, {
    FRAME_ANCESTORS: "http://127.0.0.1:4000",
    APP_BRIDGE_URL: "http://127.0.0.1:4000/a.js",
  });
  expect([...headers]).toEqual([
    [
      "content-security-policy",
      "frame-ancestors https://a.myshopify.com https://admin.shopify.com http://127.0.0.1:4000;",
    ],
  ]);
});

test("adds no policy where the library set none", () => {
  const headers = new Headers();
  adjustDocumentHeaders(headers, { FRAME_ANCESTORS: "http://127.0.0.1:4000" });
  expect([...headers]).toEqual([]);
});
