// Idempotency keys through the front door: one effect and one answer, whoever repeats what when.
import { Readable } from "node:stream";
import { Refusal } from "@souk/errors";
import { countRoundTrips, newId } from "@souk/db";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { anyone, deleteExpiredIdempotencyKeys, json, noContent, redirect, route, signedIn, stream } from "../src/index.ts";
import { createDatabase, query, type TestDatabase } from "./database.ts";
import { createStage, type Stage } from "./stage.ts";

const Body = z.strictObject({ what: z.string(), options: z.record(z.string(), z.int()).optional() });
type Call = { readonly what: string; readonly resourceId: string | undefined; readonly key: string | undefined };

let database: TestDatabase;
let stage: Stage;
let twin: Stage;
let calls: Call[];
let gate: PromiseWithResolvers<void>;

const outcomes: Record<string, () => unknown> = {
  order: () => undefined,
  conflict: () => Promise.reject(new Refusal("conflict", "sold_out", "Sold out.", { extra: { left: 2 } })),
  invalid: () => Promise.reject(new Refusal("invalid", "cart_empty", "Empty.")),
  missing: () => Promise.reject(new Refusal("not_found", "cart_not_found", "No cart.")),
  unavailable: () => Promise.reject(new Refusal("unavailable", "stock_unavailable", "Later.", { retryAfterSeconds: 7 })),
  bug: () => Promise.reject(new Error("boom")),
  nothing: () => noContent({ "x-note": "done" }),
  elsewhere: () => redirect("/there"),
  large: () => ({ text: "x".repeat(70_000) }),
  flow: () => stream("text/plain", Readable.from(["a", "b"])),
  bytes: () => stream("text/plain", Buffer.from("bytes")),
  wait: () => gate.promise,
  waitFirst: () => (calls.length === 1 ? gate.promise : undefined),
};

const routes = [
  route(
    "POST /orders",
    { summary: "Order", access: anyone(), ownership: "none", body: Body, status: 201, idempotency: "required", idempotencyScope: ({ headers }) => headers["x-scope"]?.toString() },
    async ({ body, idempotency }) => {
      calls.push({ what: body.what, resourceId: idempotency?.resourceId, key: idempotency?.key });
      const outcome = await outcomes[body.what]?.();
      return (outcome ?? json({ orderId: idempotency?.resourceId }, { headers: { location: "/orders/1", "set-cookie": "a=b" } })) as object;
    },
  ),
  route("POST /notes", { summary: "Note", access: signedIn(), ownership: "own", body: Body }, ({ idempotency }) => ({ key: idempotency?.key ?? null })),
  route("POST /notes/:id", { summary: "Note", access: anyone(), ownership: "none", params: z.strictObject({ id: z.string() }) }, ({ params }) => ({ id: params.id })),
  route("POST /raw", { summary: "Raw", access: anyone(), ownership: "none", rawBody: true }, ({ body }) => ({ size: body.length })),
  route("POST /sessions", { summary: "Sign in", access: anyone(), ownership: "none", body: Body, idempotency: "none" }, ({ idempotency }) => ({ idempotency: idempotency ?? null })),
];

beforeAll(async () => {
  database = await createDatabase();
  const options = { idempotencyDb: database.db, idempotencyWaitMs: 300, logLevel: "error" };
  stage = await createStage(routes, { ...options, idempotencyWaitMs: 5_000 });
  twin = await createStage(routes, options);
});
afterAll(async () => {
  await stage.app.close();
  await twin.app.close();
  await database.drop();
});
beforeEach(() => {
  calls = [];
  gate = Promise.withResolvers();
});

type Sent = { readonly key?: string; readonly what?: string; readonly headers?: Record<string, string>; readonly at?: Stage; readonly url?: string; readonly body?: unknown };
async function send({ key, what = "order", headers, at = stage, url = "/api/v1/orders", body = { what } }: Sent) {
  const answer = await at.app.inject({
    method: "POST",
    url,
    headers: { "content-type": "application/json", ...(key !== undefined && { "idempotency-key": key }), ...headers },
    payload: Buffer.isBuffer(body) ? body : JSON.stringify(body),
  });
  return { status: answer.statusCode, text: answer.body, headers: answer.headers, code: answer.body.startsWith("{") ? answer.json().code : undefined };
}
const endLeases = () => query(database.db, "update idempotency_keys set leased_until = clock_timestamp()");

