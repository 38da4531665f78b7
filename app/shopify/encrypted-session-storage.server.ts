import { Session } from "@shopify/shopify-api";
import type { SessionStorage } from "./session-storage.ts";
import type { TokenCipher } from "./token-cipher.server.ts";

/** A session storage whose tokens are readable here only: the one inside sees them encrypted. */
export function encryptedSessionStorage(inner: SessionStorage, cipher: TokenCipher): SessionStorage {
  const change = (session: Session, turn: TokenCipher["encrypt"]): Session => {
    const { accessToken, refreshToken, ...rest } = session.toObject();
    return new Session({
      ...rest,
      ...(accessToken ? { accessToken: turn(accessToken, `${session.id} access`) } : {}),
      ...(refreshToken ? { refreshToken: turn(refreshToken, `${session.id} refresh`) } : {}),
    });
  };
  const open = (session: Session) => change(session, cipher.decrypt);
  return {
    storeSession: (session) => inner.storeSession(change(session, cipher.encrypt)),
    loadSession: async (id) => {
      const session = await inner.loadSession(id);
      return session && open(session);
    },
    deleteSession: (id) => inner.deleteSession(id),
    deleteSessions: (ids) => inner.deleteSessions(ids),
    findSessionsByShop: async (shop) => (await inner.findSessionsByShop(shop)).map(open),
  };
}
