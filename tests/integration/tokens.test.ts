import { fork } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Session } from "@shopify/shopify-api";
import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { outsideShops } from "../../app/db.server.ts";
import type { ShopDomain } from "../../app/ids.ts";
import { encryptedSessionStorage } from "../../app/shopify/encrypted-session-storage.server.ts";
import { getSessionStorage, getTokenStore } from "../../app/shopify/sessions.server.ts";
import { tokenCipher } from "../../app/shopify/token-cipher.server.ts";
import { offlineId } from "../../app/shopify/token-store.server.ts";

const shop = "one.myshopify.com" as ShopDomain;
const oldKey = `k1:${Buffer.alloc(32, 1).toString("base64")}`;
const newKey = `k2:${Buffer.alloc(32, 2).toString("base64")}`;

const session = (expires: Date, accessToken = "shpat_first", refreshToken = "shprt_first") =>
  new Session({ id: offlineId(shop), shop, state: "", isOnline: false, accessToken, refreshToken, expires });

let server: Server;
let refreshes: string[] = [];
let answer: { status: number; body: object };

// Before anything reads the environment, which happens once.
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      refreshes.push((JSON.parse(body) as { refresh_token: string }).refresh_token);
      response.writeHead(answer.status, { "content-type": "application/json" });
      // Long enough for everybody else to have asked.
      setTimeout(() => response.end(JSON.stringify(answer.body)), 300);
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  process.env.SHOPIFY_ORIGIN = `http://127.0.0.1:${port}/shopify`;
});
afterAll(() => server.close());

describe("tokens at rest", () => {
  const inner = () => new PrismaSessionStorage(outsideShops());
  const inAnHour = () => new Date(Date.now() + 3600_000);

  it("are unreadable in the database and whole when loaded", async () => {
    const storage = encryptedSessionStorage(inner(), tokenCipher(oldKey));
    await storage.storeSession(session(inAnHour()));
    const row = await outsideShops().session.findUniqueOrThrow({ where: { id: offlineId(shop) } });
    expect(row.accessToken).toMatch(/^aes1:k1:/);
    expect(JSON.stringify(row)).not.toMatch(/shp(at|rt)_/);
    expect(await storage.loadSession(offlineId(shop))).toMatchObject({
      accessToken: "shpat_first",
      refreshToken: "shprt_first",
    });
    expect((await storage.findSessionsByShop(shop))[0]?.accessToken).toBe("shpat_first");
  });

  it("stay readable when a new key comes, and are written with the new one", async () => {
    await encryptedSessionStorage(inner(), tokenCipher(oldKey)).storeSession(session(inAnHour()));
    const rotated = encryptedSessionStorage(inner(), tokenCipher(`${newKey},${oldKey}`));
    const loaded = await rotated.loadSession(offlineId(shop));
    expect(loaded?.accessToken).toBe("shpat_first");
    if (loaded) await rotated.storeSession(loaded);
    const row = await outsideShops().session.findUniqueOrThrow({ where: { id: offlineId(shop) } });
    expect([row.accessToken, row.refreshToken]).toEqual([
      expect.stringMatching(/^aes1:k2:/),
      expect.stringMatching(/^aes1:k2:/),
    ]);
    const withoutIt = encryptedSessionStorage(inner(), tokenCipher(oldKey));
    await expect(withoutIt.loadSession(offlineId(shop))).rejects.toThrow("the key k2, which TOKEN_KEYS no longer has");
  });

  it("do not open in another row or column, nor after a change", () => {
    const cipher = tokenCipher(oldKey);
    const sealed = cipher.encrypt("shpat_first", "one access");
    expect(cipher.decrypt(sealed, "one access")).toBe("shpat_first");
    expect(() => cipher.decrypt(sealed, "two access")).toThrow();
    const end = sealed.at(-1) === "A" ? "Q" : "A";
    expect(() => cipher.decrypt(sealed.slice(0, -1) + end, "one access")).toThrow();
  });
});

describe("a refresh", () => {
  beforeEach(() => {
    refreshes = [];
    answer = {
      status: 200,
      body: {
        access_token: "shpat_second",
        scope: "write_products",
        expires_in: 3600,
        refresh_token: "shprt_second",
        refresh_token_expires_in: 7_776_000,
      },
    };
  });

  it("happens once for 20 calls at once in two processes", async () => {
    await getSessionStorage().storeSession(session(new Date(Date.now() + 1_000)));
    const child = fork(new URL("./support/ask-for-tokens.ts", import.meta.url).pathname, [shop, "10"], {
      env: process.env,
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    await once(child, "message");
    child.send("go");
    const theirs = once(child, "message");
    const ours = await Promise.all(Array.from({ length: 10 }, () => getTokenStore().accessToken(shop)));
    const [others] = (await theirs) as [string[]];
    expect(new Set([...ours, ...others])).toEqual(new Set(["shpat_second"]));
    expect(others).toHaveLength(10);
    expect(refreshes).toEqual(["shprt_first"]);
  });

  it("is not needed while the token is good", async () => {
    await getSessionStorage().storeSession(session(new Date(Date.now() + 3600_000)));
    expect(await getTokenStore().accessToken(shop)).toBe("shpat_first");
    expect(refreshes).toEqual([]);
  });

  it("follows when Shopify refuses a token that looks good", async () => {
    await getSessionStorage().storeSession(session(new Date(Date.now() + 3600_000)));
    expect(await getTokenStore().accessToken(shop, { refused: "shpat_first" })).toBe("shpat_second");
  });

  it("that is refused leaves the shop unavailable until the merchant's next visit", async () => {
    answer = { status: 400, body: { error: "invalid_grant" } };
    await getSessionStorage().storeSession(session(new Date(Date.now() + 1_000)));
    await expect(getTokenStore().accessToken(shop)).rejects.toMatchObject({ name: "ShopUnavailable" });
    const stored = await getSessionStorage().loadSession(offlineId(shop));
    expect(stored?.isActive(undefined, 0)).toBe(false);
  });

  it("that finds Shopify down may be tried again, and spoils nothing", async () => {
    answer = { status: 503, body: {} };
    await getSessionStorage().storeSession(session(new Date(Date.now() + 1_000)));
    await expect(getTokenStore().accessToken(shop)).rejects.toMatchObject({ name: "ShopifyUnreachable" });
    expect((await getSessionStorage().loadSession(offlineId(shop)))?.refreshToken).toBe("shprt_first");
    expect(await outsideShops().lease.count()).toBe(0);
  });
});