describe("a repeated request", () => {
  test("gets the first answer again and has no second effect", async () => {
    const key = newId();
    const first = await send({ key });
    const second = await send({ key });
    expect(first).toMatchObject({ status: 201, headers: { location: "/orders/1", "set-cookie": "a=b" } });
    expect(first.headers["idempotent-replayed"]).toBeUndefined();
    expect(second).toMatchObject({ status: 201, text: first.text, headers: { location: "/orders/1", "content-type": first.headers["content-type"], "idempotent-replayed": "true" } });
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({ key, resourceId: JSON.parse(first.text).orderId });
  });

  test("does not get the cookies of the first, which are not kept", async () => {
    const key = newId();
    await send({ key });
    expect((await send({ key })).headers["set-cookie"]).toBeUndefined();
    const twins = await Promise.all([send({ key: `${key}-twins` }), send({ key: `${key}-twins` })]);
    expect(twins.filter(({ headers }) => headers["set-cookie"] !== undefined)).toHaveLength(1);
  });

  test("is recognised with its fields in another order", async () => {
    const key = newId();
    await send({ key, body: { what: "order", options: { a: 1, b: 2 } } });
    expect((await send({ key, body: { options: { b: 2, a: 1 }, what: "order" } })).headers["idempotent-replayed"]).toBe("true");
  });

  test("in another process gets the same answer", async () => {
    const key = newId();
    const first = await send({ key });
    expect(await send({ key, at: twin })).toMatchObject({ status: 201, text: first.text, headers: { "idempotent-replayed": "true" } });
  });

  test("with another body, path or query is another request: 422", async () => {
    const key = newId();
    await send({ key });
    expect(await send({ key, body: { what: "order", options: {} } })).toMatchObject({ status: 422, code: "idempotency_key_reused" });
    const path = newId();
    await send({ key: path, url: "/api/v1/notes/1" });
    expect(await send({ key: path, url: "/api/v1/notes/2" })).toMatchObject({ status: 422, code: "idempotency_key_reused" });
  });

  test("of a raw body is recognised by its bytes", async () => {
    const key = newId();
    await send({ key, url: "/api/v1/raw", body: Buffer.from("abc") });
    expect((await send({ key, url: "/api/v1/raw", body: Buffer.from("abc") })).headers["idempotent-replayed"]).toBe("true");
    expect(await send({ key, url: "/api/v1/raw", body: Buffer.from("abd") })).toMatchObject({ status: 422 });
  });

  test.each(["nothing", "elsewhere", "bytes"])("that was answered with %s is answered so again", async (what) => {
    const key = newId();
    const first = await send({ key, what });
    const second = await send({ key, what });
    expect(second).toMatchObject({ status: first.status, text: first.text, headers: { "idempotent-replayed": "true" } });
    expect(second.headers["x-note"]).toBe(first.headers["x-note"]);
    expect(second.headers.location).toBe(first.headers.location);
    expect(calls).toHaveLength(1);
  });
});

describe("a refusal", () => {
  test("for good is the answer of every retry", async () => {
    const key = newId();
    const first = await send({ key, what: "conflict" });
    const second = await send({ key, what: "conflict" });
    expect(first).toMatchObject({ status: 409, code: "sold_out" });
    expect(second).toMatchObject({ status: 409, text: first.text, headers: { "idempotent-replayed": "true" } });
    expect(second.headers["content-type"]).toMatch("application/problem+json");
    expect(calls).toHaveLength(1);
  });

  test.each([
    ["invalid", 400],
    ["missing", 404],
    ["unavailable", 503],
    ["bug", 500],
  ])("that may turn out otherwise (%s) is not kept; the retry runs at once with the same resource id", async (what, status) => {
    const key = newId();
    expect(await send({ key, what })).toMatchObject({ status });
    expect(await send({ key, what })).toMatchObject({ status });
    expect(calls).toHaveLength(2);
    expect(new Set(calls.map(({ resourceId }) => resourceId)).size).toBe(1);
  });

  test("of a request that is not valid does not use up its key", async () => {
    const key = newId();
    expect(await send({ key, body: { wrong: 1 } })).toMatchObject({ status: 400, code: "body_invalid" });
    expect(await send({ key })).toMatchObject({ status: 201 });
  });
});

