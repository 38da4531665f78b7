import type { SessionStorage } from "./session-storage.ts";
import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import { outsideShops } from "../db.server.ts";
import { getEnv } from "../env.server.ts";
import { encryptedSessionStorage } from "./encrypted-session-storage.server.ts";
import { getShopifyLibrary } from "./shopify-library.server.ts";
import { tokenCipher } from "./token-cipher.server.ts";
import { tokenStore, type TokenStore } from "./token-store.server.ts";

let storage: SessionStorage | undefined;
let tokens: TokenStore | undefined;

/** Where the library keeps its sessions: the database, with encrypted tokens. */
export function getSessionStorage(): SessionStorage {
  storage ??= encryptedSessionStorage(new PrismaSessionStorage(outsideShops()), tokenCipher(getEnv().TOKEN_KEYS));
  return storage;
}

export function getTokenStore(): TokenStore {
  tokens ??= tokenStore({
    storage: getSessionStorage(),
    db: outsideShops(),
    now: Date.now,
    refresh: (params) => getShopifyLibrary().auth.refreshToken(params),
  });
  return tokens;
}
