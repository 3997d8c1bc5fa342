// What handlers give back and what goes over the wire; entity tags, cursors, ids, log lines, traces.
import { Readable } from "node:stream";
import { DatabaseUnavailable } from "@souk/db";
import { OutcomeUnknown, Refusal } from "@souk/errors";
import { InMemorySpanExporter } from "@opentelemetry/sdk-trace-node";
import { assert, constant, double, integer, json as anyJson, oneof, property, string } from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import {
  anyone,
  decodeCursor,
  encodeCursor,
  etagOf,
  json,
  noContent,
  preserialized,
  redirect,
  requireIfMatch,
  route,
  stream,
} from "../src/index.ts";
import { createStage, type Stage } from "./stage.ts";

const open = { summary: "x", access: anyone(), ownership: "none" };
const Thing = z.object({ name: z.string() });
const documentText = '{"name":"hot"}';
const documentTag = etagOf(documentText);
const routes = [
  route("GET /plain", { ...open, response: Thing }, () => ({ name: "plain" })),
  route("GET /async", { ...open, response: Thing }, async () => ({ name: "async" })),
  route("POST /made", { ...open, response: Thing, status: 201 }, () => ({ name: "made" })),
  route("GET /json", { ...open, response: Thing }, () =>
    json({ name: "json" }, { etag: etagOf(3), headers: { "cache-control": "public, max-age=5" } }),
  ),
  route("GET /teapot", open, () => json({ name: "tea" }, { status: 418 })),
  route("GET /document", { ...open, response: Thing }, () =>
    preserialized(Buffer.from(documentText), documentTag),
  ),
  route("GET /text-document", open, () => preserialized(documentText, documentTag, { "x-cache": "hit" })),
  route("GET /nothing", open, () => noContent()),
  route("GET /undefined", open, () => undefined),
  route("GET /null", open, () => null),
  route("GET /elsewhere", open, () => redirect("/plain", 301)),
  route("GET /picture", open, () => stream("image/webp", Buffer.from([1, 2, 3]), { etag: '"p"' })),
  route("GET /flow", open, () => stream("text/csv", Readable.from(["a,", "b"]))),
  route("GET /cut", open, () =>
    stream(
      "text/csv",
      Readable.from(
        (function* () {
          yield "a";
          throw new Error("cut");
        })(),
      ),
    ),
  ),
  route("GET /itself", open, ({ reply }) => {
    reply.header("x-self", "yes").send("by itself");
    return reply;
  }),
  route("GET /itself-async", open, async ({ reply }) => {
    await reply.send("by itself");
  }),
  route("GET /itself-then-fails", open, ({ reply }) => {
    reply.send("sent");
    throw new Error("too late");
  }),
  route("GET /undocumented", { ...open, response: Thing }, () =>
    json({ nome: "x" } as unknown as { name: string }),
  ),
  route("GET /undocumented-document", { ...open, response: Thing }, () => preserialized('{"nome":1}', '"x"')),
  route("GET /documented-error", { ...open, response: Thing }, () =>
    json({ oops: true } as unknown as { name: string }, { status: 400 }),
  ),
  route("GET /documented-stream", { ...open, response: Thing }, () => stream("text/plain", Buffer.from("x"))),
  route("GET /no-answer", open, () => {
    throw new OutcomeUnknown("deadline_exceeded", "souk.x.v1.X.Y");
  }),
  route("GET /no-database", open, () => Promise.reject(new DatabaseUnavailable(new Error("refused")))),
  route("GET /thrown", open, () => {
    throw new Refusal("gone", "gone_for_good", "Gone.");
  }),
  route("GET /odd", open, () => Promise.reject("not an error")),
  route("GET /slow", open, async ({ reply }) => {
    Object.defineProperty(reply, "elapsedTime", { value: 1_500 });
    return { slow: true };
  }),
  route("PUT /made", open, ({ log, requestId }) => {
    log.info({ requestId }, "in the handler");
    return { requestId };
  }),
];

let stage: Stage;
beforeAll(async () => {
  stage = await createStage(routes, { checkResponses: true, trustProxy: ["127.0.0.1", "10.0.0.0/8", "::1"] });
});
afterAll(() => stage.app.close());
const get = (path: string, headers: Record<string, string> = {}, remoteAddress = "127.0.0.1") =>
  stage.app.inject({ url: `/api/v1${path}`, headers, remoteAddress });

