// Who may call what, and how a route must say so.
import type { Permission } from "@souk/contracts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import {
  accessTable,
  anyone,
  createHttpApp,
  healthRoutes,
  machine,
  mountRoutes,
  openApiDocument,
  route,
  signedIn,
  staff,
  urlOf,
} from "../src/index.ts";
import { createRecordedTelemetry, createStage, type Stage } from "./stage.ts";

const owned = { summary: "x", ownership: "own" };
const routes = [
  route("GET /public", { ...owned, access: anyone() }, ({ caller }) => ({ caller: caller.kind })),
  route("GET /mine", { ...owned, access: signedIn() }, ({ caller }) => ({ userId: caller.userId })),
  route("PUT /mine", { ...owned, access: signedIn(), body: z.strictObject({}) }, ({ caller }) => ({
    userId: caller.userId,
  })),
  route("GET /orders", { ...owned, access: staff("orders:read") }, ({ caller }) => ({
    sessionId: caller.sessionId,
  })),
  route(
    "POST /hooks/:id",
    { ...owned, access: machine("signature"), rawBody: true, params: z.strictObject({ id: z.string() }) },
    ({ caller }) => ({ caller: caller.kind }),
  ),
];

let stage: Stage;
beforeAll(async () => {
  stage = await createStage(routes);
});
afterAll(() => stage.app.close());

type Sent = {
  readonly method?: "GET" | "PUT" | "POST";
  readonly perms?: readonly Permission[];
  readonly authorization?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
};
async function send(url: string, { method = "GET", perms, authorization, headers, body }: Sent = {}) {
  const token = perms === undefined ? authorization : `Bearer ${await stage.issuer.token({ perms })}`;
  const answer = await stage.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: {
      ...(token !== undefined && { authorization: token }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { payload: body }),
  });
  return { status: answer.statusCode, json: answer.json(), challenge: answer.headers["www-authenticate"] };
}

describe("access", () => {
  test("for anyone: nobody, or a person", async () => {
    expect(await send("/public")).toMatchObject({ status: 200, json: { caller: "anonymous" } });
    expect(await send("/public", { perms: [] })).toMatchObject({ status: 200, json: { caller: "user" } });
  });

  test("for signed-in people: 401 for nobody", async () => {
    expect(await send("/mine")).toMatchObject({
      status: 401,
      json: { code: "sign_in_required" },
      challenge: 'Bearer realm="souk"',
    });
    expect(await send("/mine", { perms: [] })).toMatchObject({ status: 200, json: { userId: "user-1" } });
    expect(await send("/mine", { method: "PUT", perms: [], body: "{}" })).toMatchObject({ status: 200 });
    expect(await send("/mine", { method: "PUT", body: "{}" })).toMatchObject({ status: 401 });
  });

  test("for staff: 401 for nobody, 403 without the permission", async () => {
    expect(await send("/orders")).toMatchObject({ status: 401 });
    expect(await send("/orders", { perms: ["orders:write"] })).toMatchObject({
      status: 403,
      json: { code: "permission_required", permission: "orders:read" },
    });
    expect(await send("/orders", { perms: ["orders:read"] })).toMatchObject({ status: 200 });
  });

  test("for machines leaves Authorization to them", async () => {
    expect(await send("/hooks/1", { method: "POST", authorization: "Basic eDp5" })).toMatchObject({
      status: 200,
      json: { caller: "anonymous" },
    });
  });

  test.each(["Bearer nonsense", "Bearer", "Basic eDp5", "Bearer a b", "bearer", "", "Bearer <script>"])(
    "with the header %j is refused even where nobody needs one",
    async (authorization) => {
      expect(await send("/public", { authorization })).toMatchObject({
        status: 401,
        json: { code: "token_invalid" },
        challenge: 'Bearer realm="souk", error="invalid_token"',
      });
    },
  );

  test("ignores identity headers of clients and takes any case of the scheme", async () => {
    expect(
      await send("/public", { headers: { "x-user-id": "1", "x-roles": "administrator" } }),
    ).toMatchObject({ json: { caller: "anonymous" } });
    expect(await send("/mine", { authorization: `bEARER  ${await stage.issuer.token()}` })).toMatchObject({
      status: 200,
    });
  });
});

