import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { ShopDomain } from "../../app/ids.ts";
import type { Shop } from "../../store-emulator/state.ts";
import type { RunningEmulator } from "../../store-emulator/start-emulator.ts";
import { outsideShops } from "../../app/db.server.ts";
import { stopBoss } from "../../app/jobs/boss.server.ts";
import { authenticateAdmin } from "../../app/shopify.server.ts";
import { shopifyClients } from "../../app/shopify/client.server.ts";
import { getTokenStore } from "../../app/shopify/sessions.server.ts";
import { installedShop, pageRequest, startEmulatorForApp } from "./support/start-shop.ts";

const domain = "harbour.myshopify.com" as ShopDomain;
let running: RunningEmulator;
let shop: Shop;
/** Waiting for API points takes no time here: the client's clock jumps instead. */
let waitedMs = 0;
const clientOf = shopifyClients({
  tokens: getTokenStoreLater(),
  now: () => Date.now() + waitedMs,
  pause: async (ms) => void (waitedMs += ms),
});
const nameSchema = z.object({ shop: z.object({ myshopifyDomain: z.string() }) });
const readName = () =>
  clientOf(domain).query(/* GraphQL */ "query ReadName { shop { myshopifyDomain } }", {}, nameSchema);

/** The store reads the environment, which the emulator must have written first. */
function getTokenStoreLater() {
  return {
    accessToken: (...args: Parameters<ReturnType<typeof getTokenStore>["accessToken"]>) =>
      getTokenStore().accessToken(...args),
    alone: <T>(of: ShopDomain, work: () => Promise<T>) => getTokenStore().alone(of, work),
    isFresh: (of: ShopDomain) => getTokenStore().isFresh(of),
  };
}

beforeAll(async () => {
  running = await startEmulatorForApp();
  shop = installedShop(running, domain);
});
afterAll(async () => {
  await stopBoss();
  await running.close();
});

describe("opening the app", () => {
  it("for the first time exchanges one token for all the page's loaders, and registers the shop as Watching", async () => {
    const contexts = await Promise.all(
      Array.from({ length: 5 }, () => authenticateAdmin(pageRequest(running, domain))),
    );
    expect(new Set(contexts.map((context) => context.shop))).toEqual(new Set([domain]));
    expect(shop.installation?.tokens).toHaveLength(1);
    expect(new Set(contexts.map(({ session }) => session.accessToken))).toEqual(
      new Set([shop.installation?.tokens[0]?.accessToken]),
    );
    expect(await outsideShops().shop.findMany()).toMatchObject([{ domain, state: "watching", uninstalledAt: null }]);
    const jobs = await outsideShops().$queryRaw`SELECT name, data FROM pgboss.job`;
    expect(jobs).toEqual([{ name: "set-up-shop", data: { shop: domain } }]);
  });

  it("again asks Shopify for nothing, and after a reinstall begins anew as Watching", async () => {
    const before = shop.installation?.tokens[0]?.accessToken;
    expect((await authenticateAdmin(pageRequest(running, domain))).session.accessToken).toBe(before);
    await outsideShops().shop.update({ where: { domain }, data: { state: "uninstalled", uninstalledAt: new Date() } });
    await outsideShops().session.deleteMany();
    await authenticateAdmin(pageRequest(running, domain));
    expect(await outsideShops().shop.findMany()).toMatchObject([{ state: "watching", uninstalledAt: null }]);
  });

  it("with a token of another app, or none, reaches nothing", async () => {
    const request = pageRequest(running, domain);
    const url = new URL(request.url);
    url.searchParams.set("id_token", `${url.searchParams.get("id_token")?.slice(0, -4)}AAAA`);
    await expect(authenticateAdmin(new Request(url, request))).rejects.toBeInstanceOf(Response);
  });
});

describe("a call of the Admin API", () => {
  it("whose token expires in the middle of a job refreshes it once and goes on", async () => {
    const token = shop.installation?.tokens[0];
    if (token) token.expiresAtWall = Date.now() - 1;
    await Promise.all(Array.from({ length: 5 }, readName));
    expect(shop.installation?.tokens).toHaveLength(1);
    expect(shop.installation?.tokens[0]?.accessToken).not.toBe(token?.accessToken);
  });

  it("that remembers a token which another process has replaced goes on, though the new one expires as well", async () => {
    await readName();
    const expire = () => {
      for (const token of shop.installation?.tokens ?? []) token.expiresAtWall = Date.now() - 1;
      return shop.installation?.tokens[0]?.accessToken ?? null;
    };
    const first = expire();
    const second = await getTokenStore().accessToken(domain, { refused: first });
    expect(second).not.toBe(first);
    expire();
    await readName();
    expect([first, second]).not.toContain(shop.installation?.tokens[0]?.accessToken);
  });

  it.each([
    ["Shopify throttles", { throttle: true }, "ShopifyThrottled"],
    ["Shopify answers 5xx", { errorRate: 1 }, "ShopifyUnreachable"],
    ["the connection is cut", { cutRate: 1 }, "ShopifyUnreachable"],
  ])("fails in a way the worker understands when %s", async (_name, shape, error) => {
    const usual = { ...running.emulator.apiShape };
    Object.assign(running.emulator.apiShape, shape);
    const outcome = await readName().catch((thrown: unknown) => thrown);
    Object.assign(running.emulator.apiShape, usual);
    expect(outcome).toMatchObject({ name: error });
    waitedMs += 60_000;
  });

  it("says which field was not as expected", async () => {
    const odd = clientOf(domain).query(
      "query ReadName { shop { myshopifyDomain } }",
      {},
      z.object({ shop: z.string() }),
    );
    await expect(odd).rejects.toMatchObject({ name: "ShopifyRejected", userErrors: [{ field: ["shop"] }] });
  });

  it("of a shop that removed the app finds it unavailable", async () => {
    shop.installation = null;
    await expect(readName()).rejects.toMatchObject({ name: "ShopUnavailable" });
  });
});
