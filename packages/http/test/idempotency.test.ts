// Idempotency keys through the front door: one effect and one answer for each key.
import { countRoundTrips, newId } from "@souk/db";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { deleteExpiredIdempotencyKeys, endIdempotencyLeases } from "../src/index.ts";
import { query } from "./database.ts";
import { createKeyedStage, keyedRoutes, send } from "./keyed-stage.ts";
import { createStage } from "./stage.ts";

const keyed = await createKeyedStage();
const { script, stage, twin, db } = keyed;
afterAll(() => keyed.close());
beforeEach(() => keyed.reset());

describe("a repeated request", () => {
  test("gets the first answer again and has no second effect", async () => {
    const key = newId();
    const first = await send(stage, { key });
    const second = await send(stage, { key });
    expect(first).toMatchObject({ status: 201, headers: { location: "/orders/1", "set-cookie": "a=b" } });
    expect(first.headers["idempotent-replayed"]).toBeUndefined();
    expect(second).toMatchObject({
      status: 201,
      text: first.text,
      headers: {
        location: "/orders/1",
        "content-type": first.headers["content-type"],
        "idempotent-replayed": "true",
      },
    });
    expect(script.calls).toHaveLength(1);
    expect(script.calls[0]).toMatchObject({ key, resourceId: JSON.parse(first.text).orderId });
  });

  test("does not get the cookies of the first, which are not kept", async () => {
    const key = newId();
    await send(stage, { key });
    expect((await send(stage, { key })).headers["set-cookie"]).toBeUndefined();
    const twins = await Promise.all([
      send(stage, { key: `${key}-twins` }),
      send(stage, { key: `${key}-twins` }),
    ]);
    expect(twins.filter(({ headers }) => headers["set-cookie"] !== undefined)).toHaveLength(1);
  });

  test("is recognised with its fields in another order", async () => {
    const key = newId();
    await send(stage, { key, body: { what: "order", options: { a: 1, b: 2 } } });
    expect(
      (await send(stage, { key, body: { options: { b: 2, a: 1 }, what: "order" } })).headers[
        "idempotent-replayed"
      ],
    ).toBe("true");
  });

  test("in another process gets the same answer", async () => {
    const key = newId();
    const first = await send(stage, { key });
    expect(await send(twin, { key })).toMatchObject({
      status: 201,
      text: first.text,
      headers: { "idempotent-replayed": "true" },
    });
  });

  test("with another body, path or query is another request: 422", async () => {
    const key = newId();
    await send(stage, { key });
    expect(await send(stage, { key, body: { what: "order", options: {} } })).toMatchObject({
      status: 422,
      code: "idempotency_key_reused",
    });
    const path = newId();
    await send(stage, { key: path, url: "/api/v1/notes/1" });
    expect(await send(stage, { key: path, url: "/api/v1/notes/2" })).toMatchObject({
      status: 422,
      code: "idempotency_key_reused",
    });
  });

  test("of a raw body is recognised by its bytes", async () => {
    const key = newId();
    await send(stage, { key, url: "/api/v1/raw", body: Buffer.from("abc") });
    expect(
      (await send(stage, { key, url: "/api/v1/raw", body: Buffer.from("abc") })).headers[
        "idempotent-replayed"
      ],
    ).toBe("true");
    expect(await send(stage, { key, url: "/api/v1/raw", body: Buffer.from("abd") })).toMatchObject({
      status: 422,
    });
  });

  test.each(["nothing", "elsewhere", "bytes"])(
    "that was answered with %s is answered so again",
    async (what) => {
      const key = newId();
      const first = await send(stage, { key, what });
      const second = await send(stage, { key, what });
      expect(second).toMatchObject({
        status: first.status,
        text: first.text,
        headers: { "idempotent-replayed": "true" },
      });
      expect(second.headers["x-note"]).toBe(first.headers["x-note"]);
      expect(second.headers.location).toBe(first.headers.location);
      expect(script.calls).toHaveLength(1);
    },
  );
});

