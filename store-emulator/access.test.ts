import { afterEach, beforeEach, expect, test } from "vitest";
import { uninstallApp } from "./install-app.ts";
import { makeSessionToken } from "./session-token.ts";
import { startTestShop, type TestShop } from "./testing/start-test-shop.ts";

let shop: TestShop;
beforeEach(async () => {
  shop = await startTestShop();
});
afterEach(() => shop.close());

const refresh = (token: string | undefined) => shop.oauth({ grant_type: "refresh_token", refresh_token: token });

test("a session token of another shop is refused", async () => {
  const { status, body } = await shop.oauth({
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: makeSessionToken("other.myshopify.com", shop.running.emulator.app),
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
  });
  expect([status, body.error]).toEqual([400, "invalid_subject_token"]);
});

test("a refresh token may be tried again until its replacement is used, and is dead then", async () => {
  const first = await shop.exchange();
  await refresh(first.refresh_token);
  const second = (await refresh(first.refresh_token)).body;
  expect(second.access_token).toMatch(/^shpat_/);
  const third = await refresh(second.refresh_token);
  expect(third.status).toBe(200);
  const dead = await refresh(first.refresh_token);
  expect([dead.status, dead.body.error]).toEqual([400, "invalid_grant"]);
});

test("only the newest expiring token lives", async () => {
  const first = await shop.exchange();
  await shop.exchange();
  expect((await shop.graphql("{ shop { id } }", {}, first.access_token)).status).toBe(401);
});

test("an expired token is refused", async () => {
  const { access_token: token } = await shop.exchange();
  shop.shop.installation!.tokens[0]!.expiresAtWall = Date.now() - 1;
  expect((await shop.graphql("{ shop { id } }", {}, token)).status).toBe(401);
});

test("an uninstall kills the token and sends app/uninstalled", async () => {
  const { access_token: token } = await shop.exchange();
  uninstallApp(shop.running.emulator, shop.shop);
  expect((await shop.graphql("{ shop { id } }", {}, token)).status).toBe(401);
  await shop.until(() => shop.received.some((each) => each.topic === "app/uninstalled"));
});

test("a field beyond the app's scopes is denied by name", async () => {
  const { errors } = await shop.graphql("{ themes(first: 1) { nodes { id } } }");
  expect(errors?.[0]?.extensions).toMatchObject({ code: "ACCESS_DENIED" });
});

test("an optional scope opens the field once it is granted, and an undeclared one is refused", async () => {
  const path = `/shops/${shop.shop.domain}/scopes`;
  await shop.control("POST", path, { grant: ["read_themes"] });
  const { errors } = await shop.graphql("{ themes(first: 1) { nodes { files(first: 1) { nodes { filename } } } } }");
  expect(errors).toBeUndefined();
  expect((await shop.control("POST", path, { grant: ["write_customers"] })).status).toBe(422);
});

test("a field without a resolver is an error that names it", async () => {
  const { errors } = await shop.graphql("{ shop { alerts { description } } }");
  expect(errors?.[0]?.message).toContain("Shop.alerts");
});