describe("an answer that cannot be kept", () => {
  test.each(["large", "flow"])("(%s) is made again with the same resource id", async (what) => {
    const key = newId();
    const first = await send({ key, what });
    const second = await send({ key, what });
    expect(second.text).toBe(first.text);
    expect(second.headers["idempotent-replayed"]).toBeUndefined();
    expect(new Set(calls.map(({ resourceId }) => resourceId)).size).toBe(1);
    expect(calls).toHaveLength(2);
  });
});

describe("requests at the same time", () => {
  test("50 with one key run the handler once and get the same body", async () => {
    const key = newId();
    const answers = await Promise.all(Array.from({ length: 50 }, () => send({ key })));
    expect(calls).toHaveLength(1);
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers["idempotent-replayed"] === undefined)).toHaveLength(1);
  });

  test("50 with one key in two processes run the handler once and get the same body", async () => {
    const key = newId();
    const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => send({ key, at: index % 2 === 0 ? stage : twin })));
    expect(calls).toHaveLength(1);
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  });

  test("with one key and other bodies: one runs, the others are refused", async () => {
    const key = newId();
    const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => send({ key, body: { what: "order", options: { index } } })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array.from({ length: 9 }, () => 422)]);
    expect(calls).toHaveLength(1);
  });

  test("share the failure of the first, which is logged once", async () => {
    const key = newId();
    const before = stage.lines.length;
    const answers = await Promise.all(Array.from({ length: 5 }, () => send({ key, what: "bug" })));
    expect(answers.map(({ status }) => status)).toEqual([500, 500, 500, 500, 500]);
    expect(stage.lines.slice(before).filter(({ msg }) => msg === "request failed")).toHaveLength(1);
    expect(calls).toHaveLength(1);
  });

  test("a twin waits for the first one, but not for ever: 409", async () => {
    const key = newId();
    const first = send({ key, what: "wait", at: twin });
    await expect.poll(() => calls.length).toBe(1);
    const sameProcess = send({ key, what: "wait", at: twin });
    const otherProcess = createStage(routes, { idempotencyDb: database.db, idempotencyWaitMs: 100 }).then((at) => send({ key, what: "wait", at }));
    for (const answer of await Promise.all([sameProcess, otherProcess])) {
      expect(answer).toMatchObject({ status: 409, code: "idempotency_key_in_progress", headers: { "retry-after": "1" } });
    }
    gate.resolve();
    expect(await first).toMatchObject({ status: 201 });
    expect(await send({ key, what: "wait" })).toMatchObject({ status: 201, headers: { "idempotent-replayed": "true" } });
    expect(calls).toHaveLength(1);
  });

  test("a twin in another process takes over when the first gives up", async () => {
    const key = newId();
    const first = send({ key, what: "waitFirst" });
    await expect.poll(() => calls.length).toBe(1);
    const second = send({ key, what: "waitFirst", at: twin });
    gate.reject(new Error("boom"));
    expect(await first).toMatchObject({ status: 500 });
    expect(await second).toMatchObject({ status: 201 });
    expect(new Set(calls.map(({ resourceId }) => resourceId)).size).toBe(1);
  });
});

describe("a process that dies between beginning and answering", () => {
  test("leaves its key to the retry, with the same resource id, after the lease", async () => {
    const key = newId();
    await send({ key });
    await query(database.db, "update idempotency_keys set status = null, headers = null, body = null, completed_at = null where key = $1", key);
    await endLeases();
    const retry = await send({ key });
    expect(retry).toMatchObject({ status: 201 });
    expect(calls).toHaveLength(2);
    expect(calls[0]?.resourceId).toBe(calls[1]?.resourceId);
  });

  test("or that outlives its lease cannot write over the answer of who took over", async () => {
    const key = newId();
    const slow = send({ key, what: "wait" });
    await expect.poll(() => calls.length).toBe(1);
    await endLeases();
    const takenOver = send({ key, what: "wait", at: twin });
    await expect.poll(() => calls.length).toBe(2);
    gate.resolve();
    const answers = await Promise.all([slow, takenOver]);
    expect(answers[0]?.text).toBe(answers[1]?.text);
    expect(await send({ key, what: "wait" })).toMatchObject({ text: answers[0]?.text, headers: { "idempotent-replayed": "true" } });
  });

  test("or cannot reach its database any more still gives the answer it has", async () => {
    const key = newId();
    const answer = send({ key, what: "wait" });
    await expect.poll(() => calls.length).toBe(1);
    await query(database.db, "alter table idempotency_keys rename to away");
    gate.resolve();
    expect(await answer).toMatchObject({ status: 201 });
    await query(database.db, "alter table away rename to idempotency_keys");
    expect(stage.lines.at(-1)).toMatchObject({ msg: "an idempotent answer could not be kept" });
  });
});