describe("a refusal", () => {
  test("for good is the answer of every retry", async () => {
    const key = newId();
    const first = await send(stage, { key, what: "conflict" });
    const second = await send(stage, { key, what: "conflict" });
    expect(first).toMatchObject({ status: 409, code: "sold_out" });
    expect(second).toMatchObject({
      status: 409,
      text: first.text,
      headers: { "idempotent-replayed": "true" },
    });
    expect(second.headers["content-type"]).toMatch("application/problem+json");
    expect(script.calls).toHaveLength(1);
  });

  test.each([
    ["invalid", 400],
    ["missing", 404],
    ["unavailable", 503],
    ["bug", 500],
  ])(
    "that may turn out otherwise (%s) is not kept; the retry runs at once with the same resource id",
    async (what, status) => {
      const key = newId();
      expect(await send(stage, { key, what })).toMatchObject({ status });
      expect(await send(stage, { key, what })).toMatchObject({ status });
      expect(script.calls).toHaveLength(2);
      expect(new Set(script.calls.map(({ resourceId }) => resourceId)).size).toBe(1);
    },
  );

  test("of a request that is not valid does not use up its key", async () => {
    const key = newId();
    expect(await send(stage, { key, body: { wrong: 1 } })).toMatchObject({
      status: 400,
      code: "body_invalid",
    });
    expect(await send(stage, { key })).toMatchObject({ status: 201 });
  });
});

describe("an answer that cannot be kept", () => {
  test.each(["large", "flow"])("(%s) is made again with the same resource id", async (what) => {
    const key = newId();
    const first = await send(stage, { key, what });
    const second = await send(stage, { key, what });
    expect(second.text).toBe(first.text);
    expect(second.headers["idempotent-replayed"]).toBeUndefined();
    expect(new Set(script.calls.map(({ resourceId }) => resourceId)).size).toBe(1);
    expect(script.calls).toHaveLength(2);
  });
});

describe("a key", () => {
  test("is needed where the route requires one", async () => {
    expect(await send(stage, {})).toMatchObject({ status: 400, code: "idempotency_key_required" });
  });

  test.each(["", "a b", "ä", "x".repeat(256), "tab\tinside"])("like %j is refused", async (key) => {
    expect(await send(stage, { key })).toMatchObject({ status: 400, code: "idempotency_key_invalid" });
  });

  test("of 255 visible characters is fine", async () => {
    expect(await send(stage, { key: newId().padEnd(255, "~") })).toMatchObject({ status: 201 });
  });

  test("is optional for other writes, ignored where an answer must not be kept", async () => {
    const authorization = `Bearer ${await stage.issuer.token()}`;
    expect((await send(stage, { url: "/api/v1/notes", headers: { authorization } })).text).toBe(
      '{"key":null}',
    );
    expect(
      (await send(stage, { url: "/api/v1/notes", headers: { authorization }, key: "note-1" })).text,
    ).toBe('{"key":"note-1"}');
    expect((await send(stage, { url: "/api/v1/sessions", key: "session-1" })).text).toBe(
      '{"idempotency":null}',
    );
  });

  test("belongs to its person: the same key of another is another key", async () => {
    const key = newId();
    const as = async (sub: string) => ({ authorization: `Bearer ${await stage.issuer.token({ sub })}` });
    await send(stage, { key, url: "/api/v1/notes", headers: await as("a") });
    expect(
      (await send(stage, { key, url: "/api/v1/notes", headers: await as("b") })).headers[
        "idempotent-replayed"
      ],
    ).toBeUndefined();
    expect(
      (await send(stage, { key, url: "/api/v1/notes", headers: await as("a") })).headers[
        "idempotent-replayed"
      ],
    ).toBe("true");
  });

  test("of a machine belongs to its API key, not to who made it", async () => {
    const key = newId();
    const as = async (claims: object) => ({
      authorization: `Bearer ${await stage.issuer.token({ sub: "maker", ...claims })}`,
    });
    for (const headers of [await as({}), await as({ akid: "key-1" }), await as({ akid: "key-2" })])
      expect((await send(stage, { key, headers })).headers["idempotent-replayed"]).toBeUndefined();
    expect(script.calls).toHaveLength(3);
    const again = await send(stage, { key, headers: await as({ akid: "key-2" }) });
    expect(again.headers["idempotent-replayed"]).toBe("true");
  });

  test("of a guest belongs to its scope, of which only a hash is kept", async () => {
    const key = newId();
    await send(stage, { key, headers: { "x-scope": "cart-1" } });
    expect(
      (await send(stage, { key, headers: { "x-scope": "cart-2" } })).headers["idempotent-replayed"],
    ).toBeUndefined();
    expect((await send(stage, { key })).headers["idempotent-replayed"]).toBeUndefined();
    expect(
      (await send(stage, { key, headers: { "x-scope": "cart-1" } })).headers["idempotent-replayed"],
    ).toBe("true");
    const rows = await query(
      db,
      "select principal from idempotency_keys where key = $1 order by principal",
      key,
    );
    expect(rows.map(({ principal }) => principal)).toEqual([
      "anonymous",
      expect.stringMatching(/^scope:[0-9a-f]{64}$/),
      expect.stringMatching(/^scope:/),
    ]);
  });
});

