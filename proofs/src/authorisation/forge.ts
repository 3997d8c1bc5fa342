// Makes access tokens as the user service does, and any text that only looks like one. The proof's own key is one that the shop believes.
import { generateKeyPairSync, type KeyObject, randomUUID, sign } from "node:crypto";
import type { JSONWebKeySet } from "jose";

const LIFETIME_SECONDS = 600;
const MS_PER_SECOND = 1_000;

export type Fields = Readonly<Record<string, unknown>>;
/** Signs the first two parts, as they stand in the token. */
export type Signer = (signed: Buffer) => Buffer;

export type Forge = {
  readonly keys: () => Promise<JSONWebKeySet>;
  readonly keyId: string;
  readonly publicKey: KeyObject;
  readonly nowSeconds: () => number;
  /** Claims and header that are right, but for what is given; `undefined` leaves one out. */
  claims(wrong?: Fields): Fields;
  header(wrong?: Fields): Fields;
  /** Signed with the key that the shop believes. */
  readonly ownSigner: Signer;
  token(wrong?: { readonly claims?: Fields; readonly header?: Fields }): string;
};

export function base64url(value: string | Buffer): string {
  return Buffer.from(value).toString("base64url");
}

/** Header, payload and signature, whatever they are. */
export function compact(header: unknown, payload: unknown, signer: Signer): string {
  const signed = `${base64url(JSON.stringify(header))}.${base64url(JSON.stringify(payload))}`;
  return `${signed}.${signer(Buffer.from(signed)).toString("base64url")}`;
}

export function edSigner(key: KeyObject): Signer {
  return (signed) => sign(null, signed, key);
}

export function createForge(): Forge {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const keyId = randomUUID();
  const jwk = { ...publicKey.export({ format: "jwk" }), kty: "OKP", kid: keyId, alg: "EdDSA", use: "sig" };
  const ownSigner = edSigner(privateKey);
  const nowSeconds = (): number => Math.floor(Date.now() / MS_PER_SECOND);
  const claims = (wrong: Fields = {}): Fields => ({
    iss: "souk",
    aud: "souk-api",
    sub: randomUUID(),
    sid: randomUUID(),
    jti: randomUUID(),
    roles: ["administrator"],
    perms: ["orders:read", "staff:write"],
    iat: nowSeconds(),
    exp: nowSeconds() + LIFETIME_SECONDS,
    ...wrong,
  });
  const header = (wrong: Fields = {}): Fields => ({ alg: "EdDSA", typ: "at+jwt", kid: keyId, ...wrong });
  return {
    keys: async () => ({ keys: [jwk] }),
    keyId,
    publicKey,
    nowSeconds,
    claims,
    header,
    ownSigner,
    token: (wrong = {}) => compact(header(wrong.header), claims(wrong.claims), ownSigner),
  };
}