describe("an answer", () => {
  test("that is a plain object is JSON with the declared status and, for reads, a strong ETag", async () => {
    const answer = await get("/plain");
    expect(answer).toMatchObject({ statusCode: 200, body: '{"name":"plain"}' });
    expect(answer.headers).toMatchObject({
      "content-type": "application/json; charset=utf-8",
      etag: etagOf('{"name":"plain"}'),
      "cache-control": "private, no-cache",
    });
    expect((await get("/async")).body).toBe('{"name":"async"}');
    const made = await stage.app.inject({ method: "POST", url: "/api/v1/made" });
    expect(made.statusCode).toBe(201);
    expect(made.headers.etag).toBeUndefined();
  });

  test("may name its status, headers and tag", async () => {
    expect((await get("/json")).headers).toMatchObject({
      etag: '"v3"',
      "cache-control": "public, max-age=5",
    });
    expect((await get("/teapot")).statusCode).toBe(418);
  });

  test.each(["/document", "/text-document"])("that is ready (%s) goes out as it is", async (path) => {
    const answer = await get(path);
    expect(answer).toMatchObject({ statusCode: 200, body: documentText });
    expect(answer.headers).toMatchObject({
      etag: documentTag,
      "content-type": "application/json; charset=utf-8",
      "content-length": "14",
    });
  });

  test.each([documentTag, "*", " * ", `"x", ${documentTag}`, `W/${documentTag}`, `"a","b",W/${documentTag}`])(
    "is 304 for who has it: If-None-Match %s",
    async (tag) => {
      const answer = await get("/document", { "if-none-match": tag });
      expect(answer).toMatchObject({ statusCode: 304, body: "" });
      expect(answer.headers.etag).toBe(documentTag);
      expect(answer.headers["content-type"]).toBeUndefined();
    },
  );

  test.each(['"other"', "nonsense", '""', documentTag.slice(1, -1)])(
    "is sent to who has another: If-None-Match %s",
    async (tag) => {
      expect((await get("/document", { "if-none-match": tag })).statusCode).toBe(200);
    },
  );

  test("may be nothing, another place, or bytes", async () => {
    expect(await get("/nothing")).toMatchObject({ statusCode: 204, body: "" });
    expect(await get("/undefined")).toMatchObject({ statusCode: 204, body: "" });
    expect(await get("/null")).toMatchObject({ statusCode: 200, body: "null" });
    const elsewhere = await get("/elsewhere");
    expect([elsewhere.statusCode, elsewhere.headers.location]).toEqual([301, "/plain"]);
    expect(redirect("/x").status).toBe(303);
    const picture = await get("/picture");
    expect([picture.headers["content-type"], [...picture.rawPayload]]).toEqual(["image/webp", [1, 2, 3]]);
    expect((await get("/picture", { "if-none-match": '"p"' })).statusCode).toBe(304);
    expect((await get("/flow")).body).toBe("a,b");
  });

  test("may be given by the handler itself", async () => {
    expect((await get("/itself")).headers["x-self"]).toBe("yes");
    expect((await get("/itself-async")).body).toBe("by itself");
    expect((await get("/itself-then-fails")).body).toBe("sent");
    expect(stage.lines.findLast(({ level }) => level === "error")).toMatchObject({
      err: { message: "too late" },
    });
  });

  test("that breaks off in the middle does so for the caller too", async () => {
    await expect(get("/cut")).rejects.toThrow();
    expect((await get("/plain")).statusCode).toBe(200);
  });

  test("that is not as documented is a fault, where that is checked", async () => {
    expect((await get("/undocumented")).statusCode).toBe(500);
    expect(stage.lines.findLast(({ level }) => level === "error")).toMatchObject({
      err: {
        message: expect.stringContaining("GET /undocumented is not what its response schema says: name"),
      },
    });
    expect((await get("/undocumented-document")).statusCode).toBe(500);
    expect((await get("/documented-error")).statusCode).toBe(400);
    expect((await get("/documented-stream")).statusCode).toBe(200);
  });

  test("to a failure is 503 without a database or an answer of another service, the refusal's status, or 500", async () => {
    const without = await get("/no-database");
    expect([without.statusCode, without.json().code, without.headers["retry-after"]]).toEqual([
      503,
      "temporarily_unavailable",
      "5",
    ]);
    const unknown = await get("/no-answer");
    expect([unknown.statusCode, unknown.json().code]).toEqual([503, "temporarily_unavailable"]);
    expect((await get("/thrown")).statusCode).toBe(410);
    expect((await get("/odd")).statusCode).toBe(500);
  });
});

