// Access tokens (EdDSA JWT, RFC 9068 header type) and the keys that sign them.
import { randomUUID } from "node:crypto";
import type { AnyDb } from "@souk/db";
import { exportJWK, generateKeyPair, importJWK, type JSONWebKeySet, type JWK, SignJWT } from "jose";
import { z } from "zod";
import type { User } from "./domain/user.ts";
import type { Seal } from "./seal.ts";
import { insertFirstSigningKey, listSigningKeys, type StoredKey } from "./store/signing-keys.ts";

export const TOKEN_ISSUER = "souk";
export const TOKEN_AUDIENCE = "souk-api";
export const ACCESS_TOKEN_SECONDS = 600;
const ALGORITHM = "EdDSA";
const MS_PER_SECOND = 1000;

export type AccessTokens = {
  sign(user: User, sessionId: string): Promise<string>;
  jwks(): Promise<JSONWebKeySet>;
};

type Options = { readonly db: AnyDb; readonly seal: Seal; readonly now: () => Date };

/** Loads the keys, or makes the first one. */
export async function createAccessTokens({ db, seal, now }: Options): Promise<AccessTokens> {
  let keys = await listSigningKeys(db);
  if (keys.length === 0) {
    await insertFirstSigningKey(db, await newKey(seal, now()));
    keys = await listSigningKeys(db);
  }
  const [current] = keys;
  if (!current) throw new Error("There is no key to sign access tokens with.");
  const privateKey = await importJWK(openKey(seal, current), ALGORITHM);
  return {
    sign(user, sessionId) {
      const issuedAt = Math.floor(now().getTime() / MS_PER_SECOND);
      return new SignJWT({ sid: sessionId, roles: user.roles, perms: user.permissions })
        .setProtectedHeader({ alg: ALGORITHM, typ: "at+jwt", kid: current.kid })
        .setIssuer(TOKEN_ISSUER)
        .setAudience(TOKEN_AUDIENCE)
        .setSubject(user.id)
        .setJti(randomUUID())
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + ACCESS_TOKEN_SECONDS)
        .sign(privateKey);
    },
    jwks: async () => ({ keys: keys.map(({ publicJwk }) => publicJwk) }),
  };
}

async function newKey(seal: Seal, at: Date): Promise<StoredKey> {
  const { publicKey, privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const kid = randomUUID();
  const publicJwk = { ...(await exportJWK(publicKey)), kid, alg: ALGORITHM, use: "sig" };
  const sealedPrivateJwk = seal.close(JSON.stringify(await exportJWK(privateKey)), purposeOf(kid));
  return { kid, publicJwk, sealedPrivateJwk, createdAt: at };
}

const privateJwk = z.object({ kty: z.literal("OKP"), crv: z.string(), x: z.string(), d: z.string() });

function openKey(seal: Seal, { kid, sealedPrivateJwk }: StoredKey): JWK {
  return privateJwk.parse(JSON.parse(seal.open(sealedPrivateJwk, purposeOf(kid))));
}

function purposeOf(kid: string): string {
  return `signing-key/${kid}`;
}
