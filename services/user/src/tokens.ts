// Access tokens (EdDSA JWT, RFC 9068 header type). Which keys there are is signing-keys.ts's business.
import { randomUUID } from "node:crypto";
import { type CryptoKey, type JSONWebKeySet, SignJWT } from "jose";
import type { User } from "./domain/user.ts";
import { permittedNow } from "./second-factor/domain/second-factor.ts";
import { SIGNING_ALGORITHM } from "./signing-keys.ts";

export const TOKEN_ISSUER = "souk";
export const TOKEN_AUDIENCE = "souk-api";
/** Also how long a token outlives a session that was ended, since nobody is asked when one is checked. */
export const ACCESS_TOKEN_SECONDS = 600;
const MS_PER_SECOND = 1000;

export type AccessTokens = {
  /** `apiKeyId` where a key for machines stands behind the token, not a session. */
  sign(user: User, sessionId: string, by?: { readonly apiKeyId: string }): Promise<string>;
  jwks(): Promise<JSONWebKeySet>;
};

export type SigningKey = { readonly kid: string; readonly privateKey: CryptoKey };
type Options = {
  /** The key that signs at this moment. */
  readonly signingKey: () => Promise<SigningKey>;
  readonly jwks: () => Promise<JSONWebKeySet>;
  readonly now: () => Date;
};

export function createAccessTokens({ signingKey, jwks, now }: Options): AccessTokens {
  return {
    jwks,
    async sign(user, sessionId, by) {
      const { kid, privateKey } = await signingKey();
      const issuedAt = Math.floor(now().getTime() / MS_PER_SECOND);
      const claims = { sid: sessionId, roles: user.roles, perms: permittedNow(user) };
      return new SignJWT(by ? { ...claims, akid: by.apiKeyId } : claims)
        .setProtectedHeader({ alg: SIGNING_ALGORITHM, typ: "at+jwt", kid })
        .setIssuer(TOKEN_ISSUER)
        .setAudience(TOKEN_AUDIENCE)
        .setSubject(user.id)
        .setJti(randomUUID())
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + ACCESS_TOKEN_SECONDS)
        .sign(privateKey);
    },
  };
}
