// The keys that sign access tokens, as the database has them: several processes sign with the same one, and change it at the same moment.
import { randomUUID } from "node:crypto";
import type { AnyDb } from "@souk/db";
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JSONWebKeySet } from "jose";
import { z } from "zod";
import type { Seal } from "./seal.ts";
import { insertFirstSigningKey, listSigningKeys, type StoredKey } from "./store/signing-keys.ts";

export const SIGNING_ALGORITHM = "EdDSA";
/** How late a process may hear of a new key or of one that is gone. */
export const KEYS_REREAD_MS = 30_000;

export type SigningKeys = {
  /** The newest of those whose time to sign has come. */
  signingKey(): Promise<{ readonly kid: string; readonly privateKey: CryptoKey }>;
  /** Every key that signs, will sign, or may have signed a token that still lives. */
  jwks(): Promise<JSONWebKeySet>;
  /** They are read again at the next use: this process has changed them. */
  forget(): void;
};

export type SigningKeysOptions = { readonly db: AnyDb; readonly seal: Seal; readonly now: () => Date };

/** Loads the keys, or makes the first one. */
export async function createSigningKeys({ db, seal, now }: SigningKeysOptions): Promise<SigningKeys> {
  if ((await listSigningKeys(db)).length === 0) await insertFirstSigningKey(db, await newKey(seal, now()));
  const opened = new Map<string, Promise<CryptoKey>>();
  let reading: { readonly keys: Promise<readonly StoredKey[]>; readonly atMs: number } | undefined;

  /** Parallel readers share one answer, also its failure; the next one asks again. */
  const read = (): Promise<readonly StoredKey[]> => {
    const atMs = now().getTime();
    if (reading && atMs - reading.atMs < KEYS_REREAD_MS) return reading.keys;
    const current = { keys: listSigningKeys(db), atMs };
    current.keys.catch(() => {
      if (reading === current) reading = undefined;
    });
    reading = current;
    return current.keys;
  };
  const open = (key: StoredKey): Promise<CryptoKey> => {
    const known = opened.get(key.kid) ?? importPrivateKey(seal, key);
    opened.set(key.kid, known);
    return known;
  };
  const signingKeys: SigningKeys = {
    async signingKey() {
      const key = (await read()).find(({ signsAt }) => signsAt <= now());
      if (!key) throw new Error("There is no key to sign access tokens with.");
      return { kid: key.kid, privateKey: await open(key) };
    },
    jwks: async () => ({ keys: (await read()).map(({ publicJwk }) => publicJwk) }),
    forget: () => {
      reading = undefined;
    },
  };
  await signingKeys.signingKey(); // A wrong seal secret is found now, not at the first sign-in.
  return signingKeys;
}

export async function newKey(seal: Seal, at: Date): Promise<Omit<StoredKey, "signsAt">> {
  const { publicKey, privateKey } = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true });
  const kid = randomUUID();
  const publicJwk = { ...(await exportJWK(publicKey)), kid, alg: SIGNING_ALGORITHM, use: "sig" };
  const sealedPrivateJwk = seal.close(JSON.stringify(await exportJWK(privateKey)), purposeOf(kid));
  return { kid, publicJwk, sealedPrivateJwk, createdAt: at };
}

const privateJwk = z.object({ kty: z.literal("OKP"), crv: z.string(), x: z.string(), d: z.string() });

async function importPrivateKey(seal: Seal, { kid, sealedPrivateJwk }: StoredKey): Promise<CryptoKey> {
  const jwk = privateJwk.parse(JSON.parse(seal.open(sealedPrivateJwk, purposeOf(kid))));
  return importJWK(jwk, SIGNING_ALGORITHM);
}

export function purposeOf(kid: string): string {
  return `signing-key/${kid}`;
}