describe("the store", () => {
  test("takes one round trip to begin and one to complete; a replay takes one", async () => {
    const key = newId();
    expect((await countRoundTrips(db, () => send(stage, { key }))).roundTrips).toBe(2);
    expect((await countRoundTrips(db, () => send(stage, { key }))).roundTrips).toBe(1);
  });

  test("forgets keys after 48 hours and keeps younger ones", async () => {
    const [old, young] = [newId(), newId()];
    await send(stage, { key: old });
    await send(stage, { key: young });
    await query(
      db,
      "update idempotency_keys set created_at = clock_timestamp() - interval '49 hours' where key = $1",
      old,
    );
    expect(await deleteExpiredIdempotencyKeys(db)).toBe(1);
    expect(await query(db, "select 1 from idempotency_keys where key = any($1)", [old, young])).toHaveLength(
      1,
    );
  });

  test("a process that serves alone ends what a dead one held, and nothing that was answered", async () => {
    const held = newId();
    await query(
      db,
      `insert into idempotency_keys (principal, route, key, fingerprint, resource_id, lease_token, leased_until)
       values ('anonymous', 'POST /x', $1, sha256('x'), gen_random_uuid(), gen_random_uuid(), now() + interval '1 hour')`,
      held,
    );
    expect(await endIdempotencyLeases(db)).toBe(1);
    expect(await endIdempotencyLeases(db)).toBe(0);
    expect(
      await query(db, "select 1 from idempotency_keys where key = any($1) and leased_until <= now()", [held]),
    ).toHaveLength(1);
  });

  test("forgets many in bounded batches", async () => {
    await query(
      db,
      `insert into idempotency_keys (principal, route, key, fingerprint, resource_id, lease_token, leased_until, created_at)
       select 'anonymous', 'POST /x', n::text, sha256('x'), gen_random_uuid(), gen_random_uuid(), now(), now() - interval '3 days' from generate_series(1, 2500) n`,
    );
    expect(await deleteExpiredIdempotencyKeys(db)).toBe(2_500);
  });
});

test("without a database, routes that require keys do not mount and others ignore keys", async () => {
  await expect(createStage(keyedRoutes(script))).rejects.toThrow("POST /orders requires idempotency keys");
  const keyless = await createStage(keyedRoutes(script).slice(1));
  expect(
    (await send(keyless, { url: "/api/v1/raw", key: "k" })).headers["idempotent-replayed"],
  ).toBeUndefined();
  expect(
    (await send(keyless, { url: "/api/v1/raw", key: "k" })).headers["idempotent-replayed"],
  ).toBeUndefined();
});
