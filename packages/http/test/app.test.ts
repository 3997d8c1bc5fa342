// The application itself: routes that others put on it, wildcards, headers that cannot be sent, stopping.
import { connect } from "node:net";
import { Refusal } from "@souk/errors";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { anyone, createHttpApp, json, route } from "../src/index.ts";
import { createRecordedTelemetry, createStage } from "./stage.ts";

const open = { summary: "x", access: anyone(), ownership: "none" };

describe("a route that Fastify serves by itself", () => {
  test("fails in the same words", async () => {
    const { telemetry, lines } = createRecordedTelemetry();
    const app = createHttpApp({ telemetry });
    const failures: Record<string, unknown> = {
      refusal: new Refusal("gone", "gone_away", "Gone."),
      client: Object.assign(new Error("secret"), { statusCode: 418 }),
      timeout: Object.assign(new Error("secret"), { code: "FST_ERR_HANDLER_TIMEOUT" }),
      upstream: Object.assign(new Error("secret"), { statusCode: 502, code: "UND_ERR" }),
      bug: new Error("secret"),
    };
    app.get("/fail/:how", (request) => Promise.reject(failures[(request.params as { how: string }).how]));
    const answers = await Promise.all(Object.keys(failures).map((how) => app.inject(`/fail/${how}`)));
    expect(answers.map((answer) => `${answer.statusCode} ${answer.json().code}`)).toEqual([
      "410 gone_away",
      "400 request_invalid",
      "503 timed_out",
      "500 internal_error",
      "500 internal_error",
    ]);
    expect(answers.map(({ body }) => body).join("")).not.toContain("secret");
    expect(lines.filter(({ msg }) => msg === "request failed")).toHaveLength(2);
  });
});

test("a wildcard knows its methods too", async () => {
  const { app } = await createStage([route("GET /media/*", open, () => ({}))]);
  expect((await app.inject("/api/v1/media/a/b.webp")).statusCode).toBe(200);
  expect((await app.inject({ method: "PUT", url: "/api/v1/media/a/b.webp" })).headers.allow).toBe(
    "GET, HEAD, OPTIONS",
  );
  expect((await app.inject({ method: "PUT", url: "/api/v1" })).statusCode).toBe(404);
});

test.each(["sync", "async"])(
  "a header that cannot be sent (%s) is a fault that is answered",
  async (kind) => {
    const broken = () => json({}, { headers: { location: "a\nb" } });
    const handler = kind === "sync" ? broken : async () => broken();
    const { app, lines } = await createStage([route("POST /broken", open, handler)]);
    const answer = await app.inject({ method: "POST", url: "/api/v1/broken" });
    expect([answer.statusCode, answer.json().code, answer.headers.location]).toEqual([
      500,
      "internal_error",
      undefined,
    ]);
    expect(lines.find(({ msg }) => msg === "request failed")).toMatchObject({
      err: { code: "ERR_INVALID_CHAR" },
    });
  },
);

test("a body that no route reads does not disturb the next request of its connection", async () => {
  const { app } = await createStage([route("POST /bodyless", open, () => ({ ok: true }))]);
  const { port } = new URL(await app.listen({ port: 0, host: "127.0.0.1" }));
  const request = (body: string) =>
    `POST /api/v1/bodyless HTTP/1.1\r\nhost: souk\r\ncontent-type: text/csv\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
  const answers = await new Promise<string>((resolve, reject) => {
    let received = "";
    const socket = connect(Number(port), "127.0.0.1", () =>
      socket.write(request("x".repeat(2_000_000)) + request("y")),
    );
    socket.on("data", (data) => {
      received += data.toString();
      if (received.split('{"ok":true}').length === 3) socket.end(() => resolve(received));
    });
    socket.on("error", reject);
  });
  expect(answers.match(/HTTP\/1\.1 200/g)).toHaveLength(2);
  await app.close();
});

test("a request that came before the stop is answered", async () => {
  const started = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const slow = route("GET /slow", { ...open, query: z.strictObject({}) }, async () => {
    started.resolve();
    await gate.promise;
    return { done: true };
  });
  const { app } = await createStage([slow]);
  const address = await app.listen({ port: 0, host: "127.0.0.1" });
  const answer = fetch(`${address}/api/v1/slow`);
  await started.promise;
  const closed = app.close();
  gate.resolve();
  expect(await (await answer).json()).toEqual({ done: true });
  await closed;
  await expect(fetch(`${address}/api/v1/slow`)).rejects.toThrow();
});