describe("a key", () => {
  test("is needed where the route requires one", async () => {
    expect(await send({})).toMatchObject({ status: 400, code: "idempotency_key_required" });
  });

  test.each(["", "a b", "ä", "x".repeat(256), "tab\tinside"])("like %j is refused", async (key) => {
    expect(await send({ key })).toMatchObject({ status: 400, code: "idempotency_key_invalid" });
  });

  test("of 255 visible characters is fine", async () => {
    expect(await send({ key: newId().padEnd(255, "~") })).toMatchObject({ status: 201 });
  });

  test("is optional for other writes, ignored where an answer must not be kept", async () => {
    const authorization = `Bearer ${await stage.issuer.token()}`;
    expect((await send({ url: "/api/v1/notes", headers: { authorization } })).text).toBe('{"key":null}');
    expect((await send({ url: "/api/v1/notes", headers: { authorization }, key: "note-1" })).text).toBe('{"key":"note-1"}');
    expect((await send({ url: "/api/v1/sessions", key: "session-1" })).text).toBe('{"idempotency":null}');
  });

  test("belongs to its person: the same key of another is another key", async () => {
    const key = newId();
    const as = async (sub: string) => ({ authorization: `Bearer ${await stage.issuer.token({ sub })}` });
    await send({ key, url: "/api/v1/notes", headers: await as("a") });
    expect((await send({ key, url: "/api/v1/notes", headers: await as("b") })).headers["idempotent-replayed"]).toBeUndefined();
    expect((await send({ key, url: "/api/v1/notes", headers: await as("a") })).headers["idempotent-replayed"]).toBe("true");
  });

  test("of a guest belongs to its scope, of which only a hash is kept", async () => {
    const key = newId();
    await send({ key, headers: { "x-scope": "cart-1" } });
    expect((await send({ key, headers: { "x-scope": "cart-2" } })).headers["idempotent-replayed"]).toBeUndefined();
    expect((await send({ key })).headers["idempotent-replayed"]).toBeUndefined();
    expect((await send({ key, headers: { "x-scope": "cart-1" } })).headers["idempotent-replayed"]).toBe("true");
    const rows = await query(database.db, "select principal from idempotency_keys where key = $1 order by principal", key);
    expect(rows.map(({ principal }) => principal)).toEqual(["anonymous", expect.stringMatching(/^scope:[0-9a-f]{64}$/), expect.stringMatching(/^scope:/)]);
  });
});

describe("the store", () => {
  test("takes one round trip to begin and one to complete; a replay takes one", async () => {
    const key = newId();
    expect((await countRoundTrips(database.db, () => send({ key }))).roundTrips).toBe(2);
    expect((await countRoundTrips(database.db, () => send({ key }))).roundTrips).toBe(1);
  });

  test("forgets keys after 48 hours and keeps younger ones", async () => {
    const [old, young] = [newId(), newId()];
    await send({ key: old });
    await send({ key: young });
    await query(database.db, "update idempotency_keys set created_at = clock_timestamp() - interval '49 hours' where key = $1", old);
    expect(await deleteExpiredIdempotencyKeys(database.db)).toBe(1);
    expect(await query(database.db, "select 1 from idempotency_keys where key = any($1)", [old, young])).toHaveLength(1);
  });

  test("forgets many in bounded batches", async () => {
    await query(
      database.db,
      `insert into idempotency_keys (principal, route, key, fingerprint, resource_id, lease_token, leased_until, created_at)
       select 'anonymous', 'POST /x', n::text, sha256('x'), gen_random_uuid(), gen_random_uuid(), now(), now() - interval '3 days' from generate_series(1, 2500) n`,
    );
    expect(await deleteExpiredIdempotencyKeys(database.db)).toBe(2_500);
  });
});

test("without a database, routes that require keys do not mount and others ignore keys", async () => {
  await expect(createStage(routes)).rejects.toThrow("POST /orders requires idempotency keys");
  const keyless = await createStage(routes.slice(1));
  expect((await send({ at: keyless, url: "/api/v1/raw", key: "k" })).headers["idempotent-replayed"]).toBeUndefined();
  expect((await send({ at: keyless, url: "/api/v1/raw", key: "k" })).headers["idempotent-replayed"]).toBeUndefined();
});
