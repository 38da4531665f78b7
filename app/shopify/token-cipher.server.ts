import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from "node:crypto";

/** Encrypts what opens a shop's doors before it reaches the database. */
export interface TokenCipher {
  /** `place` binds the text to its row and column: moved elsewhere it does not open. */
  encrypt(text: string, place: string): string;
  /** @throws Error when the key is not known or the text was tampered with. */
  decrypt(sealed: string, place: string): string;
}

const algorithm = "aes-256-gcm";
const ivBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM. What is sealed reads `aes1:{key id}:{base64url of iv, tag and text}`, so keys rotate: the first of
 * `keys` encrypts, all of them decrypt.
 * @param keys `id:base64 of 32 bytes`, comma-separated, newest first (TOKEN_KEYS).
 */
export function tokenCipher(keys: string): TokenCipher {
  const byId = new Map(
    keys.split(",").map((entry): [string, KeyObject] => {
      const [id = "", base64 = ""] = entry.split(":");
      return [id, createSecretKey(base64, "base64")];
    }),
  );
  const newest = [...byId.keys()][0];
  if (newest === undefined) throw new Error("TOKEN_KEYS names no key.");
  const keyOf = (id: string): KeyObject => {
    const key = byId.get(id);
    if (!key) throw new Error(`A token was encrypted with the key ${id}, which TOKEN_KEYS no longer has.`);
    return key;
  };
  return {
    encrypt(text, place) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv(algorithm, keyOf(newest), iv).setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return `aes1:${newest}:${Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url")}`;
    },
    decrypt(sealed, place) {
      const [format, id, base64] = sealed.split(":");
      if (format !== "aes1" || id === undefined || base64 === undefined)
        throw new Error("A stored token is not encrypted as it should be.");
      const bytes = Buffer.from(base64, "base64url");
      const decipher = createDecipheriv(algorithm, keyOf(id), bytes.subarray(0, ivBytes))
        .setAAD(Buffer.from(place))
        .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
      return decipher.update(bytes.subarray(ivBytes + tagBytes), undefined, "utf8") + decipher.final("utf8");
    },
  };
}
