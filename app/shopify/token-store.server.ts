import { HttpResponseError, Session } from "@shopify/shopify-api";
import type { SessionStorage } from "./session-storage.ts";
import type { Db } from "../db.server.ts";
import { ShopifyUnreachable, ShopUnavailable } from "../errors.ts";
import type { ShopDomain } from "../ids.ts";
import { metrics } from "../metrics.server.ts";
import { withLease } from "./with-lease.server.ts";

export interface TokenStore {
  /**
   * A token that is good for some minutes more.
   * @param refused a token that Shopify has just refused: never given again.
   * @throws ShopUnavailable when there is none and none can be had; ShopifyUnreachable when Shopify does not answer.
   */
  accessToken(shop: ShopDomain, options?: { refused?: string | null }): Promise<string>;
  /** Runs `work` while nobody else, in any process, renews this shop's tokens. */
  alone<T>(shop: ShopDomain, work: () => Promise<T>): Promise<T>;
  isFresh(shop: ShopDomain): Promise<boolean>;
}

/** Wider than the library's own 5 minutes: what is fresh here is never exchanged there. */
const marginMs = 6 * 60_000;
/** Not the epoch itself: the library reads a 0 as "never". */
const longAgo = new Date(1_000);

export interface TokenStoreDependencies {
  storage: SessionStorage;
  db: Db;
  /** Wall time in epoch milliseconds. */
  now(): number;
  /** The library's refresh: it takes no lock, and refresh tokens rotate. */
  refresh(params: { shop: string; refreshToken: string }): Promise<{ session: Session }>;
}

export function tokenStore({ storage, db, now, refresh }: TokenStoreDependencies): TokenStore {
  const underWay = new Map<ShopDomain, Promise<string>>();

  const isGood = (session: Session, refused: string | null): session is Session & { accessToken: string } =>
    Boolean(session.accessToken) &&
    session.accessToken !== refused &&
    (session.expires === undefined || session.expires.getTime() > now() + marginMs);

  const alone = <T>(shop: ShopDomain, work: () => Promise<T>) => withLease(db, `token ${shop}`, work);

  const load = async (shop: ShopDomain): Promise<Session> => {
    const session = await storage.loadSession(offlineId(shop));
    if (!session) throw new ShopUnavailable(shop, "no access token is stored");
    return session;
  };

  const renew = (shop: ShopDomain, seen: string | undefined, refused: string | null): Promise<string> =>
    alone(shop, async () => {
      const session = await load(shop);
      // Another process was faster: whatever replaced the token we saw is newer.
      if (session.accessToken && session.accessToken !== seen && session.accessToken !== refused)
        return session.accessToken;
      if (isGood(session, refused)) return session.accessToken;
      if (!session.refreshToken) throw new ShopUnavailable(shop, "the access token has expired");
      const renewed = await callRefresh(shop, session.refreshToken, session);
      await storage.storeSession(renewed);
      if (!renewed.accessToken) throw new ShopUnavailable(shop, "Shopify gave no access token");
      return renewed.accessToken;
    });

  const callRefresh = async (shop: ShopDomain, refreshToken: string, session: Session): Promise<Session> => {
    try {
      const { session: renewed } = await refresh({ shop, refreshToken });
      metrics.tokenRefreshes.inc({ outcome: "renewed" });
      return renewed;
    } catch (error) {
      if (!(error instanceof HttpResponseError) || ![400, 401, 403, 404].includes(error.response.code)) {
        metrics.tokenRefreshes.inc({ outcome: "unreachable" });
        throw new ShopifyUnreachable("The access token can't be refreshed now", { cause: error });
      }
      metrics.tokenRefreshes.inc({ outcome: "refused" });
      // Marked as expired, so that the merchant's next visit exchanges its session token for a new one.
      await storage.storeSession(new Session({ ...session.toObject(), expires: longAgo }));
      throw new ShopUnavailable(shop, "Shopify refuses to refresh the access token");
    }
  };

  return {
    alone,
    isFresh: async (shop) => {
      const session = await storage.loadSession(offlineId(shop));
      return session !== undefined && isGood(session, null);
    },
    accessToken: async (shop, { refused = null } = {}) => {
      const session = await load(shop);
      if (isGood(session, refused)) return session.accessToken;
      const pending = underWay.get(shop);
      if (pending) return pending;
      const renewal = renew(shop, session.accessToken, refused).finally(() => underWay.delete(shop));
      underWay.set(shop, renewal);
      return renewal;
    },
  };
}

/** The library's id of a shop's offline session. */
export const offlineId = (shop: string): string => `offline_${shop}`;
