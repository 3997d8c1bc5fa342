// Everybody who calls: people who really signed in, keys that were really made, and credentials that are no good.
import { randomBytes, randomUUID } from "node:crypto";
import { builtInRoles, type Permission, permissions } from "@souk/contracts";
import { type AnyDb, statement } from "@souk/db";
import type { CallAnswer, CallOptions } from "@souk/testing";
import { z } from "zod";
import { compact } from "./forge.ts";
import { ADMINISTRATOR, type Stage } from "./stage.ts";

const PASSWORD = "a long password for people of the proofs";
const HALF = 2;

/** Somebody as the access rules see them. */
export type Caller = {
  readonly name: string;
  readonly authorization: string | undefined;
  readonly kind: "nobody" | "person" | "api_key" | "refused";
  readonly permissions: ReadonlySet<string>;
};
export type Person = { readonly userId: string; readonly token: string; readonly sessionId: string };

const session = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  user: z.object({ id: z.string() }),
});
const claims = z.object({ sid: z.string() });
const newKey = z.object({ id: z.string(), key: z.string() });

async function must(answer: Promise<CallAnswer>): Promise<CallAnswer> {
  const { status, text, body, headers } = await answer;
  if (status >= 200 && status < 300) return { status, text, body, headers };
  throw new Error(`The stage could not be set: ${status} ${text}`);
}

function personOf(body: unknown): Person & { readonly refreshToken: string } {
  const { accessToken, refreshToken, user } = session.parse(body);
  const payload = Buffer.from(accessToken.split(".")[1] ?? "", "base64url").toString("utf8");
  return {
    userId: user.id,
    token: accessToken,
    refreshToken,
    sessionId: claims.parse(JSON.parse(payload)).sid,
  };
}

export async function signIn(stage: Stage, who: { email: string; password: string }) {
  return personOf((await must(stage.shop.call("POST", "/users/login", { body: who }))).body);
}

const proveAddress = statement<never, [string]>(
  "proof_prove_address",
  "update users set email_verified_at = now() where id = $1",
);

/** Signed in, with a proven address and these roles. */
export async function aPerson(stage: Stage, roles: readonly string[], administrator?: Person) {
  const email = `${randomUUID()}@souk.example`;
  const body = { email, password: PASSWORD, firstName: "Noor", lastName: "Aziz" };
  const registered = personOf((await must(stage.shop.call("POST", "/users/register", { body }))).body);
  const db: AnyDb = stage.shop.db("user");
  await proveAddress.rows(db, [registered.userId]);
  if (administrator === undefined) return registered;
  const change: CallOptions = { as: administrator, body: { roles }, headers: { "if-match": "*" } };
  await must(stage.shop.call("PUT", `/users/${registered.userId}/roles`, change));
  return signIn(stage, { email, password: PASSWORD });
}

export async function aRole(stage: Stage, as: Person, allowed: readonly Permission[]): Promise<string> {
  const name = `proof_${randomBytes(8).toString("hex")}`;
  await must(stage.shop.call("POST", "/roles", { as, body: { name, permissions: allowed } }));
  return name;
}

export async function anApiKey(stage: Stage, as: Person, scopes: readonly string[]) {
  const body = { name: "proof", scopes };
  return newKey.parse((await must(stage.shop.call("POST", "/api-keys", { as, body }))).body);
}

export type People = {
  readonly administrator: Person;
  /** Everybody but the keys for one permission. */
  readonly callers: readonly Caller[];
  /** For each permission a key that has nothing else, and one that has everything else. */
  readonly keysFor: ReadonlyMap<string, readonly Caller[]>;
};

export async function gatherPeople(stage: Stage): Promise<People> {
  const administrator = await signIn(stage, ADMINISTRATOR);
  const half = permissions.filter((_permission, index) => index % HALF === 0);
  const ownRole = await aRole(stage, administrator, half);
  const roles = [...builtInRoles, { name: ownRole, permissions: half }];
  const staff = await Promise.all(
    roles.map(async (role) => {
      const person = await aPerson(stage, [role.name], administrator);
      return personCaller(role.name === ownRole ? "an own role" : role.name, person, role.permissions);
    }),
  );
  const customer = await aPerson(stage, []);
  const keysFor = new Map<string, readonly Caller[]>();
  for (const permission of permissions) {
    const others = permissions.filter((name) => name !== permission);
    keysFor.set(permission, [
      await keyCaller(stage, administrator, [permission]),
      await keyCaller(stage, administrator, others),
    ]);
  }
  const nobody: Caller = {
    name: "anonymous",
    authorization: undefined,
    kind: "nobody",
    permissions: new Set(),
  };
  return {
    administrator,
    keysFor,
    callers: [
      nobody,
      personCaller("somebody without a role", customer, []),
      ...staff,
      await keyCaller(stage, administrator, permissions),
      ...badCallers(stage, customer.refreshToken),
    ],
  };
}

function personCaller(name: string, { token }: Person, allowed: readonly string[]): Caller {
  return { name, authorization: `Bearer ${token}`, kind: "person", permissions: new Set(allowed) };
}

async function keyCaller(stage: Stage, as: Person, scopes: readonly string[]): Promise<Caller> {
  const { key } = await anApiKey(stage, as, scopes);
  const all = scopes.length === permissions.length;
  const name = `API key for ${all ? "everything" : scopes.length === 1 ? scopes[0] : "everything else"}`;
  return { name, authorization: `Bearer ${key}`, kind: "api_key", permissions: new Set(scopes) };
}

/** Each says it is an administrator. */
function badCallers({ forge }: Stage, refreshToken: string): readonly Caller[] {
  const perms = [...permissions];
  const old = forge.nowSeconds() - 3_600;
  const outside = forge.claims({ iss: "https://outside.example", perms });
  const credentials = {
    "an expired token": forge.token({ claims: { perms, iat: old, exp: old + 600 } }),
    "a token for another audience": forge.token({ claims: { perms, aud: "another" } }),
    "a token of an outside issuer": compact(forge.header(), outside, forge.ownSigner),
    "a refresh token": refreshToken,
  };
  return Object.entries(credentials).map(([name, credential]) => ({
    name,
    authorization: `Bearer ${credential}`,
    kind: "refused",
    permissions: new Set(),
  }));
}
