// Bad input of every kind: an answer in 4xx with a stable code, never a 5xx.
import { connect } from "node:net";
import { Refusal } from "@souk/errors";
import { AddressBody, IdParams, MoneyBody, pageQuery } from "@souk/contracts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { anyone, route, signedIn } from "../src/index.ts";
import { createStage, type Stage } from "./stage.ts";

const open = { summary: "Open", access: anyone(), ownership: "none" };
const Body = z.strictObject({
  name: z.string(),
  price: MoneyBody.optional(),
  address: AddressBody.optional(),
  "a/b~c": z.int().optional(),
  any: z.unknown().optional(),
});
const routes = [
  route(
    "GET /things",
    { ...open, query: z.strictObject({ ...pageQuery, q: z.string().optional() }) },
    ({ query }) => ({ query }),
  ),
  route("GET /things/:id", { ...open, params: IdParams }, ({ params }) => ({ id: params.id })),
  route("GET /free", open, () => ({ free: true })),
  route("POST /things", { ...open, body: Body, status: 201 }, ({ body }) => ({ body })),
  route("PUT /things/:id", { ...open, params: IdParams, body: Body }, ({ body }) => ({ body })),
  route("POST /small", { ...open, body: z.strictObject({}).optional(), bodyLimitBytes: 10 }, ({ body }) => ({
    body: body ?? null,
  })),
  route("DELETE /things/:id", { ...open, params: IdParams }, () => undefined),
  route("POST /hooks", { ...open, rawBody: true }, ({ body }) => ({ text: body.toString("utf8") })),
  route("POST /own", { summary: "Own", access: signedIn(), ownership: "own", body: Body }, () => ({})),
  route("GET /slug/:slug", { ...open, params: z.strictObject({ slug: z.string() }) }, ({ params }) => ({
    slug: params.slug,
  })),
  route("GET /broken", open, () => ({ amount: 1n })),
  route("GET /refused", open, () =>
    Promise.reject(
      new Refusal("too_many_requests", "slow_down", "Slow down.", {
        retryAfterSeconds: 1.2,
        extra: { status: 1, limit: 5 },
      }),
    ),
  ),
  route("GET /busy", open, () => Promise.reject(new Refusal("unavailable", "busy", "Busy."))),
];

let stage: Stage;
let port: number;
beforeAll(async () => {
  stage = await createStage(routes, { requestTimeoutMs: 60_000 });
  port = Number(new URL(await stage.app.listen({ port: 0, host: "127.0.0.1" })).port);
});
afterAll(() => stage.app.close());

const id = "0197b0f0-0000-7000-8000-000000000000";
type Sent = {
  readonly method?: string;
  readonly url: string;
  readonly body?: string | Buffer;
  readonly type?: string;
};
async function send({ method = "GET", url, body, type = "application/json" }: Sent) {
  const answer = await stage.app.inject({
    method: method as "GET",
    url: `/api/v1${url}`,
    ...(body !== undefined && { payload: body, headers: { "content-type": type } }),
  });
  return {
    status: answer.statusCode,
    headers: answer.headers,
    text: answer.body,
    problem: answer.body === "" ? undefined : answer.json(),
  };
}
const post = (body: string | Buffer, type?: string) =>
  send({ method: "POST", url: "/things", body, ...(type !== undefined && { type }) });