describe("requireIfMatch", () => {
  test.each([undefined, '"v1"', 'W/"v2"', "v2", ""])("refuses %s", (tag) => {
    expect(() => requireIfMatch({ "if-match": tag }, '"v2"')).toThrow(Refusal);
  });
  test.each(['"v2"', "*", '"v1", "v2"'])("takes %s", (tag) => {
    expect(() => requireIfMatch({ "if-match": tag }, '"v2"')).not.toThrow();
  });
  test("says whether the tag is missing or stale", () => {
    expect(() => requireIfMatch({}, '"v2"')).toThrow(
      expect.objectContaining({ kind: "precondition_required", code: "if_match_required" }),
    );
    expect(() => requireIfMatch({ "if-match": '"v1"' }, '"v2"')).toThrow(
      expect.objectContaining({ kind: "precondition_failed", code: "version_stale" }),
    );
  });
});

describe("cursors", () => {
  const schema = z.tuple([z.union([z.string(), z.number(), z.null()]), z.string()]);
  const invalid = expect.objectContaining({
    kind: "invalid",
    code: "cursor_invalid",
    details: expect.objectContaining({ fields: [expect.objectContaining({ pointer: "/cursor" })] }),
  });

  test("come back as they went out", () => {
    const value = oneof(
      string({ maxLength: 50 }),
      integer(),
      double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
      constant(null),
    );
    assert(
      property(value, string({ maxLength: 50 }), (first, last) => {
        const cursor = encodeCursor([first, last]);
        expect(cursor).toMatch(/^[\w-]+$/);
        expect(decodeCursor(cursor, schema)).toEqual(JSON.parse(JSON.stringify([first, last])));
      }),
    );
  });

  test("that were made up are refused, whatever they are", () => {
    assert(
      property(string({ maxLength: 700 }), (text) => {
        expect(() => decodeCursor(text, schema)).toThrow(invalid);
      }),
    );
    assert(
      property(anyJson(), (text) => {
        expect(() => decodeCursor(Buffer.from(text).toString("base64url"), schema)).toThrow(invalid);
      }),
    );
  });

  test.each([
    ["of another version", [2, ["a", "b"]]],
    ["of another list", [1, ["a", 5]]],
    ["too short", [1, ["a"]]],
    ["with objects", [1, [{}, "b"]]],
  ])("%s are refused", (_what, content) => {
    expect(() => decodeCursor(Buffer.from(JSON.stringify(content)).toString("base64url"), schema)).toThrow(
      invalid,
    );
  });

  test("with anything appended or in another alphabet are refused", () => {
    const cursor = encodeCursor(["a?>", "b"]);
    for (const text of [`${cursor}!`, `${cursor}=`, ` ${cursor}`, cursor.padEnd(600, "A")])
      expect(() => decodeCursor(text, schema)).toThrow(invalid);
  });
});

