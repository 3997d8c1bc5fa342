// Refresh tokens: random, kept only as hashes, good for one use.
import { createHash, createHmac, randomBytes } from "node:crypto";

const TOKEN_BYTES = 32;
const DAY_MS = 86_400_000;

export const SESSION_LIFETIME_MS = 30 * DAY_MS;
/** Two tabs that refresh at the same moment are no theft: for this long, a token that was used gives the successor it gave before. */
export const REUSE_GRACE_MS = 10_000;

export function newRefreshToken(): { readonly token: string; readonly hash: Buffer } {
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  return { token, hash: hashOf(token) };
}

/** A plain hash is enough: the token has 256 random bits. */
export function hashOf(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

export function newSalt(): Buffer {
  return randomBytes(TOKEN_BYTES);
}

/** The one token that follows. Made of what only its holder has and of what only the database has, so that neither alone can tell it. */
export function successorOf(token: string, salt: Buffer): { readonly token: string; readonly hash: Buffer } {
  const successor = createHmac("sha256", token).update(salt).digest("base64url");
  return { token: successor, hash: hashOf(successor) };
}