describe("a body", () => {
  test.each<[string, string | Buffer, string | undefined, number, string]>([
    ["that is no JSON", "{", undefined, 400, "body_not_json"],
    ["that is text", "hello", undefined, 400, "body_not_json"],
    ["with __proto__", '{"name":"a","__proto__":{"admin":true}}', undefined, 400, "body_not_json"],
    [
      "with an escaped __proto__",
      String.raw`{"name":"a","\u005f_proto__":{"admin":true}}`,
      undefined,
      400,
      "body_not_json",
    ],
    [
      "with constructor.prototype",
      '{"name":"a","constructor":{"prototype":{}}}',
      undefined,
      400,
      "body_not_json",
    ],
    ["that is not UTF-8", Buffer.from([0x22, 0xff, 0x22]), undefined, 400, "body_not_utf8"],
    ["that is nothing", "", undefined, 400, "body_invalid"],
    ["that is a number", "1", undefined, 400, "body_invalid"],
    ["that is null", "null", undefined, 400, "body_invalid"],
    ["that is a list", "[]", undefined, 400, "body_invalid"],
    ["that is too deep", "[".repeat(200_000 / 4), undefined, 400, "body_too_deep"],
    [
      "that is deep where anything goes",
      `{"name":"a","any":${"[".repeat(40)}${"]".repeat(40)}}`,
      undefined,
      400,
      "body_too_deep",
    ],
    ["with a NUL", String.raw`{"name":"a\u0000"}`, undefined, 400, "text_invalid"],
    [
      "with half a surrogate pair deep inside",
      String.raw`{"name":"a","any":[{"b":"\ud800"}]}`,
      undefined,
      400,
      "text_invalid",
    ],
    ["with a NUL in a name", String.raw`{"name":"a","any":{"\u0000":1}}`, undefined, 400, "text_invalid"],
    ["of another type", "<a/>", "text/xml", 415, "media_type_unsupported"],
    ["of plain text", "{}", "text/plain", 415, "media_type_unsupported"],
    ["of a type that is none", "{}", "nonsense", 415, "media_type_unsupported"],
    ["that is too large", `{"name":"${"x".repeat(300_000)}"}`, undefined, 413, "body_too_large"],
  ])("%s is refused", async (...[, body, type, status, code]) => {
    const answer = await post(body, type);
    expect(answer).toMatchObject({ status, problem: { status, code } });
    expect(answer.headers["content-type"]).toMatch("application/problem+json");
  });

  test("is refused with every fault and its JSON Pointer", async () => {
    const { problem } = await post(
      '{"price":{"amount":1.5,"currency":"eur","tax":1},"a/b~c":"x","extra":1,"more":2}',
    );
    expect(
      problem.errors
        .map(({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`)
        .toSorted(),
    ).toEqual([
      "/a~1b~0c invalid_type",
      "/extra unknown_field",
      "/more unknown_field",
      "/name invalid_type",
      "/price/amount invalid_type",
      "/price/currency invalid_format",
      "/price/tax unknown_field",
    ]);
    expect(problem).toMatchObject({
      type: "/problems/body_invalid",
      title: "Bad Request",
      status: 400,
      detail: "The body is not valid.",
      instance: "/api/v1/things",
      requestId: expect.any(String),
    });
  });

  test.each(["9007199254740992", "-9007199254740993", "1e400", "1e21"])(
    "with the number %s, which is not exact, is refused",
    async (amount) => {
      expect(await post(`{"name":"a","price":{"amount":${amount},"currency":"EUR"}}`)).toMatchObject({
        status: 400,
        problem: { errors: [{ pointer: "/price/amount" }] },
      }); // Once, though two checks find it.
    },
  );

  test("reports a bounded number of faults", async () => {
    const unknown = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`f${index}`, 1]));
    expect((await post(JSON.stringify({ name: "a", ...unknown }))).problem.errors).toHaveLength(50);
  });

  test("with escapes, brackets in strings and a charset is taken", async () => {
    const body = String.raw`{"name":"\u00e4 \"[[[[{{{{ \\","any":"\ud83d\ude00"}`;
    expect(await post(body, "application/json; charset=utf-8")).toMatchObject({
      status: 201,
      problem: { body: { name: 'ä "[[[[{{{{ \\', any: "😀" } },
    });
  });

  test("may be left out where it is optional, also when its type is announced", async () => {
    expect(await send({ method: "POST", url: "/small" })).toMatchObject({ status: 200 });
    expect(await send({ method: "POST", url: "/small", body: "" })).toMatchObject({
      status: 200,
      text: '{"body":null}',
    });
  });

  test("has the limit of its route", async () => {
    expect(await send({ method: "POST", url: "/small", body: '{"a":"01234567890"}' })).toMatchObject({
      status: 413,
    });
  });

  test.each([
    ["GET", 200],
    ["DELETE", 204],
  ])("is not even read by a %s, whatever it is", async (method, status) => {
    for (const type of ["application/json", "text/xml"]) {
      expect(await send({ method, url: `/things/${id}`, body: "{not json", type })).toMatchObject({ status });
    }
  });

  test("reaches a raw route as it was sent, whatever it is", async () => {
    expect(
      await send({ method: "POST", url: "/hooks", body: "{ not json", type: "application/json" }),
    ).toMatchObject({ text: '{"text":"{ not json"}' });
    expect(await send({ method: "POST", url: "/hooks", body: "a", type: "text/csv" })).toMatchObject({
      text: '{"text":"a"}',
    });
    expect(await send({ method: "POST", url: "/hooks" })).toMatchObject({ text: '{"text":""}' });
  });

  test("is not read for who is not let in", async () => {
    expect(await send({ method: "POST", url: "/own", body: "{" })).toMatchObject({ status: 401 });
  });
});

describe("an address", () => {
  test.each([
    ["/things/1", 400, "params_invalid", "/id"],
    [`/things?limit=0`, 400, "query_invalid", "/limit"],
    [`/things?limit=101`, 400, "query_invalid", "/limit"],
    [`/things?limit=abc`, 400, "query_invalid", "/limit"],
    [`/things?limit=1&limit=2`, 400, "query_invalid", "/limit"],
    [`/things?limit=1e999`, 400, "query_invalid", "/limit"],
    [`/things?colour=red`, 400, "query_invalid", "/colour"],
    [`/things?__proto__=1`, 400, "query_invalid", "/__proto__"],
    [`/things?q=%00`, 400, "text_invalid", undefined],
    [`/slug/%00`, 400, "text_invalid", undefined],
    [`/slug/%zz`, 400, "url_invalid", undefined],
    [`/slug/%c3%28`, 400, "url_invalid", undefined],
    [`/slug/${"x".repeat(300)}`, 400, "url_too_long", undefined],
    [`/nowhere`, 404, "route_not_found", undefined],
    [`/nowhere/%zz`, 400, "url_invalid", undefined],
  ])("like %s is refused with %i", async (...[url, status, code, pointer]) => {
    const answer = await send({ url });
    expect(answer).toMatchObject({ status, problem: { status, code } });
    if (pointer !== undefined) expect(answer.problem.errors[0].pointer).toBe(pointer);
  });

  test("with an unknown query is fine where none is declared", async () => {
    expect(await send({ url: "/free?x=1" })).toMatchObject({ status: 200 });
  });

  test("that exists refuses other methods with 405 and names its own", async () => {
    for (const method of ["PATCH", "POST", "TRACE", "PROPFIND"]) {
      const answer = await send({ method, url: `/things/${id}?x=1` });
      expect(answer).toMatchObject({
        status: 405,
        headers: { allow: "DELETE, GET, HEAD, OPTIONS, PUT" },
        problem: { code: "method_not_allowed" },
      });
    }
  });

  test("answers OPTIONS with its methods, and with 404 where there is nothing", async () => {
    expect(await send({ method: "OPTIONS", url: "/things" })).toMatchObject({
      status: 204,
      text: "",
      headers: { allow: "GET, HEAD, OPTIONS, POST" },
    });
    expect(await send({ method: "OPTIONS", url: "/nowhere" })).toMatchObject({ status: 404 });
  });

  test("answers HEAD like GET, without the body", async () => {
    const head = await send({ method: "HEAD", url: "/free" });
    expect(head).toMatchObject({
      status: 200,
      text: "",
      headers: { etag: (await send({ url: "/free" })).headers.etag },
    });
  });
});

describe("a fault of ours", () => {
  test("says nothing about itself, is logged once with its cause, and counted", async () => {
    const before = stage.lines.length;
    const answer = await send({ url: "/broken" });
    expect(answer).toMatchObject({
      status: 500,
      problem: { code: "internal_error", title: "Internal Server Error" },
    });
    expect(answer.problem).not.toHaveProperty("detail");
    expect(answer.headers["cache-control"]).toBe("no-store");
    const logged = stage.lines.slice(before).filter(({ level }) => level === "error");
    expect(logged).toEqual([
      expect.objectContaining({
        msg: "request failed",
        requestId: answer.problem.requestId,
        route: "/api/v1/broken",
        err: expect.objectContaining({ message: expect.stringContaining("BigInt") }),
      }),
    ]);
    expect(await stage.metrics()).toContain(
      'http_faults_total{method="GET",route="/api/v1/broken",service="test"} 1',
    );
  });
});

describe("a refusal", () => {
  test("says when to try again, and its extra members cannot hide the standard ones", async () => {
    const answer = await send({ url: "/refused" });
    expect(answer).toMatchObject({
      status: 429,
      headers: { "retry-after": "2" },
      problem: { status: 429, limit: 5, code: "slow_down" },
    });
    expect((await send({ url: "/busy" })).headers["retry-after"]).toBe("5");
  });
});

describe("what is hardly HTTP", () => {
  const exchange = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(port, "127.0.0.1", () => socket.write(text));
      let answer = "";
      socket.on("data", (data) => (answer += data.toString()));
      socket.on("close", () => resolve(answer));
      socket.on("error", reject);
    });
  const post = (headers: string, body = "") =>
    `POST /api/v1/things HTTP/1.1\r\nhost: souk\r\nconnection: close\r\n${headers}\r\n\r\n${body}`;

  test.each([
    ["nonsense", "hello\r\n\r\n", 400],
    ["an unknown method", "BREW /api/v1/free HTTP/1.1\r\nhost: souk\r\n\r\n", 400],
    [
      "headers without an end",
      `GET /api/v1/free HTTP/1.1\r\nhost: souk\r\nx: ${"a".repeat(20_000)}\r\n\r\n`,
      431,
    ],
    [
      "two lengths",
      post("content-type: application/json\r\ncontent-length: 2\r\ncontent-length: 3", "{}"),
      400,
    ],
    [
      "a length and chunks",
      post("content-type: application/json\r\ncontent-length: 2\r\ntransfer-encoding: chunked", "0\r\n\r\n"),
      400,
    ],
    [
      "a broken chunk",
      post("content-type: application/json\r\ntransfer-encoding: chunked", "zz\r\n{}\r\n0\r\n\r\n"),
      400,
    ],
    ["no host", "GET /api/v1/free HTTP/1.1\r\nconnection: close\r\n\r\n", 400],
    ["a body without a type", post("content-length: 2", "{}"), 415],
    [
      "a NUL in the address",
      "GET /api/v1/free\u0000 HTTP/1.1\r\nhost: souk\r\nconnection: close\r\n\r\n",
      400,
    ],
    [
      "an absolute address of nothing",
      "GET http://souk/api/v1/nowhere HTTP/1.1\r\nhost: souk\r\nconnection: close\r\n\r\n",
      404,
    ],
    ["no address at all", "GET * HTTP/1.1\r\nhost: souk\r\nconnection: close\r\n\r\n", 404],
    ["a length too large", post("content-type: application/json\r\ncontent-length: 99999999", "{}"), 413],
  ])("%s is a fault of the caller", async (_what, text, status) => {
    expect((await exchange(text)).split("\r\n")[0]).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  test("gets a problem document too", async () => {
    const [, body = ""] = (await exchange("hello\r\n\r\n")).split("\r\n\r\n");
    expect(JSON.parse(body)).toEqual({
      type: "/problems/request_unreadable",
      title: "Bad Request",
      status: 400,
      code: "request_unreadable",
    });
  });

  test("and a caller who hangs up in the middle harm nobody", async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => {
        socket.write(post("content-type: application/json\r\ncontent-length: 100", "{"), () =>
          socket.resetAndDestroy(),
        );
      });
      socket.on("close", () => resolve());
    });
    expect(await send({ url: "/free" })).toMatchObject({ status: 200 });
    expect(
      stage.lines.filter(({ level, msg }) => level === "error" && msg === "request failed"),
    ).toHaveLength(1);
  });
});
