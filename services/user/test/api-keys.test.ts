// Keys for machines: shown once, kept as hashes, bounded by their maker, and over when they are revoked.
import { randomUUID } from "node:crypto";
import { UserService } from "@souk/contracts/rpc";
import { type AnyDb, statement } from "@souk/db";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AccessStage, openAccessStage, type Signed } from "./access-stage.ts";

const REMEMBERED_MS = 30_000;
const MINUTE_MS = 60_000;
const FRESH_MS = 15 * MINUTE_MS;

let stage: AccessStage;
beforeAll(async () => {
  stage = await openAccessStage();
});
afterAll(() => stage.close());

const call = (...parameters: Parameters<AccessStage["shop"]["call"]>) => stage.shop.call(...parameters);
const create = (body: object = {}, as: Signed = stage.administrator) =>
  call("POST", "/api-keys", { as, body: { name: "warehouse", scopes: ["customers:read"], ...body } });
const by = (key: string) => ({ headers: { authorization: `Bearer ${key}` } });

describe("an API key", () => {
  test("is shown once; the shop keeps a hash and how it begins", async () => {
    const made = await create({ scopes: ["customers:read", "customers:read"] });
    expect(made.status).toBe(201);
    expect(made.headers["cache-control"]).toBe("no-store");
    const { key, ...shown } = made.body;
    expect(key).toMatch(/^souk_[0-9a-f]{16}_[\w-]{43}$/);
    expect(key.startsWith(shown.prefix)).toBe(true);
    expect(shown).toMatchObject({
      scopes: ["customers:read"],
      createdBy: stage.administrator.userId,
      expiresAt: null,
      lastUsedAt: null,
      revokedAt: null,
    });
    const listed = await call("GET", "/api-keys", { as: stage.administrator });
    expect(listed.body.items).toContainEqual(shown);
    const secret = key.slice(shown.prefix.length + 1);
    expect(listed.text).not.toContain(secret);
    expect(JSON.stringify(await stage.shop.published("user"))).not.toContain(secret);
    expect(await storedText(stage.shop.db("user"))).not.toContain(secret);
    expect(stage.shop.logLines.join("")).not.toContain(secret);
  });

  test("does what its scopes say and nothing else, and is no person", async () => {
    const { key } = (await create()).body;
    expect((await call("GET", "/users", by(key))).status).toBe(200);
    expect((await call("GET", "/roles", by(key))).body).toMatchObject({
      code: "permission_required",
      permission: "staff:read",
    });
    expect(await call("GET", "/users/profile", by(key))).toMatchObject({
      status: 403,
      body: { code: "api_key_not_allowed" },
    });
  });

  test("shows when it was last used, to the minute", async () => {
    const { key, id } = (await create()).body;
    const lastUsed = async () => {
      const { body } = await call("GET", "/api-keys", { as: stage.administrator });
      return body.items.find((item: { id: string }) => item.id === id).lastUsedAt;
    };
    await call("GET", "/users", by(key));
    const first = await lastUsed();
    expect(first).not.toBeNull();
    stage.shop.clock.advance(REMEMBERED_MS);
    await call("GET", "/users", by(key));
    expect(await lastUsed()).toBe(first);
    stage.shop.clock.advance(REMEMBERED_MS);
    await call("GET", "/users", by(key));
    expect(Date.parse(await lastUsed())).toBeGreaterThan(Date.parse(first));
  });

  test("ends when it is revoked, at the latest 30 seconds later; revoking it again changes nothing", async () => {
    const { key, id } = (await create()).body;
    expect((await call("GET", "/users", by(key))).status).toBe(200);
    const path = `/api-keys/${id}`;
    const as = stage.administrator;
    const answers = await Promise.all([call("DELETE", path, { as }), call("DELETE", path, { as })]);
    expect(answers.map(({ status }) => status)).toEqual([204, 204]);
    stage.shop.clock.advance(REMEMBERED_MS);
    expect(await call("GET", "/users", by(key))).toMatchObject({
      status: 401,
      body: { code: "token_invalid" },
    });
    await stage.shop.settled(); // On its way to the bus an event is seen twice.
    const told = (await stage.shop.published("user")).filter(
      ({ data }) => (data as { action?: string }).action === "api_key.revoke",
    );
    expect(told).toHaveLength(1);
    expect((await call("DELETE", `/api-keys/${randomUUID()}`, { as })).body.code).toBe("api_key_not_found");
  });

  test("ends when its time is over", async () => {
    const expiresAt = new Date(stage.shop.clock.now().getTime() + MINUTE_MS).toISOString();
    const made = await create({ expiresAt });
    expect(made.body.expiresAt).toBe(expiresAt);
    expect((await call("GET", "/users", by(made.body.key))).status).toBe(200);
    stage.shop.clock.advance(MINUTE_MS);
    expect((await call("GET", "/users", by(made.body.key))).status).toBe(401);
    const late = await create({ expiresAt });
    expect(late).toMatchObject({ status: 400, body: { errors: [{ pointer: "/expiresAt", code: "past" }] } });
  });

  test("of another secret, of another shape or that was made up is refused", async () => {
    const { key, prefix } = (await create()).body;
    for (const wrong of [
      `${prefix}_${"A".repeat(43)}`,
      `${key}x`,
      prefix,
      "souk_",
      `souk_0123456789abcdef_${"A".repeat(43)}`,
      key.toUpperCase(),
    ])
      expect((await call("GET", "/users", by(wrong))).body.code, wrong).toBe("token_invalid");
  });
});

