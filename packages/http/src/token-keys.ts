// The issuer's public keys by key id: loaded when needed, renewed from time to time, and not at the will of who sends unknown ids.
import { Refusal } from "@souk/errors";
import { importJWK, type CryptoKey, type JSONWebKeySet, type JWK } from "jose";

/** An unknown key id may ask the issuer only this often: made-up ids must not become load there. */
const REFRESH_INTERVAL_MIN_MS = 10_000;
/** A key that the issuer withdrew is refused at the latest after this time. */
const KEYS_AGE_MAX_MS = 600_000;
const KEYS_MAX = 20;

export type TokenKeys = { find(keyId: string): Promise<CryptoKey | undefined> };

async function importKeys(set: JSONWebKeySet): Promise<ReadonlyMap<string, CryptoKey>> {
  const imported = new Map<string, CryptoKey>();
  for (const jwk of set.keys.slice(0, KEYS_MAX)) {
    const key = await importKey(jwk);
    if (key !== undefined && jwk.kid !== undefined) imported.set(jwk.kid, key);
  }
  return imported;
}

/** Only public Ed25519 keys for signatures; others in the set are somebody else's. */
async function importKey({ kty, crv, x, use }: JWK): Promise<CryptoKey | undefined> {
  if (kty !== "OKP" || crv !== "Ed25519" || x === undefined || (use !== undefined && use !== "sig")) return undefined;
  return importJWK({ kty, crv, x }, "EdDSA");
}

export function createTokenKeys(load: () => Promise<JSONWebKeySet>, nowMs: () => number): TokenKeys {
  let known: ReadonlyMap<string, CryptoKey> = new Map();
  let loadedAtMs = Number.NEGATIVE_INFINITY;
  let triedAtMs = Number.NEGATIVE_INFINITY;
  let loading: Promise<void> | undefined;

  const refresh = async (): Promise<void> => {
    try {
      known = await importKeys(await load());
      loadedAtMs = nowMs();
    } catch (error) {
      const hasNone = nowMs() - loadedAtMs > KEYS_AGE_MAX_MS;
      if (hasNone) throw new Refusal("unavailable", "token_keys_unavailable", "Tokens cannot be checked right now.", { cause: error });
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
