// Tokens that must open nothing, each wrong in its own way.
import { createHmac, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { base64url, compact, edSigner, type Fields, type Forge, type Signer } from "./forge.ts";
import { misspeltTokens } from "./misspelt-tokens.ts";
import type { Mutant } from "./mutant.ts";

const unsigned: Signer = () => Buffer.alloc(0);
const zeros: Signer = () => Buffer.alloc(64);
const hmac =
  (algorithm: string, secret: string | Buffer): Signer =>
  (signed) =>
    createHmac(algorithm, secret).update(signed).digest();

/** All of them, made with fresh keys; names are unique. */
export function tokenMutants(forge: Forge): readonly Mutant[] {
  return [
    ...withoutSignature(forge),
    ...confusedKeys(forge),
    ...otherKeys(forge),
    ...keyIds(forge),
    ...keysOfTheirOwn(forge),
    ...headers(forge),
    ...times(forge),
    ...claims(forge),
    ...otherCredentials(forge),
    ...misspeltTokens(forge),
  ];
}

function withoutSignature(forge: Forge): readonly Mutant[] {
  const spellings = ["none", "None", "NONE", "nOnE", " none", "none\u0000", ""];
  const [head = "", payload = "", signature = ""] = forge.token({ header: { alg: "none" } }).split(".");
  return [
    ...spellings.map((alg) => ({
      name: `alg ${JSON.stringify(alg)}, no signature`,
      send: compact(forge.header({ alg }), forge.claims(), unsigned),
    })),
    ...[null, undefined, ["EdDSA"], 0, true, {}].map((alg) => ({
      name: `alg ${JSON.stringify(alg)}, no signature`,
      send: compact(forge.header({ alg }), forge.claims(), unsigned),
    })),
    { name: "alg none with a signature", send: `${head}.${payload}.${signature}` },
    { name: "alg none without the last point", send: `${head}.${payload}` },
    { name: "EdDSA with no signature", send: compact(forge.header(), forge.claims(), unsigned) },
    { name: "EdDSA with a signature of zeros", send: compact(forge.header(), forge.claims(), zeros) },
  ];
}

/** The public key is no secret: whoever takes it for one can be fooled by everybody. */
function confusedKeys(forge: Forge): readonly Mutant[] {
  const { publicKey } = forge;
  const jwk = publicKey.export({ format: "jwk" });
  const secrets: readonly (readonly [string, string | Buffer])[] = [
    ["the public key's bytes", Buffer.from(jwk.x ?? "", "base64url")],
    ["the public key's text", jwk.x ?? ""],
    ["the public JWK", JSON.stringify(jwk)],
    ["the public PEM", publicKey.export({ format: "pem", type: "spki" })],
    ["the public DER", publicKey.export({ format: "der", type: "spki" })],
    ["the key's id", forge.keyId],
    ["nothing", ""],
  ];
  return [
    ...secrets.map(([what, secret]) => ({
      name: `HS256 with ${what} as its secret`,
      send: compact(forge.header({ alg: "HS256" }), forge.claims(), hmac("sha256", secret)),
    })),
    ...["HS384", "HS512"].map((alg) => ({
      name: `${alg} with the public JWK as its secret`,
      send: compact(forge.header({ alg }), forge.claims(), hmac(`sha${alg.slice(2)}`, JSON.stringify(jwk))),
    })),
    {
      name: "EdDSA in the header, an HMAC in the signature",
      send: compact(forge.header(), forge.claims(), hmac("sha512", JSON.stringify(jwk))),
    },
  ];
}

function otherKeys(forge: Forge): readonly Mutant[] {
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  const stranger = edSigner(generateKeyPairSync("ed25519").privateKey);
  const ecSigner: Signer = (signed) => sign("sha256", signed, { key: ec, dsaEncoding: "ieee-p1363" });
  const made = (name: string, header: Fields, signer: Signer) => ({
    name,
    send: compact(forge.header(header), forge.claims(), signer),
  });
  return [
    made("another EdDSA key with the id of ours", {}, stranger),
    made("ES256 with the id of our key", { alg: "ES256" }, ecSigner),
    made("ES256 with a signature of zeros", { alg: "ES256" }, zeros),
    made("RS256 with the id of our key", { alg: "RS256" }, (signed) => sign("sha256", signed, rsa)),
    made("PS256 with the id of our key", { alg: "PS256" }, (signed) => sign("sha256", signed, rsa)),
    made("EdDSA in the header, signed by ECDSA", {}, ecSigner),
    made("our key by the name Ed25519", { alg: "Ed25519" }, forge.ownSigner),
    made("our key, alg in small letters", { alg: "eddsa" }, forge.ownSigner),
  ];
}

function keyIds(forge: Forge): readonly Mutant[] {
  const ids: readonly unknown[] = [
    undefined,
    null,
    "",
    "unknown",
    0,
    [forge.keyId],
    { kid: forge.keyId },
    `${forge.keyId} `,
    "../../../../../../dev/null",
    "/dev/null",
    "file:///dev/null",
    "https://evil.example/keys.json",
    "' or 1=1 --",
    "x' union select 'secret' --",
    "|/usr/bin/id",
    "__proto__",
    "constructor",
    `${forge.keyId}\u0000`,
    "k".repeat(1_000),
  ];
  return [
    ...ids.map((kid) => ({
      name: `kid ${JSON.stringify(kid)?.slice(0, 60)}`,
      send: forge.token({ header: { kid } }),
    })),
    {
      name: "kid of a file that is empty, HS256 with an empty secret",
      send: compact(forge.header({ alg: "HS256", kid: "/dev/null" }), forge.claims(), hmac("sha256", "")),
    },
  ];
}

/** A header may name a key, or bring one; only the shop's own are believed. */
function keysOfTheirOwn(forge: Forge): readonly Mutant[] {
  const stranger = generateKeyPairSync("ed25519");
  const jwk = { ...stranger.publicKey.export({ format: "jwk" }), kid: forge.keyId };
  const certificate = base64url(stranger.publicKey.export({ format: "der", type: "spki" }));
  const brought: readonly (readonly [string, Fields])[] = [
    ["jwk", { jwk }],
    ["jku", { jku: "https://evil.example/keys.json" }],
    ["x5u", { x5u: "https://evil.example/certificate.pem" }],
    ["x5c", { x5c: [certificate] }],
    ["x5t", { x5t: certificate.slice(0, 27) }],
    ["jwk and no kid", { jwk, kid: undefined }],
  ];
  return brought.flatMap(([what, header]) => [
    {
      name: `${what}, signed by the key it names`,
      send: compact(forge.header(header), forge.claims(), edSigner(stranger.privateKey)),
    },
    { name: `${what}, signed by ours`, send: forge.token({ header }) },
  ]);
}

function headers(forge: Forge): readonly Mutant[] {
  const wrong: readonly (readonly [string, Fields])[] = [
    ["crit of something unknown", { crit: ["souk"], souk: true }],
    ["crit that is empty", { crit: [] }],
    ["crit of what is not there", { crit: ["exp"] }],
    ["b64 false, critical", { crit: ["b64"], b64: false }],
    ["b64 false", { b64: false }],
    ["b64 true, critical", { crit: ["b64"], b64: true }],
    ["zip", { zip: "DEF" }],
    ["cty JWT", { cty: "JWT" }],
    ["enc", { enc: "A256GCM" }],
    ["typ JWT", { typ: "JWT" }],
    ["typ of a refresh token", { typ: "rt+jwt" }],
    ["typ of a logout token", { typ: "logout+jwt" }],
    ["typ in capitals", { typ: "AT+JWT" }],
    ["typ undefined", { typ: undefined }],
    ["typ null", { typ: null }],
  ];
  return wrong.map(([name, header]) => ({ name, send: forge.token({ header }) }));
}

function times(forge: Forge): readonly Mutant[] {
  const now = forge.nowSeconds();
  const wrong: readonly (readonly [string, Fields])[] = [
    ["expired a minute ago", { iat: now - 660, exp: now - 60 }],
    ["expired for years", { iat: 1, exp: 2 }],
    ["exp 0", { exp: 0 }],
    ["exp below zero", { exp: -1 }],
    ["exp undefined", { exp: undefined }],
    ["exp null", { exp: null }],
    ["exp as text", { exp: `${now + 600}` }],
    ["exp with a fraction", { exp: now + 600.5 }],
    ["exp beyond numbers", { exp: 1e300 }],
    ["nbf a minute ahead", { nbf: now + 60 }],
    ["nbf as text", { nbf: "now" }],
    ["iat a minute ahead", { iat: now + 60 }],
    ["iat undefined", { iat: undefined }],
    ["iat as text", { iat: "now" }],
  ];
  return wrong.map(([name, faults]) => ({ name, send: forge.token({ claims: faults }) }));
}

function claims(forge: Forge): readonly Mutant[] {
  const wrong: readonly (readonly [string, Fields])[] = [
    ["iss of another", { iss: "https://evil.example" }],
    ["iss of ours and more", { iss: "souk/" }],
    ["iss in capitals", { iss: "SOUK" }],
    ["iss as a list", { iss: ["souk"] }],
    ["iss undefined", { iss: undefined }],
    ["aud of another", { aud: "souk-admin" }],
    ["aud as a list without us", { aud: ["other", "another"] }],
    ["aud as an empty list", { aud: [] }],
    ["aud undefined", { aud: undefined }],
    ["sub undefined", { sub: undefined }],
    ["sub empty", { sub: "" }],
    ["sub as a number", { sub: 1 }],
    ["sid undefined", { sid: undefined }],
    ["jti undefined", { jti: undefined }],
    ["perms as text", { perms: "orders:read" }],
    ["perms as an object", { perms: { "orders:read": true } }],
    ["roles of numbers", { roles: [1] }],
    ["akid empty", { akid: "" }],
  ];
  return wrong.map(([name, faults]) => ({ name, send: forge.token({ claims: faults }) }));
}

/** Credentials that are good for something else, or look so. */
function otherCredentials(forge: Forge): readonly Mutant[] {
  const stranger = edSigner(generateKeyPairSync("ed25519").privateKey);
  const outside = forge.claims({ iss: "https://outside.example", aud: "souk-api" });
  const idToken = { claims: { aud: "storefront", nonce: "n" }, header: { typ: "JWT" } };
  return [
    { name: "refresh token", send: randomBytes(32).toString("base64url") },
    { name: "id token", send: forge.token(idToken) },
    {
      name: "token of an outside issuer that nobody configured",
      send: compact({ alg: "EdDSA", typ: "JWT", kid: "outside" }, outside, stranger),
    },
    {
      name: "API key of nobody",
      send: `souk_${randomBytes(8).toString("hex")}_${randomBytes(32).toString("base64url")}`,
    },
    { name: "API key cut short", send: "souk_0123456789abcdef" },
    { name: "API key that is a token", send: `souk_${forge.token()}` },
    { name: "user name and password", send: Buffer.from("admin:admin").toString("base64") },
  ];
}