describe("a key's maker", () => {
  test("gives it nothing they do not have, and it loses what they lose", async () => {
    const role = await stage.aRole(["api_keys:write", "customers:read"]);
    const maker = await stage.aColleague(role);
    const beyond = await create({ scopes: ["customers:read", "payments:refund"] }, maker);
    expect(beyond).toMatchObject({
      status: 403,
      body: { code: "scope_above_own", errors: [{ pointer: "/scopes/1" }] },
    });
    const { key } = (await create({}, maker)).body;
    expect((await call("GET", "/users", by(key))).status).toBe(200);
    const of = `/roles/${role}`;
    const body = { description: "", permissions: ["api_keys:write"] };
    await stage.edit("PUT", of, { as: stage.administrator, of, body });
    stage.shop.clock.advance(REMEMBERED_MS);
    expect((await call("GET", "/users", by(key))).body.code).toBe("permission_required");
  });

  test("whose account is closed takes it along, for good", async () => {
    const maker = await stage.aColleague(await stage.aRole(["api_keys:write", "customers:read"]));
    const { key } = (await create({}, maker)).body;
    const of = `/users/${maker.userId}`;
    for (const active of [false, true])
      await stage.edit("PUT", `${of}/active`, { as: stage.administrator, of, body: { active } });
    expect((await call("GET", "/users", by(key))).status).toBe(401);
  });

  test("is a person: a key makes no other key", async () => {
    const maker = await stage.aColleague("administrator");
    const { key } = (await create({ scopes: ["api_keys:write"] }, maker)).body;
    const made = await call("POST", "/api-keys", {
      ...by(key),
      body: { name: "child", scopes: ["api_keys:write"] },
    });
    expect(made).toMatchObject({ status: 403, body: { code: "reauthentication_required" } });
  });

  test("has a hundred at most that work, also when many are made at once", async () => {
    const maker = await stage.aColleague("administrator");
    for (let round = 0; round < 11; round += 1)
      await Promise.all(Array.from({ length: 9 }, () => create({}, maker)));
    const answers = await Promise.all([create({}, maker), create({}, maker), create({}, maker)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe("api_keys_too_many");
  });
});

test("the list of keys pages without gaps, for those who may read it", async () => {
  const as = await stage.aColleague("administrator");
  for (let index = 0; index < 3; index += 1) await create({ name: `key ${index}` }, as);
  const first = await call("GET", "/api-keys?limit=2", { as });
  expect(first.body.items.map(({ name }: { name: string }) => name)).toEqual(["key 2", "key 1"]);
  const next = await call("GET", `/api-keys?limit=1&cursor=${first.body.nextCursor}`, { as });
  expect(next.body.items).toMatchObject([{ name: "key 0" }]);
  expect((await call("GET", "/api-keys", { as: await stage.aColleague("support") })).status).toBe(403);
});

test("a token of an issuer that nobody configured proves nobody", async () => {
  const exchange = stage.shop.rpc.client(UserService).exchangeCredential({ credential: "a.b.c" });
  await expect(exchange).rejects.toMatchObject({ kind: "unauthenticated", code: "credential_invalid" });
});

// Last: the clock goes on beyond the life of the administrator's token.
test("a key's maker must have proven who they are in the last 15 minutes", async () => {
  const maker = await stage.aColleague("administrator");
  stage.shop.clock.advance(FRESH_MS + 1);
  const { body } = await call("POST", "/users/refresh", { body: { refreshToken: maker.refreshToken } });
  const late = await create({}, { ...maker, token: body.accessToken });
  expect(late).toMatchObject({ status: 403, body: { code: "reauthentication_required" } });
});

async function storedText(db: AnyDb): Promise<string> {
  const rows = await statement<{ readonly text: string }>(
    "test_stored_keys",
    "select api_keys::text as text from api_keys",
  ).rows(db, []);
  return rows.map(({ text }) => text).join("\n");
}
