// The issuer's public keys by key id: loaded when needed, renewed from time to time, and not at the will of who sends unknown ids.
import { createPublicKey, type KeyObject } from "node:crypto";
import { Refusal } from "@souk/errors";
import type { JSONWebKeySet, JWK } from "jose";

/** An unknown key id may ask the issuer only this often: made-up ids must not become load there. */
const REFRESH_INTERVAL_MIN_MS = 10_000;
/** A key that the issuer withdrew is refused at the latest after this time. */
const KEYS_AGE_MAX_MS = 600_000;
const KEYS_MAX = 20;

export type TokenKeys = { find(keyId: string): Promise<KeyObject | undefined> };

function importKeys(set: JSONWebKeySet): ReadonlyMap<string, KeyObject> {
  const imported = new Map<string, KeyObject>();
  for (const jwk of set.keys.slice(0, KEYS_MAX)) {
    const key = importKey(jwk);
    if (jwk.kid !== undefined && key !== undefined) imported.set(jwk.kid, key);
  }
  return imported;
}

/** Only public Ed25519 keys for signatures; others in the set are for something else. */
function importKey({ kty, crv, x, use }: JWK): KeyObject | undefined {
  if (kty !== "OKP" || crv !== "Ed25519" || x === undefined || (use !== undefined && use !== "sig"))
    return undefined;
  return createPublicKey({ key: { kty, crv, x }, format: "jwk" });
}

export function createTokenKeys(load: () => Promise<JSONWebKeySet>, nowMs: () => number): TokenKeys {
  let known: ReadonlyMap<string, KeyObject> = new Map();
  let loadedAtMs = Number.NEGATIVE_INFINITY;
  let triedAtMs = Number.NEGATIVE_INFINITY;
  let loading: Promise<void> | undefined;

  const refresh = async (): Promise<void> => {
    try {
      known = importKeys(await load());
      loadedAtMs = nowMs();
    } catch (error) {
      const hasNone = nowMs() - loadedAtMs > KEYS_AGE_MAX_MS;
      if (hasNone)
        throw new Refusal("unavailable", "token_keys_unavailable", "Tokens cannot be checked right now.", {
          cause: error,
        });
    } finally {
      loading = undefined;
    }
  };

  return {
    find: async (keyId) => {
      const isFresh = nowMs() - loadedAtMs <= KEYS_AGE_MAX_MS;
      const mayTry = nowMs() - triedAtMs >= REFRESH_INTERVAL_MIN_MS;
      if (loading === undefined && (!isFresh || (!known.has(keyId) && mayTry))) {
        triedAtMs = nowMs();
        loading = refresh();
      }
      if (!isFresh || !known.has(keyId)) await loading;
      return known.get(keyId);
    },
  };
}
