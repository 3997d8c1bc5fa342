// Refresh tokens: random, kept only as hashes, good for one use.
import { createHash, randomBytes } from "node:crypto";

const TOKEN_BYTES = 32;
const DAY_MS = 86_400_000;

export const SESSION_LIFETIME_MS = 30 * DAY_MS;
/** Two tabs that refresh at the same moment are no theft: a token may be used again for this long. */
export const REUSE_GRACE_MS = 10_000;

export function newRefreshToken(): { readonly token: string; readonly hash: Buffer } {
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  return { token, hash: hashOf(token) };
}

/** A plain hash is enough: the token has 256 random bits. */
export function hashOf(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