describe("request ids", () => {
  test("are new for each request and go back to the caller", async () => {
    const [one, other] = [await get("/plain"), await get("/thrown")];
    expect(one.headers["x-request-id"]).toMatch(/^[0-9a-f]{12}-[0-9a-z]+$/);
    expect(other.headers["x-request-id"]).toBe(other.json().requestId);
    expect(one.headers["x-request-id"]).not.toBe(other.headers["x-request-id"]);
  });

  test.each(["127.0.0.1", "10.1.2.3", "::ffff:10.0.0.1", "::1"])(
    "are taken over from the trusted hop %s",
    async (address) => {
      expect((await get("/plain", { "x-request-id": "incoming-1" }, address)).headers["x-request-id"]).toBe(
        "incoming-1",
      );
    },
  );

  test("are not taken over from others, nor when they are odd", async () => {
    for (const address of ["11.0.0.1", "::2"])
      expect(
        (await get("/plain", { "x-request-id": "incoming-1" }, address)).headers["x-request-id"],
      ).not.toBe("incoming-1");
    for (const id of ["short", "with space", "x".repeat(101)])
      expect((await get("/plain", { "x-request-id": id })).headers["x-request-id"]).not.toBe(id);
  });

  test("come with the caller's address, from trusted hops only", async () => {
    const { app } = await createStage([route("GET /ip", open, ({ request }) => ({ ip: request.ip }))], {
      trustProxy: ["10.0.0.0/8"],
    });
    const ask = async (remoteAddress: string) =>
      (
        await app.inject({
          url: "/api/v1/ip",
          headers: { "x-forwarded-for": "1.2.3.4, 5.6.7.8, 10.9.9.9" },
          remoteAddress,
        })
      ).json().ip;
    expect(await ask("10.1.1.1")).toBe("5.6.7.8");
    expect(await ask("11.1.1.1")).toBe("11.1.1.1");
  });

  test("nobody is trusted by default", async () => {
    const { app } = await createStage(routes.slice(0, 1));
    expect(
      (await app.inject({ url: "/api/v1/plain", headers: { "x-request-id": "incoming-1" } })).headers[
        "x-request-id"
      ],
    ).not.toBe("incoming-1");
  });
});

describe("log lines and metrics", () => {
  const levels = async (path: string, method: "GET" | "POST" = "GET") => {
    const before = stage.lines.length;
    await stage.app.inject({ method, url: `/api/v1${path}` });
    return stage.lines
      .slice(before)
      .filter(({ msg }) => msg === "request")
      .map(({ level, route: declared, status }) => [level, declared, status].join(" "));
  };

  test("are silent for fast reads, and speak of writes, refusals, faults and slowness", async () => {
    expect(await levels("/plain")).toEqual([]);
    expect(await levels("/made", "POST")).toEqual(["info /api/v1/made 201"]);
    expect(await levels("/thrown")).toEqual(["info /api/v1/thrown 410"]);
    expect(await levels("/odd")).toEqual(["warn /api/v1/odd 500"]);
    expect(await levels("/slow")).toEqual(["info /api/v1/slow 200"]);
    expect(await levels("/nowhere/secret")).toEqual(["info unknown 404"]);
  });

  test("count by declared route and class of status", async () => {
    await get("/plain");
    await get("/nowhere");
    const text = await stage.metrics();
    expect(text).toMatch(
      /http_request_duration_seconds_count\{[^}]*route="\/api\/v1\/plain"[^}]*status="2xx"[^}]*\} \d+/,
    );
    expect(text).toMatch(
      /http_request_duration_seconds_count\{[^}]*route="unknown"[^}]*status="4xx"[^}]*\} \d+/,
    );
    expect(text).not.toContain("nowhere");
  });

  test("of a request share its id and its trace, and a trusted hop's trace goes on", async () => {
    const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    const send = (remoteAddress: string) =>
      stage.app.inject({ method: "PUT", url: "/api/v1/made", headers: { traceparent }, remoteAddress });
    const requestId = (await send("127.0.0.1")).json().requestId;
    const inHandler = stage.lines.findLast(({ msg }) => msg === "in the handler");
    expect(inHandler).toMatchObject({ requestId, traceId: "4bf92f3577b34da6a3ce929d0e0e4736" });
    expect(stage.lines.at(-1)).toMatchObject({ msg: "request", requestId });
    await send("11.0.0.1");
    expect(stage.lines.findLast(({ msg }) => msg === "in the handler")?.traceId).not.toBe(
      "4bf92f3577b34da6a3ce929d0e0e4736",
    );
  });

  test("come with a span where spans are exported", async () => {
    const spanExporter = new InMemorySpanExporter();
    const { app, telemetry } = await createStage(routes, { spanExporter });
    await app.inject("/api/v1/plain");
    await app.inject("/api/v1/odd");
    await telemetry.flush();
    expect(spanExporter.getFinishedSpans().map(({ name, status }) => `${name} ${status.code}`)).toEqual([
      "GET /plain 0",
      "GET /odd 2",
    ]);
  });
});
