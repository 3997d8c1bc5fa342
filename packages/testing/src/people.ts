// People for tests: somebody with a valid access token, signed by keys of the test itself.
import { randomUUID } from "node:crypto";
import { builtInRoles, type Permission } from "@souk/contracts";
import { exportJWK, generateKeyPair, type JSONWebKeySet, SignJWT } from "jose";

export const TOKEN_ISSUER = "souk";
export const TOKEN_AUDIENCE = "souk-api";
const KEY_ID = "test";

export type Person = { readonly userId: string; readonly token: string };
export type People = {
  readonly jwks: () => Promise<JSONWebKeySet>;
  customer(userId?: string): Promise<Person>;
  staff(permissions: readonly Permission[]): Promise<Person>;
  administrator(): Promise<Person>;
};

export async function createPeople(now: () => Date): Promise<People> {
  const { privateKey, publicKey } = await generateKeyPair("EdDSA");
  const publicJwk = { ...(await exportJWK(publicKey)), kid: KEY_ID, alg: "EdDSA", use: "sig" };
  const sign = async (
    userId: string,
    roles: readonly string[],
    permissions: readonly string[],
  ): Promise<Person> => {
    const token = await new SignJWT({ sid: randomUUID(), roles, perms: permissions })
      .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid: KEY_ID })
      .setSubject(userId)
      .setIssuer(TOKEN_ISSUER)
      .setAudience(TOKEN_AUDIENCE)
      .setJti(randomUUID())
      .setIssuedAt(now())
      .setExpirationTime(new Date(now().getTime() + 600_000))
      .sign(privateKey);
    return { userId, token };
  };
  const administrator = builtInRoles.find(({ name }) => name === "administrator");
  return {
    jwks: async () => ({ keys: [publicJwk] }),
    customer: (userId = randomUUID()) => sign(userId, ["customer"], []),
    staff: (permissions) => sign(randomUUID(), ["staff"], permissions),
    administrator: () => sign(randomUUID(), ["administrator"], administrator?.permissions ?? []),
  };
}
