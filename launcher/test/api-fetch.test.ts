// The storefront's way to the API without a socket.
import Fastify from "fastify";
import { expect, onTestFinished, test } from "vitest";
import { createApiFetch } from "../src/api-fetch.ts";

function aGateway() {
  const app = Fastify({ trustProxy: false });
  onTestFinished(() => app.close());
  app.all("/api/v1/echo", (request, reply) =>
    reply
      .header("set-cookie", ["a=1", "b=2"])
      .header("x-count", 7)
      .send({
        method: request.method,
        body: request.body ?? null,
        ip: request.ip,
        agent: request.headers["user-agent"],
      }),
  );
  app.get("/api/v1/nothing", (_request, reply) => reply.code(304).send());
  app.delete("/api/v1/nothing", (_request, reply) => reply.code(204).send());
  return createApiFetch(() => app);
}

test("a request arrives with its method, headers and body, from the shopper's address", async () => {
  const fetch = aGateway();
  const answer = await fetch("/api/v1/echo", {
    method: "post",
    headers: { "content-type": "application/json", "user-agent": "tests", "x-forwarded-for": "203.0.113.9" },
    body: JSON.stringify({ cartId: "1" }),
  });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({
    method: "POST",
    body: { cartId: "1" },
    ip: "203.0.113.9",
    agent: "tests",
  });
});

test("every header of the answer comes back, those that are there twice as well", async () => {
  const { headers } = await aGateway()("/api/v1/echo", {});
  expect(headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  expect(headers.get("x-count")).toBe("7");
});

test("answers that have no body have none here", async () => {
  const fetch = aGateway();
  for (const [method, status] of [
    ["GET", 304],
    ["DELETE", 204],
  ] as const) {
    const answer = await fetch("/api/v1/nothing", { method });
    expect(answer.status).toBe(status);
    expect(answer.body).toBeNull();
  }
});

test("a method that the API does not have is a fault of the caller", async () => {
  await expect(aGateway()("/api/v1/echo", { method: "TRACE" })).rejects.toThrow("not called with TRACE");
});
