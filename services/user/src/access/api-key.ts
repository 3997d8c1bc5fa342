// Keys for machines: `souk_<id>_<secret>`. The beginning names a key, the secret proves it; only a hash of the whole is kept.
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

export const API_KEY_MARK = "souk_";
const ID_BYTES = 8;
const SECRET_BYTES = 32;
const SHAPE = /^(souk_[0-9a-f]{16})_[\w-]{43}$/;

export type NewApiKey = { readonly key: string; readonly prefix: string; readonly hash: Buffer };

export function createApiKeySecret(): NewApiKey {
  const prefix = `${API_KEY_MARK}${randomBytes(ID_BYTES).toString("hex")}`;
  const key = `${prefix}_${randomBytes(SECRET_BYTES).toString("base64url")}`;
  return { key, prefix, hash: hashOf(key) };
}

/** The beginning that names the key; undefined for what cannot be one. */
export function prefixOf(key: string): string | undefined {
  return SHAPE.exec(key)?.[1];
}

export function isKeyOf(hash: Buffer, key: string): boolean {
  return timingSafeEqual(hash, hashOf(key));
}

/** A plain hash is enough: the secret has 256 random bits. */
function hashOf(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}
