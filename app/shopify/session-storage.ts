import type { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";

/** What the library asks of a session storage. */
export type SessionStorage = Pick<
  PrismaSessionStorage,
  "storeSession" | "loadSession" | "deleteSession" | "deleteSessions" | "findSessionsByShop"
>;