describe("a declaration", () => {
  const fine = { summary: "x", access: anyone(), ownership: "none" };
  const params = z.strictObject({ id: z.string() });

  test("without access or ownership neither compiles nor starts", () => {
    // @ts-expect-error access is missing
    expect(() => route("GET /x", { summary: "x", ownership: "none" }, () => ({}))).toThrow("who may call it");
    // @ts-expect-error ownership is missing
    expect(() => route("GET /x", { summary: "x", access: anyone() }, () => ({}))).toThrow("what is owned");
    expect(() => route("GET /x", { ...fine, ownership: " " }, () => ({}))).toThrow("what is owned");
    expect(() => route("GET /x", { ...fine, summary: "" }, () => ({}))).toThrow("no summary");
    // @ts-expect-error no such method
    expect(() => route("BREW /x", fine, () => ({}))).toThrow('not "BREW /x"');
  });

  test("that contradicts itself does not start", () => {
    expect(() => route("GET /x/:id", fine, () => ({}))).toThrow("no params schema");
    expect(() => route("GET /x", { ...fine, body: params }, () => ({}))).toThrow("GET with a body");
    expect(() => route("GET /x", { ...fine, idempotency: "required" }, () => ({}))).toThrow(
      "GET with an idempotency key",
    );
    expect(() => route("POST /x", { ...fine, body: params, rawBody: true }, () => ({}))).toThrow(
      "both a body schema and a raw body",
    );
  });

  test("gives its handler what its schemas say, and holds its result against the response", () => {
    const response = z.object({ id: z.string(), tags: z.array(z.string()) });
    const tags: readonly string[] = ["a"];
    route("GET /x/:id", { ...fine, params, response }, ({ params: { id } }) => ({ id, tags }));
    // @ts-expect-error tags is missing
    route("GET /x/:id", { ...fine, params, response }, ({ params: { id } }) => ({ id }));
    // @ts-expect-error there is no such parameter
    route("GET /x/:id", { ...fine, params }, ({ params: { slug } }) => ({ slug }));
    // @ts-expect-error a caller may be nobody
    route("GET /x", fine, ({ caller }) => ({ userId: caller.userId }));
    expect(route("POST /x", fine, () => undefined)).toMatchObject({
      method: "POST",
      path: "/x",
      idempotency: "accepted",
      cost: 1,
    });
    expect(route("PUT /x", fine, () => undefined).idempotency).toBe("none");
  });
});

test("the access table lists every route with its policy", () => {
  const costly = route("PATCH /public", { ...owned, access: anyone(), cost: 5 }, () => undefined);
  const both = route("GET /shared", { ...owned, access: signedIn({ orKeyWith: "orders:read" }) }, () => ({}));
  expect(accessTable([both])[0]?.access).toBe("signed in; API keys with orders:read");
  expect(openApiDocument([both], { title: "x", version: "1" })).toMatchObject({
    paths: { "/api/v1/shared": { get: { security: [{ bearerAuth: [] }, { apiKey: [] }] } } },
  });
  expect(
    accessTable([...routes, costly]).map(({ method, path, access }) => `${method} ${path}: ${access}`),
  ).toEqual([
    "POST /api/v1/hooks/:id: machine: signature",
    "GET /api/v1/mine: signed in",
    "PUT /api/v1/mine: signed in",
    "GET /api/v1/orders: staff: orders:read",
    "GET /api/v1/public: anyone",
    "PATCH /api/v1/public: anyone",
  ]);
  expect(accessTable([costly], { prefix: "/v2" })[0]).toMatchObject({
    path: "/v2/public",
    cost: 5,
    ownership: "own",
    idempotency: "none",
    summary: "x",
  });
});

describe("health", () => {
  test("is outside the prefix; readiness says what is missing", async () => {
    let missing: readonly string[] = ["database"];
    const { app } = await createStage(healthRoutes({ ready: async () => missing }));
    expect((await app.inject("/healthz")).json()).toEqual({ status: "ok" });
    const notReady = await app.inject("/readyz");
    expect(notReady.statusCode).toBe(503);
    expect(notReady.json()).toMatchObject({ code: "not_ready", missing: ["database"] });
    expect(notReady.headers["retry-after"]).toBe("1");
    missing = [];
    expect((await app.inject("/readyz")).statusCode).toBe(200);
  });
});

describe("mounting", () => {
  test("works in a plugin with a prefix, and 405 knows it", async () => {
    const { telemetry } = createRecordedTelemetry({ logLevel: "silent" });
    const app = createHttpApp({ telemetry });
    await app.register(
      async (child) =>
        mountRoutes(child, routes.slice(0, 1), {
          prefix: "/v2",
          telemetry,
          verifier: stage.verifier,
          idempotencyDb: undefined,
        }),
      { prefix: "/inner" },
    );
    expect((await app.inject("/inner/v2/public")).statusCode).toBe(200);
    expect((await app.inject({ method: "DELETE", url: "/inner/v2/public" })).headers.allow).toBe(
      "GET, HEAD, OPTIONS",
    );
  });

  test("needs an application of ours", async () => {
    const { fastify } = await import("fastify");
    const { telemetry } = createRecordedTelemetry({ logLevel: "silent" });
    expect(() =>
      mountRoutes(fastify(), routes, { telemetry, verifier: stage.verifier, idempotencyDb: undefined }),
    ).toThrow("createHttpApp");
  });

  test("puts absolute routes where they say", () => {
    expect(healthRoutes({ ready: async () => [] }).map((declared) => urlOf(declared))).toEqual([
      "/healthz",
      "/readyz",
    ]);
  });
});
